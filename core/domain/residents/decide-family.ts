import { maskName } from '#kit/mask.ts';
import type { Delegation } from '#prisma/generated/sqlite/client.ts';
import { giveConsent, withdrawConsent } from '../consent/consents.ts';
import { familyAddedNotice, familyEndedNotice } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { rulesOn } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { hasAccount } from './binding.ts';
import { guardiansOf } from './delegate.ts';
import { commonPowers, grantablePowers, powerConsent, sayPowers, type Power } from './family-rules.ts';
import { residentName, residentNames } from './resident.ts';

/**
 * Agrees to a request: the subject to an agent, a child's guardian to a helper.
 *
 * @param granted what an agent may do beyond booking and being reminded.
 * @throws Refusal `not-allowed` for who does not decide, or when it was decided already.
 */
export async function agreeToFamily(
  tx: Transaction,
  { deciderId, delegationId, granted = [] }: { deciderId: string; delegationId: string; granted?: readonly Power[] },
): Promise<void> {
  const request = await decidable(tx, deciderId, delegationId);
  const { count } = await tx.prisma.delegation.updateMany({
    where: { id: delegationId, status: 'pending' },
    data: { status: 'active', verifiedAt: tx.now, grantedById: deciderId },
  });
  if (count === 0) throw refuse('not-allowed');
  const given = request.kind === 'agent' ? granted : [];
  for (const power of given) await giveConsent(tx, request.subjectId, powerConsent(delegationId, power));
  noteDecision(tx, 'family.granted', deciderId, request);
  const subject = maskName(await residentName(tx, request.subjectId));
  const data = { subject, powers: sayPowers([...commonPowers, ...given]) };
  if (await hasAccount(tx, request.actorId))
    await send(tx, familyAddedNotice, { resident: request.actorId }, data, { key: `family.added/${delegationId}` });
}

/** Says no to a request; who asked is not told, for it would tell that there is such a person. */
export async function declineFamily(
  tx: Transaction,
  { deciderId, delegationId }: { deciderId: string; delegationId: string },
): Promise<void> {
  const request = await decidable(tx, deciderId, delegationId);
  await end(tx, request, 'declined');
  noteDecision(tx, 'family.declined', deciderId, request);
}

/**
 * Takes a delegation back: who acts, the adult acted for, or a guardian of the child may.
 *
 * @throws Refusal `not-allowed`.
 */
export async function revokeFamily(
  tx: Transaction,
  { residentId, delegationId }: { residentId: string; delegationId: string },
): Promise<void> {
  const held = await openDelegation(tx, delegationId);
  const mine = held.actorId === residentId;
  if (!mine && !(await decides(tx, residentId, held))) throw refuse('not-allowed');
  await end(tx, held, mine ? 'left' : 'revoked');
  noteDecision(tx, 'family.ended', residentId, held);
  if (mine || held.status !== 'active' || !(await hasAccount(tx, held.actorId))) return;
  const subject = maskName(await residentName(tx, held.subjectId));
  await send(tx, familyEndedNotice, { resident: held.actorId }, { subject }, { key: `family.ended/${delegationId}` });
}

/** A request that waits for somebody's answer. */
export interface FamilyRequest {
  delegationId: string;
  kind: 'agent' | 'helper';
  actorId: string;
  subjectId: string;
  askerName: string;
  subjectName: string;
}

/** The requests that a resident decides about: of an agent for themselves, of a helper for their children. */
export async function requestsTo(tx: Transaction, residentId: string): Promise<FamilyRequest[]> {
  const guarded = {
    actedForBy: { some: { actorId: residentId, kind: 'guardian' as const, status: 'active' as const } },
  };
  const requests = await tx.prisma.delegation.findMany({
    where: {
      status: 'pending',
      OR: [
        { kind: 'agent', subjectId: residentId },
        { kind: 'helper', subject: guarded },
      ],
    },
    orderBy: { createdAt: 'asc' },
  });
  const names = await residentNames(
    tx,
    requests.flatMap(({ actorId, subjectId }) => [actorId, subjectId]),
  );
  return requests.map(({ id, kind, actorId, subjectId }) => ({
    delegationId: id,
    kind: kind === 'helper' ? 'helper' : 'agent',
    actorId,
    subjectId,
    askerName: names.get(actorId) ?? '',
    subjectName: names.get(subjectId) ?? '',
  }));
}

/**
 * Ends what guardians and helpers held for who has come of age. Nothing depends on it: `actsFor` asks for the age each
 * time; this keeps the rows true. For a daily tick.
 *
 * @returns how many ended.
 */
export async function endOutgrown(tx: Transaction): Promise<number> {
  const today = tx.day.dateOf(tx.now);
  const { adultFromAge } = rulesOn(today).identity;
  const bornBy = `${String(Number(today.slice(0, 4)) - adultFromAge)}${today.slice(4)}`;
  const { count } = await tx.prisma.delegation.updateMany({
    where: {
      status: { in: ['pending', 'active'] },
      kind: { in: ['guardian', 'helper'] },
      subject: { birthDate: { lte: bornBy } },
    },
    data: { status: 'ended', endedAt: tx.now, endReason: 'came-of-age' },
  });
  return count;
}

async function decidable(tx: Transaction, deciderId: string, delegationId: string): Promise<Delegation> {
  const request = await openDelegation(tx, delegationId);
  if (request.status !== 'pending' || !(await decides(tx, deciderId, request))) throw refuse('not-allowed');
  return request;
}

async function openDelegation(tx: Transaction, id: string): Promise<Delegation> {
  const delegation = await tx.prisma.delegation.findUnique({ where: { id } });
  if (!delegation || delegation.status === 'ended') throw refuse('not-allowed');
  return delegation;
}

async function decides(tx: Transaction, residentId: string, { kind, subjectId }: Delegation): Promise<boolean> {
  switch (kind) {
    case 'agent':
      return subjectId === residentId;
    case 'helper':
      return (await guardiansOf(tx, subjectId)).includes(residentId);
    case 'guardian':
      return false;
  }
}

async function end(tx: Transaction, { id, subjectId }: Delegation, endReason: string): Promise<void> {
  const { count } = await tx.prisma.delegation.updateMany({
    where: { id, status: { in: ['pending', 'active'] } },
    data: { status: 'ended', endedAt: tx.now, endReason },
  });
  if (count === 0) throw refuse('not-allowed');
  for (const power of grantablePowers) await withdrawConsent(tx, subjectId, powerConsent(id, power).subject);
}

function noteDecision(tx: Transaction, action: string, actorId: string, delegation: Delegation): void {
  tx.audit({
    actor: { kind: 'resident', id: actorId },
    action,
    subject: { kind: 'resident', id: delegation.subjectId },
    detail: { delegation: delegation.id, kind: delegation.kind },
  });
}
