import type { DelegationKind } from '#prisma/generated/sqlite/enums.ts';

/** What somebody may do for somebody: book and give back, sign a contract, see records, be reminded. */
export const powers = ['book', 'remind', 'sign', 'records'] as const;
export type Power = (typeof powers)[number];

/** In the words of chat and SMS. */
export const powerNames: Readonly<Record<Power, string>> = {
  book: '预约',
  remind: '接收提醒',
  sign: '签约',
  records: '看健康档案',
};

export function sayPowers(held: readonly Power[]): string {
  return powers
    .filter((power) => held.includes(power))
    .map((power) => powerNames[power])
    .join('、');
}

/** What every appointed person may do. */
export const commonPowers: readonly Power[] = ['book', 'remind'];

/** What an agent may be allowed besides, each by the subject's own consent. */
export const grantablePowers: readonly Power[] = ['sign', 'records'];

/** The facts that decide about a delegation. */
export interface Held {
  kind: DelegationKind;
  /** The subject is a minor today. */
  subjectIsMinor: boolean;
  /** The desk has checked documents, or the subject has proven by the phone on file. */
  checked: boolean;
  /** Both are verified residents: no record is shown to or of a registration that nobody has checked. */
  bothVerified: boolean;
  /** An agent's powers that the subject has consented to. */
  granted: readonly Power[];
}

/**
 * What a delegation allows today (domain.md §1): a guardian consents and signs for a minor; a helper books and is
 * reminded; an agent does what the able adult has consented to. Turning 18 ends what guardians and helpers may do, on
 * the day itself.
 */
export function powersOf({ kind, subjectIsMinor, checked, bothVerified, granted }: Held): Power[] {
  const mayRead = checked && bothVerified;
  switch (kind) {
    case 'guardian':
      if (!subjectIsMinor) return [];
      return mayRead ? [...commonPowers, 'sign', 'records'] : [...commonPowers, 'sign'];
    case 'helper':
      return subjectIsMinor ? [...commonPowers] : [];
    case 'agent':
      if (subjectIsMinor) return [];
      return [...commonPowers, ...granted.filter((power) => power === 'sign' || (power === 'records' && mayRead))];
  }
}

/** Parts of a record that family sees only by a consent of their own, whatever they may see besides (domain.md §1). */
export const neverSharedByDefault = ['pregnancy', 'mental-health', 'tuberculosis'] as const;
export type GuardedPart = (typeof neverSharedByDefault)[number];

export function isGuarded(part: string): part is GuardedPart {
  return neverSharedByDefault.some((guarded) => guarded === part);
}

/** The subject under which a consent for one delegation is kept. */
export function powerConsent(delegationId: string, power: Power): { subject: string; version: string } {
  return { subject: `family.${power}/${delegationId}`, version: '2026-01' };
}

export function partConsent(delegationId: string, part: GuardedPart): { subject: string; version: string } {
  return { subject: `family.records.${part}/${delegationId}`, version: '2026-01' };
}
