import type { HomeVisitStatus } from '#prisma/generated/sqlite/enums.ts';
import { residentNames } from '../residents/resident.ts';
import { whereToReach } from '../staff-tasks/look.ts';
import { answersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';
import { openStates, textOf, visitFor } from './home-visit.ts';

/** A visit that waits for a member of staff: to be arranged, or to be held. */
export interface WaitingVisit {
  id: string;
  /** The whole; people use its last digits. */
  number: string;
  residentName: string;
  status: 'requested' | 'planned';
  plannedAt: Date | undefined;
  /** Not answered, or not recorded, by its time. */
  isOverdue: boolean;
  /** Today, or before and not recorded yet. */
  isToday: boolean;
}

/** One's own and those of colleagues whom one covers for: what is to be arranged first, then by time. */
export async function homeVisitsFor(tx: Transaction, staffId: string): Promise<WaitingVisit[]> {
  const rows = await tx.prisma.homeVisit.findMany({
    where: { status: { in: [...openStates] }, ownerId: { in: await answersFor(tx, staffId) } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  const names = await residentNames(
    tx,
    rows.map(({ residentId }) => residentId),
  );
  const today = tx.day.dateOf(tx.now);
  const waiting = rows.map<WaitingVisit>(({ id, number, residentId, status, plannedAt, dueAt, escalations }) => ({
    id,
    number,
    residentName: names.get(residentId) ?? '',
    status: status === 'planned' ? 'planned' : 'requested',
    plannedAt: plannedAt ?? undefined,
    isOverdue: escalations > 0 || (dueAt !== null && dueAt <= tx.now),
    isToday: plannedAt !== null && tx.day.dateOf(plannedAt) <= today,
  }));
  return [
    ...waiting.filter(({ status }) => status === 'requested'),
    ...waiting.filter(({ status }) => status === 'planned'),
  ];
}

/** What who goes needs to know. */
export interface VisitDetails {
  phones: { whose: string; phone: string }[];
  address: string | undefined;
  text: string;
  wishedOn: string | undefined;
  wishedPart: 'morning' | 'afternoon' | undefined;
}

/** Shows whom to call, where they live and what for. Each look is audited. @throws Refusal `not-allowed`. */
export async function lookAtVisit(
  tx: Transaction,
  { visitId, staffId }: { visitId: string; staffId: string },
): Promise<VisitDetails> {
  const visit = await visitFor(tx, visitId, staffId);
  const { residentId, wishedOn, wishedPart } = visit;
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'resident.phone-read',
    subject: { kind: 'resident', id: residentId },
    purpose: 'home-visit',
    detail: { visitId },
  });
  return {
    ...(await whereToReach(tx, residentId)),
    text: textOf(tx, visit),
    wishedOn: wishedOn ?? undefined,
    wishedPart: partOf(wishedPart),
  };
}

/** A visit of somebody's own, or of whom they act for. */
export interface OwnVisit {
  id: string;
  number: string;
  residentId: string;
  status: HomeVisitStatus;
  text: string;
  plannedAt: Date | undefined;
  dueAt: Date | undefined;
  ownerName: string;
}

/** What is under way for some residents; invitations only where they are asked for. */
export async function openVisits(
  tx: Transaction,
  residentIds: readonly string[],
  states: readonly HomeVisitStatus[] = openStates,
): Promise<OwnVisit[]> {
  const rows = await tx.prisma.homeVisit.findMany({
    where: { residentId: { in: [...residentIds] }, status: { in: [...states] } },
    include: { owner: { select: { name: true } } },
    orderBy: { askedAt: 'asc' },
  });
  return rows.map(({ plannedAt, dueAt, owner, ...row }) => ({
    id: row.id,
    number: row.number,
    residentId: row.residentId,
    status: row.status,
    text: textOf(tx, row),
    plannedAt: plannedAt ?? undefined,
    dueAt: dueAt ?? undefined,
    ownerName: owner.name,
  }));
}

export function partOf(stored: string | null): 'morning' | 'afternoon' | undefined {
  return stored === 'morning' || stored === 'afternoon' ? stored : undefined;
}
