import { openStatuses } from '../referrals/rules.ts';

/**
 * The residents of one range of ids who have no contract and no visit under way, can be told, have not switched it off and
 * are not in the middle of something else (a dialogue, a referral), with the last visit that was asked for or offered. Parameters: after this id, most rows of the range.
 */
export const invitableStatement = `
  SELECT "r"."id", "r"."homeCentreId", "r"."birthDate", "r"."tags",
    (SELECT MAX("v"."askedAt") FROM "HomeVisit" "v" WHERE "v"."residentId" = "r"."id") AS "lastAt"
  FROM (SELECT * FROM "Resident" WHERE "id" > ? ORDER BY "id" LIMIT ?) "r"
  WHERE "r"."identityLevel" = 'verified' AND "r"."diedOn" IS NULL AND "r"."homeCentreId" IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM "Contract" "c"
      WHERE "c"."residentId" = "r"."id" AND "c"."status" IN ('submitted', 'active'))
    AND NOT EXISTS (SELECT 1 FROM "HomeVisit" "h"
      WHERE "h"."residentId" = "r"."id" AND "h"."status" IN ('offered', 'requested', 'planned'))
    AND NOT EXISTS (SELECT 1 FROM "NoticePreference" "p"
      WHERE "p"."residentId" = "r"."id" AND "p"."off" AND "p"."kind" IN ('*', 'home-visit.invited'))
    AND NOT EXISTS (SELECT 1 FROM "Binding" "b" JOIN "Dialogue" "d" ON "d"."contactId" = "b"."contactId"
      WHERE "b"."residentId" = "r"."id" AND "b"."status" = 'active' AND "d"."status" IN ('open', 'suspended'))
    AND NOT EXISTS (SELECT 1 FROM "Referral" "f" WHERE "f"."residentId" = "r"."id"
      AND "f"."status" IN (${openStatuses.map((status) => `'${status}'`).join(', ')}))
    AND (
      EXISTS (SELECT 1 FROM "Binding" "b" JOIN "Contact" "a" ON "a"."id" = "b"."contactId"
        WHERE "b"."residentId" = "r"."id" AND "b"."status" = 'active' AND "a"."following")
      OR ("r"."phoneSealed" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "Binding" "b" WHERE "b"."residentId" = "r"."id"))
      OR EXISTS (SELECT 1 FROM "Delegation" "d" JOIN "Binding" "b" ON "b"."residentId" = "d"."actorId"
        JOIN "Contact" "a" ON "a"."id" = "b"."contactId"
        WHERE "d"."subjectId" = "r"."id" AND "d"."status" = 'active' AND "b"."status" = 'active' AND "a"."following")
    )
  ORDER BY "r"."id"`;

/** The last id of a range of residents. Parameters: after this id, most rows. */
export const rangeEndStatement = `
  SELECT MAX("id") AS "last", COUNT(*) AS "count" FROM (SELECT "id" FROM "Resident" WHERE "id" > ? ORDER BY "id" LIMIT ?) "r"`;

/** How many were invited in each centre since an instant. Parameter: since when. */
export const invitedTodayStatement = `
  SELECT "r"."homeCentreId", COUNT(*) AS "count" FROM "HomeVisit" "v" JOIN "Resident" "r" ON "r"."id" = "v"."residentId"
  WHERE "v"."askedAt" >= ? AND "v"."reason" = 'invited' GROUP BY "r"."homeCentreId"`;

/** Writes invitations. \`given\` is a row set; the status stands in the text: PostgreSQL does not compare it with text. */
export function inviteStatement(given: string): string {
  return `
  INSERT INTO "HomeVisit" ("id", "number", "residentId", "reason", "textSealed", "status", "ownerId", "rulePack", "askedAt",
    "dueAt", "escalations", "vainVisits", "version")
  SELECT "g"."id", "g"."number", "g"."residentId", 'invited', "g"."textSealed", 'offered', "g"."ownerId", "g"."rulePack",
    "g"."askedAt", "g"."dueAt", 0, 0, 0 FROM ${given} AS "g"`;
}

/** Asks for the telling of each invitation. \`given\` is a row set. */
export function inviteJobsStatement(given: string, engine: 'sqlite' | 'postgresql'): string {
  const payload = engine === 'sqlite' ? '"g"."payload"' : 'CAST("g"."payload" AS jsonb)';
  return `
  INSERT INTO "Job" ("id", "name", "key", "payload", "priority", "status", "dueAt", "expiresAt", "createdAt")
  SELECT "g"."id", 'home-visit.invite', 'home-visit.invite/' || "g"."visitId", ${payload}, 1, 'pending', "g"."at",
    "g"."expiresAt", "g"."at" FROM ${given} AS "g" WHERE 1 = 1
  ON CONFLICT ("key") DO NOTHING`;
}
