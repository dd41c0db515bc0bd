/** What WeCom's errcodes mean for a delivery. Many numbers are WeChat's too and mean something else. WeCom: global error codes. */

import type { SendResult } from '#domain/notices/delivery-channel.ts';
import type { ApiResult } from '../tencent/api.ts';
import { judge, type Verdict } from '../tencent/verdict.ts';

/** The token is refused. 40001 is not among them: here it means a wrong secret, which no new token mends. */
export const WECOM_TOKEN_CODES: ReadonlySet<number> = new Set([40014, 42001, 41001]);

export function judgeWecom(result: ApiResult): SendResult {
  return judge(result, { table: WECOM_CODES, quotaPauseMs: () => FREQUENCY_PAUSE_MS });
}

export const WECOM_CODES: Readonly<Record<number, Verdict>> = {
  [-1]: 'busy',
  40014: 'token',
  42001: 'token',
  41001: 'token',
  40003: 'gone', // no such userid
  60111: 'gone', // no such userid
  46004: 'gone', // no such user
  43004: 'gone', // member has not joined 微信插件
  50002: 'gone', // outside the app's visible range
  60011: 'gone', // outside the app's visible range
  81013: 'gone', // no valid recipient
  82001: 'gone', // recipients empty
  84061: 'gone', // no such external contact
  40096: 'gone', // no such external contact
  45009: 'quota',
  45033: 'crowded',
  40007: 'ours', // media
  40058: 'ours', // arguments
  41033: 'ours',
  41016: 'ours',
  44004: 'ours', // empty
  45002: 'ours', // too long
  45004: 'ours', // description too long
  45008: 'ours', // too many articles
  86003: 'ours', // chat id
  86008: 'ours', // not this app's chat
  40001: 'alert', // secret
  40013: 'alert', // corp id
  40091: 'alert', // secret
  40056: 'alert', // agent id
  41011: 'alert', // agent id missing
  301002: 'alert', // not this app's agent id
  48002: 'alert', // API not granted
  50003: 'alert', // app disabled
  60020: 'alert', // our address is not on the list
  93000: 'alert',
  93004: 'alert',
  93008: 'alert',
};

/** The window whose limit was hit is not told: the shortest is tried first. */
const FREQUENCY_PAUSE_MS = 60_000;
