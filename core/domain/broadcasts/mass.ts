import type { Broadcast, MassMessage } from '#prisma/generated/sqlite/client.ts';
import type { SendResult } from '../notices/delivery-channel.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Transaction } from '../transaction.ts';
import { lockBroadcast, wordsOf } from './broadcast.ts';
import type { Connected } from './connected.ts';
import { massMonth, releaseMass, reserveMass } from './mass-budget.ts';
import { dissolve, leaveMembersOut, membersOf, overBudget, putIntoMass } from './mass.sql.ts';
import { stoppedPlaces } from './stops.ts';
import { contentOfBroadcast } from './words.ts';

/** WeChat: a 群发 by openids goes to at least two. */
const fewest = 2;
/** For so long, and a little less than the platform says, a repeat of its id is known to it: milliseconds. */
const knownForMs = 23 * 3_600_000;
/** WeChat: a repeat within a minute is refused (45066). */
const againMs = 61_000;

/**
 * Puts the next of those who are reached by 群发 into one, and takes it of their budgets. Under a lock: two broadcasts never
 * count on the same one.
 * @returns whether it did anything.
 */
export async function gatherMass(tx: Transaction, { id }: Broadcast, connected: Connected): Promise<boolean> {
  await oneAtATime(tx, 'mass-budget');
  const month = massMonth(tx.now);
  const sms = connected.sms ? 'sms' : 'call';
  if ((await overBudget(tx, id, { month, sms })) > 0) return true;
  const massId = tx.id();
  const message = { id: massId, broadcastId: id, status: 'reserved', month, createdAt: tx.now, dueAt: tx.now } as const;
  await tx.prisma.massMessage.create({ data: { ...message, members: 0 } });
  const members = await putIntoMass(tx, { broadcastId: id, massId, without: await stoppedPlaces(tx) });
  if (members < fewest) {
    await dissolve(tx, massId, sms);
    await tx.prisma.massMessage.delete({ where: { id: massId } });
    return members > 0;
  }
  await tx.prisma.massMessage.update({ where: { id: massId }, data: { members } });
  await reserveMass(tx, massId, month);
  return true;
}

/** The next 群发 of it that is due, if any. */
export async function dueMass(tx: Transaction, broadcastId: string): Promise<string | undefined> {
  const row = await tx.prisma.massMessage.findFirst({
    where: { broadcastId, status: 'reserved', dueAt: { lte: tx.now } },
    orderBy: { dueAt: 'asc' },
    select: { id: true },
  });
  return row?.id;
}

/** Whether one of its 群发 has not gone out. */
export async function reservesMass(tx: Transaction, broadcastId: string): Promise<boolean> {
  return (await tx.prisma.massMessage.count({ where: { broadcastId, status: 'reserved' } })) > 0;
}

/** A 群发 that may be called now, its first call on record. */
export interface ReadyMass {
  id: string;
  text: string;
}

/**
 * Looks at a 群发 right before its call: that its broadcast still runs, that no member's area is stopped, who has left
 * meanwhile, and of which month it takes. @returns undefined when it does not go out now.
 */
export async function prepareMass(tx: Transaction, massId: string): Promise<ReadyMass | undefined> {
  const mass = await lockMass(tx, massId);
  const { broadcast } = mass;
  if (mass.status !== 'reserved' || broadcast.status !== 'running' || mass.dueAt > tx.now) return undefined;
  if (mass.triedAt !== null && tx.now.getTime() - mass.triedAt.getTime() > knownForMs) {
    // Whether the first call arrived is not known any more, and a second one would be a second message.
    await fail(tx, mass, 'outcome-unknown');
    return undefined;
  }
  if (mass.triedAt === null && mass.month !== massMonth(tx.now)) {
    await releaseMass(tx, massId, mass.month);
    await tx.prisma.broadcastRecipient.updateMany({
      where: { massId, state: 'mass' },
      data: { state: 'waiting', massId: null },
    });
    await fail(tx, mass, 'month-over');
    return undefined;
  }
  const stopped = await stoppedPlaces(tx);
  const halted = await tx.prisma.broadcastRecipient.count({
    where: { massId, state: 'mass', placeId: { in: [...stopped] } },
  });
  if (halted > 0) {
    await tx.prisma.massMessage.update({ where: { id: massId }, data: { dueAt: after(tx, againMs) } });
    return undefined;
  }
  // Once it was tried, its members are those whom the platform knows.
  if (mass.triedAt === null) await leaveMembersOut(tx, massId, broadcast.kind);
  const members = await tx.prisma.broadcastRecipient.count({ where: { massId, state: 'mass' } });
  if (members < fewest) {
    await giveUp(tx, mass, 'too-few', 'call');
    return undefined;
  }
  const triedAt = mass.triedAt ?? tx.now;
  await tx.prisma.massMessage.update({ where: { id: massId }, data: { triedAt, members } });
  return { id: massId, text: contentOfBroadcast(await wordsOf(tx, broadcast)).text };
}

/** A page of its members' accounts. @returns the last contact's id with them, empty at the end. */
export async function massAccounts(
  tx: Transaction,
  massId: string,
  after: string,
): Promise<{ accounts: string[]; last: string }> {
  const members = await membersOf(tx, massId, after);
  const accounts = members.map(({ contactId, accountSealed }) =>
    tx.vault.open({ table: 'Contact', column: 'accountSealed', row: contactId }, accountSealed),
  );
  return { accounts, last: members.at(-1)?.contactId ?? '' };
}

/** Notes what the platform said. What did not go out goes by SMS, or is to be called, and its budget is given back. */
export async function settleMass(
  tx: Transaction,
  massId: string,
  result: SendResult,
  connected: Connected,
): Promise<void> {
  const mass = await lockMass(tx, massId);
  if (mass.status !== 'reserved') return;
  switch (result.outcome) {
    case 'sent':
      await tx.prisma.massMessage.update({
        where: { id: massId },
        data: { status: 'sent', endedAt: tx.now, platformMessageId: result.platformMessageId ?? null },
      });
      return;
    case 'retry':
    case 'unknown':
      return again(tx, mass, Math.max(result.afterMs, againMs), result.code, connected);
    case 'channel-paused':
      return again(tx, mass, Math.max(result.forMs, againMs), result.code, connected);
    case 'next-form':
    case 'recipient-gone':
    case 'refused':
      return giveUp(tx, mass, result.code, connected.sms ? 'sms' : 'call');
  }
}

/** Gives up every 群发 of a cancelled broadcast that has not gone out. */
export async function dropMass(tx: Transaction, broadcastId: string): Promise<void> {
  const open = await tx.prisma.massMessage.findMany({ where: { broadcastId, status: 'reserved' } });
  for (const mass of open) {
    await releaseMass(tx, mass.id, mass.month);
    await fail(tx, mass, 'cancelled');
  }
}

/** With its broadcast, which nobody pauses or cancels from here to the commit. */
async function lockMass(tx: Transaction, massId: string): Promise<WithBroadcast> {
  const { broadcastId } = await tx.prisma.massMessage.findUniqueOrThrow({ where: { id: massId } });
  const broadcast = await lockBroadcast(tx, broadcastId);
  return { ...(await tx.prisma.massMessage.findUniqueOrThrow({ where: { id: massId } })), broadcast };
}

type WithBroadcast = MassMessage & { broadcast: Broadcast };

async function again(
  tx: Transaction,
  mass: WithBroadcast,
  afterMs: number,
  code: string,
  connected: Connected,
): Promise<void> {
  const dueAt = after(tx, afterMs);
  if (dueAt >= mass.broadcast.latestAt) return giveUp(tx, mass, code, connected.sms ? 'sms' : 'call');
  await tx.prisma.massMessage.update({ where: { id: mass.id }, data: { dueAt, code } });
}

async function giveUp(tx: Transaction, mass: MassMessage, code: string, sms: 'sms' | 'call'): Promise<void> {
  await releaseMass(tx, mass.id, mass.month);
  await dissolve(tx, mass.id, sms);
  await fail(tx, mass, code);
}

async function fail(tx: Transaction, { id }: MassMessage, code: string): Promise<void> {
  await tx.prisma.massMessage.update({ where: { id }, data: { status: 'failed', endedAt: tx.now, code } });
}

function after(tx: Transaction, milliseconds: number): Date {
  return new Date(tx.now.getTime() + milliseconds);
}
