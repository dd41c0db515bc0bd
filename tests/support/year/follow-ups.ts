import { answerAlert } from '#domain/alerts/answer.ts';
import { agreeOn, saidDone } from '#domain/follow-ups/agree.ts';
import { recordVisit } from '#domain/follow-ups/record-visit.ts';
import { reportReadings } from '#domain/follow-ups/report-reading.ts';
import type { Findings } from '#domain/follow-ups/rules.ts';
import { recordAttempt } from '#domain/staff-tasks/attempt.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Chance } from '../chance.ts';
import type { ReferralTown } from '../referral-town.ts';
import type { Person } from './cast.ts';

/** What people and their doctors do about follow-ups on a day, in one transaction. */
export async function followUpsOfADay(tx: Transaction, town: ReferralTown, dice: Chance, people: readonly Person[]) {
  await comeOrSayWhen(tx, town, dice);
  await measure(tx, dice, people);
  await answerAlerts(tx, dice);
  await call(tx, dice);
}

/** Who is due comes, for everything that is due of them, or agrees on a day, or says that it was done. */
async function comeOrSayWhen(tx: Transaction, town: ReferralTown, { happens, between, oneOf }: Chance): Promise<void> {
  const today = tx.day.dateOf(tx.now);
  const tasks = await tx.prisma.careTask.findMany({
    where: { status: 'open', dueFrom: { lte: today } },
    select: { id: true, residentId: true, planId: true, plan: true, agreedOn: true, saidDoneOn: true },
    orderBy: { id: 'asc' },
  });
  for (const first of tasks.filter((task, at) => tasks.findIndex((one) => one.residentId === task.residentId) === at)) {
    const { residentId } = first;
    const due = tasks.filter((task) => task.residentId === residentId);
    if (happens(due.some(({ agreedOn }) => agreedOn === today) ? 0.8 : 0.1))
      await recordVisit(tx, {
        ...{ residentId, planIds: due.map(({ planId }) => planId), staffId: town.ids.chenZhiyuan },
        mode: oneOf('clinic', 'clinic', 'clinic', 'clinic', 'home', 'phone'),
        findings: found({ happens, between }, new Set(due.map(({ plan }) => plan.kind))),
      });
    else if (happens(0.008))
      await agreeOn(tx, { taskId: first.id, by: residentId, date: tx.day.add(today, between(1, 12)) });
    else if (first.saidDoneOn === null && happens(0.003)) await saidDone(tx, { taskId: first.id, by: residentId });
  }
}

/** What is looked at for these kinds of plans. */
function found({ happens, between }: Pick<Chance, 'happens' | 'between'>, kinds: ReadonlySet<string>): Findings {
  const pressure = { systolic: between(112, 150), diastolic: between(64, 94) };
  const glucose = { value: between(45, 80) / 10, when: 'fasting' } as const;
  return {
    ...(kinds.has('hypertension') ? { pressure } : {}),
    ...(kinds.has('diabetes') ? { glucose } : {}),
    ...(kinds.has('mental-disorder') ? { risk: happens(0.1) ? 3 : between(0, 1) } : {}),
    ...(kinds.has('tuberculosis') ? { adverse: happens(0.05) } : {}),
  };
}

/** A few write what they have measured at home. */
async function measure(tx: Transaction, { between, oneOf }: Chance, people: readonly Person[]): Promise<void> {
  for (let times = 0; times < 3; times += 1) {
    const { id, contactId, isAlive } = oneOf(...(people as [Person]));
    if (!contactId || !isAlive) continue;
    const pressure = { kind: 'pressure', systolic: between(105, 190), diastolic: between(60, 104) } as const;
    await reportReadings(tx, { residentId: id, contactId, by: id, measured: [pressure] });
  }
}

async function answerAlerts(tx: Transaction, { happens }: Chance): Promise<void> {
  const alerts = await tx.prisma.alert.findMany({ where: { status: 'open' }, orderBy: { id: 'asc' } });
  for (const { id, ownerId } of alerts)
    if (happens(0.5)) {
      const outcome = happens(0.1) ? 'unreachable' : 'called';
      await answerAlert(tx, { alertId: id, staffId: ownerId, outcome, label: '已答复' });
    }
}

/** The doctors call whom the program could not ask. */
async function call(tx: Transaction, { happens, oneOf }: Chance): Promise<void> {
  const calls = await tx.prisma.staffTask.findMany({ where: { status: 'open' }, orderBy: { id: 'asc' }, take: 20 });
  // What one of them says may settle everything else about them: one call to each a day.
  const first = calls.filter((one, at) => calls.findIndex(({ residentId }) => residentId === one.residentId) === at);
  for (const { id, ownerId } of first)
    if (happens(0.4)) {
      const outcome = oneOf('reached', 'reached', 'reached', 'reached', 'no-answer', 'no-answer', 'refused', 'moved');
      await recordAttempt(tx, { taskId: id, staffId: ownerId, outcome });
    }
}
