import { describe, expect, test } from 'vitest';
import type { StoredInstant } from '#domain/row-set.ts';
import { instantOrNull, rowSet } from '#domain/row-set.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';

describe.each(engines)('a set of rows as one parameter on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });

  test('arrives as it was given: text of all kinds, whole numbers, instants, nothing', async () => {
    const rows = [
      { text: `“王·秀英”\\ ' " 😀 \n 𠮷`, whole: 2 ** 31 - 1, at: clock.now() },
      { text: '', whole: -1, at: null },
      { text: null, whole: null, at: new Date('2026-03-01T18:00:00.123+08:00') },
    ];
    const set = rowSet(engine, { text: 'text', whole: 'integer', at: 'instant' });
    const came = await database.read((tx) =>
      tx.sql.all<{ text: string | null; whole: number | null; at: StoredInstant | null }>(
        `SELECT "text", "whole", "at" FROM ${set.from} AS "given"`,
        [set.parameter(rows)],
      ),
    );
    expect(came.map((row) => ({ ...row, at: instantOrNull(row.at) }))).toEqual(rows);
  });

  test('an instant compares with a stored one', async () => {
    const due = new Date('2026-03-02T01:02:03.456Z');
    const set = rowSet(engine, { at: 'instant' });
    const found = await database.transact(async (tx) => {
      const row = { name: 'n', key: 'k', payload: {}, status: 'pending' as const, createdAt: tx.now };
      await tx.prisma.job.create({ data: { ...row, id: tx.id(), dueAt: due } });
      return tx.sql.all(`SELECT j."key" FROM ${set.from} AS "given" JOIN "Job" j ON j."dueAt" = "given"."at"`, [
        set.parameter([{ at: due }]),
      ]);
    });
    expect(found).toEqual([{ key: 'k' }]);
  });

  test('no rows are no rows', async () => {
    const set = rowSet(engine, { text: 'text' });
    expect(
      await database.read((tx) => tx.sql.all(`SELECT "text" FROM ${set.from} AS "given"`, [set.parameter([])])),
    ).toEqual([]);
  });
});
