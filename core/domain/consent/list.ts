import type { Transaction } from '../transaction.ts';
import { partConsent, powerConsent } from '../residents/family-rules.ts';
import { residentNames } from '../residents/resident.ts';
import { privacyNote } from './privacy.ts';

/** An agreement that holds, as a resident reads it. */
export interface HeldConsent {
  subject: string;
  kind: 'privacy' | 'family' | 'family-part' | 'referral' | 'other';
  /** Whom it lets do something: a family member, a hospital. */
  whom: string;
  /** YYYY-MM-DD */
  givenOn: string;
}

/** What somebody has agreed to and not taken back, the newest first; several versions of one subject are one line. */
export async function heldConsents(tx: Transaction, residentId: string): Promise<HeldConsent[]> {
  const rows = await tx.prisma.consent.findMany({
    where: { residentId, withdrawnAt: null },
    orderBy: [{ givenAt: 'desc' }, { id: 'desc' }],
  });
  const delegations = await tx.prisma.delegation.findMany({ where: { subjectId: residentId, status: 'active' } });
  const names = await residentNames(
    tx,
    delegations.map(({ actorId }) => actorId),
  );
  const hospitals = await tx.prisma.organisation.findMany({
    where: { kind: 'hospital' },
    select: { id: true, name: true },
  });
  const held = new Map<string, HeldConsent>();
  for (const { subject, givenAt } of rows) {
    if (held.has(subject)) continue;
    const of = describe(subject);
    if (of) held.set(subject, { subject, givenOn: tx.day.dateOf(givenAt), ...of });
  }
  return [...held.values()];

  function describe(subject: string): Pick<HeldConsent, 'kind' | 'whom'> | undefined {
    if (subject === privacyNote.subject) return { kind: 'privacy', whom: '' };
    for (const { id, actorId } of delegations) {
      const whom = names.get(actorId) ?? '';
      if (subject === powerConsent(id, 'records').subject) return { kind: 'family', whom };
      for (const part of ['pregnancy', 'mental-health', 'tuberculosis'] as const)
        if (subject === partConsent(id, part).subject) return { kind: 'family-part', whom };
    }
    // What was agreed to for somebody who acts no more has no effect: it is not shown.
    if (subject.startsWith('family.')) return undefined;
    const [, , hospitalId] = subject.split('/');
    if (!subject.startsWith('referral/')) return { kind: 'other', whom: '' };
    return { kind: 'referral', whom: hospitals.find(({ id }) => id === hospitalId)?.name ?? '' };
  }
}
