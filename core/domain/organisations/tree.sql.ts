/** The organisation and everything below it. */
export const belowStatement = `
  WITH RECURSIVE "below"("id") AS (
    SELECT "id" FROM "Organisation" WHERE "id" = ?
    UNION ALL
    SELECT "child"."id" FROM "Organisation" "child" JOIN "below" ON "child"."parentId" = "below"."id"
  )
  SELECT "id" FROM "below"`;

/** The organisation and everything above it, nearest first. */
export const aboveStatement = `
  WITH RECURSIVE "above"("id", "parentId", "steps") AS (
    SELECT "id", "parentId", 0 FROM "Organisation" WHERE "id" = ?
    UNION ALL
    SELECT "parent"."id", "parent"."parentId", "above"."steps" + 1
    FROM "Organisation" "parent" JOIN "above" ON "above"."parentId" = "parent"."id"
  )
  SELECT "id" FROM "above" ORDER BY "steps"`;
