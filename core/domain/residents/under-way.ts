import { openStates as openVisits } from '../home-visits/home-visit.ts';
import { openStates as openSupplies } from '../medicines/supply.ts';
import { openStatuses as openReferrals } from '../referrals/rules.ts';
import type { Transaction } from '../transaction.ts';

/** What is under way about somebody, in staff's words, with how many of it; what there is none of is left out. */
export async function underWay(tx: Transaction, residentId: string): Promise<{ name: string; count: number }[]> {
  const { prisma } = tx;
  const of = { residentId };
  const counts: [string, Promise<number>][] = [
    ['签约', prisma.contract.count({ where: { ...of, status: { in: ['submitted', 'active'] } } })],
    ['预约', prisma.appointment.count({ where: { ...of, status: { in: ['booked', 'arrived'] } } })],
    ['候补', prisma.waitlistEntry.count({ where: { ...of, status: { in: ['waiting', 'offered'] } } })],
    ['随访', prisma.carePlan.count({ where: { ...of, status: 'active' } })],
    ['预警', prisma.alert.count({ where: { ...of, status: 'open' } })],
    ['电话、上门任务', prisma.staffTask.count({ where: { ...of, status: 'open' } })],
    ['转诊', prisma.referral.count({ where: { ...of, status: { in: [...openReferrals] } } })],
    ['咨询', prisma.consultation.count({ where: { ...of, status: { not: 'closed' } } })],
    ['更正申请', prisma.recordCorrection.count({ where: { ...of, status: 'open' } })],
    ['讲座报名', prisma.signUp.count({ where: { ...of, status: 'signed_up' } })],
    ['续药', prisma.medicineSupply.count({ where: { ...of, status: { in: [...openSupplies] } } })],
    ['上门', prisma.homeVisit.count({ where: { ...of, status: { in: ['offered', ...openVisits] } } })],
    ['绑定的账号', prisma.binding.count({ where: { ...of, status: 'active' } })],
    [
      '家人代办',
      prisma.delegation.count({
        where: { status: { in: ['pending', 'active'] }, OR: [{ subjectId: residentId }, { actorId: residentId }] },
      }),
    ],
  ];
  const found: { name: string; count: number }[] = [];
  for (const [name, counting] of counts) found.push({ name, count: await counting });
  return found.filter(({ count }) => count > 0);
}
