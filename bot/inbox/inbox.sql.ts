import type { Sql } from '#domain/transaction.ts';

/**
 * The hot rows of every message, as hand-written statements on the transaction's own connection: through Prisma's
 * client the same turn takes several times as long (measured: facts, performance §1). Tested on both engines.
 */

type Engine = Sql['engine'];

/** The account with whom it is bound to. Locks the row, so that one account's messages are handled one after the other. */
export const selectContact = (engine: Engine) => `
  SELECT "c"."id", "c"."staffId", "c"."following", "c"."windowRemaining", "c"."windowExpiresAt", "c"."handedOverUntil",
         "c"."handedOverTo", "c"."greetedOn", "c"."busyUntil", "c"."slowedAt", "c"."lastChoices", "b"."id" AS "bindingId", "r"."id" AS "residentId",
         "r"."nameSealed", "r"."identityLevel", "r"."birthDate", "r"."homeCentreId"
  FROM "Contact" "c"
  LEFT JOIN "Binding" "b" ON "b"."contactId" = "c"."id" AND "b"."status" = 'active'
  LEFT JOIN "Resident" "r" ON "r"."id" = "b"."residentId"
  WHERE "c"."channel" = ${as(engine, 'ContactChannel')} AND "c"."accountIndex" = ?${engine === 'postgresql' ? ' FOR UPDATE OF "c"' : ''}`;

export const insertContact = (engine: Engine) => `
  INSERT INTO "Contact" ("id", "channel", "accountSealed", "accountIndex", "staffId", "following", "windowRemaining", "createdAt")
  VALUES (?, ${as(engine, 'ContactChannel')}, ?, ?, ?, ?, 0, ?) ON CONFLICT ("channel", "accountIndex") DO NOTHING`;

export const updateContact = (engine: Engine) => `
  UPDATE "Contact" SET "staffId" = ?, "following" = ?, "lastInboundAt" = ?, "windowRemaining" = ?, "windowExpiresAt" = ?,
         "handedOverUntil" = ?, "handedOverTo" = ?, "greetedOn" = ?, "busyUntil" = ?, "slowedAt" = ?, "lastChoices" = ${json(engine)}
  WHERE "id" = ?`;

export const selectClaim = 'SELECT "id", "answerSealed" FROM "InboundMessage" WHERE "claimKey" = ?';

export const insertMessage = (engine: Engine) => `
  INSERT INTO "InboundMessage" ("id", "channel", "claimKey", "contactId", "bodySealed", "answerSealed", "status", "attempts",
         "receivedAt", "dueAt", "answeredAt")
  VALUES (?, ${as(engine, 'ContactChannel')}, ?, ?, ?, ?, ${as(engine, 'InboundStatus')}, 1, ?, ?, ?)`;

export const selectDialogue = `
  SELECT "id", "contactId", "name", "stateSealed", "status", "revision", "startedAt", "updatedAt", "expiresAt"
  FROM "Dialogue" WHERE "id" = ?`;

/** The dialogues that can go on, the open one first. */
export const selectDialogues = `
  SELECT "id", "name", "stateSealed", "status", "revision", "startedAt", "updatedAt", "expiresAt" FROM "Dialogue"
  WHERE "contactId" = ? AND "status" IN ('open', 'suspended')
  ORDER BY "updatedAt" DESC LIMIT 8`;

export const insertDialogue = (engine: Engine) => `
  INSERT INTO "Dialogue" ("id", "contactId", "name", "stateSealed", "status", "revision", "startedAt", "updatedAt", "expiresAt")
  VALUES (?, ?, ?, ?, ${as(engine, 'DialogueStatus')}, 0, ?, ?, ?)`;

/** Changes the revision that was read, or nothing. */
export const updateDialogue = (engine: Engine) => `
  UPDATE "Dialogue" SET "stateSealed" = ?, "status" = ${as(engine, 'DialogueStatus')}, "revision" = "revision" + 1,
         "updatedAt" = ?, "expiresAt" = ?
  WHERE "id" = ? AND "revision" = ?`;

/** PostgreSQL takes a text for an enum only when it is told so. */
function as(engine: Engine, type: string): string {
  return engine === 'postgresql' ? `?::"${type}"` : '?';
}

function json(engine: Engine): string {
  return engine === 'postgresql' ? '?::jsonb' : '?';
}
