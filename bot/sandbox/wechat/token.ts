import { z } from 'zod';
import { type Answer, type Call, errcode, type Handler, posted } from '../endpoint.ts';
import { type Ground, randomName } from '../ground.ts';

/** WeChat: 7,200 seconds; a new one is given out in the last 300, while the old one still holds. */
const lifetime = 7_200_000;
const overlap = 300_000;
/** WeChat, force_refresh: 30 seconds apart, 20 a day. */
const forcedApart = 30_000;
const forcedADay = 20;

export interface WechatTokens {
  /** POST /cgi-bin/stable_token */
  issue: Handler;
  /** Lets a call through that carries a live access_token: 41001 without one, 40001 unknown or replaced, 42001 expired. */
  guard(handler: Handler): Handler;
}

/** The `stable_token` family (platform.md §2.1): the same token until five minutes before its end. */
export function createWechatTokens(ground: Ground, app: { appId: string; appSecret: string }): WechatTokens {
  const { memory, clock, chance } = ground;
  const newest = memory.prepare<[], { value: string; expires_at: number }>(
    `SELECT value, expires_at FROM token WHERE platform = 'wechat' ORDER BY expires_at DESC LIMIT 1`,
  );
  const find = memory.prepare<[string], { expires_at: number }>(
    `SELECT expires_at FROM token WHERE platform = 'wechat' AND value = ?`,
  );
  const insert = memory.prepare<[string, number, number, number]>(
    `INSERT INTO token (platform, value, issued_at, expires_at, forced) VALUES ('wechat', ?, ?, ?, ?)`,
  );
  const forced = memory.prepare<[number], { last: number | null; count: number }>(
    `SELECT max(issued_at) AS last, count(*) AS count FROM token WHERE platform = 'wechat' AND forced = 1 AND issued_at > ?`,
  );
  // Nobody can present a replaced token any more; its row stays, so that forced ones can be counted.
  const replace = memory.prepare(
    `UPDATE token SET value = 'replaced ' || value, expires_at = 0 WHERE platform = 'wechat' AND expires_at > 0`,
  );
  const forget = memory.prepare<[number]>(`DELETE FROM token WHERE platform = 'wechat' AND issued_at < ?`);

  function give(now: number, forcedBy: 0 | 1): Answer {
    forget.run(now - 2 * 86_400_000);
    const value = `${ground.next('access-token') + 80}_${randomName(chance, 509)}`;
    insert.run(value, now, now + lifetime, forcedBy);
    return { body: { access_token: value, expires_in: lifetime / 1000 } };
  }

  return {
    issue: posted(request, (body) => {
      if (body.grant_type !== 'client_credential') return errcode(40002, 'invalid grant_type');
      if (body.appid !== app.appId) return errcode(40013, 'invalid appid');
      if (body.secret !== app.appSecret) return errcode(40125, 'invalid appsecret');
      const now = clock.now().getTime();
      if (body.force_refresh) {
        const before = forced.get(now - 86_400_000);
        if (before?.last && now - before.last < forcedApart) return errcode(45011, 'api minute-quota reach limit');
        if (before && before.count >= forcedADay) return errcode(45009, 'reach max api daily quota limit');
        replace.run();
        return give(now, 1);
      }
      const last = newest.get();
      if (!last || last.expires_at - now <= overlap) return give(now, 0);
      return { body: { access_token: last.value, expires_in: Math.floor((last.expires_at - now) / 1000) } };
    }),
    guard: (handler) => (call: Call) => {
      const value = call.query['access_token'];
      if (!value) return errcode(41001, 'access_token missing');
      const known = find.get(value);
      if (!known)
        return errcode(
          40001,
          'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken',
        );
      if (known.expires_at <= clock.now().getTime()) return errcode(42001, 'access_token expired');
      return handler(call);
    },
  };
}

const request = z.object({
  grant_type: z.string(),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().default(false),
});
