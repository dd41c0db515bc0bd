import { workingDaysAfter } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { requestJob } from '../jobs/request-job.ts';
import { closeCards } from '../notices/cards.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import { askStaffTask } from '../staff-tasks/ask.ts';
import { reaches } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import { teamsOfCentre } from '../staff/teams.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, type DeclineReason, type OtherOffer, stepVisit, visitFor } from './home-visit.ts';
import { tellGoer, tellResident } from './tell.ts';

/** Who can go to a resident: who works at the desk of the home centre, the asking one first. */
export async function whoCanGo(
  tx: Transaction,
  { residentId, staffId }: { residentId: string; staffId: string },
): Promise<{ id: string; name: string }[]> {
  const { homeCentreId } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { homeCentreId: true },
  });
  const teams = homeCentreId === null ? [] : await teamsOfCentre(tx, homeCentreId);
  const found = new Map(teams.flatMap(({ members }) => members.map(({ id, name }) => [id, name] as const)));
  const own = await tx.prisma.staff.findUniqueOrThrow({ where: { id: staffId }, select: { name: true } });
  const goes = found.has(staffId) || (homeCentreId !== null && (await reaches(tx, staffId, homeCentreId, deskRoles)));
  const others = [...found].filter(([id]) => id !== staffId).map(([id, name]) => ({ id, name }));
  return goes ? [{ id: staffId, name: own.name }, ...others] : others;
}

/** Who goes, and when. */
export interface NewTime {
  visitId: string;
  staffId: string;
  goerId: string;
  at: Date;
  /** What somebody else has arranged meanwhile is not arranged over. */
  was: 'requested' | 'planned';
}

/**
 * Arranges a visit, or arranges it anew, from the state in which it was seen: who goes, and when. The resident is told, and reminded on the evening before. From
 * now on it is of who goes.
 * @throws Refusal `not-allowed`, `home-visit-time` in the past, `home-visit-state-changed` when somebody else was first.
 */
export async function arrangeVisit(tx: Transaction, { visitId, staffId, goerId, at, was }: NewTime): Promise<void> {
  const visit = await visitFor(tx, visitId, staffId);
  if (visit.status !== was) throw refuse('home-visit-state-changed');
  if (at <= tx.now) throw refuse('home-visit-time');
  const { residentId, rulePack } = visit;
  if (!(await whoCanGo(tx, { residentId, staffId })).some(({ id }) => id === goerId)) throw refuse('not-allowed');
  const { homeVisits, clinics, notices } = rulesOf(rulePack);
  const dueAt = workingDaysAfter(tx.day, at, homeVisits.recordWithinWorkingDays);
  await stepVisit(tx, visit, { status: 'planned', plannedAt: at, ownerId: goerId, dueAt });
  await requestLook(tx, 'home-visit.escalate', { visitId }, dueAt);
  await closeCards(tx, cardsOf(visitId), '已安排');
  const eve = tx.day.add(tx.day.dateOf(at), -1);
  const remindAt = tx.day.at(eve, clinics.eveningReminderAt);
  if (remindAt > tx.now)
    await requestJob(
      tx,
      'home-visit.remind',
      { visitId, at: at.toISOString() },
      {
        key: `home-visit.remind/${visitId}/${at.toISOString()}`,
        dueAt: remindAt,
        expiresAt: tx.day.at(eve, notices.quietFrom),
      },
    );
  await tellResident(tx, visitId, 'planned');
  if (goerId !== staffId) await tellGoer(tx, visitId, goerId);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'home-visit.planned',
    subject: { kind: 'home-visit', id: visitId },
    detail: { goerId },
  });
}

/**
 * Staff do not come: why, and what is offered instead. A call that is offered is a task for who looks after the resident.
 * @throws Refusal `not-allowed`, `home-visit-state-changed`.
 */
export async function declineVisit(
  tx: Transaction,
  { visitId, staffId, reason, offer }: { visitId: string; staffId: string; reason: DeclineReason; offer: OtherOffer },
): Promise<void> {
  const visit = await visitFor(tx, visitId, staffId);
  if (visit.status !== 'requested') throw refuse('home-visit-state-changed');
  await stepVisit(tx, visit, {
    ...{ status: 'declined', endedAt: tx.now, dueAt: null, endReason: `${reason}/${offer}` },
  });
  await closeCards(tx, cardsOf(visitId), '不能上门');
  await tellResident(tx, visitId, 'declined', { reason, offer });
  if (offer === 'call')
    await askStaffTask(tx, {
      kind: 'phone',
      key: `home-visit.declined/${visitId}`,
      reason: 'visit-declined',
      residentId: visit.residentId,
      subject: { kind: 'home-visit', id: visitId },
      ownerId: visit.ownerId,
    });
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'home-visit.declined',
    subject: { kind: 'home-visit', id: visitId },
    detail: { reason, offer },
  });
}
