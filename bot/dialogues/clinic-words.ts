import { start } from '../router/flow.ts';
import type { Phrase } from '../router/phrases.ts';
import { dialogueNamed, openOf } from '../router/talk.ts';
import { type Doing, todayClinic } from './today-clinic.ts';

/** Words in passing, as often as there are people. A number stands before or behind: 3到了, 到了3. */
export const clinicWords: readonly Phrase[] = [
  phrase('next', '(?:请|叫)?下一?(?:位|个)|叫号'),
  phrase('call', '(?:叫|请|呼叫|叫号)(?<number>\\d{1,3})号?|(?<other>\\d{1,3})号?(?:叫号|再叫一?次?)'),
  phrase(
    'came',
    '(?<number>\\d{1,3})号?(?:已经|已)?(?:到了?|来了|签到|报到)|(?:到了|来了|签到|已到)(?<other>\\d{1,3})号?',
  ),
  phrase('undo-came', '(?:撤回|取消|撤销)(?:签到|报到|到了)(?<number>\\d{1,3})号?'),
  phrase(
    'missed',
    '(?<number>\\d{1,3})号?(?:未到|没到|没来|不在|爽约|过号)|(?:未到|没到|没来|不在|爽约|过号)(?<other>\\d{1,3})号?',
  ),
  phrase('finish', '(?<number>\\d{1,3})号?(?:结束|看完|看好)了?|(?:结束|看完|看好|完成)了?(?<other>\\d{1,3})号?'),
];

function phrase(doing: Doing, words: string): Phrase {
  return {
    audience: 'staff',
    pattern: new RegExp(`^(?:${words})$`, 'u'),
    async said(talk, match) {
      const dialogue = dialogueNamed(talk, todayClinic.name);
      if (!dialogue) return undefined;
      const number = Number(match.groups?.['number'] ?? match.groups?.['other'] ?? 0);
      const kept = { doing: { value: { doing, number } } };
      return { replies: await start(talk, dialogue, { kept, returnTo: openOf(talk)?.id }) };
    },
  };
}
