/** The WeCom app's API with its token. WeCom: access token. */

import type { Clock } from '#kit/clock.ts';
import { createAccessToken, type TokenStore } from '../tencent/access-token.ts';
import { createTencentApi, type TencentApi } from '../tencent/api.ts';
import { createTencentClient } from '../tencent/client.ts';
import { WECOM_TOKEN_CODES } from './errors.ts';

export interface WecomApiParts {
  corpId: string;
  secret: string;
  /** WECOM_API_BASE. */
  baseUrl: string;
  tokens: TokenStore;
  clock: Clock;
  random: (bytes: number) => Uint8Array;
}

/** One token for each app's secret; asked again while it is valid, the platform gives the same. */
export function createWecomApi({ corpId, secret, baseUrl, tokens, clock, random }: WecomApiParts): TencentApi {
  const client = createTencentClient({ baseUrl });
  const fetch = () => client.get('/cgi-bin/gettoken', { corpid: corpId, corpsecret: secret });
  return createTencentApi(client, createAccessToken({ store: tokens, fetch, clock, random }), WECOM_TOKEN_CODES);
}
