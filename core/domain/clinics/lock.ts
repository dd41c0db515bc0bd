import { oneAtATime } from '../one-at-a-time.ts';
import type { Transaction } from '../transaction.ts';

/**
 * From here to the commit nobody else books, frees, calls or closes in this session: everything that changes a session's
 * places begins with it, so that what is read after it stays true.
 */
export function lockSession(tx: Transaction, sessionId: string): Promise<void> {
  return oneAtATime(tx, `clinic-session/${sessionId}`);
}

/** Nobody else books for this person meanwhile. Taken before any session's lock, so that two bookings never wait for each other. */
export function lockResident(tx: Transaction, residentId: string): Promise<void> {
  return oneAtATime(tx, `bookings/${residentId}`);
}

/** Nobody else changes this doctor's roster meanwhile. */
export function lockDoctor(tx: Transaction, doctorId: string): Promise<void> {
  return oneAtATime(tx, `roster/${doctorId}`);
}
