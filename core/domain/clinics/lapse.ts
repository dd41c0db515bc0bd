import { requestJob } from '../jobs/request-job.ts';
import { waitlistEnded, waitlistLapsed } from '../notices/waitlist.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { hearersOf, saySession, tell } from './hearers.ts';
import { lapseKey } from './lapse-key.ts';
import { endEntry } from './leave-line.ts';
import { lockSession } from './lock.ts';
import { settleLine } from './settle-line.ts';
import { slotById } from './slot.sql.ts';
import { entryById } from './waitlist-entry.ts';

/**
 * The look at an entry when its offer has run out, or when the session's last slot has begun: ends it, tells who waited,
 * and offers the place to the next.
 * @returns why nothing was to be done, or undefined.
 */
export async function lapseEntry(tx: Transaction, entryId: string): Promise<string | undefined> {
  const { sessionId } = await entryById(tx, entryId);
  await lockSession(tx, sessionId);
  const entry = await entryById(tx, entryId);
  if (entry.status === 'offered' && entry.offerExpiresAt && entry.offerExpiresAt > tx.now) return 'offer-runs';
  const last = await tx.prisma.slot.findFirst({ where: { sessionId }, orderBy: { startsAt: 'desc' } });
  if (entry.status === 'waiting' && last && last.startsAt > tx.now) {
    // The session was moved to a later time.
    const key = `${lapseKey(entryId, 'end')}/${last.startsAt.toISOString()}`;
    await requestJob(tx, 'waitlist.lapse', { entryId }, { key, dueAt: last.startsAt });
    return 'still-waiting';
  }
  if (!(await endEntry(tx, entryId, 'lapsed'))) return `already-${entry.status}`;
  const said = { name: await residentName(tx, entry.residentId), ...saySession(entry.session) };
  const hearers = await hearersOf(tx, entry.residentId, entry.contactId);
  const options = { key: `waitlist.lapsed/${entryId}`, about: entry.residentId };
  if (entry.status === 'offered' && entry.offeredSlotId) {
    const slot = await slotById(tx, entry.offeredSlotId);
    await tell(tx, hearers, waitlistLapsed, { ...said, when: tx.day.say(slot.startsAt) }, options);
    await settleLine(tx, sessionId);
  } else {
    const when = tx.day.sayDate(entry.session.date);
    await tell(tx, hearers, waitlistEnded, { ...said, when, why: 'no-place' }, options);
  }
  return undefined;
}

/** The job of the morning after quiet hours: offers what was held over night. */
export async function offerHeld(tx: Transaction, sessionId: string): Promise<void> {
  await lockSession(tx, sessionId);
  await settleLine(tx, sessionId);
}
