import type { Year } from './live.ts';

/** What a year has left in the database, as its promises are read from it. */
export function rowsOf({ town }: Year) {
  return town.transact(async ({ prisma }) => ({
    tasks: await prisma.careTask.findMany({ include: { plan: { select: { kind: true } } } }),
    /** With the instant of each try. */
    deliveries: (await prisma.delivery.findMany({ include: { attemptLog: true } })).map(
      ({ attemptLog, ...delivery }) => ({
        ...delivery,
        tries: attemptLog.map(({ startedAt }) => startedAt),
      }),
    ),
    bindings: new Map((await prisma.binding.findMany()).map((binding) => [binding.id, binding])),
    calls: await prisma.staffTask.findMany(),
    alerts: await prisma.alert.findMany({ include: { owner: true } }),
    referrals: await prisma.referral.findMany({ orderBy: { id: 'asc' } }),
    steps: await prisma.referralStep.findMany({ orderBy: { id: 'asc' } }),
    handedUp: await prisma.auditEntry.findMany({ where: { action: 'referral.escalated' } }),
    staff: new Map((await prisma.staff.findMany()).map((one) => [one.id, one])),
  }));
}
