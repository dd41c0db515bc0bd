/** What WeChat's errcodes mean for a delivery. WeChat Official Account: global return codes. */

import type { Clock } from '#kit/clock.ts';
import type { SendResult } from '#domain/notices/delivery-channel.ts';
import type { ApiResult } from '../tencent/api.ts';
import { type Judge, judge, type Verdict } from '../tencent/verdict.ts';

/** The token is refused: illegal, not the latest, expired, missing. On the token call itself 40001 is a wrong secret. */
export const WECHAT_TOKEN_CODES: ReadonlySet<number> = new Set([40001, 40014, 42001, 41001]);

export function judgeWechat(result: ApiResult, clock: Clock): SendResult {
  const rules: Judge = { table: WECHAT_CODES, quotaPauseMs: () => untilNextQuotaDay(clock.now()) };
  return judge(result, rules);
}

export const WECHAT_CODES: Readonly<Record<number, Verdict>> = {
  [-1]: 'busy',
  40001: 'token',
  40014: 'token',
  42001: 'token',
  41001: 'token',
  40003: 'gone', // no such openid
  46004: 'gone', // no such user
  43004: 'gone', // does not follow
  50005: 'gone', // does not follow
  43019: 'gone', // on the account's blacklist
  48002: 'gone', // switched off 接收消息
  50001: 'gone', // withdrew the authorisation
  50002: 'gone', // restricted by the platform
  45015: 'window', // outside 48 h, or unfollowed
  45047: 'window', // the window's messages are used up
  43101: 'form', // subscription not accepted, or used up
  45011: 'minute',
  45066: 'minute', // 群发 repeated too fast
  45009: 'quota', // the day's calls
  45028: 'quota', // the month's 群发
  45065: 'done', // this clientmsgid was sent
  40007: 'ours', // media expired
  40033: 'ours', // \u escapes
  40037: 'ours', // template id
  44004: 'ours', // empty
  45002: 'ours', // too long
  45008: 'ours', // too many articles
  47001: 'ours', // no JSON
  47003: 'ours', // a template field breaks its rule
  40013: 'alert', // app id
  40125: 'alert', // secret
  40164: 'alert', // our address is not on the list
  40243: 'alert', // secret frozen
  48001: 'alert', // not granted to this account
  48004: 'alert', // banned
  48008: 'alert', // this kind of message is not granted
  61004: 'alert', // address of a third-party platform
};

/** Five minutes after the platform's next midnight. Its days are Beijing's, whatever the district's wall clock is. */
function untilNextQuotaDay(now: Date): number {
  const intoDay = (now.getTime() + BEIJING_AHEAD_MS) % DAY_MS;
  return DAY_MS - intoDay + 5 * 60_000;
}

const DAY_MS = 86_400_000;
const BEIJING_AHEAD_MS = 8 * 3_600_000;
