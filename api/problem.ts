import type { RefusalCode } from '#domain/refusal.ts';
import { Refusal } from '#domain/refusal.ts';

/** RFC 9457 problem details with a stable `code`. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  /** Which request, for asking about it; never what went wrong inside. */
  instance?: string;
  /** What to do next, for people. */
  detail?: string;
  /** Which fields of the request are wrong. */
  errors?: readonly FieldError[];
}

/** One wrong field: `body.phone`, in the words of whoever fills it in. */
export interface FieldError {
  field: string;
  message: string;
}

/** An answer that is an error, thrown at the edge: wrong address, body too large, not signed in. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[] | undefined;
  /** Seconds after which to ask again. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    code: string,
    title: string,
    { errors, retryAfter }: { errors?: readonly FieldError[]; retryAfter?: number } = {},
  ) {
    super(title);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** The HTTP status of each refusal. */
const statusOf = {
  'not-bound': 403,
  'already-bound': 409,
  'document-invalid': 422,
  'phone-invalid': 422,
  'name-invalid': 422,
  'code-wrong': 422,
  'code-expired': 410,
  'code-tries-used': 429,
  'code-too-often': 429,
  'not-verified': 403,
  'identity-decided': 409,
  'not-allowed': 403,
  'delegation-exists': 409,
  'subject-not-found': 404,
  'not-a-minor': 422,
  'staff-unknown': 403,
  'contract-exists': 409,
  'contract-pending': 409,
  'contract-not-found': 404,
  'contract-state-changed': 409,
  'doctor-full': 409,
  'doctor-gone': 409,
  'assessment-period-unknown': 404,
  'assessment-period-open': 409,
  'assessment-closed': 409,
  'change-once-a-year': 409,
  'guardian-must-sign': 403,
  'undo-too-late': 409,
  'page-link-expired': 410,
  'slot-taken': 409,
  'session-full': 409,
  'session-closed': 409,
  'session-started': 409,
  'session-not-open-yet': 409,
  'booked-in-session': 409,
  'too-many-bookings': 409,
  'booking-blocked': 403,
  'appointment-not-found': 404,
  'appointment-state-changed': 409,
  'too-early-to-arrive': 409,
  'waitlist-joined': 409,
  'offer-expired': 410,
  'care-task-closed': 409,
  'findings-missing': 422,
  'alert-answered': 409,
  'resident-deceased': 409,
  'task-state-changed': 409,
  'consultation-state-changed': 409,
  'rating-given': 409,
  'death-not-noted': 409,
  'referral-needs-bed': 422,
  'complaint-state-changed': 409,
  'complaint-too-many': 429,
  'complaint-nobody-decides': 409,
  'complaint-at-the-top': 409,
  'home-visit-open': 409,
  'home-visit-state-changed': 409,
  'home-visit-time': 422,
  'absence-dates': 422,
  'absence-overlaps': 409,
  'absence-over': 409,
  'sit-in-not-now': 409,
  'spell-dates': 422,
  'spell-overlaps': 409,
  'spell-over': 409,
  'loan-too-long': 422,
  'gathering-full': 409,
  'gathering-closed': 409,
  'gathering-dates': 422,
  'signed-up-already': 409,
  'sign-up-over': 409,
  'broadcast-words': 422,
  'broadcast-audience': 422,
  'broadcast-times': 422,
  'broadcast-state-changed': 409,
  'broadcast-own': 403,
  'broadcast-nobody-confirms': 409,
  'cover-away': 409,
  'booked-at-that-time': 409,
  'doctor-elsewhere': 409,
  'medicine-not-listed': 409,
  'medicine-out-of-stock': 409,
  'medicine-enough-left': 409,
  'medicine-needs-contract': 409,
  'medicine-needs-visit': 409,
  'medicine-listed': 409,
  'medicine-changed': 409,
  'supply-open': 409,
  'supply-state-changed': 409,
  'record-changed': 409,
  'referral-not-found': 404,
  'referral-state-changed': 409,
  'referral-pending': 409,
  'referral-skips-level': 422,
  'referral-not-twin': 422,
  'referral-no-consent': 409,
  'referral-no-doctor': 409,
  'organisation-named': 409,
  'staff-exists': 409,
  'account-exists': 409,
} satisfies Record<RefusalCode, number>;

/** What an error looks like from outside; an unknown one says nothing about the inside. */
export function problemOf(error: unknown, instance: string, sentenceOf?: (refusal: Refusal) => string): Problem {
  if (error instanceof Refusal) {
    const { code } = error;
    const problem = { type: 'about:blank', title: '这一步没有办成', status: statusOf[code], code, instance } as const;
    return sentenceOf ? { ...problem, detail: sentenceOf(error) } : problem;
  }
  if (error instanceof HttpProblem) {
    const { message: title, status, code, errors } = error;
    return { type: 'about:blank', title, status, code, instance, ...(errors ? { errors } : {}) };
  }
  return { type: 'about:blank', title: '系统出了点问题，请稍后再试', status: 500, code: 'internal', instance };
}

/** Whether operators must hear of it. */
export function isFault(error: unknown): boolean {
  return !(error instanceof Refusal) && !(error instanceof HttpProblem && error.status < 500);
}
