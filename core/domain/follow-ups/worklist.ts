import { addDays } from '#kit/chinese-input/calendar.ts';
import { openField } from '../residents/columns.ts';
import { residentNames } from '../residents/resident.ts';
import type { PlanKind, VisitClass } from '../packs/follow-up-rules.ts';
import { answersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';
import { openReading, type Measured } from './keep-reading.ts';
import { kindOf } from './tasks.ts';

/** One follow-up on somebody's list. */
export interface WorkTask {
  id: string;
  planId: string;
  residentId: string;
  residentName: string;
  kind: PlanKind;
  /** The last day, or the day that was agreed on (YYYY-MM-DD). */
  dueTo: string;
  state: 'overdue' | 'escalated' | 'saidDone' | 'agreed' | 'open';
}

const soonDays = 7;
const mostTasks = 100;

/**
 * Whom somebody has to follow up: one's own and covered colleagues' that are overdue, then those of the week; for a
 * leader also what is overdue by so much in the team that it was handed up. Overdue first.
 */
export async function followUpsFor(tx: Transaction, staffId: string): Promise<WorkTask[]> {
  const today = tx.day.dateOf(tx.now);
  const own = await answersFor(tx, staffId);
  const led = await tx.prisma.teamMember.findMany({
    where: { team: { leaderId: { in: own } } },
    select: { staffId: true },
  });
  const until = addDays(today, soonDays);
  const rows = await tx.prisma.careTask.findMany({
    where: {
      status: 'open',
      OR: [
        {
          doctorId: { in: own },
          OR: [{ dueOn: { lte: until } }, { agreedOn: { lte: until } }, { saidDoneOn: { not: null } }],
        },
        { doctorId: { in: led.map((member) => member.staffId) }, escalatedAt: { not: null } },
      ],
    },
    include: { plan: { select: { kind: true } } },
    orderBy: [{ dueTo: 'asc' }, { id: 'asc' }],
    take: mostTasks,
  });
  const names = await residentNames(
    tx,
    rows.map(({ residentId }) => residentId),
  );
  const tasks = rows.map(({ id, planId, residentId, plan, agreedOn, dueTo, escalatedAt, saidDoneOn }): WorkTask => {
    const last = agreedOn ?? dueTo;
    const state = escalatedAt
      ? 'escalated'
      : saidDoneOn
        ? 'saidDone'
        : last < today
          ? 'overdue'
          : agreedOn
            ? 'agreed'
            : 'open';
    return {
      id,
      planId,
      residentId,
      residentName: names.get(residentId) ?? '',
      kind: kindOf(plan),
      dueTo: last,
      state,
    };
  });
  const order: readonly WorkTask['state'][] = ['escalated', 'overdue', 'saidDone', 'agreed', 'open'];
  return tasks.sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}

/** What whoever follows somebody up looks at first. */
export interface WorkDetail {
  name: string;
  age: number;
  phone: string | undefined;
  kind: PlanKind;
  planId: string;
  dueTo: string;
  lastClass: VisitClass | undefined;
  lastMeasured: { measured: Measured; at: Date } | undefined;
  /** The resident's other plans that a visit now may serve too. */
  others: { planId: string; kind: PlanKind }[];
}

/** One follow-up in full; the look is audited. */
export async function lookAtFollowUp(
  tx: Transaction,
  { taskId, staffId }: { taskId: string; staffId: string },
): Promise<WorkDetail> {
  const task = await tx.prisma.careTask.findUniqueOrThrow({
    where: { id: taskId },
    include: { plan: true, resident: true },
  });
  const { resident, plan } = task;
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'record.read',
    subject: { kind: 'resident', id: resident.id },
    purpose: 'follow-up',
  });
  const last = await tx.prisma.careTask.findFirst({
    where: { planId: plan.id, status: 'done', class: { not: null } },
    orderBy: { closedAt: 'desc' },
    select: { class: true },
  });
  const kind = kindOf(plan);
  const reading = await tx.prisma.reading.findFirst({
    where: { residentId: resident.id, retractedAt: null, kind: kind === 'diabetes' ? 'glucose' : 'pressure' },
    orderBy: { measuredAt: 'desc' },
  });
  const others = await tx.prisma.carePlan.findMany({
    where: {
      residentId: resident.id,
      status: 'active',
      id: { not: plan.id },
      kind: { in: ['hypertension', 'diabetes'] },
    },
    orderBy: { id: 'asc' },
  });
  return {
    name: openField(tx, resident.id, 'nameSealed', resident.nameSealed),
    age: tx.day.ageOn(resident.birthDate, tx.day.dateOf(tx.now)),
    phone: resident.phoneSealed ? openField(tx, resident.id, 'phoneSealed', resident.phoneSealed) : undefined,
    kind,
    planId: plan.id,
    dueTo: task.agreedOn ?? task.dueTo,
    lastClass: (last?.class ?? undefined) as VisitClass | undefined,
    lastMeasured: reading ? { measured: openReading(tx, reading), at: reading.measuredAt } : undefined,
    others: others.map((other) => ({ planId: other.id, kind: kindOf(other) })),
  };
}
