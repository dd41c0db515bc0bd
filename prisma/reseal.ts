import { rowSet } from '#domain/row-set.ts';
import type { SqlValue, Transaction } from '#domain/transaction.ts';
import { SealBroken } from '#kit/vault.ts';
import type { Database } from './database.ts';
import type { SealedTable } from './sealed-tables.ts';
import { sealedTables } from './sealed-tables.ts';

/** What a rotation did. */
export interface Resealed {
  /** Values that are sealed with today's key now and were not before. */
  values: number;
  /** Values that open with none of the keys. They stay as they are. */
  unreadable: { table: string; column: string; row: string }[];
  /** True when a last look found nothing more to do. */
  complete: boolean;
}

export interface ResealOptions {
  /** Called after each table with what was resealed in it. */
  progress?: (table: string, values: number) => void;
}

/** Another process may still seal with the former key while we walk: it is looked at again, so often at most. */
const mostWalks = 5;

/**
 * Seals every value anew that is not sealed with today's key, page by page in the order of the primary keys, with the
 * program running: a value that somebody changed since it was read is left to them. It may be cut short at any moment and
 * run again; what is done stays done.
 */
export async function resealAll(database: Database, options: ResealOptions = {}): Promise<Resealed> {
  let values = 0;
  for (let walk = 1; ; walk++) {
    const { resealed, unreadable, missed } = await walkOnce(database, options);
    values += resealed;
    const complete = resealed === 0 && missed === 0;
    if (complete || walk === mostWalks) return { values, unreadable, complete };
  }
}

interface Walked {
  resealed: number;
  /** Changed by somebody else between our reading and our writing. */
  missed: number;
  unreadable: Resealed['unreadable'];
}

async function walkOnce(database: Database, { progress }: ResealOptions): Promise<Walked> {
  const all: Walked = { resealed: 0, missed: 0, unreadable: [] };
  for (const place of sealedTables) {
    let resealed = 0;
    for (let after = ''; ; ) {
      const page = await database.read((tx) => stalePage(tx, place, after));
      const last = page.at(-1);
      if (!last) break;
      const found = await resealPage(database, place, page);
      resealed += found.resealed;
      all.missed += found.missed;
      all.unreadable.push(...found.unreadable);
      after = last.row;
      // Sockets, timers and other writers have their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    all.resealed += resealed;
    if (resealed > 0) progress?.(place.table, resealed);
  }
  return all;
}

/** A row's sealed columns; null where there is nothing, or nothing to do. */
interface StaleRow {
  row: string;
  [column: string]: string | null;
}

/** The next rows by their key, with the contents of those columns only that are sealed with another key. */
async function stalePage(tx: Transaction, { table, key, columns, rows, page }: SealedTable, after: string) {
  const { mark } = tx.vault;
  const stale = columns.map(
    // Nothing is left of what was erased.
    (column) =>
      `CASE WHEN "${column}" <> '' AND substr("${column}", 1, ${mark.length}) <> ? THEN "${column}" END AS "${column}"`,
  );
  const only = rows ? ` AND "${key}" IN (${rows.map(() => '?').join(', ')})` : '';
  return tx.sql.all<StaleRow>(
    `SELECT "${key}" AS "row", ${stale.join(', ')} FROM "${table}" WHERE "${key}" > ?${only} ORDER BY "${key}" LIMIT ?`,
    [...columns.map((): SqlValue => mark), after, ...(rows ?? []), page],
  );
}

async function resealPage(database: Database, place: SealedTable, page: readonly StaleRow[]): Promise<Walked> {
  const walked: Walked = { resealed: 0, missed: 0, unreadable: [] };
  for (const column of place.columns) {
    const stale = page.flatMap(({ row, [column]: was }) => (was === null || was === undefined ? [] : [{ row, was }]));
    if (stale.length === 0) continue;
    const { renewed, unreadable, written } = await database.transact(async (tx) => {
      const anew = sealAnew(tx, place.table, column, stale);
      return { ...anew, written: anew.renewed.length > 0 ? await write(tx, place, column, anew.renewed) : 0 };
    });
    walked.resealed += written;
    walked.missed += renewed.length - written;
    walked.unreadable.push(...unreadable);
  }
  return walked;
}

function sealAnew(tx: Transaction, table: string, column: string, stale: readonly { row: string; was: string }[]) {
  const renewed: { row: string; was: string; sealed: string }[] = [];
  const unreadable: Resealed['unreadable'] = [];
  for (const { row, was } of stale) {
    const place = { table, column, row };
    try {
      renewed.push({ row, was, sealed: tx.vault.seal(place, tx.vault.open(place, was)) });
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      unreadable.push(place);
    }
  }
  return { renewed, unreadable };
}

async function write(
  tx: Transaction,
  { table, key }: SealedTable,
  column: string,
  renewed: readonly { row: string; was: string; sealed: string }[],
): Promise<number> {
  const given = rowSet(tx.sql.engine, { row: 'text', was: 'text', sealed: 'text' });
  return tx.sql.run(
    `UPDATE "${table}" SET "${column}" = "given"."sealed" FROM ${given.from} AS "given"
     WHERE "${table}"."${key}" = "given"."row" AND "${table}"."${column}" = "given"."was"`,
    [given.parameter(renewed)],
  );
}
