/** Columns as the two engines hand them out: instants as milliseconds or dates, flags as 0/1 or booleans, JSON as text or value. */

export function instantOf(column: number | bigint | Date | null): Date | undefined {
  if (column === null) return undefined;
  return column instanceof Date ? column : new Date(Number(column));
}

export function flagOf(column: number | boolean): boolean {
  return column === true || column === 1;
}

export function jsonOf(column: unknown): unknown {
  return typeof column === 'string' ? JSON.parse(column) : column;
}

/** An instant column as it comes. */
export type InstantColumn = number | bigint | Date | null;
