import { requestJob } from '../jobs/request-job.ts';
import type { Transaction } from '../transaction.ts';
import { lapseKey } from './lapse-key.ts';
import { tellOffer } from './make-offer.ts';
import { sessionDetails, slotById } from './slot.sql.ts';

/**
 * A session was moved while places of it were offered: whoever has an offer hears the new time and place, and what was
 * said before and has not left yet does not leave. The offer holds as long as before, never beyond the visit itself.
 */
export async function renewOffers(tx: Transaction, sessionId: string): Promise<void> {
  const entries = await tx.prisma.waitlistEntry.findMany({
    where: { sessionId, status: 'offered', offerExpiresAt: { gt: tx.now } },
    include: { session: { include: sessionDetails } },
  });
  for (const { session, offeredSlotId, offerExpiresAt, ...entry } of entries) {
    if (offeredSlotId === null || offerExpiresAt === null) continue;
    const slot = await slotById(tx, offeredSlotId);
    const until = new Date(Math.min(offerExpiresAt.getTime(), slot.startsAt.getTime()));
    const moment = tx.now.toISOString();
    if (until < offerExpiresAt) {
      await tx.prisma.waitlistEntry.update({ where: { id: entry.id }, data: { offerExpiresAt: until } });
      const key = `${lapseKey(entry.id, 'offer')}/${moment}`;
      await requestJob(tx, 'waitlist.lapse', { entryId: entry.id }, { key, dueAt: until });
    }
    await tx.prisma.delivery.updateMany({
      where: { kind: 'waitlist.offered', key: { startsWith: `waitlist.offered/${entry.id}` }, status: 'pending' },
      data: { status: 'cancelled', reason: 'session-moved', endedAt: tx.now },
    });
    await tellOffer(tx, entry, { slot, session, until, key: `waitlist.offered/${entry.id}/${moment}` });
  }
}
