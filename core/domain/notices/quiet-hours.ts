import type { DistrictDay } from '#kit/day.ts';
import type { NoticeRules } from '../packs/rule-pack.ts';

/**
 * The end of the quiet hours that `now` lies in, or undefined when it is time for pushes (domain.md §7: 21:30–07:30 on
 * the district's clock). The hours may span midnight or not; their first minute is quiet, their last instant is not.
 */
export function quietUntil(
  day: DistrictDay,
  { quietFrom, quietTo }: Pick<NoticeRules, 'quietFrom' | 'quietTo'>,
  now: Date,
): Date | undefined {
  const today = day.dateOf(now);
  const nights = [day.add(today, -1), today].map((date) => ({
    from: day.at(date, quietFrom),
    to: day.at(quietFrom < quietTo ? date : day.add(date, 1), quietTo),
  }));
  return nights.find(({ from, to }) => from <= now && now < to)?.to;
}
