import { rulesOn } from '../packs/current.ts';
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
 * @throws Refusal `subject-not-found` for a registration that turned out to be somebody else's.
 */
export async function personOf(tx: Transaction, residentId: string): Promise<ClinicPerson> {
  const resident = await tx.prisma.resident.findUnique({
    where: { id: residentId },
    select: {
      identityLevel: true,
      birthDate: true,
      tags: true,
      diedOn: true,
      noShowBlockedUntil: true,
      contracts: { where: { status: 'active' }, select: { id: true } },
    },
  });
  if (!resident || resident.identityLevel === 'merged') throw refuse('subject-not-found');
  const today = tx.day.dateOf(tx.now);
  const age = tx.day.ageOn(resident.birthDate, today);
  const blockedUntil = resident.noShowBlockedUntil ?? undefined;
  return {
    id: residentId,
    age,
    tags: tagsAt(resident.tags, age, rulesOn(today).identity),
    hasActiveContract: resident.contracts.length > 0,
    isDead: resident.diedOn !== null,
    blockedUntil: blockedUntil !== undefined && blockedUntil >= today ? blockedUntil : undefined,
  };
}
