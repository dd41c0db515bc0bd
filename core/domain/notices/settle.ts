import type { Backoff } from '#kit/backoff.ts';
import { backoffMs } from '#kit/backoff.ts';
import type { Randomness } from '#kit/id.ts';
import type { SendResult } from './delivery-channel.ts';
import { mayHaveArrived } from './delivery-channel.ts';
import { mostAttempts, mostTries } from './plan.ts';
import type { EndingReason, WaitingReason } from './reason.ts';
import type { AttemptOutcome } from './tried.ts';

/** What an attempt's result is judged by. */
export interface Attempted {
  /** Counted tries before this one. */
  countedBefore: number;
  /** All attempts, this one included. */
  attempts: number;
  expiresAt: Date | null;
  /** Another channel may look for the person when this one has lost them. */
  seeksFurther: boolean;
}

/** What becomes of a delivery, its attempt, its recipient and its channel after a call. */
export interface Settlement {
  attempt: { outcome: AttemptOutcome; code: string | null };
  delivery:
    | { status: 'sent'; platformMessageId: string | null; responseCode: string | null }
    | { status: 'pending'; dueAt: Date; why: WaitingReason }
    | { status: 'cleared' | 'dead'; why: EndingReason };
  contact?: 'window-closed' | 'gone' | undefined;
  /** The channel sends nothing until then. */
  pause?: { until: Date; code: string } | undefined;
}

const waits: Backoff = { firstMs: 5_000, mostMs: 600_000 };
/** The least that is waited before something is tried again, so that a fault is no busy loop. */
const leastMs = 1_000;
/** So often a message is tried again after an answer that nobody knows. */
const unknownAgain = 3;
/** A channel whose rights or settings are wrong is looked at again after this; operators hear of it at once. */
const alertPauseMs = 10 * 60_000;

/** From the platform's word to rows: 5 s · 2ⁿ ± 30 %, at most 10 min, at most twelve counted tries or the expiry. */
export function settle(attempted: Attempted, result: SendResult, now: Date, randomness: Randomness): Settlement {
  const after = (milliseconds: number) => new Date(now.getTime() + Math.max(leastMs, milliseconds));
  switch (result.outcome) {
    case 'sent': {
      const { platformMessageId = null, responseCode = null } = result;
      const delivery = { status: 'sent', platformMessageId, responseCode } as const;
      return { attempt: { outcome: 'sent', code: null }, delivery };
    }
    case 'retry': {
      const { code, counted, afterMs } = result;
      const outcome = mayHaveArrived(code) ? 'uncertain' : counted ? 'retry' : 'postponed';
      const failures = attempted.countedBefore + 1;
      const grown = outcome === 'postponed' ? afterMs : Math.max(afterMs, backoffMs(waits, failures, randomness));
      return { attempt: { outcome, code }, delivery: again(attempted, after(grown), outcome !== 'postponed') };
    }
    case 'unknown': {
      const { code, afterMs } = result;
      const last = attempted.countedBefore + 1 > unknownAgain;
      const delivery = last
        ? ({ status: 'dead', why: 'unknown-answer' } as const)
        : again(attempted, after(Math.max(afterMs, backoffMs(waits, attempted.countedBefore + 1, randomness))), true);
      return { attempt: { outcome: 'retry', code }, delivery };
    }
    case 'next-form':
      return {
        attempt: { outcome: 'next-form', code: result.code },
        delivery: { status: 'pending', dueAt: now, why: 'next-form' },
        contact: result.windowClosed ? 'window-closed' : undefined,
      };
    case 'recipient-gone':
      return {
        attempt: { outcome: 'recipient-gone', code: result.code },
        delivery: attempted.seeksFurther
          ? { status: 'pending', dueAt: now, why: 'next-form' }
          : { status: 'dead', why: 'recipient-gone' },
        contact: 'gone',
      };
    case 'refused': {
      const { code, alert } = result;
      if (!alert) return { attempt: { outcome: 'refused', code }, delivery: { status: 'dead', why: 'refused' } };
      const until = after(alertPauseMs);
      const delivery = { status: 'pending', dueAt: now, why: 'channel-paused' } as const;
      return { attempt: { outcome: 'channel-paused', code }, delivery, pause: { until, code } };
    }
    case 'channel-paused': {
      const until = after(result.forMs);
      const delivery = { status: 'pending', dueAt: now, why: 'channel-paused' } as const;
      return {
        attempt: { outcome: 'channel-paused', code: result.code },
        delivery,
        pause: { until, code: result.code },
      };
    }
  }
}

function again(attempted: Attempted, dueAt: Date, counts: boolean): Settlement['delivery'] {
  const usedUp = (counts && attempted.countedBefore + 1 >= mostTries) || attempted.attempts >= mostAttempts;
  if (usedUp) return { status: 'dead', why: 'tries-used-up' };
  // Waiting past the expiry helps nobody.
  if (attempted.expiresAt !== null && attempted.expiresAt <= dueAt) return { status: 'cleared', why: 'expired' };
  return { status: 'pending', dueAt, why: 'retrying' };
}
