import { closeCards } from '../notices/cards.ts';
import { refuse } from '../refusal.ts';
import { answersFor } from '../staff/cover.ts';
import { reaches } from '../staff/reach.ts';
import { administratorRoles, deskRoles } from '../staff/roles.ts';
import { askStaffTask } from '../staff-tasks/ask.ts';
import type { Transaction } from '../transaction.ts';
import type { AlertOutcome } from './kinds.ts';

/**
 * Answers an alert with its outcome, once. Who could not be reached by phone is visited: that is a task of its own.
 * @throws Refusal `alert-answered`, `not-allowed` for who neither owns it nor works at the resident's centre.
 */
export async function answerAlert(
  tx: Transaction,
  { alertId, staffId, outcome, label }: { alertId: string; staffId: string; outcome: AlertOutcome; label: string },
): Promise<void> {
  const alert = await tx.prisma.alert.findUniqueOrThrow({ where: { id: alertId }, include: { resident: true } });
  if (!(await mayAnswer(tx, alert, staffId))) throw refuse('not-allowed');
  await end(tx, { alertId, outcome, staffId });
  await closeCards(tx, `alert-${alertId}-`, label);
  if (outcome !== 'unreachable') return;
  await askStaffTask(tx, {
    kind: 'visit',
    key: `alert.unreachable/${alertId}`,
    reason: 'alert-unreachable',
    residentId: alert.residentId,
    subject: { kind: 'alert', id: alertId },
    ownerId: alert.ownerId,
  });
}

/** The reading was taken back, or nothing of the kind had happened: whoever holds a card sees it. */
export async function withdrawAlert(tx: Transaction, alertId: string, label: string): Promise<void> {
  const { count } = await tx.prisma.alert.updateMany({
    where: { id: alertId, status: 'open' },
    data: { status: 'answered', outcome: 'false-alarm' satisfies AlertOutcome, answeredAt: tx.now },
  });
  if (count === 0) return;
  tx.audit({ actor: { kind: 'system' }, action: 'alert.withdrawn', subject: { kind: 'alert', id: alertId } });
  await closeCards(tx, `alert-${alertId}-`, label);
}

/** “说错了” after words of danger: the alert that they raised is withdrawn. */
export async function withdrawSigns(tx: Transaction, residentId: string): Promise<void> {
  const open = await tx.prisma.alert.findMany({ where: { residentId, kind: 'danger-sign', status: 'open' } });
  for (const { id } of open) await withdrawAlert(tx, id, '说错了');
}

/** Somebody has died: nobody is to be called about them any more. */
export async function endAlerts(tx: Transaction, residentId: string, staffId: string): Promise<void> {
  const open = await tx.prisma.alert.findMany({ where: { residentId, status: 'open' }, orderBy: { id: 'asc' } });
  for (const { id: alertId } of open) {
    await end(tx, { alertId, outcome: 'died', staffId });
    await closeCards(tx, `alert-${alertId}-`, '居民已去世');
  }
}

/** Of two alerts of a kind about one person the one on file goes on. */
export async function endDoubledAlerts(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const known = await tx.prisma.alert.findMany({ where: { residentId: toId, status: 'open' }, select: { kind: true } });
  const doubled = await tx.prisma.alert.findMany({
    where: { residentId: fromId, status: 'open', kind: { in: known.map(({ kind }) => kind) } },
    select: { id: true },
  });
  for (const { id: alertId } of doubled) {
    await end(tx, { alertId, outcome: 'identity-merged' });
    await closeCards(tx, `alert-${alertId}-`, '登记已合并');
  }
}

async function end(
  tx: Transaction,
  { alertId, outcome, staffId }: { alertId: string; outcome: AlertOutcome; staffId?: string },
): Promise<void> {
  const { count } = await tx.prisma.alert.updateMany({
    where: { id: alertId, status: 'open' },
    data: { status: 'answered', outcome, answeredAt: tx.now, answeredById: staffId ?? null },
  });
  if (count === 0) throw refuse('alert-answered');
  tx.audit({
    actor: staffId === undefined ? { kind: 'system' } : { kind: 'staff', id: staffId },
    action: 'alert.answered',
    subject: { kind: 'alert', id: alertId },
    detail: { outcome },
  });
}

async function mayAnswer(
  tx: Transaction,
  { ownerId, resident }: { ownerId: string; resident: { homeCentreId: string | null } },
  staffId: string,
): Promise<boolean> {
  if ((await answersFor(tx, staffId)).includes(ownerId)) return true;
  if (resident.homeCentreId === null) return false;
  return reaches(tx, staffId, resident.homeCentreId, [...deskRoles, ...administratorRoles]);
}
