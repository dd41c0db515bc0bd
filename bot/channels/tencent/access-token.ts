/**
 * The access token of one app, shared by all processes. One asks for it, all others wait or read: asked twice at once,
 * a platform may hand out two and the older one would overwrite the newer. A token is never thrown away before its
 * successor is there, and a fresh one is never forced.
 */

import type { Clock } from '#kit/clock.ts';
import type { CallResult } from './client.ts';

export interface StoredToken {
  value: string;
  /** From then on somebody asks for the next one. */
  refreshAt: Date;
  /** Until then it can still be used when the next one cannot be had. */
  expiresAt: Date;
}

/** Where the token is kept for all processes: a row. The value is a secret and is stored encrypted. */
export interface TokenStore {
  read(): Promise<StoredToken | undefined>;
  write(token: StoredToken): Promise<void>;
  /** Runs alone among all processes, under a lease; whoever waited for it looks into the store again. */
  refreshing<T>(run: () => Promise<T>): Promise<T>;
}

export type TokenResult = { kind: 'token'; value: string } | NoToken;
/** The platform gave no token: bad secret, address not on its list, not reachable. */
export interface NoToken {
  kind: 'no-token';
  cause: CallResult;
}

export interface AccessToken {
  current(): Promise<TokenResult>;
  /** The token to try after the platform refused `rejected` (WeChat 40001, 40014, 42001). It may be the same one. */
  after(rejected: string): Promise<TokenResult>;
}

export interface AccessTokenParts {
  store: TokenStore;
  /** Asks the platform, never with force. */
  fetch: () => Promise<CallResult>;
  clock: Clock;
  random: (bytes: number) => Uint8Array;
}

export function createAccessToken({ store, fetch, clock, random }: AccessTokenParts): AccessToken {
  let known: StoredToken | undefined;
  let flight: Promise<TokenResult> | undefined;
  let insisted: { value: string; at: number } | undefined;

  return {
    async current() {
      if (known !== undefined && fresh(known)) return found(known);
      return renew(undefined);
    },

    async after(rejected) {
      const first = await renew(rejected);
      // It may have joined a search that did not know that this one is refused.
      return first.kind === 'token' && first.value === rejected ? renew(rejected) : first;
    },
  };

  /** One at a time in this process, one at a time among all of them. */
  function renew(rejected: string | undefined): Promise<TokenResult> {
    flight ??= look(rejected).finally(() => {
      flight = undefined;
    });
    return flight;
  }

  async function look(rejected: string | undefined): Promise<TokenResult> {
    return (await fromStore(rejected)) ?? store.refreshing(async () => (await fromStore(rejected)) ?? ask(rejected));
  }

  async function fromStore(rejected: string | undefined): Promise<TokenResult | undefined> {
    const stored = await store.read();
    if (stored === undefined || stored.value === rejected) return undefined;
    known = stored;
    return fresh(stored) ? found(stored) : undefined;
  }

  async function ask(rejected: string | undefined): Promise<TokenResult> {
    // Asked about this very token a moment ago, the platform named it again. A loop would only use up the quota.
    if (rejected !== undefined && insisted?.value === rejected && clock.monotonic() - insisted.at < ASK_AGAIN_MS) {
      return { kind: 'token', value: rejected };
    }
    const answer = await fetch();
    const token = answer.kind === 'answered' && answer.code === 0 ? tokenIn(answer.body) : undefined;
    if (token === undefined) return usable(rejected) ?? { kind: 'no-token', cause: answer };
    insisted = token.value === rejected ? { value: rejected, at: clock.monotonic() } : undefined;
    known = token;
    await store.write(token);
    return found(token);
  }

  function tokenIn(body: Readonly<Record<string, unknown>>): StoredToken | undefined {
    const { access_token: value, expires_in: seconds } = body;
    if (typeof value !== 'string' || value === '' || typeof seconds !== 'number' || !(seconds > 0)) return undefined;
    const now = clock.now().getTime();
    // 300 to 600 s early, so that processes do not all wake at once; a short-lived one (300 s happens) at half its life.
    const early = Math.min(300 + ((random(1)[0] ?? 0) / 256) * 300, seconds / 2);
    return { value, refreshAt: new Date(now + (seconds - early) * 1000), expiresAt: new Date(now + seconds * 1000) };
  }

  /** The old one while it lasts, when there is no new one to be had. */
  function usable(rejected: string | undefined): TokenResult | undefined {
    return known !== undefined && known.value !== rejected && clock.now() < known.expiresAt ? found(known) : undefined;
  }

  function fresh(token: StoredToken): boolean {
    return clock.now() < token.refreshAt;
  }
}

const ASK_AGAIN_MS = 60_000;

function found({ value }: StoredToken): TokenResult {
  return { kind: 'token', value };
}
