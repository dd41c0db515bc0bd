import type { Delegation, Resident } from '#prisma/generated/sqlite/client.ts';
import type { DelegationKind } from '#prisma/generated/sqlite/enums.ts';
import { hasConsent } from '../consent/consents.ts';
import { rulesOn } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { openField } from './columns.ts';
import { grantablePowers, isGuarded, partConsent, powerConsent, powers, powersOf, type Power } from './family-rules.ts';
import { isAdultAt } from './rules.ts';

/** Somebody whom a resident may act for; the resident too. */
export interface HouseholdMember {
  residentId: string;
  name: string;
  /** 本人, 妈妈, 孙子: what the acting resident calls them. */
  kinship: string;
  kind: 'self' | DelegationKind;
  /** YYYY-MM-DD, of the document. */
  birthDate: string;
  identityLevel: 'verified' | 'provisional';
  homeCentreId: string | undefined;
  /** What the resident may do for them today. */
  powers: readonly Power[];
}

/** Whom a resident may act for today and for what: the resident first, then by when they were added. */
export async function household(tx: Transaction, residentId: string): Promise<HouseholdMember[]> {
  const self = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  const delegations = await tx.prisma.delegation.findMany({
    where: {
      actorId: residentId,
      status: 'active',
      subject: { identityLevel: { in: ['verified', 'provisional'] }, diedOn: null },
    },
    include: { actor: true, subject: true },
    orderBy: { createdAt: 'asc' },
  });
  const members = [member(tx, self, { kinship: '本人', kind: 'self', powers: ownPowers(self) })];
  for (const delegation of delegations) {
    const held = await delegatedPowers(tx, delegation);
    const { kinship, kind, subject } = delegation;
    if (held.length > 0) members.push(member(tx, subject, { kinship, kind, powers: held }));
  }
  return members;
}

/**
 * Whether a resident may do something for somebody (or for themselves) today. Asked wherever something is done for a
 * resident: `book`, `sign`, `records`, `remind`.
 */
export async function actsFor(tx: Transaction, actorId: string, subjectId: string, what: Power): Promise<boolean> {
  if (actorId === subjectId) {
    const self = await tx.prisma.resident.findUnique({ where: { id: actorId } });
    return self !== null && ownPowers(self).includes(what);
  }
  const delegation = await tx.prisma.delegation.findFirst({
    where: {
      actorId,
      subjectId,
      status: 'active',
      subject: { identityLevel: { in: ['verified', 'provisional'] }, diedOn: null },
    },
    include: { actor: true, subject: true },
  });
  return delegation !== null && (await delegatedPowers(tx, delegation)).includes(what);
}

/**
 * Whether a resident may see one part of somebody's record. Pregnancy, mental health and tuberculosis are never shared
 * by default: each needs a consent of its own.
 */
export async function seesPart(tx: Transaction, actorId: string, subjectId: string, part: string): Promise<boolean> {
  if (!(await actsFor(tx, actorId, subjectId, 'records'))) return false;
  if (actorId === subjectId || !isGuarded(part)) return true;
  const delegation = await tx.prisma.delegation.findFirstOrThrow({ where: { actorId, subjectId, status: 'active' } });
  return hasConsent(tx, subjectId, partConsent(delegation.id, part));
}

/** What one delegation allows today. */
export async function delegatedPowers(
  tx: Transaction,
  delegation: Delegation & { actor: Resident; subject: Resident },
): Promise<Power[]> {
  const { kind, actor, subject } = delegation;
  const today = tx.day.dateOf(tx.now);
  return powersOf({
    kind,
    subjectIsMinor: !isAdultAt(tx.day.ageOn(subject.birthDate, today), rulesOn(today).identity),
    checked: delegation.verifiedAt !== null,
    bothVerified: actor.identityLevel === 'verified' && subject.identityLevel === 'verified',
    granted: kind === 'agent' ? await granted(tx, delegation) : [],
  });
}

async function granted(tx: Transaction, { id, subjectId }: Delegation): Promise<Power[]> {
  const held: Power[] = [];
  for (const power of grantablePowers) if (await hasConsent(tx, subjectId, powerConsent(id, power))) held.push(power);
  return held;
}

/** A registration that nobody has checked sees no record, not even its own. */
function ownPowers({ identityLevel, diedOn }: Resident): Power[] {
  if (identityLevel === 'merged' || identityLevel === 'refused' || diedOn !== null) return [];
  return powers.filter((power) => power !== 'records' || identityLevel === 'verified');
}

function member(
  tx: Transaction,
  resident: Resident,
  how: Pick<HouseholdMember, 'kinship' | 'kind' | 'powers'>,
): HouseholdMember {
  const { id, nameSealed, birthDate, identityLevel, homeCentreId } = resident;
  return {
    residentId: id,
    name: openField(tx, id, 'nameSealed', nameSealed),
    birthDate,
    identityLevel: identityLevel === 'verified' ? 'verified' : 'provisional',
    homeCentreId: homeCentreId ?? undefined,
    ...how,
  };
}
