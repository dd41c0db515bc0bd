import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { residentNames } from '../residents/resident.ts';
import { answersFor } from '../staff/cover.ts';
import { reachOf } from '../staff/reach.ts';
import type { Transaction } from '../transaction.ts';
import { shortNumber } from './number.ts';

/** One application that waits for an answer. */
export interface Application {
  contractId: string;
  number: string;
  residentName: string;
  doctorName: string;
  /** One's own, or of who is away and covered by one; else it is a colleague's that one may answer too. */
  isOwn: boolean;
  submittedAt: Date;
}

/**
 * The unanswered applications that a member of staff may answer, one's own first, then the oldest: a doctor's own, those
 * of the teams that one leads, those of the centres that one administers.
 */
export async function applicationsFor(tx: Transaction, staffId: string): Promise<Application[]> {
  const contracts = await tx.prisma.contract.findMany({
    where: { status: 'submitted', undoUntil: null, ...(await answerableBy(tx, staffId)) },
    include: { doctor: { select: { name: true } } },
    orderBy: { submittedAt: 'asc' },
  });
  const names = await residentNames(
    tx,
    contracts.map(({ residentId }) => residentId),
  );
  const own = new Set(await answersFor(tx, staffId));
  const applications = contracts.map((contract) => ({
    contractId: contract.id,
    number: shortNumber(contract.number),
    residentName: names.get(contract.residentId) ?? '',
    doctorName: contract.doctor.name,
    isOwn: own.has(contract.doctorId),
    submittedAt: contract.submittedAt ?? contract.createdAt,
  }));
  return [...applications.filter(({ isOwn }) => isOwn), ...applications.filter(({ isOwn }) => !isOwn)];
}

/** The contracts that one may answer, or has answered and may still take back, newest first. */
export async function decidableBy(tx: Transaction, staffId: string): Promise<Contract[]> {
  const contracts = await tx.prisma.contract.findMany({
    where: {
      OR: [
        { status: 'submitted', ...(await answerableBy(tx, staffId)) },
        { decidedById: staffId, undoUntil: { gt: tx.now }, status: { in: ['submitted', 'active'] } },
      ],
    },
    orderBy: { submittedAt: 'desc' },
  });
  return contracts;
}

async function answerableBy(tx: Transaction, staffId: string) {
  const centreIds = await reachOf(tx, staffId, ['centre_administrator']);
  return {
    OR: [
      { doctorId: { in: await answersFor(tx, staffId) } },
      { team: { leaderId: staffId } },
      { centreId: { in: centreIds } },
    ],
  };
}
