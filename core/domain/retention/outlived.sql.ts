import type { Transaction } from '../transaction.ts';

/** A range of rows in the order of their ids, which is that of their making. */
export interface Range {
  after: string;
  /** The last row in it. */
  last: string;
  rows: number;
}

/** Tables whose contents outlive their use. */
type Table = 'InboundMessage' | 'Delivery';

/** Rows that still need all that they hold, each kind by an index of its own. Enums stand in the text: PostgreSQL casts no parameter to one. */
const unfinished: Readonly<Record<Table, readonly string[]>> = {
  InboundMessage: [`"status" = 'failed'`, `"status" = 'answered' AND "answeredAt" IS NULL`],
  Delivery: [`"status" = 'pending'`],
};

/** The next rows after an id that were made before another; it ends before the first that is not finished. */
export async function nextRange(
  tx: Transaction,
  table: Table,
  { after, before, most }: { after: string; before: string; most: number },
): Promise<Range | undefined> {
  const kept = unfinished[table].map(
    (state) => `AND "id" < COALESCE((SELECT MIN("id") FROM "${table}" WHERE ${state}), ?)`,
  );
  const row = await tx.sql.one<{ last: string | null; rows: number | bigint }>(
    `SELECT MAX("id") AS "last", COUNT(*) AS "rows" FROM (
       SELECT "id" FROM "${table}" WHERE "id" > ? AND "id" < ? ${kept.join(' ')} ORDER BY "id" LIMIT ?) AS "range"`,
    [after, before, ...kept.map(() => before), most],
  );
  return row?.last ? { after, last: row.last, rows: Number(row.rows) } : undefined;
}

const inRange = `"id" > ? AND "id" <= ?`;

export const eraseAnswers = `UPDATE "InboundMessage" SET "answerSealed" = NULL WHERE ${inRange}`;

export const eraseBodies = `UPDATE "InboundMessage" SET "bodySealed" = '' WHERE ${inRange}`;

/** A phone number that a delivery went to is part of what it held; who else it went to is an id. */
export const eraseContents = `
  UPDATE "Delivery" SET "contentSealed" = '', "phoneSealed" = CASE WHEN "phoneSealed" IS NULL THEN NULL ELSE '' END
  WHERE ${inRange}`;

/** Jobs that gave up stay: somebody has to look at them. */
export const removeJobs = `
  DELETE FROM "Job" WHERE "id" IN (
    SELECT "id" FROM "Job" WHERE "id" < ? AND "status" IN ('done', 'cleared') AND "endedAt" < ? ORDER BY "id" LIMIT ?)`;
