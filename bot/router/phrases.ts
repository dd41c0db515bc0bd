import { normalise } from '#kit/chinese-input/normalise.ts';
import { mayStart, type Answer, type Step, type Talk } from './talk.ts';

/** Words that do one thing at once, anywhere: “同意 1234” for a card that has expired, “不是我” after a binding moved. */
export interface Phrase {
  audience: 'resident' | 'staff';
  /** Tested on the normalised text: half width, simplified, without politeness. */
  pattern: RegExp;
  /** Undefined lets the others look. */
  said(talk: Talk, match: RegExpExecArray): Promise<Answer | undefined>;
}

export const phrases: Step = async (talk, text) => {
  const said = normalise(text);
  for (const phrase of talk.program.phrases) {
    const match = mayStart(talk, phrase) ? phrase.pattern.exec(said) : null;
    const answer = match && (await phrase.said(talk, match));
    if (answer) return answer;
  }
  return undefined;
};
