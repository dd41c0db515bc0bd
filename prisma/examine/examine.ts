import type { Transaction } from '#domain/transaction.ts';
import type { Database } from '../database.ts';
import { careWorkInvariants } from './care-work.sql.ts';
import { clinicInvariants } from './clinics.sql.ts';
import { contractInvariants } from './contracts.sql.ts';
import { followUpInvariants } from './follow-ups.sql.ts';
import { gatheringInvariants } from './gatherings.sql.ts';
import type { Invariant } from './invariant.ts';
import { laterWorkInvariants } from './later-work.sql.ts';
import { peopleInvariants } from './people.sql.ts';
import { referralInvariants } from './referrals.sql.ts';
import { talkingInvariants } from './talking.sql.ts';
import { visitAndComplaintInvariants } from './visits-and-complaints.sql.ts';

/** Everything that must hold between rows, whatever was killed, raced or restored. */
export const invariants: readonly Invariant[] = [
  ...clinicInvariants,
  ...contractInvariants,
  ...peopleInvariants,
  ...followUpInvariants,
  ...referralInvariants,
  ...careWorkInvariants,
  ...visitAndComplaintInvariants,
  ...gatheringInvariants,
  ...talkingInvariants,
  ...laterWorkInvariants,
];

/** Something that does not hold. */
export interface Violation {
  invariant: string;
  /** For an operator, in Chinese. */
  says: string;
  /** The ids of what breaks it, the first hundred. */
  rows: string[];
}

const mostRows = 100;

/**
 * Asks every invariant of the database, one statement each, beside whatever runs. Run it when nothing is under way to
 * find nothing: a stop of more than an hour leaves later work overdue until it has caught up.
 */
export function examine(database: Database): Promise<Violation[]> {
  return database.read(examineIn);
}

/** The same inside a transaction. */
export async function examineIn(tx: Transaction): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const { name, says, statement, given } of invariants) {
    const rows = await tx.sql.all<{ row: string }>(`${statement} LIMIT ${mostRows}`, given?.(tx) ?? []);
    if (rows.length > 0) violations.push({ invariant: name, says, rows: rows.map(({ row }) => row) });
    // Others have their turn between two statements.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return violations;
}
