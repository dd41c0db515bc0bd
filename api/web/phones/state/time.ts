/** Times as the phones show them, in the district's zone. */
export interface Times {
  /** `20:54` */
  clock(instant: Date): string;
  /** `11月22日 周日` */
  day(instant: Date): string;
  /** As WeChat writes above messages: the time alone today, with the day before it otherwise. */
  label(instant: Date, now: Date): string;
  /** ISO 8601 with offset of tomorrow at this hour. */
  tomorrowAt(hour: number, now: Date): string;
}

export function timesIn(timeZone: string): Times {
  const clock = new Intl.DateTimeFormat('zh-CN', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = new Intl.DateTimeFormat('zh-CN', { timeZone, month: 'long', day: 'numeric' });
  const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone, weekday: 'short' });
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const offset = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });

  const offsetAt = (instant: Date) => {
    const name = offset.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    return name === 'GMT' ? 'Z' : name.slice('GMT'.length);
  };

  return {
    clock: (instant) => clock.format(instant),
    day: (instant) => `${day.format(instant)} ${weekday.format(instant)}`,
    label(instant, now) {
      if (date.format(instant) === date.format(now)) return clock.format(instant);
      const yesterday = date.format(new Date(now.getTime() - 86_400_000));
      const name = date.format(instant) === yesterday ? '昨天' : `${day.format(instant)} ${weekday.format(instant)}`;
      return `${name} ${clock.format(instant)}`;
    },
    tomorrowAt(hour, now) {
      const tomorrow = new Date(`${date.format(now)}T00:00:00Z`);
      tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
      const then = `${tomorrow.toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00:00`;
      return then + offsetAt(new Date(`${then}${offsetAt(now)}`));
    },
  };
}
