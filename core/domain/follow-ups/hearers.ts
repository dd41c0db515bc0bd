import type { PlanKind } from '../packs/follow-up-rules.ts';
import { actsFor } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';

/** Of these nothing is told to the family by default (domain.md §1). */
const ownAlone: readonly PlanKind[] = ['pregnancy', 'postnatal', 'mental-disorder', 'tuberculosis'];

/** An account in which somebody can be asked. */
export interface ChatHearer {
  bindingId: string;
  contactId: string;
}

/**
 * In whose chats somebody can be asked to come: their own, else of those in the family who may be reminded for them. By
 * chat alone, and only where the account follows; empty: they are to be called.
 */
export async function chatHearers(tx: Transaction, residentId: string, kind: PlanKind): Promise<ChatHearer[]> {
  const own = await accounts(tx, residentId);
  if (own.length > 0 || ownAlone.includes(kind)) return own;
  const delegations = await tx.prisma.delegation.findMany({
    where: { subjectId: residentId, status: 'active' },
    select: { actorId: true },
    orderBy: { createdAt: 'asc' },
  });
  const family: ChatHearer[] = [];
  for (const { actorId } of delegations)
    if (await actsFor(tx, actorId, residentId, 'remind')) family.push(...(await accounts(tx, actorId)));
  return family;
}

async function accounts(tx: Transaction, residentId: string): Promise<ChatHearer[]> {
  const bindings = await tx.prisma.binding.findMany({
    where: { residentId, status: 'active', contact: { following: true } },
    select: { id: true, contactId: true },
    orderBy: { boundAt: 'asc' },
  });
  return bindings.map(({ id, contactId }) => ({ bindingId: id, contactId }));
}
