import { maskName } from '#kit/mask.ts';
import { giveConsent } from '../consent/consents.ts';
import { openPlansByAge } from '../follow-ups/by-age.ts';
import { identityVerifiedNotice } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { powerConsent, type Power } from './family-rules.ts';
import { mergeInto } from './merge.ts';
import { residentName, residentRow } from './resident.ts';

export interface Confirmed {
  /** The verified resident: another row than the registration when it was merged. */
  residentId: string;
  outcome: 'verified' | 'merged' | 'already';
}

/**
 * 身份核实: somebody of the centre's desk, or the countersigning doctor, has checked the card. Who is on file takes over
 * the registration with all that hangs on it; else the registration is verified. Once; a second time says `already`.
 *
 * @param centreId becomes the home centre of who has none.
 * @throws Refusal `not-allowed` unless the caller may: ask `mustWorkAtDesk` before, or be the contract's doctor;
 * `identity-decided` for a registration that was refused.
 */
export async function confirmIdentity(
  tx: Transaction,
  { residentId, staffId, centreId }: { residentId: string; staffId: string; centreId?: string | undefined },
): Promise<Confirmed> {
  const { id, documentKind, documentIndex } = await residentRow(tx, residentId);
  await oneAtATime(tx, `register/${documentIndex}`);
  const row = await residentRow(tx, id);
  if (row.identityLevel === 'refused') throw refuse('identity-decided');
  if (row.identityLevel !== 'provisional') return { residentId: row.id, outcome: 'already' };
  const known = await tx.prisma.resident.findFirst({
    where: { identityLevel: 'verified', documentKind, documentIndex },
    select: { id: true, diedOn: true, homeCentreId: true },
  });
  if (known && known.diedOn !== null) throw refuse('resident-deceased');
  const verified = known?.id ?? row.id;
  if (known) await mergeInto(tx, row.id, known.id);
  const checked = { verifiedAt: tx.now, verifiedById: staffId };
  await tx.prisma.resident.update({
    where: { id: row.id },
    data: known
      ? { identityLevel: 'merged', mergedIntoId: known.id, ...checked }
      : { identityLevel: 'verified', ...checked, homeCentreId: row.homeCentreId ?? centreId ?? null },
  });
  if (known && known.homeCentreId === null && centreId !== undefined)
    await tx.prisma.resident.update({ where: { id: known.id }, data: { homeCentreId: centreId } });
  await openPlansByAge(tx, verified);
  const outcome = known ? 'merged' : 'verified';
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: `identity.${outcome}`,
    subject: { kind: 'resident', id: verified },
    detail: { registration: row.id },
  });
  const name = maskName(await residentName(tx, verified));
  await send(tx, identityVerifiedNotice, { resident: verified }, { name }, { key: `identity.verified/${row.id}` });
  return { residentId: verified, outcome };
}

/**
 * The desk has checked that a family member may act: household register, birth certificate, or the subject stands there.
 *
 * @param granted what the subject allows an agent beyond booking and being reminded.
 */
export async function confirmFamily(
  tx: Transaction,
  { delegationId, staffId, granted = [] }: { delegationId: string; staffId: string; granted?: readonly Power[] },
): Promise<void> {
  const delegation = await tx.prisma.delegation.findUnique({ where: { id: delegationId } });
  const { count } = await tx.prisma.delegation.updateMany({
    where: { id: delegationId, status: { in: ['pending', 'active'] } },
    data: { status: 'active', verifiedAt: tx.now },
  });
  if (!delegation || count === 0) throw refuse('not-allowed');
  if (delegation.kind === 'agent')
    for (const power of granted) await giveConsent(tx, delegation.subjectId, powerConsent(delegationId, power));
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'family.checked',
    subject: { kind: 'resident', id: delegation.subjectId },
    detail: { delegation: delegationId, kind: delegation.kind },
  });
}
