import { openField } from '../residents/columns.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { hasAccount, partyOf } from './parties.ts';

/** How the person who must agree to a contract that staff prepared can be reached where they stand. */
export interface Agreeing {
  /** Who signs: the adult, or a minor's guardian. */
  residentId: string;
  name: string;
  /** Has an account of their own to sign on. */
  hasAccount: boolean;
  /** The phone on file. */
  phone: string | undefined;
}

/** The adult who must agree, or every guardian of a minor who may; empty for a minor without one on file. */
export async function whoAgrees(tx: Transaction, residentId: string): Promise<Agreeing[]> {
  const party = await partyOf(tx, residentId);
  const signers = party.isMinor ? await guardiansOf(tx, party.id) : [party.id];
  const agreeing = [];
  for (const id of signers) agreeing.push(await agreeingOf(tx, id));
  return agreeing;
}

/** The active colleagues at a centre who could witness that somebody agreed. */
export async function witnessesAt(
  tx: Transaction,
  centreId: string,
  except: string,
): Promise<{ id: string; name: string; title: string }[]> {
  return tx.prisma.staff.findMany({
    where: { organisationId: centreId, active: true, id: { not: except } },
    select: { id: true, name: true, title: true },
    orderBy: { id: 'asc' },
  });
}

async function guardiansOf(tx: Transaction, subjectId: string): Promise<string[]> {
  const held = await tx.prisma.delegation.findMany({
    where: { subjectId, kind: 'guardian', status: 'active' },
    orderBy: { createdAt: 'asc' },
  });
  return held.map(({ actorId }) => actorId);
}

async function agreeingOf(tx: Transaction, residentId: string): Promise<Agreeing> {
  const { phoneSealed } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  return {
    residentId,
    name: await residentName(tx, residentId),
    hasAccount: await hasAccount(tx, residentId),
    phone: phoneSealed === null ? undefined : openField(tx, residentId, 'phoneSealed', phoneSealed),
  };
}
