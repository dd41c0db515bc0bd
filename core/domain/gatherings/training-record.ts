import { rulesAt } from '../packs/of-organisation.ts';
import type { TrainingRules } from '../packs/support-rules.ts';
import type { DistrictDay } from '#kit/day.ts';
import type { Transaction } from '../transaction.ts';

/** A training that somebody attended, by the district's dates, both included. */
export interface Attended {
  from: string;
  to: string;
}

/** A year's training of a doctor at a village's or neighbourhood's station. */
export interface TrainingRecord {
  times: number;
  days: number;
  timesMissing: number;
  daysMissing: number;
}

/** What trainings come to, and what is missing: twice a year, two weeks in all (seed 002 §20). */
export function trainingRecord(
  attended: readonly Attended[],
  { timesAYear, daysAYear }: TrainingRules,
  day: Pick<DistrictDay, 'daysBetween'>,
): TrainingRecord {
  const times = attended.length;
  const days = attended.reduce((sum, { from, to }) => sum + day.daysBetween(from, to) + 1, 0);
  return {
    times,
    days,
    timesMissing: Math.max(timesAYear - times, 0),
    daysMissing: Math.max(daysAYear - days, 0),
  };
}

/** Somebody's trainings of this calendar year. */
export async function trainingOf(tx: Transaction, staffId: string): Promise<TrainingRecord> {
  const { organisationId } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: staffId } });
  const year = tx.day.dateOf(tx.now).slice(0, 4);
  const signUps = await tx.prisma.signUp.findMany({
    where: {
      staffId,
      status: 'attended',
      gathering: { startsAt: { gte: tx.day.at(`${year}-01-01`, '00:00') } },
    },
    select: { gathering: { select: { startsAt: true, endsAt: true } } },
  });
  const attended = signUps.map(({ gathering: { startsAt, endsAt } }) => ({
    from: tx.day.dateOf(startsAt),
    to: tx.day.dateOf(endsAt),
  }));
  return trainingRecord(attended, (await rulesAt(tx, organisationId)).support.training, tx.day);
}

/** The doctors of the stations below what somebody administers, whose year is not complete. */
export async function shortOfTraining(
  tx: Transaction,
  places: readonly string[],
): Promise<(TrainingRecord & { name: string })[]> {
  const doctors = await tx.prisma.staff.findMany({
    where: {
      active: true,
      roles: { some: { role: 'doctor', organisation: { id: { in: [...places] }, kind: 'station' } } },
    },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
  const short: (TrainingRecord & { name: string })[] = [];
  for (const { id, name } of doctors) {
    const record = await trainingOf(tx, id);
    if (record.timesMissing > 0 || record.daysMissing > 0) short.push({ ...record, name });
  }
  return short;
}
