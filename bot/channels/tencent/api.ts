/** Calls that need an access token: a refused token is replaced once and the call made once more. */

import type { AccessToken, NoToken } from './access-token.ts';
import type { CallResult, TencentClient } from './client.ts';

export type ApiResult = CallResult | NoToken;

export interface TencentApi {
  post(path: string, body: unknown): Promise<ApiResult>;
}

/** `tokenCodes`: the errcodes by which this platform says that the token is no good. They differ. */
export function createTencentApi(
  client: TencentClient,
  token: AccessToken,
  tokenCodes: ReadonlySet<number>,
): TencentApi {
  return {
    async post(path, body) {
      const first = await token.current();
      if (first.kind === 'no-token') return first;
      const answer = await client.post(path, { access_token: first.value }, body);
      if (answer.kind === 'failed' || !tokenCodes.has(answer.code)) return answer;
      const second = await token.after(first.value);
      if (second.kind === 'no-token') return second;
      return client.post(path, { access_token: second.value }, body);
    },
  };
}
