import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { workingDaysAfter } from '../calendar/working-day.ts';
import { requestJob } from '../jobs/request-job.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { sendOverdueCard } from './review-card.ts';
import { pendingDecision } from './rules.ts';
import { contractToChange } from './step.ts';

/** Unanswered after two working days it goes to the leader (domain.md §2). Asked anew when an answer was taken back. */
export async function requestEscalation(tx: Transaction, contract: Contract): Promise<void> {
  const { answerWithinWorkingDays } = rulesOf(contract.rulePack).contracts;
  const dueAt = workingDaysAfter(tx.day, contract.submittedAt ?? tx.now, answerWithinWorkingDays);
  const key = `contract.escalate/${contract.id}/${contract.version}`;
  await requestJob(tx, 'contract.escalate', { contractId: contract.id }, { key, dueAt });
}

/**
 * Sends the card to who answers instead: the team's leader, or the administrators of the centre when the leader is the
 * doctor who let it lie.
 * @returns how many were asked; 0 when it was answered meanwhile.
 */
export async function escalate(tx: Transaction, contractId: string): Promise<number> {
  const contract = await contractToChange(tx, contractId);
  if (contract.status !== 'submitted' || pendingDecision(contract)) return 0;
  const staffIds = await whoAnswersInstead(tx, contract);
  for (const staffId of staffIds) await sendOverdueCard(tx, contract, staffId);
  tx.audit({
    actor: { kind: 'system' },
    action: 'contract.escalated',
    subject: { kind: 'contract', id: contract.id },
    detail: { to: staffIds.join(' ') },
  });
  return staffIds.length;
}

/** Never empty: at last the doctor is reminded. */
async function whoAnswersInstead(tx: Transaction, contract: Contract): Promise<string[]> {
  const { leader } = await tx.prisma.team.findUniqueOrThrow({
    where: { id: contract.teamId },
    include: { leader: { select: { id: true, active: true } } },
  });
  if (leader.active && leader.id !== contract.doctorId) return [leader.id];
  const administrators = await tx.prisma.staffRole.findMany({
    where: { organisationId: contract.centreId, role: 'centre_administrator', staff: { active: true } },
    orderBy: { staffId: 'asc' },
  });
  return administrators.length > 0 ? administrators.map(({ staffId }) => staffId) : [contract.doctorId];
}
