import { z } from 'zod';

/** A list comes in pages: at most 200 rows, and a cursor that only this program understands. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1, '至少1条').max(200, '最多200条').default(50),
  cursor: z
    .string()
    .max(400)
    .transform((text, context) => {
      const key = Buffer.from(text, 'base64url').toString('utf8');
      if (Buffer.from(key).toString('base64url') === text) return key;
      context.addIssue({ code: 'custom', message: '不是这个列表给出的位置' });
      return z.NEVER;
    })
    .optional(),
};

/** `next` is the cursor of the next page; null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/**
 * Makes a page of rows that were read one more than asked for.
 * @param keyOf what the next page begins after: the column that the list is ordered by.
 */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { keyOf, itemOf }: { keyOf: (row: Row) => string; itemOf: (row: Row) => Item },
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? Buffer.from(keyOf(last)).toString('base64url') : null;
  return { items: shown.map(itemOf), next };
}
