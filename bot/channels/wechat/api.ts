/** The Official Account's API with its token. WeChat: stable access token. */

import type { Clock } from '#kit/clock.ts';
import { createAccessToken, type TokenStore } from '../tencent/access-token.ts';
import { createTencentApi, type TencentApi } from '../tencent/api.ts';
import { createTencentClient } from '../tencent/client.ts';
import { WECHAT_TOKEN_CODES } from './errors.ts';

export interface WechatApiParts {
  appId: string;
  secret: string;
  /** WECHAT_API_BASE. */
  baseUrl: string;
  tokens: TokenStore;
  clock: Clock;
  random: (bytes: number) => Uint8Array;
}

/** `stable_token` gives every caller the same token until shortly before its end, so that processes cannot undo each other's. */
export function createWechatApi({ appId, secret, baseUrl, tokens, clock, random }: WechatApiParts): TencentApi {
  const client = createTencentClient({ baseUrl });
  const body = { grant_type: 'client_credential', appid: appId, secret, force_refresh: false };
  const fetch = () => client.post('/cgi-bin/stable_token', {}, body);
  return createTencentApi(client, createAccessToken({ store: tokens, fetch, clock, random }), WECHAT_TOKEN_CODES);
}
