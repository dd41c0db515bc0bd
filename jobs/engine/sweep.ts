import type { Database } from '#prisma/database.ts';
import { dueRows } from './claim.sql.ts';
import type { Load } from './load.ts';
import { workTables } from './load.ts';

/** So many urgent rows are carried one by one; a longer line is worked off in batches. */
const oneByOne = 100;

/**
 * What is pending and due in both tables, however late, urgent rows first: by name while they are few, so that they are
 * spread over workers; a longer line and bulk as one load that claims batches.
 */
export async function findDue(database: Database): Promise<Load[]> {
  return database.read(async (tx) => {
    const urgent: Load[] = [];
    const bulk: Load[] = [];
    for (const table of workTables) {
      const rows = await dueRows(tx, table, 0, oneByOne + 1);
      if (rows.length <= oneByOne)
        urgent.push(...rows.map(({ id, epoch }) => ({ kind: 'row', table, id, epoch }) as const));
      const more = rows.length > oneByOne || (await dueRows(tx, table, 1, 1)).length > 0;
      if (more) bulk.push({ kind: 'bulk', table });
    }
    return [...urgent, ...bulk];
  });
}
