import { resubscribe, unsubscribe } from '#domain/preferences/preferences.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { saveDialogue } from '../inbox/dialogue-row.ts';
import { asking } from '../replies/asking.ts';
import { danger } from '../replies/danger.ts';
import { services } from '../replies/services.ts';
import { talking } from '../replies/talking.ts';
import { falseAlarm } from './alarm.ts';
import { go, leave, resume, titleOf } from './flow.ts';
import { menu, suggestions } from './menu.ts';
import { listed } from './numbered.ts';
import { openOf, type Answer, type Step, type Talk } from './talk.ts';

/** Understood anywhere, also in the middle of a dialogue (contract.md, Conversation). */
export type Command = '菜单' | '帮助' | '取消' | '返回' | '退订' | '恢复' | '再说一遍' | '说错了' | '继续';

const words: Readonly<Record<Command, RegExp>> = {
  菜单: /^(?:主?菜单|功能|功能列表|目录|首页|主页|有(?:什么|哪些)(?:服务|功能)|(?:你|您)?(?:能|可以|会)(?:做|办|干)(?:什么|啥|哪些)(?:事)?|服务列表)$/u,
  帮助: /^(?:帮助|帮忙|怎么(?:用|弄|办|操作)|如何使用|help|\?+|不会(?:用|弄)|看不懂|不懂|不明白|什么意思)$/u,
  取消: /^(?:取消|退出|不办了?|不弄了|放弃|结束|停止|算了不办了?)$/u,
  返回: /^(?:返回|上一步|返回上一步|回上一步|后退|退回|回去|返回上一级|上一级)$/u,
  退订: /^(?:退订|退订通知|不要(?:再)?(?:发|推送)(?:消息|通知|提醒)?了?|td)$/u,
  恢复: /^(?:恢复|恢复通知|恢复提醒|恢复订阅|重新订阅)$/u,
  再说一遍: /^(?:再(?:说|讲|发|来)一?(?:遍|次|下)|重复一?(?:遍|下)?|没看清|没听清|刚才说什么)$/u,
  说错了: /^(?:我?(?:刚才|刚刚)?(?:说|打|写|发|搞|弄|选|按|点)错了?(?:字)?|打错字了?|发错了?|不是这个意思)$/u,
  继续: /^(?:继续|接着办?|继续办|接着来|继续刚才的?)$/u,
};

export const commands: Step = async (talk, text) => {
  const said = normalise(text).replace(/[。.!]+$/u, '');
  const found = (Object.keys(words) as Command[]).find((command) => words[command].test(said)); // the keys of the record above
  return found && obey(talk, found);
};

export async function obey(talk: Talk, command: Command): Promise<Answer | undefined> {
  const open = openOf(talk);
  switch (command) {
    case '菜单':
      return menu(talk);
    case '帮助':
      return open ? { replies: await go(talk, open, { kind: 'help' }) } : help(talk);
    case '取消':
      if (!open) return { replies: [{ text: talking.nothingToCancel }] };
      return { replies: await leave(talk, open, [{ text: talking.cancelled(titleOf(talk, open)) }]) };
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

function help(talk: Talk): Answer {
  const { text, choices = [] } = menu(talk).replies[0] ?? { text: '' };
  return { replies: [{ text: `${asking.help}\n${text}`, choices }], shown: choices };
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

export function isService(text: string): boolean {
  return text in services;
}
