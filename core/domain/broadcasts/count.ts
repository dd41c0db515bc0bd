import { z } from 'zod';
import type { Broadcast } from '#prisma/generated/sqlite/client.ts';
import { maskName } from '#kit/mask.ts';
import { shortNumber } from '../case-number.ts';
import { broadcastCounted, broadcastToRead, sayReach } from '../notices/broadcast-work.ts';
import { send } from '../notices/send.ts';
import { residentNames } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { audienceOf, countsOf, lockBroadcast, note, rulesOfBroadcast, viewOf } from './broadcast.ts';
import { cardsOf } from './cards.ts';
import type { Connected } from './connected.ts';
import { countPeople, peopleAtOnce, somePeople } from './range.sql.ts';
import { added, summaryOf } from './reach.ts';
import { needsSecondPerson } from './second-person.ts';
import { siftingOf } from './sifting.ts';
import { nextPeople } from './ways.sql.ts';
import { contentOfBroadcast } from './words.ts';

/**
 * Counts the next range of a draft's people. At the end its writer is shown the sentence, the count and a few names, and
 * decides.
 * @returns `more` while there are people; `over` when it was written anew or sent off meanwhile.
 */
export async function countNext(
  tx: Transaction,
  { broadcastId, version }: { broadcastId: string; version: number },
  connected: Connected,
): Promise<'more' | 'done' | 'over'> {
  const row = await lockBroadcast(tx, broadcastId);
  if (row.status !== 'draft' || row.version !== version || row.countedAt !== null) return 'over';
  const sifting = await siftingOf(tx, row, connected);
  const people = await nextPeople(tx, sifting.audience.of, { after: row.countedThrough, most: peopleAtOnce });
  if (!people) {
    await tx.prisma.broadcast.update({ where: { id: broadcastId }, data: { countedAt: tx.now } });
    note(tx, broadcastId, 'counted', undefined);
    await showWriter(tx, broadcastId);
    return 'done';
  }
  const counts = added(countsOf(row), await countPeople(tx, sifting, people));
  const known = sampleOf(row);
  const missing = rulesOfBroadcast(row).broadcasts.sample - known.length;
  const sample = missing > 0 ? [...known, ...(await somePeople(tx, sifting, people, missing))] : known;
  await tx.prisma.broadcast.update({
    where: { id: broadcastId },
    data: { counts, sample, countedThrough: people.last },
  });
  return 'more';
}

/** A few masked names of those who are written to; staff by their names. */
export async function sampleNames(tx: Transaction, row: Broadcast): Promise<string[]> {
  const ids = sampleOf(row);
  if (audienceOf(row).of === 'staff') {
    const staff = await tx.prisma.staff.findMany({ where: { id: { in: ids } }, select: { name: true } });
    return staff.map(({ name }) => name);
  }
  const names = await residentNames(tx, ids);
  return ids.map((id) => maskName(names.get(id) ?? ''));
}

/** Everything that somebody must read before they decide. */
export async function showToRead(tx: Transaction, broadcastId: string, staffId: string, key: string): Promise<void> {
  const row = await tx.prisma.broadcast.findUniqueOrThrow({
    where: { id: broadcastId },
    include: { createdBy: { select: { name: true } } },
  });
  const view = await viewOf(tx, row);
  await send(
    tx,
    broadcastToRead,
    { staff: staffId },
    {
      number: shortNumber(row.number),
      title: row.title,
      audience: view.sentence,
      reach: sayReach(summaryOf(countsOf(row))),
      words: contentOfBroadcast(view).text,
      names: (await sampleNames(tx, row)).join('、'),
      writer: row.createdBy.name,
    },
    { key: `${key}/read`, expiresAt: row.latestAt },
  );
}

async function showWriter(tx: Transaction, broadcastId: string): Promise<void> {
  const row = await tx.prisma.broadcast.findUniqueOrThrow({ where: { id: broadcastId } });
  const { sentence } = await viewOf(tx, row);
  const key = `broadcast.counted/${broadcastId}/${row.version}`;
  await showToRead(tx, broadcastId, row.createdById, key);
  await send(
    tx,
    broadcastCounted,
    { staff: row.createdById },
    {
      number: shortNumber(row.number),
      title: row.title,
      audience: sentence,
      reach: sayReach(summaryOf(countsOf(row))),
      needsSecond: needsSecondPerson(row),
    },
    { key, cardTaskId: `${cardsOf(broadcastId)}counted-${row.version}`, expiresAt: row.latestAt },
  );
}

function sampleOf({ sample }: Pick<Broadcast, 'sample'>): string[] {
  return z.array(z.string()).parse(sample);
}
