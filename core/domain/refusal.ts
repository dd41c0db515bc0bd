/**
 * What the domain declines to do, as a closed list: each code has a Chinese sentence in bot/replies and an
 * HTTP status in api/problem, both complete by type. A refusal is an answer, not a fault; it changes nothing.
 */
export type RefusalCode =
  // identity
  | 'not-bound'
  | 'already-bound'
  | 'document-invalid'
  | 'phone-invalid'
  | 'name-invalid'
  | 'code-wrong'
  | 'code-expired'
  | 'code-tries-used'
  | 'code-too-often'
  | 'not-verified'
  | 'identity-decided'
  | 'not-allowed'
  | 'delegation-exists'
  | 'subject-not-found'
  | 'not-a-minor'
  | 'staff-unknown'
  // contracts
  | 'contract-exists'
  | 'contract-pending'
  | 'contract-not-found'
  | 'contract-state-changed'
  | 'doctor-full'
  | 'doctor-gone'
  | 'assessment-period-unknown'
  | 'assessment-period-open'
  | 'assessment-closed'
  | 'change-once-a-year'
  | 'guardian-must-sign'
  | 'undo-too-late'
  | 'page-link-expired'
  // clinics
  | 'slot-taken'
  | 'session-full'
  | 'session-closed'
  | 'session-started'
  | 'session-not-open-yet'
  | 'booked-in-session'
  | 'booked-at-that-time'
  | 'too-many-bookings'
  | 'booking-blocked'
  | 'appointment-not-found'
  | 'appointment-state-changed'
  | 'too-early-to-arrive'
  | 'waitlist-joined'
  | 'offer-expired'
  | 'doctor-elsewhere'
  | 'resident-deceased'
  // follow-ups
  | 'care-task-closed'
  | 'findings-missing'
  | 'alert-answered'
  // calls and visits by staff
  | 'task-state-changed'
  // consultations
  | 'consultation-state-changed'
  // complaints and visits at home
  | 'complaint-state-changed'
  | 'complaint-too-many'
  | 'complaint-nobody-decides'
  | 'complaint-at-the-top'
  | 'home-visit-open'
  | 'home-visit-state-changed'
  | 'home-visit-time'
  // medicines
  | 'medicine-not-listed'
  | 'medicine-out-of-stock'
  | 'medicine-enough-left'
  | 'medicine-needs-contract'
  | 'medicine-needs-visit'
  | 'medicine-listed'
  | 'medicine-changed'
  | 'supply-open'
  | 'supply-state-changed'
  // records
  | 'record-changed'
  | 'rating-given'
  | 'death-not-noted'
  | 'referral-needs-bed'
  // referrals
  | 'referral-not-found'
  | 'referral-state-changed'
  | 'referral-pending'
  | 'referral-skips-level'
  | 'referral-not-twin'
  | 'referral-no-consent'
  | 'referral-no-doctor'
  // who is there
  | 'absence-dates'
  | 'absence-overlaps'
  | 'absence-over'
  | 'cover-away'
  | 'sit-in-not-now'
  | 'spell-dates'
  | 'spell-overlaps'
  | 'spell-over'
  | 'loan-too-long'
  // lectures and training
  | 'gathering-full'
  | 'gathering-closed'
  | 'gathering-dates'
  | 'signed-up-already'
  | 'sign-up-over'
  // broadcasts
  | 'broadcast-words'
  | 'broadcast-audience'
  | 'broadcast-times'
  | 'broadcast-state-changed'
  | 'broadcast-own'
  | 'broadcast-nobody-confirms'
  // the console
  | 'organisation-named'
  | 'staff-exists'
  | 'account-exists';

/** Thrown by the domain; `details` are ids, codes and plain values for the sentence, never personal data. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, details: Readonly<Record<string, string>> = {}) {
    super(`refused: ${code}`);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** `throw refuse('slot-taken')` – and nothing is changed. */
export function refuse(code: RefusalCode, details?: Readonly<Record<string, string>>): Refusal {
  return new Refusal(code, details);
}
