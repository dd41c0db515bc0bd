import type { DeliveryChannelName, DeliveryForm } from './delivery-channel.ts';
import { repeatableFor } from './delivery-channel.ts';

/** What an attempt led to. Stored in `DeliveryAttempt.outcome`: never renamed. */
export type AttemptOutcome =
  | 'sent'
  /** Counted: again later. */
  | 'retry'
  /** Not the message's fault, not counted: again later. */
  | 'postponed'
  /** The answer was lost; the platform may have taken it. */
  | 'uncertain'
  | 'next-form'
  | 'recipient-gone'
  | 'refused'
  | 'channel-paused';

/** One attempt on record. An outcome of null is one that a crash cut off: nobody knows. */
export interface Tried {
  channel: DeliveryChannelName;
  form: DeliveryForm;
  outcome: AttemptOutcome | null;
  startedAt: Date;
}

/** What earlier attempts leave open for a form. */
export type FormState =
  /** It may be used. */
  | 'usable'
  /** It cannot reach this person, or all its tries are used up. */
  | 'spent'
  /** It may have arrived, and trying it again could make two of one. */
  | 'uncertain';

/**
 * An attempt whose answer was lost is repeated with the platform's idempotency key for as long as that holds. Without a
 * key a single message is repeated once, because a duplicate beats silence; bulk never is.
 */
export function stateOf(form: DeliveryForm, tried: readonly Tried[], priority: number, now: Date): FormState {
  const own = tried.filter((attempt) => attempt.form === form);
  if (own.some(({ outcome }) => outcome === 'recipient-gone')) return 'spent';
  const refused = own.filter(({ outcome }) => outcome === 'next-form').length;
  if (refused >= (form === 'message' ? mostWindows : 1)) return 'spent';
  const lost = own.filter(({ outcome }) => outcome === null || outcome === 'uncertain');
  const first = lost[0];
  if (!first) return 'usable';
  const held = repeatableFor[form];
  if (held !== undefined) return now.getTime() - first.startedAt.getTime() < held ? 'usable' : 'uncertain';
  return priority === 0 && lost.length <= 1 ? 'usable' : 'uncertain';
}

/** A message that one reply window did not take may go in the next one; not for ever, where we count wrong. */
const mostWindows = 3;

/** Whether the person is not to be had on a channel at all. */
export function isGone(channel: DeliveryChannelName, tried: readonly Tried[]): boolean {
  return tried.some((attempt) => attempt.channel === channel && attempt.outcome === 'recipient-gone');
}

/** How many tries count towards the most that are made. A crash is not the message's fault, however many come in a row. */
export function countedTries(tried: readonly Tried[]): number {
  return tried.filter(({ outcome }) => outcome === 'retry' || outcome === 'uncertain').length;
}
