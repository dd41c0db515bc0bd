import { requestJob } from '../jobs/request-job.ts';
import { rulesOf } from '../packs/current.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { hearersOf, type Said, saySession, tell } from './hearers.ts';
import type { Held } from './held-places.ts';
import { lapseKey } from './lapse-key.ts';
import { offerChoices } from './offer-choices.ts';
import { waitlistOffered } from '../notices/waitlist.ts';

/** Somebody in line. */
interface Waiting {
  id: string;
  residentId: string;
  contactId: string;
}

/**
 * Offers a held place to one person: 20 minutes on the day, 2 hours when the session is a day off, never beyond the
 * visit itself (domain.md §3). The session is locked by whoever calls.
 */
export async function makeOffer(
  tx: Transaction,
  { id, residentId, contactId }: Waiting,
  slot: Held,
  session: Said & { id: string; date: string; rulePack: string },
): Promise<void> {
  const { clinics } = rulesOf(session.rulePack);
  const isToday = session.date === tx.day.dateOf(tx.now);
  const minutes = isToday ? clinics.waitlistMinutesSameDay : clinics.waitlistMinutesAhead;
  const until = new Date(Math.min(tx.now.getTime() + minutes * 60_000, slot.startsAt.getTime()));
  const { count } = await tx.prisma.waitlistEntry.updateMany({
    where: { id, status: 'waiting' },
    data: { status: 'offered', offeredSlotId: slot.id, offeredAt: tx.now, offerExpiresAt: until },
  });
  if (count !== 1) throw new Error(`waitlist entry ${id} moved under the session's lock`);
  await requestJob(tx, 'waitlist.lapse', { entryId: id }, { key: lapseKey(id, 'offer'), dueAt: until });
  await tellOffer(tx, { id, residentId, contactId }, { slot, session, until, key: `waitlist.offered/${id}` });
  tx.audit({
    actor: { kind: 'system' },
    action: 'waitlist.offered',
    subject: { kind: 'waitlist-entry', id },
    detail: { sessionId: session.id },
  });
}

/** Says the offer, with the slot and the session as they are now; one number answers it. */
export async function tellOffer(
  tx: Transaction,
  { id, residentId, contactId }: Waiting,
  { slot, session, until, key }: { slot: Pick<Held, 'startsAt'>; session: Said; until: Date; key: string },
): Promise<void> {
  const hearers = await hearersOf(tx, residentId, contactId);
  const said = { name: await residentName(tx, residentId), ...saySession(session) };
  await tell(
    tx,
    hearers,
    waitlistOffered,
    { ...said, when: tx.day.say(slot.startsAt), until: tx.day.say(until) },
    { key, about: residentId, expiresAt: until },
  );
  await offerChoices(tx, hearers, 'answer-offer', [
    { key: `${id}/accept`, label: '要' },
    { key: `${id}/decline`, label: '不要' },
  ]);
}
