/** A schedule's weekdays as they are kept. */
export function weekdaysOf(kept: unknown): number[] {
  return Array.isArray(kept) ? kept.filter((weekday) => typeof weekday === 'number') : [];
}
