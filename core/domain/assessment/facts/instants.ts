import type { Sql } from '../../transaction.ts';

/** An instant's column as seconds since 1970. */
export function secondsOf(engine: Sql['engine'], column: string): string {
  return engine === 'sqlite' ? `(${column} / 1000)` : `EXTRACT(EPOCH FROM ${column})`;
}

/** A day's column (YYYY-MM-DD) as the seconds of its first instant in UTC. */
export function dayOf(engine: Sql['engine'], column: string): string {
  return engine === 'sqlite'
    ? `CAST(strftime('%s', ${column}) AS INTEGER)`
    : `EXTRACT(EPOCH FROM CAST(${column} AS DATE))`;
}
