import { refuse } from '../refusal.ts';
import type { AuditNote, Transaction } from '../transaction.ts';
import { type Attendee, lockGathering, personOf } from './gathering.ts';
import { freeSeat, takeSeat } from './sign-up.sql.ts';

/**
 * 报名: one seat for one person, never over the capacity. Residents go to lectures, staff to trainings.
 * @throws Refusal `signed-up-already`, `gathering-full`, `gathering-closed`, `resident-deceased`
 */
export async function signUp(
  tx: Transaction,
  { gatheringId, who }: { gatheringId: string; who: Attendee },
): Promise<void> {
  const gathering = await lockGathering(tx, gatheringId);
  if ((gathering.kind === 'lecture') !== (who.kind === 'resident')) throw refuse('gathering-closed');
  if (who.kind === 'resident') await mustLive(tx, who.residentId);
  const person = personOf(who);
  const [column, personId] =
    'residentId' in person ? (['residentId', person.residentId] as const) : (['staffId', person.staffId] as const);
  if (!(await takeSeat(tx, { gatheringId, column, personId }))) {
    const open = { gatheringId, status: 'signed_up' as const, ...person };
    if ((await tx.prisma.signUp.count({ where: open })) > 0) throw refuse('signed-up-already');
    const isFull = gathering.status === 'open' && gathering.startsAt > tx.now;
    throw refuse(isFull ? 'gathering-full' : 'gathering-closed');
  }
  const id = tx.id();
  const contactId = who.kind === 'resident' ? who.contactId : null;
  await tx.prisma.signUp.create({
    data: { id, gatheringId, ...person, contactId, status: 'signed_up', at: tx.now },
  });
  tx.audit({ actor: actorOf(who), action: 'sign-up.made', subject: { kind: 'gathering', id: gatheringId } });
}

/**
 * Gives the seat back, until it begins.
 * @throws Refusal `gathering-closed` when it has begun, `sign-up-over`
 */
export async function giveSeatBack(
  tx: Transaction,
  { gatheringId, who }: { gatheringId: string; who: Attendee },
): Promise<void> {
  const { startsAt } = await lockGathering(tx, gatheringId);
  if (startsAt <= tx.now) throw refuse('gathering-closed');
  const { count } = await tx.prisma.signUp.updateMany({
    where: { gatheringId, ...personOf(who), status: 'signed_up' },
    data: { status: 'cancelled', endedAt: tx.now },
  });
  if (count === 0) throw refuse('sign-up-over');
  await freeSeat(tx, gatheringId);
  tx.audit({ actor: actorOf(who), action: 'sign-up.given-back', subject: { kind: 'gathering', id: gatheringId } });
}

/** Gives back every seat that somebody who has died holds in what is still to come. */
export async function giveSeatsBack(tx: Transaction, residentId: string): Promise<void> {
  const held = await tx.prisma.signUp.findMany({
    where: { residentId, status: 'signed_up', gathering: { startsAt: { gt: tx.now } } },
    select: { id: true, gatheringId: true },
    orderBy: { gatheringId: 'asc' },
  });
  for (const { id, gatheringId } of held) {
    await lockGathering(tx, gatheringId);
    const { count } = await tx.prisma.signUp.updateMany({
      where: { id, status: 'signed_up' },
      data: { status: 'cancelled', endedAt: tx.now },
    });
    if (count > 0) await freeSeat(tx, gatheringId);
  }
}

function actorOf(who: Attendee): AuditNote['actor'] {
  return who.kind === 'resident' ? { kind: 'resident', id: who.residentId } : { kind: 'staff', id: who.staffId };
}

async function mustLive(tx: Transaction, id: string): Promise<void> {
  const { diedOn } = await tx.prisma.resident.findUniqueOrThrow({ where: { id }, select: { diedOn: true } });
  if (diedOn !== null) throw refuse('resident-deceased');
}
