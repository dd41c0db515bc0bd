import { holidaysMissing } from '../notices/calendar.ts';
import { send } from '../notices/send.ts';
import type { Transaction } from '../transaction.ts';
import { missingHolidays } from './working-day.ts';

/**
 * Tells the district's administrators once a month that a year's holidays are missing: in December the next year's, later
 * the present one's (domain.md §1).
 * @returns the year, while one is missing.
 */
export async function warnOfMissingHolidays(tx: Transaction): Promise<number | undefined> {
  const today = tx.day.dateOf(tx.now);
  const year = missingHolidays(today);
  if (year === undefined) return undefined;
  const administrators = await tx.prisma.staffRole.findMany({
    where: { role: 'district_administrator', staff: { active: true } },
    select: { staffId: true },
    distinct: ['staffId'],
  });
  for (const { staffId } of administrators) {
    const key = `calendar.holidays-missing/${year}/${today.slice(0, 7)}/${staffId}`;
    await send(tx, holidaysMissing, { staff: staffId }, { year }, { key });
  }
  return year;
}
