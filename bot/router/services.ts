import { normalise } from '#kit/chinese-input/normalise.ts';
import { changeService, type ChangeOfService } from '../dialogues/change-service.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { saveDialogue } from '../inbox/dialogue-row.ts';
import { isServiceName, services } from '../replies/services.ts';
import { talking } from '../replies/talking.ts';
import { backToQuestion } from './commands.ts';
import { go, start, titleOf } from './flow.ts';
import type { Reply } from '../message.ts';
import type { SaidFacts } from '../understand/said-facts.ts';
import type { ServiceName } from '../understand/service.ts';
import { menu } from './menu.ts';
import { audienceOf, dialogueFor, dialogueNamed, openOf, type Answer, type Step, type Talk } from './talk.ts';

/** A service's word, or a free sentence that cannot mean anything else, starts its dialogue with what it says. */
export const service: Step = async (talk, text) => {
  const { service: wished, facts } = talk.ear.understands(text);
  if (wished?.sure) return startService(talk, wished.name, text);
  // Who only says who they are wants to be known.
  const introduced = !wished && facts.fullName !== undefined && facts.documentNumber !== undefined;
  return introduced && dialogueFor(talk, '绑定') ? startService(talk, '绑定', text) : undefined;
};

/** Starts a service; in the middle of something it asks first whether to leave that, where it must. */
export async function startService(talk: Talk, wished: string, text: string): Promise<Answer> {
  if (wished === '更多') return menu(talk, 1);
  const dialogue = dialogueFor(talk, wished);
  if (!dialogue) return backToQuestion(talk, whyNot(talk, wished));
  const facts = talk.ear.facts(text);
  const heard = facts === undefined ? [] : [facts];
  const change = openChange(talk);
  if (change?.to === dialogue.name) return { replies: await changeTo(talk, dialogue, change, heard) };
  const open = await withoutChange(talk, dialogue);
  if (!open) return { replies: await start(talk, dialogue, { heard }) };
  if (open.name === dialogue.name) return { replies: await go(talk, open, { kind: 'again' }) };
  switch (dialogue.midway ?? 'ask') {
    case 'leave':
      return { replies: await start(talk, dialogue, { heard }) };
    case 'return':
      return { replies: await start(talk, dialogue, { heard, returnTo: open.id }) };
    case 'ask': {
      const change: ChangeOfService = { to: dialogue.name, service: dialogue.service, title: titleOf(talk, open) };
      const kept = { change: { value: change } };
      return { replies: await start(talk, changeService, { heard, kept, returnTo: open.id }) };
    }
  }
}

/** What is being asked, when it is whether to change to another service. */
function openChange(talk: Talk): ChangeOfService | undefined {
  const open = openOf(talk);
  if (open?.name !== changeService.name) return undefined;
  return open.state.saved.kept['change']?.value as ChangeOfService | undefined; // written by startService
}

/** Naming it again says yes. What was open before stays set aside. */
async function changeTo(
  talk: Talk,
  dialogue: Dialogue,
  { title }: ChangeOfService,
  heard: readonly SaidFacts[],
): Promise<Reply[]> {
  const asking = openOf(talk);
  if (asking) await saveDialogue(talk.tx, asking, 'abandoned');
  const said = [...(asking?.state.saved.heard ?? []), ...heard];
  return [{ text: talking.setAside(title) }, ...(await start(talk, dialogue, { heard: said }))];
}

/** A dialogue's own word that stands in no list (“不是我”) is a service too. */
export function spokenDialogue(talk: Talk, text: string): Dialogue | undefined {
  return dialogueFor(talk, normalise(text).replace(/[。.!]+$/u, ''));
}

/**
 * What is really open: a question whether to change, and something that was only being looked up, are given up when
 * another service is named.
 */
async function withoutChange(talk: Talk, named: Dialogue) {
  const open = openOf(talk);
  if (!open || open.name === named.name) return open;
  const isLight = open.name === changeService.name || dialogueNamed(talk, open.name)?.midway === 'return';
  if (!isLight) return open;
  await saveDialogue(talk.tx, open, 'abandoned');
  const before = talk.dialogues.find(({ id, status }) => id === open.state.returnTo && status === 'suspended');
  if (before) await saveDialogue(talk.tx, before, 'open');
  return before;
}

/** Why a service is not started: it is for others, or comes later. */
export function whyNot(talk: Talk, wished: string): string {
  const audience = audienceOf(talk);
  const isForOthers = isServiceName(wished) && isForStaff(wished) !== (audience === 'staff');
  return (isForOthers ? talking.notForYou : talking.later)[audience](wished);
}

function isForStaff(service: ServiceName): boolean {
  return services[service].audience !== 'resident';
}
