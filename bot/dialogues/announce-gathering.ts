import { readSentence } from '#kit/chinese-input/sentence.ts';
import { announce, type NewGathering } from '#domain/gatherings/announce.ts';
import { readDates } from '#kit/chinese-input/dates.ts';
import { readNumber } from '#kit/chinese-input/numbers.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { findTimes, readTimes } from '#kit/chinese-input/times.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { hosting as words } from '../replies/gatherings.ts';

/** 新办一场：题目、内容、时间、地点、人数，确认一次。 */
export async function announceGathering(
  script: Script,
  { tx }: DialogueWorld,
  { kind, places, by }: Pick<NewGathering, 'kind' | 'by'> & { places: readonly { id: string; shortName: string }[] },
): Promise<void> {
  const host = await script.choose('host', {
    title: words.centreTitle,
    prompt: words.askCentre,
    from: places,
    id: ({ id }) => id,
    label: ({ shortName }) => shortName,
    only: 'take',
    usual: places[0],
    none: { say: words.notAllowed },
  });
  const title = await script.ask('title', {
    title: words.titleTitle,
    prompt: words.askTitle,
    accept: (text) => readSentence(text.replace(/[《》]/gu, ''), 20),
    hint: words.titleHint,
  });
  const topic = await script.ask('topic', {
    title: words.topicTitle,
    prompt: words.askTopic,
    accept: (text) => readSentence(text, 100),
    hint: words.topicHint,
  });
  const { start, end } = await askTimes(script, { tx });
  const place = await script.ask('place', {
    title: words.placeTitle,
    prompt: words.askPlace,
    accept: (text) => readSentence(text, 30),
    hint: words.placeHint,
  });
  const capacity = await script.ask('capacity', {
    title: words.capacityTitle,
    prompt: words.askCapacity,
    accept(text) {
      const count = readNumber(normalise(text).replace(/[个人位名]+$/u, ''));
      return count !== undefined && Number.isInteger(count) && count >= 1 && count <= 500 ? String(count) : undefined;
    },
    hint: words.capacityHint,
  });
  await script.confirm('confirm', { title: words.check });
  const [startsAt, endsAt] = [new Date(start), new Date(end)];
  const gathering = { organisationId: host.id, kind, title, topic, place, startsAt, endsAt };
  await script.act('announce', () => announce(tx, { ...gathering, capacity: Number(capacity), by }), {
    reopen: { 'gathering-dates': 'start' },
  });
  script.receipt({
    done: words.done(title, tx.day.say(startsAt)),
    undo: `${words.undo[kind]}${words.afterwards}`,
  });
}

/** As instants: the answer of the second question depends on the first. */
async function askTimes(script: Script, { tx }: Pick<DialogueWorld, 'tx'>): Promise<{ start: string; end: string }> {
  const today = tx.day.dateOf(tx.now);
  const answer = (instant: Date | undefined) =>
    instant === undefined ? undefined : { value: instant.toISOString(), label: tx.day.say(instant) };
  const start = await script.ask('start', {
    title: words.startTitle,
    prompt: words.askStart,
    accept(text) {
      if (isInstant(text)) return answer(new Date(text));
      const [date] = readDates(text, today);
      const time = daytime(findTimes(text, { between: openHours }).times);
      const instant = date && time ? tx.day.at(date, time) : undefined;
      return instant && instant > tx.now ? answer(instant) : undefined;
    },
    hint: words.timeHint,
  });
  const startsAt = new Date(start);
  const end = await script.ask('end', {
    title: words.endTitle,
    prompt: words.askEnd,
    accept(text) {
      const read = isInstant(text) ? new Date(text) : readEnd(text, startsAt, tx.day);
      return read && read > startsAt ? answer(read) : undefined;
    },
    hint: words.endHint,
  });
  return { start, end };
}

/** Nobody gives a lecture at four in the morning. */
const openHours = { from: '07:00', to: '21:30' };

function readEnd(text: string, startsAt: Date, day: DialogueWorld['tx']['day']): Date | undefined {
  const startDate = day.dateOf(startsAt);
  const date = readDates(text, startDate).find(() => /[日号天周月]|星期|礼拜|[-/]/u.test(text)) ?? startDate;
  const from = date === startDate ? day.timeOf(startsAt) : openHours.from;
  const { times } = readTimes(text, { between: { from, to: openHours.to } });
  const time = daytime(times);
  return time === undefined ? undefined : day.at(date, time);
}

/** Where two readings hold, the one by day. */
function daytime(times: readonly string[]): string | undefined {
  return times.find((time) => time >= openHours.from && time <= openHours.to) ?? times[0];
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT/u.test(text);
}
