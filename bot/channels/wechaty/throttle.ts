import { pour, type BucketSize } from '#kit/bucket.ts';
import type { GroupAnswer } from '../../group-chat/answer.ts';
import type { DecodedQuestion } from './decode.ts';

/**
 * What the account may say. WeChat tells no numbers and bans who talks like a machine; those who run such accounts stay
 * below 20 messages a minute and leave 3 s and more between two.
 */
export const groupChatLimits = {
  /** Between two answers, milliseconds; and up to so much more, by chance. */
  gapMs: 3_000,
  gapSpreadMs: 2_000,
  /** What one person is answered, in one group. */
  person: { atOnce: 3, aMinute: 1 },
  /** What one group is answered. */
  group: { atOnce: 6, aMinute: 4 },
  /** The warning stands in the group for all; the next one within so long says nothing new, milliseconds. */
  dangerEveryMs: 60_000,
  /** Uncalled the bot says only so seldom where things are asked, milliseconds. */
  uncalledEveryMs: 10 * 60_000,
  /** Answers that wait; more come too late to be one. */
  waiting: 5,
} as const satisfies Record<string, number | BucketSize>;

export interface Throttle {
  /** Counts the answer when it may be given. */
  admits(answer: GroupAnswer, question: DecodedQuestion): boolean;
}

/** So many people and groups are counted before those are forgotten whose count has run out. */
const most = 2_000;

/** @param monotonic milliseconds. Who asked is known here only, in memory, until the count has run out. */
export function createThrottle(monotonic: () => number): Throttle {
  const busy = new Map<string, number>();

  function takes(key: string, size: BucketSize): number | undefined {
    return pour(busy.get(key), monotonic(), size);
  }

  function forget(): void {
    if (busy.size < most) return;
    const now = monotonic();
    for (const [key, until] of busy) if (until <= now) busy.delete(key);
  }

  return {
    admits({ kind }, { conversation, sender, addressed }) {
      forget();
      const wanted: [key: string, size: BucketSize][] =
        kind === 'danger'
          ? [[`danger ${conversation}`, once(groupChatLimits.dangerEveryMs)]]
          : [
              [`person ${conversation} ${sender}`, groupChatLimits.person],
              [`group ${conversation}`, groupChatLimits.group],
            ];
      if (!addressed && (kind === 'private' || kind === 'pointer'))
        wanted.push([`uncalled ${kind} ${conversation}`, once(groupChatLimits.uncalledEveryMs)]);
      const filled = wanted.map(([key, size]) => [key, takes(key, size)] as const);
      if (filled.some(([, until]) => until === undefined)) return false;
      for (const [key, until] of filled) if (until !== undefined) busy.set(key, until);
      return true;
    },
  };
}

function once(everyMs: number): BucketSize {
  return { atOnce: 1, aMinute: 60_000 / everyMs };
}
