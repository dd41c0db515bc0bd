import type { CareTask } from '#prisma/generated/sqlite/client.ts';
import { withdrawAlert } from '../alerts/answer.ts';
import type { SaidInChat } from '../alerts/raise.ts';
import type { PlanKind } from '../packs/follow-up-rules.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { residentRow } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { doneAndOn, type OpenPlan } from './go-on.ts';
import { keepReading, type Measured } from './keep-reading.ts';
import { alarm } from './record-visit.ts';
import type { ReadingClass } from './rules.ts';
import { kindOf, retime } from './tasks.ts';

export interface ReportedReading {
  measured: Measured;
  class: ReadingClass;
  /** The visit that the reading bears on, where the resident has one to come (YYYY-MM-DD). */
  visitDueOn: string | undefined;
  alertId: string | undefined;
}

/**
 * A resident reports what they measured, or somebody of the family does. It raises an alert where it must, and brings the
 * next visit forward where it is too high; it is no visit and closes none (domain.md §5), but for who is only to measure.
 * @throws Refusal `resident-deceased`.
 */
export async function reportReadings(
  tx: Transaction,
  report: {
    residentId: string;
    contactId: string;
    by: string;
    measured: readonly Measured[];
    measuredAt?: Date | undefined;
    /** Where it was said as a sign of danger. */
    said?: SaidInChat | undefined;
  },
): Promise<ReportedReading[]> {
  const { residentId, contactId, by, measured, measuredAt = tx.now, said } = report;
  const resident = await residentRow(tx, residentId);
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  const reported: ReportedReading[] = [];
  for (const one of measured) {
    const from = { source: 'resident', contactId } as const;
    const kept = await keepReading(tx, { residentId: resident.id, measured: one, measuredAt, from });
    const alertId = await alarm(tx, resident.id, one, kept, said);
    const visitDueOn = await bearOnPlan(tx, resident, one.kind, kept.class);
    reported.push({ measured: one, class: kept.class, visitDueOn, alertId });
  }
  tx.audit({
    actor: { kind: 'resident', id: by },
    action: 'reading.reported',
    subject: { kind: 'resident', id: resident.id },
    detail: { kinds: measured.map(({ kind }) => kind).join(' ') },
  });
  return reported;
}

/**
 * “说错了”: what was reported last from this account is taken back, with the alert and the earlier day that came of it.
 * @returns how many readings; 0 when there is none of the last minutes.
 */
export async function takeBackReadings(tx: Transaction, contactId: string): Promise<number> {
  const last = await tx.prisma.reading.findFirst({
    where: { contactId, retractedAt: null },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    include: { resident: true },
  });
  if (!last) return 0;
  const { takeBackMinutes } = (await rulesAt(tx, last.resident.homeCentreId)).followUps;
  if (tx.now.getTime() - last.recordedAt.getTime() > takeBackMinutes * 60_000) return 0;
  const together = { contactId, recordedAt: last.recordedAt, retractedAt: null };
  const readings = await tx.prisma.reading.findMany({ where: together, include: { alerts: true } });
  for (const { alerts } of readings) for (const alert of alerts) await withdrawAlert(tx, alert.id, '已撤回');
  await tx.prisma.reading.updateMany({ where: together, data: { retractedAt: tx.now } });
  for (const kind of new Set(readings.map((reading) => reading.kind))) await setBack(tx, last.residentId, kind);
  tx.audit({
    actor: { kind: 'contact', id: contactId },
    action: 'reading.taken-back',
    subject: { kind: 'resident', id: last.residentId },
    detail: { readings: readings.length },
  });
  return readings.length;
}

/** The plan that a kind of reading bears on. */
const planOf: Partial<Readonly<Record<Measured['kind'], { treated: PlanKind; watched: PlanKind }>>> = {
  pressure: { treated: 'hypertension', watched: 'high-risk-pressure' },
  glucose: { treated: 'diabetes', watched: 'high-risk-glucose' },
};

type OpenTask = CareTask & { plan: OpenPlan };

async function openTaskOf(tx: Transaction, residentId: string, kind: PlanKind): Promise<OpenTask | null> {
  return tx.prisma.careTask.findFirst({
    where: { residentId, status: 'open', plan: { kind, status: 'active' } },
    orderBy: { dueOn: 'asc' },
    include: { plan: { include: { tasks: { where: { status: 'open' }, orderBy: { dueOn: 'asc' } } } } },
  });
}

async function bearOnPlan(
  tx: Transaction,
  resident: { id: string; homeCentreId: string | null },
  kind: Measured['kind'],
  found: ReadingClass,
): Promise<string | undefined> {
  const plans = planOf[kind];
  if (!plans) return undefined;
  const { followUps } = await rulesAt(tx, resident.homeCentreId);
  const watched = await openTaskOf(tx, resident.id, plans.watched);
  const today = tx.day.dateOf(tx.now);
  if (watched && followUps.plans[plans.watched].closedByReading === kind && watched.dueFrom <= today) {
    const done = { taskId: watched.id, closeReason: 'reading', class: 'seen', heldOn: today } as const;
    await doneAndOn(tx, watched.plan, done);
  }
  const task = await openTaskOf(tx, resident.id, plans.treated);
  if (!task) return undefined;
  const soon = followUps.plans[kindOf(task.plan)].next?.['first-not-controlled'];
  if (found === 'controlled' || !soon) return task.agreedOn ?? task.dueOn;
  const dueOn = tx.day.add(today, soon.days ?? 0);
  if (dueOn >= (task.agreedOn ?? task.dueOn)) return task.agreedOn ?? task.dueOn;
  await retime(tx, task, {
    dueFrom: task.dueFrom < today ? task.dueFrom : today,
    ...{ dueOn, dueTo: dueOn, agreedOn: null },
    broughtForwardFrom: task.broughtForwardFrom ?? task.dueOn,
  });
  return dueOn;
}

/** Back to the day that was aimed at, unless another reading still asks for the earlier one. */
async function setBack(tx: Transaction, residentId: string, kind: Measured['kind']): Promise<void> {
  const plans = planOf[kind];
  const task = plans && (await openTaskOf(tx, residentId, plans.treated));
  if (!task?.broughtForwardFrom) return;
  const others = await tx.prisma.reading.count({
    where: {
      residentId,
      kind,
      retractedAt: null,
      encounterId: null,
      class: { not: 'controlled' },
      recordedAt: { gte: task.createdAt },
    },
  });
  if (others > 0) return;
  const dueOn = task.broughtForwardFrom;
  await retime(tx, task, { dueOn, dueTo: dueOn, broughtForwardFrom: null });
}
