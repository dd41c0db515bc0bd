import type { Sql } from './transaction.ts';

/** A column of rows that are handed to a statement. */
export type ColumnType = 'text' | 'integer' | 'instant';

/** Something to put into a FROM clause, with one parameter. */
export interface RowSet<Name extends string> {
  /** `(SELECT …)`, to be named by an alias. */
  readonly from: string;
  /** The parameter for its one question mark. */
  parameter(rows: readonly Readonly<Record<Name, string | number | Date | null>>[]): string;
}

/**
 * Many rows in one parameter, so that a set statement changes them all at once on both engines: JSON that the engine
 * takes apart. Column names are ours, never input.
 */
export function rowSet<const Columns extends Readonly<Record<string, ColumnType>>>(
  engine: Sql['engine'],
  columns: Columns,
): RowSet<Extract<keyof Columns, string>> {
  const names = Object.entries(columns);
  const from =
    engine === 'sqlite'
      ? `(SELECT ${names.map(([name]) => `value ->> '${name}' AS "${name}"`).join(', ')} FROM json_each(?))`
      : `(SELECT * FROM jsonb_to_recordset(?::jsonb) AS "given"(${names.map(([name, type]) => `"${name}" ${typeNames[type]}`).join(', ')}))`;
  const instants = names.filter(([, type]) => type === 'instant').map(([name]) => name);
  const stored = (row: Readonly<Record<string, string | number | Date | null>>) => {
    const copy: Record<string, string | number | Date | null> = { ...row };
    for (const name of instants) {
      const value = copy[name];
      // A Date by itself becomes ISO text, which is what PostgreSQL reads.
      if (value instanceof Date && engine === 'sqlite') copy[name] = value.getTime();
    }
    return copy;
  };
  return { from, parameter: (rows) => JSON.stringify(instants.length > 0 ? rows.map(stored) : rows) };
}

const typeNames: Readonly<Record<ColumnType, string>> = { text: 'text', integer: 'integer', instant: 'timestamp(3)' };

/** An instant as a hand-written statement returns it: a number on SQLite, a Date on PostgreSQL. */
export type StoredInstant = number | Date;

export function instant(stored: StoredInstant): Date {
  return new Date(stored);
}

export function instantOrNull(stored: StoredInstant | null): Date | null {
  return stored === null ? null : new Date(stored);
}
