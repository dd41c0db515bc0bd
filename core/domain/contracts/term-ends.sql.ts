/**
 * The active contracts that something is due for and was not asked for yet, by the key of its job. A sentence each for the
 * sweep; SUBSTR-free and portable. Parameters of each are named above it.
 */

/** first and last day of `endsOn`, the version of the rules (% for every one), key prefix, key suffix, most rows. */
export const dueByEndStatement = `
  SELECT "c"."id" FROM "Contract" "c"
  WHERE "c"."status" = 'active' AND "c"."endsOn" >= ? AND "c"."endsOn" <= ? AND "c"."rulePack" LIKE ?
    AND NOT EXISTS (SELECT 1 FROM "Job" "j" WHERE "j"."key" = ? || "c"."id" || ?)
  ORDER BY "c"."endsOn", "c"."id" LIMIT ?`;
