import { ownerOf } from '../care/owner.ts';
import { caresFor } from '../care/bond.ts';
import { clearJobs, requestJob } from '../jobs/request-job.ts';
import { residentNotDead } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { noteDeath } from './death.ts';
import { residentName, residentRow } from './resident.ts';

/** Who notes it, and of whom. */
interface Noted {
  residentId: string;
  staffId: string;
}

/** How a resident stands: living; noted as dead and not in effect yet, until an instant; dead since a day. */
export type DeathState = { is: 'living' } | { is: 'noted'; takesEffectAt: Date } | { is: 'dead'; diedOn: string };

/** Asked of the rows each time. */
export async function deathOf(tx: Transaction, residentId: string): Promise<DeathState> {
  const { id, diedOn } = await residentRow(tx, residentId);
  if (diedOn !== null) return { is: 'dead', diedOn };
  const noted = await notedDeath(tx, id);
  return noted ? { is: 'noted', takesEffectAt: noted.dueAt } : { is: 'living' };
}

/**
 * Staff who care for a resident note the death. It takes effect some minutes later (`noteDeath`); until then it can be
 * taken back and nothing is lost, because what a death ends cannot be begun again by itself.
 * @returns when it takes effect.
 * @throws Refusal `not-allowed` for who does not care for them, `resident-deceased` when it is known.
 */
export async function enterDeath(tx: Transaction, { residentId, staffId }: Noted): Promise<Date> {
  const { id, homeCentreId, diedOn } = await residentRow(tx, residentId);
  await oneAtATime(tx, lockOf(id));
  if (!(await caresFor(tx, { staffId, residentId: id }))) throw refuse('not-allowed');
  if (diedOn !== null) throw refuse('resident-deceased');
  const noted = await notedDeath(tx, id);
  if (noted) return noted.dueAt;
  const { deathUndoMinutes } = (await rulesAt(tx, homeCentreId)).identity;
  const dueAt = new Date(tx.now.getTime() + deathUndoMinutes * 60_000);
  const key = `${keyOf(id)}${tx.id()}`;
  await requestJob(tx, 'resident.death', { residentId: id, staffId }, { key, dueAt });
  audit(tx, { residentId: id, staffId }, 'resident.death-entered');
  return dueAt;
}

/** @returns why nothing was to be ended, or undefined. */
export async function settleDeath(tx: Transaction, { residentId, staffId }: Noted): Promise<string | undefined> {
  const { id, diedOn } = await residentRow(tx, residentId);
  await oneAtATime(tx, lockOf(id));
  if (diedOn !== null) return 'known';
  await noteDeath(tx, { residentId: id, staffId });
  return undefined;
}

/**
 * It was a mistake. Before it takes effect nothing has happened and nothing is left of it. Afterwards they count as
 * living again and who looks after them is told; what has ended stays ended, because others may have the places by now.
 * @throws Refusal `not-allowed` for who does not care for them, `death-not-noted`.
 */
export async function takeBackDeath(
  tx: Transaction,
  { residentId, staffId }: Noted,
): Promise<'before-effect' | 'after-effect'> {
  const { id } = await residentRow(tx, residentId);
  await oneAtATime(tx, lockOf(id));
  if (!(await caresFor(tx, { staffId, residentId: id }))) throw refuse('not-allowed');
  const noted = await notedDeath(tx, id);
  if (noted) await clearJobs(tx, [noted.key], 'taken-back');
  // Also while it waits: a colleague may have heard of the death on the phone.
  const { count } = await tx.prisma.resident.updateMany({
    where: { id, diedOn: { not: null } },
    data: { diedOn: null },
  });
  if (count === 0 && !noted) throw refuse('death-not-noted');
  if (count === 0) {
    audit(tx, { residentId: id, staffId }, 'resident.death-taken-back');
    return 'before-effect';
  }
  audit(tx, { residentId: id, staffId }, 'resident.death-revoked');
  const { name: by } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: staffId }, select: { name: true } });
  const [to, data] = [await ownerOf(tx, id), { name: await residentName(tx, id), by }];
  const key = `resident.not-dead/${id}/${tx.now.toISOString()}`;
  if (to !== staffId) await send(tx, residentNotDead, { staff: to }, data, { key, about: id });
  return 'after-effect';
}

function notedDeath(tx: Transaction, residentId: string): Promise<{ key: string; dueAt: Date } | null> {
  return tx.prisma.job.findFirst({
    where: { name: 'resident.death', status: 'pending', key: { startsWith: keyOf(residentId) } },
    select: { key: true, dueAt: true },
  });
}

function keyOf(residentId: string): string {
  return `resident.death/${residentId}/`;
}

function lockOf(residentId: string): string {
  return `death/${residentId}`;
}

function audit(tx: Transaction, { residentId, staffId }: Noted, action: string): void {
  tx.audit({ actor: { kind: 'staff', id: staffId }, action, subject: { kind: 'resident', id: residentId } });
}
