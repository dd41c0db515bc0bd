/** Counts a guess where one is left. Parameters: code id, most tries, now. */
export const countTryStatement = `
  UPDATE "VerificationCode" SET "attempts" = "attempts" + 1
  WHERE "id" = ? AND "usedAt" IS NULL AND "attempts" < ? AND "expiresAt" > ?`;

/** Uses a code up, once. Parameters: now, code id. */
export const useCodeStatement = `UPDATE "VerificationCode" SET "usedAt" = ? WHERE "id" = ? AND "usedAt" IS NULL`;
