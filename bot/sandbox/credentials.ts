import { hkdfSync } from 'node:crypto';

/** What the two platforms and the program know of each other. */
export interface SandboxCredentials {
  wechat: {
    /** The account's own name in callbacks, `gh_…`. */
    account: string;
    appId: string;
    appSecret: string;
    token: string;
    encodingAesKey: string;
  };
  wecom: {
    corpId: string;
    agentId: number;
    secret: string;
    token: string;
    encodingAesKey: string;
  };
}

/** Credentials of the real shapes, always the same ones for one seed, which must be secret. */
export function inventedCredentials(seed: string): SandboxCredentials {
  const make = (purpose: string, length: number, alphabet: string) =>
    Array.from(
      new Uint8Array(hkdfSync('sha256', seed, '', `sandbox ${purpose}`, length)),
      (byte) => alphabet[byte % alphabet.length],
    ).join('');
  return {
    wechat: {
      account: `gh_${make('account', 12, hex)}`,
      appId: `wx${make('app id', 16, hex)}`,
      appSecret: make('app secret', 32, hex),
      token: make('wechat token', 32, alphanumeric),
      encodingAesKey: make('wechat key', 43, alphanumeric),
    },
    wecom: {
      corpId: `ww${make('corp id', 16, hex)}`,
      agentId: 1_000_002,
      secret: make('wecom secret', 43, alphanumeric),
      token: make('wecom token', 32, alphanumeric),
      encodingAesKey: make('wecom key', 43, alphanumeric),
    },
  };
}

const hex = '0123456789abcdef';
const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
