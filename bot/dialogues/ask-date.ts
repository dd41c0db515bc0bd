import { findDates, readDates } from '#kit/chinese-input/dates.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { serviceTimes as words } from '../replies/support.ts';

interface DateQuestion {
  key: string;
  title: string;
  prompt: string;
  /** A line that answers with no date at all: 还在继续. The answer is the empty string. */
  instead?: string;
  /** Days without a year are read from here on; otherwise they are the latest ones that have been. */
  notBefore?: string;
  /** The hint for a day that is still to come, where it must have been: then it is asked again. */
  past?: string;
}

/** Asks for a day that may lie in the past; it is shown with its year. */
export function askDate(script: Script, { tx }: DialogueWorld, question: DateQuestion): Promise<string> {
  const { key, title, prompt, instead, notBefore, past } = question;
  const today = tx.day.dateOf(tx.now);
  return script.ask(key, {
    title,
    prompt,
    suggest: instead === undefined ? ['今天'] : [instead],
    accept(text) {
      if (instead !== undefined && (text === instead || text === '')) return { value: '', label: instead };
      const ago = daysAgo.find(([word]) => text.includes(word))?.[1];
      const date =
        ago !== undefined
          ? tx.day.add(today, -ago)
          : readDay(text, { today, earliest: notBefore ?? tx.day.add(today, -364) });
      if (date === undefined || (past !== undefined && date > today)) return undefined;
      return { value: date, label: date };
    },
    hint: past ?? words.dateHint,
  });
}

/** Days that are over; what is to come is read with the other dates. */
const daysAgo = [
  ['大前天', 3],
  ['前天', 2],
  ['昨', 1],
] as const;

function readDay(text: string, { today, earliest }: { today: string; earliest: string }): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/u.test(text)) return text;
  if (/(?:今|昨|明|后)[天日儿]/u.test(text)) return findDates(text, today)[0];
  // With a year of its own a day may be as long ago as it says.
  if (/(?:19|20)\d\d|[一二][九〇零]/u.test(text)) return findDates(text, '1990-01-01')[0];
  return readDates(text, earliest)[0];
}
