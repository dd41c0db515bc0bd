import { TZDate } from '@date-fns/tz';
import { add } from 'date-fns';

const form = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Adds an ISO 8601 duration such as `P3DT2H`; days and longer go by the zone's calendar.
 * @returns undefined when the text is no duration.
 */
export function addDuration(instant: Date, duration: string, zone: string): Date | undefined {
  const parts = form.exec(duration);
  if (!parts || duration.endsWith('P') || duration.endsWith('T')) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const later = add(new TZDate(instant, zone), {
    years: years ?? 0,
    months: months ?? 0,
    weeks: weeks ?? 0,
    days: days ?? 0,
    hours: hours ?? 0,
    minutes: minutes ?? 0,
    seconds: seconds ?? 0,
  });
  return new Date(later.getTime());
}
