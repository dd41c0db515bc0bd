import { normalise } from '#kit/chinese-input/normalise.ts';
import { isServiceName } from '../replies/services.ts';
import { fallback as words, talking } from '../replies/talking.ts';
import { start, titleOf } from './flow.ts';
import { menu, suggestions } from './menu.ts';
import { commandLine, listed } from './numbered.ts';
import { spokenDialogue, whyNot } from './services.ts';
import { backToQuestion } from './commands.ts';
import { audienceOf, openOf, type Answer, type Step, type Talk } from './talk.ts';

/** Thanks in the middle of something are answered, and the question stays open; “好的” may be its answer. */
export const thanks: Step = async (talk, text) => {
  const isThanks =
    /^(?:好的?|嗯+|行|ok)?,?(?:谢谢|多谢|感谢|谢了|唔该|辛苦了|麻烦了|麻烦您了)(?:您|你|啦|了|啊|哦|大夫|医生)*$/u.test(
      normalise(text),
    );
  return openOf(talk) && isThanks ? backToQuestion(talk, talking.thanksMidway) : undefined;
};

/** Greetings and thanks outside a dialogue. */
export const pleasantries: Step = async (talk, text) => {
  const said = normalise(text);
  if (
    /^(?:谢谢|多谢|感谢|谢了|辛苦了|麻烦了|再见|拜拜|好的?|知道了|明白了?|收到|嗯+|哦+|行|ok)(?:您|你|啦|了|啊|医生)*$/u.test(
      said,
    )
  ) {
    return { replies: [{ text: talking.thanks }] };
  }
  if (/^(?:确认|确定|是的?|对的?|没问题)$/u.test(said)) return { replies: [{ text: talking.nothingToConfirm }] };
  const greets = /^(?:您好|你好|早上好|下午好|晚上好|早|在吗|有人吗|hi|hello|喂)+$/u.test(said);
  return greets ? menu(talk, 0, talking.greeting) : undefined;
};

/** A dialogue's own word that stands in no list; a service's word that is not for who said it. */
export const otherWords: Step = async (talk, text) => {
  const dialogue = spokenDialogue(talk, text);
  if (dialogue) return { replies: await start(talk, dialogue) };
  const said = normalise(text);
  return isServiceName(said) ? { replies: [{ text: whyNot(talk, said) }] } : undefined;
};

/** Never silence: one sentence and the two or three likeliest services, first what somebody left half done. */
export async function fallback(talk: Talk, text: string): Promise<Answer> {
  const likely = suggestions(talk, talk.ear.understands(text).suggestions);
  const left = talk.dialogues.find(({ status }) => status === 'suspended');
  const lines = left
    ? [commandLine('继续', talking.continueLabel(titleOf(talk, left))), ...likely.slice(0, 2)]
    : likely;
  return listed(words.notUnderstood[audienceOf(talk)], lines);
}
