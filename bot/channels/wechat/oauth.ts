/** 网页授权: which account opens a page in WeChat's browser. WeChat: OAuth2, scope snsapi_base, without asking anybody. */

import { createTencentClient } from '../tencent/client.ts';

export interface WechatOAuthParts {
  appId: string;
  secret: string;
  /** WECHAT_API_BASE. */
  apiBase: string;
  /** WECHAT_OPEN_BASE. */
  openBase: string;
}

export interface WechatOAuth {
  /** Where the browser is sent; WeChat sends it back to `page` with `state` and a code, good once and for five minutes. */
  authorizeUrl(page: string, state: string): string;
  /** The openid behind a code; undefined for a wrong or used code, a guest's passing identity, or no answer. */
  openidOf(code: string): Promise<string | undefined>;
}

export function createWechatOAuth({ appId, secret, apiBase, openBase }: WechatOAuthParts): WechatOAuth {
  const client = createTencentClient({ baseUrl: apiBase });
  return {
    authorizeUrl(page, state) {
      // WeChat looks at the order too.
      const query = new URLSearchParams({
        appid: appId,
        redirect_uri: page,
        response_type: 'code',
        scope: 'snsapi_base',
        state,
      });
      return `${openBase}/connect/oauth2/authorize?${query}#wechat_redirect`;
    },
    async openidOf(code) {
      const answer = await client.get('/sns/oauth2/access_token', {
        appid: appId,
        secret,
        code,
        grant_type: 'authorization_code',
      });
      if (answer.kind !== 'answered' || answer.code !== 0) return undefined;
      const { openid, is_snapshotuser: isGuest } = answer.body;
      // 快照页: a virtual user, another one each time.
      return typeof openid === 'string' && isGuest !== 1 ? openid : undefined;
    },
  };
}
