import { type Call, errcode, type Handler } from '../endpoint.ts';
import { type Ground, randomName } from '../ground.ts';

const lifetime = 7_200_000;

export interface WecomTokens {
  /** GET /cgi-bin/gettoken: the same token as long as it holds (platform.md §4.1). */
  issue: Handler;
  /** Lets a call through that carries a live access_token: 41001 without one, 40014 unknown, 42001 expired. */
  guard(handler: Handler): Handler;
}

export function createWecomTokens(ground: Ground, app: { corpId: string; secret: string }): WecomTokens {
  const { memory, clock, chance } = ground;
  const live = memory.prepare<[number], { value: string; expires_at: number }>(
    `SELECT value, expires_at FROM token WHERE platform = 'wecom' AND expires_at > ?`,
  );
  const find = memory.prepare<[string], { expires_at: number }>(
    `SELECT expires_at FROM token WHERE platform = 'wecom' AND value = ?`,
  );
  const insert = memory.prepare<[string, number, number]>(
    `INSERT INTO token (platform, value, issued_at, expires_at) VALUES ('wecom', ?, ?, ?)`,
  );
  const forget = memory.prepare<[number]>(`DELETE FROM token WHERE platform = 'wecom' AND expires_at < ?`);
  return {
    issue({ query }) {
      if (query['corpid'] !== app.corpId) return errcode(40013, 'invalid corpid');
      if (query['corpsecret'] !== app.secret) return errcode(40001, 'invalid credential');
      const now = clock.now().getTime();
      const known = live.get(now);
      if (known) return issued(known.value, known.expires_at - now);
      forget.run(now - 2 * 86_400_000);
      const value = randomName(chance, 512);
      insert.run(value, now, now + lifetime);
      return issued(value, lifetime);
    },
    guard: (handler) => (call: Call) => {
      const value = call.query['access_token'];
      if (!value) return errcode(41001, 'access_token missing');
      const known = find.get(value);
      if (!known) return errcode(40014, 'invalid access_token');
      if (known.expires_at <= clock.now().getTime()) return errcode(42001, 'access_token expired');
      return handler(call);
    },
  };
}

function issued(value: string, milliseconds: number) {
  const expires_in = Math.floor(milliseconds / 1000);
  return { body: { errcode: 0, errmsg: 'ok', access_token: value, expires_in } };
}
