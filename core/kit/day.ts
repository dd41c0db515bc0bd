import { TZDate, tzOffset } from '@date-fns/tz';

/**
 * The district's calendar and wall clock: the only file that knows the zone. Dates are `YYYY-MM-DD`, times `HH:MM`,
 * both as the district reads them; instants are UTC `Date`s.
 */
export interface DistrictDay {
  readonly zone: string;
  dateOf(instant: Date): string;
  timeOf(instant: Date): string;
  /** The instant at which the district's clock shows this. */
  at(date: string, time: string): Date;
  add(date: string, days: number): string;
  /** 1 Monday … 7 Sunday. */
  weekday(date: string): number;
  /** Days from `from` to `to`; negative when `to` is earlier. */
  daysBetween(from: string, to: string): number;
  /** Full years of life on a date. */
  ageOn(birthDate: string, date: string): number;
  /** `11月26日（周四）` */
  sayDate(date: string): string;
  /** `晚上7:30` */
  sayTime(time: string): string;
  /** `11月26日（周四）晚上7:30` */
  say(instant: Date): string;
}

const dayInMilliseconds = 86_400_000;

/** @throws RangeError when the zone is not one that the runtime knows. */
export function districtDay(zone: string): DistrictDay {
  new Intl.DateTimeFormat('zh-CN', { timeZone: zone });
  const wallClock = wallClockOf(zone);
  const dateOf = (instant: Date) => wallClock(instant).slice(0, 10);
  const timeOf = (instant: Date) => wallClock(instant).slice(11, 16);
  return {
    zone,
    dateOf,
    timeOf,
    at(date, time) {
      const [year, month, day] = numbers(date, '-');
      const [hour, minute] = numbers(time, ':');
      return new Date(new TZDate(year, month - 1, day, hour, minute, 0, 0, zone).getTime());
    },
    add: (date, days) => new Date(midnight(date) + days * dayInMilliseconds).toISOString().slice(0, 10),
    weekday,
    daysBetween: (from, to) => (midnight(to) - midnight(from)) / dayInMilliseconds,
    ageOn(birthDate, date) {
      const [bornYear, bornMonth, bornDay] = numbers(birthDate, '-');
      const [year, month, day] = numbers(date, '-');
      const hadBirthday = month > bornMonth || (month === bornMonth && day >= bornDay);
      return year - bornYear - (hadBirthday ? 0 : 1);
    },
    sayDate,
    sayTime,
    say: (instant) => `${sayDate(dateOf(instant))}${sayTime(timeOf(instant))}`,
  };
}

const quarterHour = 900_000;
const quartersKept = 10_000;

/**
 * The zone's wall clock as an ISO text. A list of slots asks for hundreds of them, and the runtime takes its time to tell
 * an offset: it is kept by the quarter of an hour, at whose beginnings alone clocks are changed.
 */
function wallClockOf(zone: string): (instant: Date) => string {
  const offsets = new Map<number, number>();
  return (instant) => {
    const milliseconds = instant.getTime();
    const quarter = Math.floor(milliseconds / quarterHour);
    let minutes = offsets.get(quarter);
    if (minutes === undefined) {
      minutes = tzOffset(zone, instant);
      if (offsets.size >= quartersKept) offsets.clear();
      offsets.set(quarter, minutes);
    }
    return new Date(milliseconds + minutes * 60_000).toISOString();
  };
}

function weekday(date: string): number {
  return new Date(midnight(date)).getUTCDay() || 7;
}

function sayDate(date: string): string {
  const [, month, day] = numbers(date, '-');
  return `${month}月${day}日（周${'一二三四五六日'[weekday(date) - 1]}）`;
}

function sayTime(time: string): string {
  const [hour, minute] = numbers(time, ':');
  const part =
    hour < 5 ? '凌晨' : hour < 9 ? '早上' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上';
  return `${part}${hour > 12 ? hour - 12 : hour}:${pad(minute)}`;
}

/** Calendar arithmetic is done on UTC midnights, where every day has 24 hours. */
function midnight(date: string): number {
  const [year, month, day] = numbers(date, '-');
  return Date.UTC(year, month - 1, day);
}

function numbers(text: string, separator: string): [number, number, number] {
  const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = text.split(separator).map(Number);
  return [first, second, third];
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
