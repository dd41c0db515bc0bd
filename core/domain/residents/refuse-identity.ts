import { maskName } from '#kit/mask.ts';
import { inLine } from '../clinics/leave-line.ts';
import { contractsOf } from '../contracts/step.ts';
import { familyRefusedNotice, identityRefusedNotice } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { refuse } from '../refusal.ts';
import { mustWorkAtDesk } from '../staff/desk.ts';
import type { Transaction } from '../transaction.ts';
import { endBinding, hasAccount } from './binding.ts';
import { endOpenContracts } from './end-contracts.ts';
import { giveVisitsBack, givenBack } from './give-visits-back.ts';
import { residentName } from './resident.ts';

/** Why a registration is refused: 资料不符, 不是本人, 重复登记. Stored, never renamed. */
export const identityRefusals = ['mismatch', 'not-the-person', 'duplicate'] as const;
export type IdentityRefusal = (typeof identityRefusals)[number];

/** What the registration still holds, to be shown before it is refused. */
export interface Held {
  visits: number;
  waiting: number;
  contracts: number;
}

export async function heldBy(tx: Transaction, residentId: string): Promise<Held> {
  return {
    visits: await tx.prisma.appointment.count({ where: { residentId, status: { in: [...givenBack] } } }),
    waiting: await tx.prisma.waitlistEntry.count({ where: { residentId, status: { in: [...inLine] } } }),
    contracts: await tx.prisma.contract.count({ where: { residentId, status: { in: ['submitted', 'active'] } } }),
  };
}

/**
 * 退回登记: the desk has looked at the card and it does not bear the registration out. The registration ends with all that
 * hangs on it; its account and its family are told how to register anew, in the same words whatever the reason, because the
 * reason could tell who is on file.
 *
 * @throws Refusal `not-allowed` for who works at no centre's desk, `identity-decided` when it is no open registration any
 * more.
 */
export async function refuseIdentity(
  tx: Transaction,
  { residentId, staffId, reason }: { residentId: string; staffId: string; reason: IdentityRefusal },
): Promise<void> {
  await mustWorkAtDesk(tx, staffId);
  const { documentIndex } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { documentIndex: true },
  });
  await oneAtATime(tx, `register/${documentIndex}`);
  const { count } = await tx.prisma.resident.updateMany({
    where: { id: residentId, identityLevel: 'provisional' },
    data: { identityLevel: 'refused', refusedFor: reason, refusedAt: tx.now, refusedById: staffId },
  });
  if (count === 0) throw refuse('identity-decided');
  const name = maskName(await residentName(tx, residentId));
  await giveVisitsBack(tx, residentId, 'identity-refused');
  await oneAtATime(tx, contractsOf(residentId));
  await endOpenContracts(tx, residentId, 'identity-refused');
  await tx.prisma.contract.deleteMany({ where: { residentId, status: 'draft' } });
  await endBindings(tx, residentId, name);
  await endFamily(tx, residentId, name);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'identity.refused',
    subject: { kind: 'resident', id: residentId },
    detail: { reason },
  });
}

async function endBindings(tx: Transaction, residentId: string, name: string): Promise<void> {
  const bound = await tx.prisma.binding.findMany({ where: { residentId, status: 'active' } });
  for (const { id, contactId } of bound)
    if (await endBinding(tx, id, 'identity-refused'))
      await send(tx, identityRefusedNotice, { contact: contactId }, { name }, { key: `identity.refused/${id}` });
}

/** Whoever registered a member of their family is told; nobody acts for the registration or by it any more. */
async function endFamily(tx: Transaction, residentId: string, name: string): Promise<void> {
  const open = { status: { in: ['pending' as const, 'active' as const] } };
  const held = await tx.prisma.delegation.findMany({ where: { ...open, subjectId: residentId } });
  await tx.prisma.delegation.updateMany({
    where: { ...open, OR: [{ subjectId: residentId }, { actorId: residentId }] },
    data: { status: 'ended', endedAt: tx.now, endReason: 'identity-refused' },
  });
  for (const { id, actorId } of held)
    if (await hasAccount(tx, actorId))
      await send(tx, familyRefusedNotice, { resident: actorId }, { name }, { key: `identity.refused/${id}` });
}
