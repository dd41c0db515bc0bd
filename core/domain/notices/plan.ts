import type { DeliveryChannelName, DeliveryForm } from './delivery-channel.ts';
import type { DeliveryPurpose } from './notice.ts';
import type { EndingReason, SendingReason, WaitingReason } from './reason.ts';
import type { Tried } from './tried.ts';
import { countedTries, isGone, stateOf } from './tried.ts';
import type { Recipient, Way } from './ways.ts';
import { stopped, waysTo } from './ways.ts';

/** Everything that decides how a delivery leaves, as it stands at this instant. */
export interface PlanInput {
  purpose: DeliveryPurpose;
  priority: number;
  now: Date;
  expiresAt: Date | null;
  recipient: Recipient;
  /** Which richer forms the content has; it always has a text. */
  content: { card: boolean; template: boolean };
  /** The recipient has a phone on file, for a short message when nothing else reaches them. */
  hasPhone: boolean;
  /** The resident has switched this kind off. */
  switchedOff: boolean;
  /** What it belongs to is paused or over, or its area is stopped. */
  halted?: Halt | undefined;
  /** The end of the quiet hours that it is in, if any. */
  quietUntil: Date | undefined;
  channels: ReadonlySet<DeliveryChannelName>;
  /** Until when a channel sends nothing. */
  pauses: ReadonlyMap<DeliveryChannelName, Date>;
  tried: readonly Tried[];
}

/** Why a part of many does not leave now, or ever. */
export type Halt =
  | { why: 'broadcast-paused' | 'area-stopped'; until: Date }
  | { why: 'broadcast-cancelled'; until?: undefined };

export type Plan =
  | { do: 'send'; channel: DeliveryChannelName; form: DeliveryForm; why: SendingReason }
  | { do: 'wait'; until: Date; why: WaitingReason }
  | { do: 'end'; status: 'sent' | 'cleared' | 'cancelled' | 'dead'; why: EndingReason };

/** After so many counted tries a person has to call. */
export const mostTries = 12;
/** No delivery is tried for ever, whoever is at fault. */
export const mostAttempts = 60;
/** A single message does not wait longer than this for a channel that pauses when another one is there, milliseconds. */
const patience = 15 * 60_000;

/**
 * How, when and whether a delivery leaves (domain.md §7). Nothing late, nothing to an unbound person, an unfollowed
 * account or the dead; a push waits for the end of the quiet hours, an answer, a code and safety do not.
 */
export function plan(input: PlanInput): Plan {
  const { now, expiresAt, purpose, recipient, quietUntil, tried } = input;
  // The result of an earlier attempt came after somebody else had taken the row over.
  if (tried.some(({ outcome }) => outcome === 'sent')) return { do: 'end', status: 'sent', why: 'sent-before' };
  if (expiresAt !== null && expiresAt <= now) return { do: 'end', status: 'cleared', why: 'expired' };
  if (input.halted)
    return input.halted.until
      ? { do: 'wait', until: input.halted.until, why: input.halted.why }
      : { do: 'end', status: 'cancelled', why: input.halted.why };
  const stop = stopped(recipient);
  if (stop) return { do: 'end', status: 'cancelled', why: stop };
  if (input.switchedOff) return { do: 'end', status: 'cleared', why: 'switched-off' };
  if (quietUntil && !passesQuietHours(purpose)) {
    if (expiresAt !== null && expiresAt <= quietUntil)
      return { do: 'end', status: 'cleared', why: 'quiet-until-expiry' };
    return { do: 'wait', until: quietUntil, why: 'quiet-hours' };
  }
  if (countedTries(tried) >= mostTries || tried.length >= mostAttempts)
    return { do: 'end', status: 'dead', why: 'tries-used-up' };
  return byTheBestWay(input);
}

/** Answers, codes, what the person asked for, and safety are no pushes. */
export function passesQuietHours(purpose: DeliveryPurpose): boolean {
  switch (purpose) {
    case 'reply':
    case 'code':
    case 'service':
    case 'safety':
      return true;
    case 'care':
    case 'invitation':
    case 'work':
      return false;
  }
}

function byTheBestWay(input: PlanInput): Plan {
  const { recipient, tried, priority, now, channels } = input;
  const known = waysTo(recipient, input);
  const all = known.filter(({ channel }) => channels.has(channel));
  const held = all.length === 0 && heldFor(input);
  if (held) return held;
  if (all.length === 0)
    return { do: 'end', status: 'dead', why: isUnconnected(recipient, known) ? 'no-channel' : 'unreachable' };
  // Whoever left an account wants no pushes elsewhere. A colleague is still looked for when somebody is in danger.
  const gone = tried.some(({ outcome }) => outcome === 'recipient-gone');
  if (gone && !(recipient.kind === 'staff' && input.purpose === 'safety'))
    return { do: 'end', status: 'dead', why: 'recipient-gone' };
  const states = all.map((way) => ({ way, state: stateOf(way.form, tried, priority, now) }));
  const usable = states.filter(({ way, state }) => state === 'usable' && !isGone(way.channel, tried));
  const uncertain = states.some(({ state }) => state === 'uncertain');
  // Bulk that may have arrived is not sent a second time by another way.
  if (usable.length === 0 || (uncertain && priority > 0))
    return { do: 'end', status: 'dead', why: uncertain ? 'outcome-unknown' : 'unreachable' };
  return throughOpenChannels(
    input,
    usable.map(({ way }) => way),
    usable.length < states.length,
  );
}

/**
 * An answer in WeChat that no window takes (45047, 45015) waits for the person's next action, as long as it is of use:
 * there is no other way for an answer.
 */
function heldFor({ purpose, recipient, channels, expiresAt }: PlanInput): Plan | undefined {
  const inWechat = recipient.kind === 'account' && recipient.channel === 'wechat' && channels.has('wechat');
  if (purpose !== 'reply' || !inWechat || expiresAt === null) return undefined;
  return { do: 'wait', until: expiresAt, why: 'awaiting-person' };
}

/** There would be a way, but the program has no credentials for it. */
function isUnconnected(recipient: Recipient, known: readonly Way[]): boolean {
  return known.length > 0 || (recipient.kind === 'account' && recipient.channel === 'wechaty');
}

function throughOpenChannels(input: PlanInput, ways: readonly Way[], refusedBefore: boolean): Plan {
  const { pauses, now, expiresAt, priority } = input;
  const pausedUntil = ({ channel }: Way) => {
    const until = pauses.get(channel);
    return until && until > now ? until : undefined;
  };
  const [best] = ways;
  if (!best) return { do: 'end', status: 'dead', why: 'unreachable' };
  const until = pausedUntil(best);
  if (!until)
    return { do: 'send', channel: best.channel, form: best.form, why: refusedBefore ? 'form-refused' : best.why };
  const other = ways.find((way) => !pausedUntil(way));
  const tooLong =
    (expiresAt !== null && expiresAt <= until) || (priority === 0 && until.getTime() - now.getTime() > patience);
  if (other && tooLong)
    return { do: 'send', channel: other.channel, form: other.form, why: 'channel-paused-elsewhere' };
  return { do: 'wait', until, why: 'channel-paused' };
}
