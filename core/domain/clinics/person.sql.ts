import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { tagsAt } from '../residents/rules.ts';
import type { Transaction } from '../transaction.ts';
import type { Person } from './rules.ts';

/** A resident as far as a clinic's rules look at them. */
export interface ClinicPerson extends Person {
  id: string;
  isDead: boolean;
  /** Booking ahead is closed through this date (YYYY-MM-DD). */
  blockedUntil: string | undefined;
}

/**
 * Age and what follows from it are reckoned today, from the document's birth date.
 * @throws Refusal `subject-not-found` for a registration that turned out to be somebody else's or was refused.
 */
export async function personOf(tx: Transaction, residentId: string): Promise<ClinicPerson> {
  const row = await tx.sql.one<PersonRow>(reading, [residentId]);
  if (!row || row.identityLevel === 'merged' || row.identityLevel === 'refused') throw refuse('subject-not-found');
  const today = tx.day.dateOf(tx.now);
  const age = tx.day.ageOn(row.birthDate, today);
  // SQLite keeps JSON as text.
  const tags: unknown = typeof row.tags === 'string' ? JSON.parse(row.tags) : row.tags;
  const { noShowBlockedUntil } = row;
  return {
    id: residentId,
    age,
    tags: tagsAt(tags, age, (await rulesAt(tx, row.homeCentreId)).identity),
    hasActiveContract: Boolean(row.isSigned),
    isDead: row.diedOn !== null,
    blockedUntil: noShowBlockedUntil !== null && noShowBlockedUntil >= today ? noShowBlockedUntil : undefined,
  };
}

interface PersonRow {
  identityLevel: 'verified' | 'provisional' | 'merged' | 'refused';
  birthDate: string;
  tags: unknown;
  diedOn: string | null;
  homeCentreId: string | null;
  noShowBlockedUntil: string | null;
  isSigned: number | boolean;
}

const reading = `
  SELECT "identityLevel", "birthDate", "tags", "diedOn", "homeCentreId", "noShowBlockedUntil",
    EXISTS (SELECT 1 FROM "Contract" WHERE "residentId" = "Resident"."id" AND "status" = 'active') AS "isSigned"
  FROM "Resident" WHERE "id" = ?`;
