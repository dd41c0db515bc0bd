import type { GroupQuestion } from '../../group-chat/answer.ts';
import type { Heard } from './wire.ts';

/** A question and where its answer goes. `sender` counts towards what one person may ask, and goes nowhere else. */
export interface DecodedQuestion extends GroupQuestion {
  conversation: string;
  sender: string;
}

/** What is older came in a pause, and whoever asked has gone on. */
const oldSeconds = 60;
/** Longer texts are not questions. */
const longest = 500;

/** Undefined for what is not to be answered: own words, pictures, what is old. @param name the bot's, in the group. */
export function decodeHeard(heard: Heard, name: string): DecodedQuestion | undefined {
  if (heard.own || !heard.isText || heard.ageSeconds > oldSeconds || heard.text.length > longest) return undefined;
  const called = calls(heard.text, name);
  return {
    conversation: heard.room ?? heard.talker,
    sender: heard.talker,
    text: called.reduce((text, call) => text.replace(call, ' '), heard.text).trim(),
    addressed: heard.room === undefined || heard.mentioned || called.length > 0,
  };
}

/** An @ with the name, and the separator that WeChat puts after it: U+2005, or a space on a computer. */
function calls(text: string, name: string): string[] {
  return name === ''
    ? []
    : [`@${name}\u2005`, `@${name} `, `@${name}`].filter((call) => text.includes(call)).slice(0, 1);
}
