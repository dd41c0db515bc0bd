import { requestJob } from '../jobs/request-job.ts';
import { quietUntil } from '../notices/quiet-hours.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { holdPlace, releasePlace } from './held-place.sql.ts';
import { type Held, heldPlaces } from './held-places.ts';
import { makeOffer } from './make-offer.ts';

/**
 * Sets a session's places and its waitlist right: whatever place is free while somebody waits is held and offered to the
 * first in line, one person at a time for each place; what is held while nobody waits is given back to all. In quiet hours
 * places are held and offered in the morning. Called, with the session locked, after everything that frees a place or
 * changes the line; so a place that was freed never passes the line by.
 */
export async function settleLine(tx: Transaction, sessionId: string): Promise<void> {
  const session = await tx.prisma.clinicSession.findUniqueOrThrow({
    where: { id: sessionId },
    include: { organisation: { select: { name: true, address: true, phone: true } } },
  });
  if (session.status !== 'open') return;
  const waiting = await tx.prisma.waitlistEntry.findMany({
    where: { sessionId, status: 'waiting' },
    orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
  });
  const held = await heldPlaces(tx, session);
  for (const slot of held.slice(waiting.length)) await releasePlace(tx, slot);
  const places = [...held.slice(0, waiting.length), ...(await holdFree(tx, session, waiting.length - held.length))];
  if (places.length === 0) return;
  const morning = quietUntil(tx.day, rulesOf(session.rulePack).notices, tx.now);
  if (morning) return holdOverNight(tx, sessionId, { places, morning });
  for (const [index, slot] of places.entries()) {
    const first = waiting[index];
    if (first) await makeOffer(tx, first, slot, session);
  }
}

/** Holds free places, the earliest first, so many as somebody waits for. Those kept for signed and priority residents are not free. */
async function holdFree(
  tx: Transaction,
  session: { id: string; places: number; taken: number; reserved: number },
  wanted: number,
): Promise<Held[]> {
  const free = session.places - session.taken - session.reserved;
  const most = Math.min(wanted, free);
  if (most <= 0) return [];
  const slots = await tx.prisma.slot.findMany({
    where: { sessionId: session.id, startsAt: { gt: tx.now } },
    orderBy: { startsAt: 'asc' },
  });
  const places = slots.flatMap((slot) => Array.from({ length: slot.capacity - slot.taken }, () => slot)).slice(0, most);
  for (const slot of places) await holdPlace(tx, slot);
  return places;
}

/** What begins before anybody may be asked is everybody's; the rest is offered in the morning. */
async function holdOverNight(
  tx: Transaction,
  sessionId: string,
  { places, morning }: { places: readonly Held[]; morning: Date },
): Promise<void> {
  const lost = places.filter(({ startsAt }) => startsAt <= morning);
  for (const slot of lost) await releasePlace(tx, slot);
  if (lost.length === places.length) return;
  const key = `waitlist.offer/${sessionId}/${tx.day.dateOf(morning)}`;
  await requestJob(tx, 'waitlist.offer', { sessionId }, { key, dueAt: morning });
}
