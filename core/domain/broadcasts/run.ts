import type { Broadcast } from '#prisma/generated/sqlite/client.ts';
import { shortNumber } from '../case-number.ts';
import { requestJob } from '../jobs/request-job.ts';
import { broadcastEnded, sayProgress } from '../notices/broadcast-work.ts';
import { quietUntil } from '../notices/quiet-hours.ts';
import { send } from '../notices/send.ts';
import type { Transaction } from '../transaction.ts';
import { audienceOf, lockBroadcast, note, rulesOfBroadcast } from './broadcast.ts';
import type { Connected } from './connected.ts';
import { dealPeople, leaveOut, pendingOf, takeBack, waits } from './deal.sql.ts';
import { dropMass, dueMass, gatherMass, reservesMass } from './mass.ts';
import { dealtAfter, portion } from './portion.ts';
import { progressOf } from './progress.ts';
import { freezePeople, peopleAtOnce } from './range.sql.ts';
import { siftingOf } from './sifting.ts';
import { stoppedPlaces } from './stops.ts';
import { nextPeople } from './ways.sql.ts';

/** What a broadcast does next. */
export type Next =
  | { do: 'again' }
  | { do: 'mass'; massId: string }
  | { do: 'later'; why: string; afterMs: number }
  | { do: 'over'; why: string };

/** No more of its deliveries wait at a time, so that one that is paused has little to hold back. */
const mostPending = 20_000;
const minute = 60_000;

/**
 * Does the next portion of a broadcast, at most 2,000 people in a transaction: freezes its audience, puts together its
 * 群发, deals deliveries out by the minute, ends. It goes by the rows alone, so it may be cut off anywhere and run again.
 */
export async function carryOn(
  tx: Transaction,
  { broadcastId, version }: { broadcastId: string; version: number },
  connected: Connected,
): Promise<Next> {
  const row = await lockBroadcast(tx, broadcastId);
  if (row.version !== version) return { do: 'over', why: 'moved-on' };
  switch (row.status) {
    case 'scheduled':
      return begin(tx, row);
    case 'running':
      return runOn(tx, row, connected);
    case 'cancelled':
      return clearUp(tx, row);
    case 'draft':
    case 'waiting':
    case 'paused':
    case 'done':
      return { do: 'over', why: row.status };
  }
}

async function begin(tx: Transaction, { id, startsAt }: Broadcast): Promise<Next> {
  const early = (startsAt?.getTime() ?? 0) - tx.now.getTime();
  if (early > 0) return { do: 'later', why: 'early', afterMs: early };
  await tx.prisma.broadcast.update({ where: { id }, data: { status: 'running', startedAt: tx.now } });
  note(tx, id, 'started', undefined);
  return { do: 'again' };
}

async function runOn(tx: Transaction, row: Broadcast, connected: Connected): Promise<Next> {
  if (row.latestAt <= tx.now) return endLate(tx, row);
  if (row.frozenAt === null) return freeze(tx, row, connected);
  const quiet = row.kind === 'emergency' ? undefined : quietUntil(tx.day, rulesOfBroadcast(row).notices, tx.now);
  if (quiet) return { do: 'later', why: 'quiet-hours', afterMs: quiet.getTime() - tx.now.getTime() };
  if (connected.mass && (await gatherMass(tx, row, connected))) return { do: 'again' };
  const massId = await dueMass(tx, row.id);
  if (massId !== undefined) return { do: 'mass', massId };
  return deal(tx, row);
}

async function freeze(tx: Transaction, row: Broadcast, connected: Connected): Promise<Next> {
  const sifting = await siftingOf(tx, row, connected);
  const people = await nextPeople(tx, audienceOf(row).of, { after: row.frozenThrough, most: peopleAtOnce });
  if (people) await freezePeople(tx, row.id, sifting, people);
  await tx.prisma.broadcast.update({
    where: { id: row.id },
    data: people ? { frozenThrough: people.last } : { frozenAt: tx.now },
  });
  return { do: 'again' };
}

async function deal(tx: Transaction, row: Broadcast): Promise<Next> {
  const pending = await pendingOf(tx, row.id);
  if (pending >= mostPending) return { do: 'later', why: 'sending', afterMs: 1_000 };
  const most = portion(row, tx.now);
  const dealt = most === 0 ? 0 : await dealPeople(tx, row, { most, without: await stoppedPlaces(tx) });
  if (dealt > 0) {
    await tx.prisma.broadcast.update({ where: { id: row.id }, data: { dealtAt: dealtAfter(row, dealt, tx.now) } });
    return { do: 'again' };
  }
  if (await waits(tx, row.id)) return { do: 'later', why: 'spread', afterMs: minute };
  if (pending > 0 || (await reservesMass(tx, row.id))) return { do: 'later', why: 'sending', afterMs: 5_000 };
  return end(tx, row);
}

/** What has not left by now never does: deliveries expire by themselves, who has none is left out. */
async function endLate(tx: Transaction, row: Broadcast): Promise<Next> {
  await dropMass(tx, row.id);
  if ((await leaveOut(tx, row.id)) > 0) return { do: 'again' };
  if ((await pendingOf(tx, row.id)) > 0) return { do: 'later', why: 'sending', afterMs: 5_000 };
  return end(tx, row);
}

async function end(tx: Transaction, row: Broadcast): Promise<Next> {
  const { id, number, title, createdById, version } = row;
  await tx.prisma.broadcast.update({ where: { id }, data: { status: 'done', endedAt: tx.now } });
  note(tx, id, 'done', undefined);
  const progress = await progressOf(tx, id);
  const data = { number: shortNumber(number), title, progress: sayProgress(progress), calls: progress.toCall };
  await send(tx, broadcastEnded, { staff: createdById }, data, { key: `broadcast.ended/${id}/${version}` });
  if (row.kind !== 'staff')
    for (const hours of [1, rulesOfBroadcast(row).broadcasts.answerHours])
      await requestJob(
        tx,
        'broadcast.answers',
        { broadcastId: id },
        {
          key: `broadcast.answers/${id}/${version}/${hours}`,
          dueAt: new Date(tx.now.getTime() + hours * 60 * minute),
          priority: 1,
        },
      );
  return { do: 'over', why: 'done' };
}

async function clearUp(tx: Transaction, { id }: Broadcast): Promise<Next> {
  await dropMass(tx, id);
  if ((await takeBack(tx, id)) > 0) return { do: 'again' };
  // What is under way at this moment ends by itself.
  if ((await pendingOf(tx, id)) > 0) return { do: 'later', why: 'taking-back', afterMs: 2_000 };
  return { do: 'over', why: 'cancelled' };
}
