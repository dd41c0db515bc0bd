/** The pack that is named nearest above an organisation, or by itself. */
export const nearestPackStatement = `
  WITH RECURSIVE "above"("packId", "parentId", "steps") AS (
    SELECT "packId", "parentId", 0 FROM "Organisation" WHERE "id" = ?
    UNION ALL
    SELECT "parent"."packId", "parent"."parentId", "above"."steps" + 1
    FROM "Organisation" "parent" JOIN "above" ON "above"."parentId" = "parent"."id"
  )
  SELECT "packId" FROM "above" WHERE "packId" IS NOT NULL ORDER BY "steps" LIMIT 1`;
