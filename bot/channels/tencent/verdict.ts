/** From an errcode to what becomes of a delivery. The tables are each platform's own; the classes are shared. */

import type { SendResult } from '#domain/notices/delivery-channel.ts';
import type { ApiResult } from './api.ts';

export type Verdict =
  /** The platform is busy: again, a few times. */
  | 'busy'
  /** The token was refused twice in a row: nobody's message gets through just now. */
  | 'token'
  /** Too many calls in this minute. */
  | 'minute'
  /** Too many calls at the same time. */
  | 'crowded'
  /** The platform's allowance is used up; for how long is the platform's rule. */
  | 'quota'
  /** Nobody there any more. */
  | 'gone'
  /** Outside the reply window, or its messages are used up. */
  | 'window'
  /** This form is not wanted by this person; another may be. */
  | 'form'
  /** What we sent is wrong. */
  | 'ours'
  /** Rights or settings are wrong: nothing will get through until somebody acts. */
  | 'alert'
  /** Already done: the platform knows this message. */
  | 'done'
  | 'unknown';

export interface Judge {
  table: Readonly<Record<number, Verdict>>;
  /** How long the channel pauses when its allowance is used up. */
  quotaPauseMs: () => number;
}

/** What became of an attempt that did not plainly succeed. */
export function judge(result: ApiResult, { table, quotaPauseMs }: Judge): SendResult {
  if (result.kind === 'no-token') return judgeNoToken(result.cause);
  if (result.kind === 'failed') return judgeFailure(result);
  const code = String(result.code);
  switch (table[result.code] ?? 'unknown') {
    case 'busy':
      return { outcome: 'retry', code, afterMs: BUSY_MS, counted: true };
    case 'token':
    case 'minute':
      return { outcome: 'channel-paused', code, forMs: MINUTE_MS };
    case 'crowded':
      return { outcome: 'retry', code, afterMs: BUSY_MS, counted: false };
    case 'quota':
      return { outcome: 'channel-paused', code, forMs: quotaPauseMs() };
    case 'gone':
      return { outcome: 'recipient-gone', code };
    case 'window':
      return { outcome: 'next-form', code, windowClosed: true };
    case 'form':
      return { outcome: 'next-form', code, windowClosed: false };
    case 'ours':
      return { outcome: 'refused', code, alert: false };
    case 'alert':
      return { outcome: 'refused', code, alert: true };
    case 'done':
      return { outcome: 'sent' };
    case 'unknown':
      return { outcome: 'unknown', code, afterMs: MINUTE_MS };
  }
}

/** What was no answer is tried again and counted, but for too many calls, which the whole channel has made. */
function judgeFailure(failed: Extract<ApiResult, { kind: 'failed' }>): SendResult {
  const code = failureCode(failed);
  if (failed.status === 429) return { outcome: 'channel-paused', code, forMs: MINUTE_MS };
  return { outcome: 'retry', code, afterMs: BUSY_MS, counted: true };
}

/** No message is at fault when there is no token, so none is given up: the channel waits, and its code tells operators why. */
function judgeNoToken(cause: Exclude<ApiResult, { kind: 'no-token' }>): SendResult {
  if (cause.kind === 'failed')
    return { outcome: 'retry', code: `token-${failureCode(cause)}`, afterMs: BUSY_MS, counted: true };
  if (cause.code === -1) return { outcome: 'retry', code: 'token--1', afterMs: BUSY_MS, counted: true };
  return { outcome: 'channel-paused', code: `token-${cause.code}`, forMs: NO_TOKEN_MS };
}

function failureCode(failed: Extract<ApiResult, { kind: 'failed' }>): string {
  return failed.why === 'http' ? `http-${failed.status ?? 0}` : failed.why;
}

/** The shortest wait; the delivery job doubles it with every counted attempt. */
const BUSY_MS = 5_000;
const MINUTE_MS = 60_000;
const NO_TOKEN_MS = 5 * MINUTE_MS;
