import { takeBackReadings } from '#domain/follow-ups/report-reading.ts';
import { resubscribe, unsubscribe } from '#domain/preferences/preferences.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { changeService } from '../dialogues/change-service.ts';
import { saveDialogue, type DialogueRow } from '../inbox/dialogue-row.ts';
import { asking } from '../replies/asking.ts';
import { danger } from '../replies/danger.ts';
import { readings } from '../replies/follow-ups.ts';
import { talking } from '../replies/talking.ts';
import { falseAlarm } from './alarm.ts';
import { go, leave, resume, titleOf } from './flow.ts';
import { menu, suggestions } from './menu.ts';
import { listed } from './numbered.ts';
import type { Command } from '../understand/commands.ts';
import { audienceOf, dialogueNamed, openOf, type Answer, type Step, type Talk } from './talk.ts';

/** Understood anywhere, also in the middle of a dialogue (contract.md, Conversation). 我的 and 人工 are services. */
type Obeyed = Exclude<Command, '我的' | '人工'> | '继续';

export const commands: Step = async (talk, text) => {
  const said = normalise(text).replace(/[。.!]+$/u, '');
  const command = spokenCommand(talk, text, said);
  if (command === undefined || command === '我的' || command === '人工') return undefined;
  return isAnswer(talk, said) ? undefined : obey(talk, command);
};

function spokenCommand(talk: Talk, text: string, said: string): Command | '继续' | undefined {
  if (/^(?:继续|接着办?|继续办|接着来|继续刚才的?)$/u.test(said)) return '继续';
  const open = openOf(talk);
  const isGivenUp = open && dialogueNamed(talk, open.name)?.givenUpBy?.test(said);
  return isGivenUp ? '取消' : talk.ear.command(text);
}

/** “不对” is an answer where lines are offered; a line's own words are the line. */
function isAnswer(talk: Talk, said: string): boolean {
  const offered = openOf(talk)?.state.saved.pending?.offered ?? [];
  if (offered.length === 0) return false;
  return /^(?:不对|错了|不是这样|我没事)$/u.test(said) || offered.some(({ label }) => normalise(label) === said);
}

async function obey(talk: Talk, command: Obeyed): Promise<Answer | undefined> {
  const open = openOf(talk);
  switch (command) {
    case '菜单':
      return menu(talk);
    case '帮助':
      return open ? { replies: await go(talk, open, { kind: 'help' }) } : help(talk);
    case '取消':
      if (!open) return { replies: [{ text: talking.nothingToCancel[audienceOf(talk)] }] };
      return { replies: await leave(talk, open, [{ text: sayLeft(talk, open) }]) };
    case '返回':
      if (open) return { replies: await go(talk, open, { kind: 'back' }) };
      return { replies: [{ text: talking.nothingToGoBackTo }] };
    case '再说一遍':
      return again(talk);
    case '说错了':
      return slip(talk);
    case '继续':
      return takeUp(talk);
    case '退订':
      return preference(talk, unsubscribe, talking.unsubscribed);
    case '恢复':
      return preference(talk, resubscribe, talking.resubscribed);
  }
}

/** Who is only asked whether to change to something else has given up nothing yet. */
function sayLeft(talk: Talk, open: DialogueRow): string {
  return open.name === changeService.name ? talking.goesOn : talking.cancelled(titleOf(talk, open));
}

function help(talk: Talk): Answer {
  const { text, choices = [] } = menu(talk).replies[0] ?? { text: '' };
  return { replies: [{ text: `${asking.help[audienceOf(talk)]}\n${text}`, choices }], shown: choices };
}

async function again(talk: Talk): Promise<Answer> {
  const open = openOf(talk);
  return open ? { replies: await go(talk, open, { kind: 'again' }) } : menu(talk);
}

/** “说错了”: back to what the danger sign interrupted, with everything kept; otherwise like “返回”. */
async function slip(talk: Talk): Promise<Answer> {
  const alarmed = await falseAlarm(talk);
  const open = openOf(talk);
  if (open) return { replies: await go(talk, open, { kind: 'back' }) };
  const interrupted = talk.dialogues.find(({ status, state }) => status === 'suspended' && state.alarmed);
  if (interrupted) return { replies: await resume(talk, interrupted, [{ text: danger.allClear }]) };
  if (!alarmed && (await takeBackReadings(talk.tx, talk.contact.id)) > 0)
    return { replies: [{ text: readings.takenBack }] };
  return alarmed ? menu(talk, 0, danger.allClear) : menu(talk, 0, talking.welcomeBack);
}

/** “继续”: the dialogue left last goes on. Nothing is held against a detour that led to nothing before. */
async function takeUp(talk: Talk): Promise<Answer | undefined> {
  if (openOf(talk)) return talk.contact.lastChoices ? again(talk) : undefined;
  const left = talk.dialogues.find(({ status }) => status === 'suspended');
  if (!left) return listed(talking.nothingToContinue, suggestions(talk, []));
  left.state.saved.detours = [];
  return { replies: await resume(talk, left, [{ text: talking.continues(titleOf(talk, left)) }]) };
}

async function preference(
  talk: Talk,
  change: (tx: Talk['tx'], residentId: string) => Promise<void>,
  words: string,
): Promise<Answer> {
  const { resident } = talk.contact;
  if (!resident) return backToQuestion(talk, talking.notBoundNoNotices);
  await change(talk.tx, resident.id);
  return backToQuestion(talk, words);
}

/** Says it, and asks the open question again. */
export async function backToQuestion(talk: Talk, text: string): Promise<Answer> {
  const open = openOf(talk);
  const question = open ? await go(talk, open, { kind: 'again' }) : [];
  return { replies: [{ text }, ...question] };
}

/** Closes everything somebody is in the middle of. */
export async function closeAll(talk: Talk): Promise<void> {
  for (const row of talk.dialogues) {
    if (row.status === 'open' || row.status === 'suspended') await saveDialogue(talk.tx, row, 'abandoned');
  }
}
