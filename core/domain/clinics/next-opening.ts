import type { ClinicKind } from '#prisma/generated/sqlite/enums.ts';
import { rulesOfPlaces } from '../packs/of-organisation.ts';
import type { Transaction } from '../transaction.ts';
import { dayOf } from './open-ahead.ts';
import { runsOn } from './rules.ts';
import { weekdaysOf } from './weekdays.ts';

/** A session that is not open for booking yet. */
export interface NextOpening {
  /** YYYY-MM-DD */
  date: string;
  /** HH:MM */
  startTime: string;
  shortName: string;
  /** The first day on which it can be booked. */
  opensOn: string;
}

const daysToLook = 60;

/** The next session of a kind that the schedules promise beyond what is open now; undefined when there is none for two months. */
export async function nextOpening(tx: Transaction, kind: ClinicKind): Promise<NextOpening | undefined> {
  const today = tx.day.dateOf(tx.now);
  const rulesFor = await rulesOfPlaces(tx);
  const daysAhead = ({ organisationId }: { organisationId: string }) =>
    rulesFor(organisationId, today).clinics.bookingOpensDaysAhead;
  const schedules = await tx.prisma.clinicSchedule.findMany({
    where: { kind, organisation: { active: true }, doctor: { active: true } },
    include: { exceptions: { where: { date: { gt: today } } }, organisation: { select: { shortName: true } } },
    orderBy: { startTime: 'asc' },
  });
  for (let ahead = 1; ahead <= daysToLook; ahead += 1) {
    const date = tx.day.add(today, ahead);
    const schedule = schedules.find(
      (rule) =>
        ahead > daysAhead(rule) &&
        !rule.exceptions.some((exception) => exception.date === date) &&
        runsOn({ ...rule, weekdays: weekdaysOf(rule.weekdays) }, dayOf(tx, date)),
    );
    if (schedule)
      return {
        date,
        startTime: schedule.startTime,
        shortName: schedule.organisation.shortName,
        opensOn: tx.day.add(date, -daysAhead(schedule)),
      };
  }
  return undefined;
}
