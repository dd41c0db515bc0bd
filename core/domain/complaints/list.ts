import { answersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';
import { answerOf, type Complainant, ownedBy, textOf } from './complaint.ts';

/** A complaint that waits for an answer. */
export interface WaitingComplaint {
  id: string;
  /** The whole; people use its last digits. */
  number: string;
  /** 拱北 */
  place: string;
  filedAt: Date;
  isOverdue: boolean;
  appealed: boolean;
}

/** Those that wait for somebody, and for whom they cover for, those due first on top; never one about themselves. */
export async function complaintsFor(tx: Transaction, staffId: string): Promise<WaitingComplaint[]> {
  const waiting = await tx.prisma.complaint.findMany({
    where: {
      status: 'open',
      ownerId: { in: await answersFor(tx, staffId) },
      OR: [{ aboutStaffId: null }, { aboutStaffId: { not: staffId } }],
    },
    include: { organisation: { select: { shortName: true } } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  return waiting.map(({ id, number, organisation, filedAt, dueAt, appealedAt }) => ({
    id,
    number,
    place: organisation.shortName,
    filedAt,
    isOverdue: dueAt !== null && dueAt <= tx.now,
    appealed: appealedAt !== null,
  }));
}

/** One's own complaint, as it stands. */
export interface OwnComplaint {
  id: string;
  number: string;
  place: string;
  filedAt: Date;
  status: 'open' | 'answered' | 'closed';
  dueAt: Date | undefined;
  text: string;
  answer: string | undefined;
  outcome: string | undefined;
  rulePack: string;
  organisationId: string;
}

/** So many are shown. */
const most = 5;

/** The complaints of who talks, those that are under way first, then the newest. */
export async function ownComplaints(tx: Transaction, who: Complainant): Promise<OwnComplaint[]> {
  const rows = await tx.prisma.complaint.findMany({
    where: ownedBy(who),
    include: { organisation: { select: { shortName: true } } },
    orderBy: [{ filedAt: 'desc' }, { id: 'desc' }],
    take: 4 * most,
  });
  const [running, closed] = [rows.filter(isRunning), rows.filter((row) => !isRunning(row))];
  return [...running, ...closed].slice(0, most).map(({ organisation, dueAt, outcome, ...row }) => ({
    id: row.id,
    number: row.number,
    place: organisation.shortName,
    filedAt: row.filedAt,
    status: row.status,
    dueAt: dueAt ?? undefined,
    text: textOf(tx, row),
    answer: answerOf(tx, row),
    outcome: outcome ?? undefined,
    rulePack: row.rulePack,
    organisationId: row.organisationId,
  }));
}

function isRunning({ status }: { status: string }): boolean {
  return status !== 'closed';
}
