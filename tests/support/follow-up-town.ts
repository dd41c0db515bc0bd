import { closePlans } from '#domain/follow-ups/close-plan.ts';
import { recordDiagnosis, type DiagnosisCode } from '#domain/follow-ups/diagnose.ts';
import { recordVisit, type NewVisit } from '#domain/follow-ups/record-visit.ts';
import { reportReadings } from '#domain/follow-ups/report-reading.ts';
import type { Measured } from '#domain/follow-ups/keep-reading.ts';
import { takeDueSteps } from '#domain/follow-ups/sweep.ts';
import type { PlanKind } from '#domain/packs/follow-up-rules.ts';
import { contractTown } from './contract-town.ts';

/** The demo's people on Monday, 2 March 2026, nine in the morning, with what follow-ups are about. */
export async function followUpTown(options: { engine?: 'sqlite' | 'postgresql'; start?: string } = {}) {
  const at = await contractTown({ start: '2026-03-02T09:30:00+08:00', ...options });
  const { transact, read, ids, to } = at;
  // 王秀英 is 68: what is due of her by age alone would stand among everything else.
  await transact((tx) => closePlans(tx, { residentId: ids.wangXiuying, kind: 'elder' }, 'refused'));

  const diagnose = (residentId: string, code: DiagnosisCode, staffId = ids.chenZhiyuan) =>
    transact((tx) => recordDiagnosis(tx, { residentId, code, diagnosedOn: tx.day.dateOf(tx.now), staffId }));

  /** The active plan of a kind. */
  const plan = (residentId: string, kind: PlanKind) =>
    read((tx) => tx.prisma.carePlan.findFirstOrThrow({ where: { residentId, kind }, orderBy: { openedAt: 'desc' } }));

  /** What is open or was, as one reads it: milestone, days, state. */
  const tasks = async (residentId: string, kind: PlanKind) => {
    const rows = await read((tx) =>
      tx.prisma.careTask.findMany({
        where: { residentId, plan: { kind } },
        orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
      }),
    );
    return rows.map(({ milestone, dueOn, status, class: found }) =>
      [milestone, dueOn, status, found].filter(Boolean).join(' '),
    );
  };

  const task = (residentId: string, kind: PlanKind) =>
    read((tx) =>
      tx.prisma.careTask.findFirstOrThrow({
        where: { residentId, status: 'open', plan: { kind } },
        orderBy: { dueOn: 'asc' },
      }),
    );

  const visit = async (residentId: string, kinds: PlanKind[], more: Partial<NewVisit>) => {
    const planIds: string[] = [];
    for (const kind of kinds) planIds.push((await plan(residentId, kind)).id);
    const usual = { staffId: ids.chenZhiyuan, mode: 'clinic', findings: {} } as const;
    return transact((tx) => recordVisit(tx, { ...usual, residentId, planIds, ...more }));
  };

  const report = (residentId: string, contactId: string, ...measured: Measured[]) =>
    transact((tx) => reportReadings(tx, { residentId, contactId, by: residentId, measured }));

  /** The sweep of nine o'clock on a date. */
  const sweepOn = async (date: string, time = '09:00') => {
    to(`${date}T${time}:00+08:00`);
    while ((await transact(takeDueSteps)) === 'more');
  };

  const dues = async () => (await at.told('follow-up.due')).map(({ key, status }) => `${key.split('/')[3]} ${status}`);

  return { ...at, diagnose, plan, tasks, task, visit, report, sweepOn, dues };
}

export type FollowUpTown = Awaited<ReturnType<typeof followUpTown>>;
