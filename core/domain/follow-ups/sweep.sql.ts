/** What is due of follow-ups by now, the longest first and those of one person together, on the partial index. Parameters: now, most rows. */
export const dueStepsStatement = `
  SELECT "t"."id", "t"."planId", "t"."residentId", "t"."doctorId", "t"."dueOn", "t"."dueTo", "t"."agreedOn",
    "t"."saidDoneOn", "t"."escalatedAt", "t"."rulePack", "t"."nextStepAt", "t"."way", "p"."kind"
  FROM "CareTask" "t" JOIN "CarePlan" "p" ON "p"."id" = "t"."planId"
  WHERE "t"."status" = 'open' AND "t"."nextStepAt" <= ?
  ORDER BY "t"."nextStepAt", "t"."residentId", "t"."id" LIMIT ?`;

/** Moves many tasks on at once, each only if it is still where it was read. \`given\` is a row set. */
export function moveOnStatement(given: string, engine: 'sqlite' | 'postgresql'): string {
  const way = engine === 'sqlite' ? '"g"."way"' : 'CAST("g"."way" AS "CareTaskWay")';
  return `
  UPDATE "CareTask" AS "t" SET "nextStep" = "g"."nextStep", "nextStepAt" = "g"."nextStepAt",
    "escalatedAt" = "g"."escalatedAt", "way" = ${way}
  FROM ${given} AS "g"
  WHERE "t"."id" = "g"."id" AND "t"."status" = 'open' AND "t"."nextStepAt" = "g"."wasAt"`;
}
