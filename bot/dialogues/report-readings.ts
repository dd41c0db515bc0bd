import type { Measured } from '#domain/follow-ups/keep-reading.ts';
import { reportReadings, type ReportedReading } from '#domain/follow-ups/report-reading.ts';
import type { FollowUpRules } from '#domain/packs/follow-up-rules.ts';
import { findReadings } from '#domain/safety/readings.ts';
import { readNumber } from '#kit/chinese-input/numbers.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import type { HouseholdMember } from '#domain/residents/family.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { dangerWords } from '../replies/danger.ts';
import { classWords, readings as words, sayMeasured } from '../replies/follow-ups.ts';
import { type ReadValue, readValues, sayAgain } from './read-values.ts';

/** Takes what was measured, asks back what is half or unlikely, records it and says what it means. */
export async function report(
  script: Script,
  { tx, contact }: DialogueWorld,
  { who, by, rules }: { who: HouseholdMember; by: string; rules: FollowUpRules },
): Promise<void> {
  const said = await script.ask('said', {
    title: words.value,
    prompt: words.ask,
    hint: words.hint,
    accept: (text) => accepted(sayAgain(findReadings(text))),
    fact: ({ readings }) => (readings?.length ? sayAgain(readings) : undefined),
  });
  const measured: Measured[] = [];
  for (const [index, value] of readValues(said, rules).entries())
    measured.push(await wholeOf(script, value, { key: `value.${index}`, rules }));
  const residentId = who.residentId;
  const reported = await script.act(
    'report',
    async () => reportReadings(tx, { residentId, contactId: contact.id, by, measured }),
    { per: residentId },
  );
  const name = who.kind === 'self' ? '' : who.name;
  const lines = reported.flatMap((one) => linesOf(tx.day, name, one, rules));
  script.receipt({ done: [...new Set(lines)].join('\n'), undo: words.takeBack });
}

function accepted(text: string): string | undefined {
  return text === '' ? undefined : text;
}

async function wholeOf(
  script: Script,
  value: ReadValue,
  { key, rules }: { key: string; rules: FollowUpRules },
): Promise<Measured> {
  switch (value.is) {
    case 'whole':
      return value.measured;
    case 'without-meal': {
      const when = await script.choose(`${key}.meal`, {
        title: words.meal,
        prompt: words.askMeal(value.value),
        from: ['fasting', 'after-meal'] as const,
        id: (meal) => meal,
        label: (meal) => words.meals[meal],
        names: (meal) => (meal === 'fasting' ? ['饭前', '没吃', '早上没吃'] : ['饭后', '吃过', '吃了']),
        none: { say: words.hint },
      });
      return { kind: 'glucose', value: value.value, when };
    }
    case 'half': {
      const { systolic, diastolic } = value;
      const other = await script.ask(`${key}.half`, {
        title: words.value,
        prompt: systolic === undefined ? words.highHalf(diastolic ?? 0) : words.lowHalf(systolic),
        hint: words.halfHint,
        accept: (text) => completed(text, { systolic, diastolic }, rules),
      });
      return fromText(other, rules);
    }
    case 'unlikely': {
      const again = await script.ask(`${key}.again`, {
        title: words.value,
        prompt: words.unlikely(value.said),
        hint: words.hint,
        accept: (text) => wholeText(text, rules),
      });
      return fromText(again, rules);
    }
  }
}

/** The other half alone, or the whole once more. */
function completed(
  text: string,
  half: { systolic: number | undefined; diastolic: number | undefined },
  rules: FollowUpRules,
): string | undefined {
  const whole = wholeText(text, rules);
  if (whole !== undefined) return whole;
  const number = readNumber(normalise(text).replace(/^(?:低压|高压|是|上压|下压)+/u, ''));
  if (number === undefined) return undefined;
  const { systolic = number, diastolic = number } = half;
  return wholeText(`血压${systolic}/${diastolic}`, rules);
}

function wholeText(text: string, rules: FollowUpRules): string | undefined {
  const readings = findReadings(text);
  const [value] = readValues(text, rules);
  return value?.is === 'whole' ? sayAgain(readings.slice(0, 1)) : undefined;
}

function fromText(text: string, rules: FollowUpRules): Measured {
  const [value] = readValues(text, rules);
  if (value?.is !== 'whole') throw new Error('an answer that was accepted is whole');
  return value.measured;
}

function linesOf(
  day: DialogueWorld['tx']['day'],
  name: string,
  { measured, class: found, visitDueOn }: ReportedReading,
  rules: FollowUpRules,
): string[] {
  const kept = words.kept(name, sayMeasured(measured), classWords[found]);
  switch (found) {
    case 'measured':
      return [kept];
    case 'controlled':
      return [kept, words.keepOn, ...(visitDueOn ? [words.nextVisit(day.sayDate(visitDueOn)), words.noVisit] : [])];
    case 'high':
      return [kept, visitDueOn ? words.visitBy(day.sayDate(visitDueOn)) : words.visitSoon];
    case 'danger':
    case 'danger-low':
      return [
        kept,
        measured.kind === 'pressure' ? dangerWords['reading-pressure'] : dangerWords['reading-glucose'],
      ].map((line) => line.replaceAll('5分钟', `${rules.measureAgainMinutes}分钟`));
  }
}
