import type { Broadcast } from '#prisma/generated/sqlite/client.ts';
import { shortNumber } from '../case-number.ts';
import { requestJob } from '../jobs/request-job.ts';
import {
  broadcastDecided,
  broadcastLapsed,
  broadcastToCheck,
  broadcastToConfirm,
  sayReach,
} from '../notices/broadcast-work.ts';
import { closeCards } from '../notices/cards.ts';
import { send } from '../notices/send.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { countsOf, lockBroadcast, note, step, viewOf } from './broadcast.ts';
import { cardsOf } from './cards.ts';
import { endBroadcast } from './control.ts';
import { showToRead } from './count.ts';
import { summaryOf } from './reach.ts';
import { requestRun } from './request-run.ts';
import { needsSecondPerson, secondPeople } from './second-person.ts';

/** Somebody's step. */
export interface Step {
  id: string;
  by: string;
}

/**
 * Sends a counted draft off: to a second person, or to its time. An emergency begins at once, and a second person checks it
 * while it goes.
 * @returns whether it waits for somebody. @throws Refusal `not-allowed` for who did not write it, `broadcast-state-changed`,
 * `broadcast-audience` with `nobody`, `broadcast-nobody-confirms`
 */
export async function submitBroadcast(tx: Transaction, { id, by }: Step): Promise<'waiting' | 'scheduled'> {
  const row = await lockBroadcast(tx, id);
  if (row.createdById !== by) throw refuse('not-allowed');
  if (row.countedAt === null) throw refuse('broadcast-state-changed', { status: 'counting' });
  const { written, byWay } = summaryOf(countsOf(row));
  if (written + byWay.call === 0) throw refuse('broadcast-audience', { why: 'nobody' });
  if (row.latestAt <= tx.now) throw refuse('broadcast-times');
  const seconds = await secondPeople(tx, row);
  const waits = needsSecondPerson(row);
  if (waits && seconds.length === 0) throw refuse('broadcast-nobody-confirms');
  const version = await step(tx, id, ['draft'], { status: waits ? 'waiting' : 'scheduled', submittedAt: tx.now });
  note(tx, id, 'submitted', by, { people: written + byWay.call });
  await closeCards(tx, cardsOf(id), waits ? '已送审' : '已发送');
  if (waits) await requestJob(tx, 'broadcast.lapse', { broadcastId: id }, lapse(row));
  else await requestRun(tx, { ...row, version });
  if (waits || row.kind === 'emergency') for (const staffId of seconds) await ask(tx, row, staffId);
  return waits ? 'waiting' : 'scheduled';
}

/**
 * The second person agrees: it goes at its time. Of an emergency that went already: they have checked it.
 * @throws Refusal `broadcast-own` to who wrote it, `not-allowed`, `broadcast-state-changed`
 */
export async function agreeToBroadcast(tx: Transaction, { id, by }: Step): Promise<Broadcast> {
  const row = await mayDecide(tx, { id, by });
  const decided = { decidedById: by, decidedAt: tx.now };
  if (row.status === 'waiting') {
    if (row.latestAt <= tx.now) throw refuse('broadcast-times');
    const version = await step(tx, id, ['waiting'], { status: 'scheduled', ...decided });
    await requestRun(tx, { ...row, version });
  } else if (isUnchecked(row)) {
    const { count } = await tx.prisma.broadcast.updateMany({ where: { id, decidedById: null }, data: decided });
    if (count === 0) throw refuse('broadcast-state-changed', { status: row.status });
  } else throw refuse('broadcast-state-changed', { status: row.status });
  note(tx, id, 'agreed', by);
  await closeCards(tx, cardsOf(id), row.status === 'waiting' ? '已同意' : '已核对');
  await tellWriter(tx, row, by, row.status === 'waiting' ? 'agreed' : 'checked');
  return row;
}

/**
 * The second person does not agree: it is cancelled; of an emergency, what has not left.
 * @throws Refusal as for agreeing
 */
export async function refuseBroadcast(tx: Transaction, { id, by }: Step): Promise<Broadcast> {
  const row = await mayDecide(tx, { id, by });
  if (row.status !== 'waiting' && !isUnchecked(row)) throw refuse('broadcast-state-changed', { status: row.status });
  await tx.prisma.broadcast.update({ where: { id }, data: { decidedById: by, decidedAt: tx.now } });
  note(tx, id, 'refused', by);
  if (row.status !== 'done') await endBroadcast(tx, row, { by, reason: 'refused' });
  await tellWriter(tx, row, by, row.status === 'waiting' ? 'refused' : 'stopped');
  return row;
}

/** One that nobody agreed to in time. @returns why there was nothing to do, or undefined. */
export async function lapseBroadcast(tx: Transaction, id: string): Promise<string | undefined> {
  const row = await lockBroadcast(tx, id);
  if (row.status !== 'waiting') return row.status;
  await step(tx, id, ['waiting'], { status: 'cancelled', endedAt: tx.now, endReason: 'nobody-agreed' });
  note(tx, id, 'lapsed', undefined);
  await closeCards(tx, cardsOf(id), '已过时');
  const data = { number: shortNumber(row.number), title: row.title };
  await send(tx, broadcastLapsed, { staff: row.createdById }, data, { key: `broadcast.lapsed/${id}` });
  return undefined;
}

/** An emergency that nobody else has looked at. */
function isUnchecked({ kind, status, decidedById }: Broadcast): boolean {
  const wasSent = status !== 'draft' && status !== 'waiting' && status !== 'cancelled';
  return kind === 'emergency' && wasSent && decidedById === null;
}

async function mayDecide(tx: Transaction, { id, by }: Step): Promise<Broadcast> {
  const row = await lockBroadcast(tx, id);
  if (row.createdById === by) throw refuse('broadcast-own');
  if (!(await secondPeople(tx, row)).includes(by)) throw refuse('not-allowed');
  return row;
}

async function ask(tx: Transaction, row: Broadcast, staffId: string): Promise<void> {
  const { id, number, title, kind, latestAt, version } = row;
  const writer = await tx.prisma.staff.findUniqueOrThrow({ where: { id: row.createdById } });
  const { sentence } = await viewOf(tx, row);
  const key = `broadcast.to-confirm/${id}/${version}/${staffId}`;
  await showToRead(tx, id, staffId, key);
  await send(
    tx,
    kind === 'emergency' ? broadcastToCheck : broadcastToConfirm,
    { staff: staffId },
    {
      ...{ number: shortNumber(number), title, audience: sentence, writer: writer.name },
      reach: sayReach(summaryOf(countsOf(row))),
    },
    { key, expiresAt: latestAt, cardTaskId: `${cardsOf(id)}${version}-${staffId}` },
  );
}

async function tellWriter(
  tx: Transaction,
  { id, number, title, createdById }: Broadcast,
  by: string,
  decision: 'agreed' | 'refused' | 'checked' | 'stopped',
): Promise<void> {
  const { name } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: by }, select: { name: true } });
  const data = { number: shortNumber(number), title, by: name, decision };
  await send(tx, broadcastDecided, { staff: createdById }, data, { key: `broadcast.decided/${id}` });
}

function lapse({ id, latestAt }: Broadcast) {
  return { key: `broadcast.lapse/${id}`, dueAt: latestAt };
}
