import type { Middleware } from 'koa';
import type { SandboxAccount } from './accounts.ts';
import { errcode, type Handler } from './endpoint.ts';
import { type Ground, randomName } from './ground.ts';
import { authorizePage } from './oauth-page.ts';

/** WeChat and WeCom: a code is good for five minutes and one use. */
const codeLifetime = 300_000;

export interface OAuth {
  /**
   * GET /connect/oauth2/authorize: sends the browser back with a code for the person whose phone it is. A phone's frame
   * is called `phone:<id>`; a client without frames says `&phone=<id>` itself.
   */
  authorize: Middleware;
  /** GET /sns/oauth2/access_token (WeChat) */
  wechatIdentity: Handler;
  /** GET /cgi-bin/auth/getuserinfo (WeCom) */
  wecomIdentity: Handler;
}

export interface OAuthApps {
  wechat: { appId: string; appSecret: string };
  wecom: { corpId: string; agentId: number };
  /** Addresses of the program: a redirect elsewhere is refused (网页授权域名). */
  origins(): string[];
}

export function createOAuth({ memory, clock, chance, directory }: Ground, apps: OAuthApps): OAuth {
  const insert = memory.prepare<[string, string, string, string, number]>(
    'INSERT INTO oauth_code (code, app, account, scope, expires_at) VALUES (?, ?, ?, ?, ?)',
  );
  const find = memory.prepare<
    [string, string],
    { account: string; scope: string; expires_at: number; used_at: number | null }
  >('SELECT account, scope, expires_at, used_at FROM oauth_code WHERE code = ? AND app = ?');
  const use = memory.prepare<[number, string]>('UPDATE oauth_code SET used_at = ? WHERE code = ?');
  const forget = memory.prepare<[number]>('DELETE FROM oauth_code WHERE expires_at < ?');

  function redeem(code: string | undefined, app: string): { account: string; scope: string } | 'unknown' | 'used' {
    const now = clock.now().getTime();
    const known = code === undefined ? undefined : find.get(code, app);
    if (code === undefined || !known || known.expires_at <= now) return 'unknown';
    if (known.used_at !== null) return 'used';
    use.run(now, code);
    return known;
  }

  return {
    authorize(context) {
      const query = new URLSearchParams(context.querystring);
      const wrong = mistake(query, apps);
      if (wrong) {
        context.status = 400;
        context.type = 'html';
        context.body = authorizePage({ trouble: wrong, nonce: '' });
        return;
      }
      const app = query.get('appid') ?? '';
      const users = directory.all.filter((account) => nameIn(account, app, apps) !== undefined);
      const account = users.find(({ id }) => id === query.get('phone'));
      const name = account && nameIn(account, app, apps);
      if (name === undefined) {
        const nonce = randomName(chance, 22);
        context.set(
          'Content-Security-Policy',
          `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; frame-ancestors ${["'self'", ...apps.origins()].join(' ')}`,
        );
        context.type = 'html';
        context.body = authorizePage({
          people: users.map(({ id, name: called }) => ({ id, name: called })),
          query,
          nonce,
        });
        return;
      }
      const now = clock.now().getTime();
      forget.run(now - codeLifetime);
      const code = randomName(chance, 32);
      insert.run(code, app, name, query.get('scope') ?? '', now + codeLifetime);
      const back = new URL(query.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', query.get('state') ?? '');
      context.set('Cache-Control', 'no-store');
      context.redirect(back.href);
    },

    wechatIdentity({ query }) {
      if (query['appid'] !== apps.wechat.appId) return errcode(40013, 'invalid appid');
      if (query['secret'] !== apps.wechat.appSecret) return errcode(40125, 'invalid appsecret');
      if (query['grant_type'] !== 'authorization_code') return errcode(40002, 'invalid grant_type');
      const person = redeem(query['code'], apps.wechat.appId);
      if (person === 'unknown') return errcode(40029, 'invalid code');
      if (person === 'used') return errcode(40163, 'code been used');
      return {
        body: {
          access_token: randomName(chance, 90),
          expires_in: 7200,
          refresh_token: randomName(chance, 90),
          openid: person.account,
          scope: person.scope,
        },
      };
    },

    wecomIdentity({ query }) {
      const person = redeem(query['code'], apps.wecom.corpId);
      if (typeof person === 'string') return errcode(40029, 'invalid code');
      return { body: { errcode: 0, errmsg: 'ok', userid: person.account } };
    },
  };
}

/** The name by which the application with this id knows the person; undefined when the person does not use it. */
function nameIn(account: SandboxAccount, app: string, apps: OAuthApps): string | undefined {
  return app === apps.wecom.corpId ? account.wecom?.userid : account.wechat?.openid;
}

function mistake(query: URLSearchParams, apps: OAuthApps): string | undefined {
  const wecom = query.get('appid') === apps.wecom.corpId;
  if (!wecom && query.get('appid') !== apps.wechat.appId) return 'appid 参数错误';
  if (wecom && query.get('agentid') !== String(apps.wecom.agentId)) return 'agentid 参数错误';
  if (query.get('response_type') !== 'code') return 'response_type 参数错误';
  const scope = query.get('scope') ?? '';
  if (!['snsapi_base', 'snsapi_userinfo', 'snsapi_privateinfo'].includes(scope))
    return 'Scope 参数错误或没有 Scope 权限';
  // WeChat looks at the order too (platform.md §2.7).
  const order = ['appid', 'redirect_uri', 'response_type', 'scope', 'state', 'agentid'];
  const given = [...query.keys()].filter((name) => order.includes(name));
  if (given.join() !== order.filter((name) => given.includes(name)).join()) return '授权链接的参数顺序不对';
  const redirect = query.get('redirect_uri') ?? '';
  if (!URL.canParse(redirect) || !apps.origins().includes(new URL(redirect).origin))
    return 'redirect_uri 域名与后台配置不一致';
  return undefined;
}
