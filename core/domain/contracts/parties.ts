import type { Resident } from '#prisma/generated/sqlite/client.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { openField } from '../residents/columns.ts';
import { actsFor } from '../residents/family.ts';
import { residentRow } from '../residents/resident.ts';
import { isAdultAt, tagsAt, type ResidentTag } from '../residents/rules.ts';
import type { Transaction } from '../transaction.ts';
import type { Signer } from './evidence.ts';

/** A resident as a party to a contract. */
export interface Party {
  id: string;
  name: string;
  identityLevel: Resident['identityLevel'];
  /** Full years today, by the document. */
  age: number;
  isMinor: boolean;
  /** Those of age among them. */
  tags: ResidentTag[];
  gridId: string | null;
  homeCentreId: string | null;
}

/** @throws Refusal `resident-deceased`, `subject-not-found` for a refused registration. A merged registration is the resident that it turned out to be. */
export async function partyOf(tx: Transaction, residentId: string): Promise<Party> {
  const resident = await residentRow(tx, residentId);
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  if (resident.identityLevel === 'refused') throw refuse('subject-not-found');
  const today = tx.day.dateOf(tx.now);
  const rules = (await rulesAt(tx, resident.homeCentreId)).identity;
  const age = tx.day.ageOn(resident.birthDate, today);
  return {
    id: resident.id,
    name: openField(tx, resident.id, 'nameSealed', resident.nameSealed),
    identityLevel: resident.identityLevel,
    age,
    isMinor: !isAdultAt(age, rules),
    tags: tagsAt(resident.tags, age, rules),
    gridId: resident.gridId,
    homeCentreId: resident.homeCentreId,
  };
}

/** The texts of a Json column that holds a list of them. */
export function texts(json: unknown): string[] {
  return Array.isArray(json) ? json.filter((entry) => typeof entry === 'string') : [];
}

/**
 * As whom somebody may sign for another (domain.md §1, §2): for oneself as an adult, as the guardian of a minor, as the
 * agent whom an able adult has allowed to sign. Undefined: may not; an adult then confirms on their own phone.
 */
export async function signerFor(tx: Transaction, actorId: string, subject: Party): Promise<Signer | undefined> {
  if (actorId === subject.id) return subject.isMinor ? undefined : { kind: 'self' };
  if (!(await actsFor(tx, actorId, subject.id, 'sign'))) return undefined;
  return { kind: subject.isMinor ? 'guardian' : 'agent', residentId: actorId };
}

export async function hasAccount(tx: Transaction, residentId: string): Promise<boolean> {
  return (await tx.prisma.binding.count({ where: { residentId, status: 'active' } })) > 0;
}

/**
 * Who is told about somebody's contract: themselves, and the guardian of a minor or the agent of who has no account.
 * Resident ids; never empty.
 */
export async function whoIsTold(tx: Transaction, residentId: string): Promise<string[]> {
  if (await hasAccount(tx, residentId)) return [residentId];
  const held = await tx.prisma.delegation.findMany({
    where: { subjectId: residentId, kind: { in: ['guardian', 'agent'] }, status: 'active' },
    orderBy: { createdAt: 'asc' },
  });
  const reached = [];
  for (const { actorId } of held) if (await hasAccount(tx, actorId)) reached.push(actorId);
  return reached.length > 0 ? reached : [residentId];
}
