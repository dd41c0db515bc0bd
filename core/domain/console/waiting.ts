import { openStatuses } from '../referrals/rules.ts';
import type { Transaction } from '../transaction.ts';

/** What waits in the organisations that somebody administers, and how much of it is late. Counts only. */
export interface WaitingCount {
  what:
    | 'contracts'
    | 'identities'
    | 'consultations'
    | 'follow-ups'
    | 'staff-tasks'
    | 'alerts'
    | 'referrals'
    | 'complaints';
  open: number;
  late: number;
}

/** One line for each kind of work, in the order of the day. */
export async function waitingIn(tx: Transaction, organisationIds: readonly string[]): Promise<WaitingCount[]> {
  const { prisma, now } = tx;
  const here = { in: [...organisationIds] };
  const resident = { homeCentreId: here };
  const late = { dueAt: { lte: now } };
  const open = { status: 'open' as const };
  const referrals = {
    status: { in: [...openStatuses] },
    OR: [{ fromOrganisationId: here }, { toOrganisationId: here }],
  };
  const followUps = { ...open, resident, dueFrom: { lte: tx.day.dateOf(now) } };
  const identities = { identityLevel: 'provisional' as const, ...resident };
  const complaints = { ...open, organisationId: here };
  const ofResidents = { ...open, resident };
  return [
    {
      what: 'alerts',
      open: await prisma.alert.count({ where: ofResidents }),
      late: await prisma.alert.count({ where: { ...ofResidents, ...late } }),
    },
    {
      what: 'contracts',
      open: await prisma.contract.count({ where: { status: 'submitted', centreId: here } }),
      late: 0,
    },
    { what: 'identities', open: await prisma.resident.count({ where: identities }), late: 0 },
    {
      what: 'consultations',
      open: await prisma.consultation.count({ where: ofResidents }),
      late: await prisma.consultation.count({ where: { ...ofResidents, ...late } }),
    },
    {
      what: 'complaints',
      open: await prisma.complaint.count({ where: complaints }),
      late: await prisma.complaint.count({ where: { ...complaints, ...late } }),
    },
    {
      what: 'referrals',
      open: await prisma.referral.count({ where: referrals }),
      late: await prisma.referral.count({ where: { ...referrals, ...late } }),
    },
    {
      what: 'follow-ups',
      open: await prisma.careTask.count({ where: followUps }),
      late: await prisma.careTask.count({ where: { ...followUps, dueTo: { lt: tx.day.dateOf(now) } } }),
    },
    {
      what: 'staff-tasks',
      open: await prisma.staffTask.count({ where: ofResidents }),
      late: await prisma.staffTask.count({ where: { ...ofResidents, ...late } }),
    },
  ];
}
