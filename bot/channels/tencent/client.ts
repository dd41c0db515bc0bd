/**
 * Calls to Tencent's HTTP APIs: JSON in, JSON out. The platforms answer 200 to nearly everything, so the errcode inside
 * is the answer, and whatever is no answer is a typed failure. The access token stands in the address: it goes to the
 * configured base only, never along a redirect, and into no message of ours.
 */

import type { Call } from '../http-call.ts';
import { callPlatform } from '../http-call.ts';
import { whyLost } from '../lost-call.ts';
import { parseKeepingIds } from './json.ts';

export type CallResult = Answered | CallFailed;

export interface Answered {
  kind: 'answered';
  /** The errcode, 0 when there is none. The same number means different things on different platforms. */
  code: number;
  /** The errmsg; it may carry the platform's request id (rid). */
  message: string;
  body: Readonly<Record<string, unknown>>;
}

export interface CallFailed {
  kind: 'failed';
  /**
   * `unreachable`: nothing was sent. After any other it is unknown whether the platform did what was asked: no answer in
   * time, the connection broke (or a redirect was refused), an HTTP error, a body that is no JSON.
   */
  why: 'unreachable' | 'timeout' | 'broken' | 'http' | 'not-json';
  /** The HTTP status of `http`. */
  status?: number;
}

export interface TencentClient {
  get(path: string, query: Record<string, string>): Promise<CallResult>;
  post(path: string, query: Record<string, string>, body: unknown): Promise<CallResult>;
}

export interface ClientOptions {
  /** Scheme, host and perhaps a path, as configured. */
  baseUrl: string;
  /** For the whole call, body included. */
  timeoutMs?: number;
}

export function createTencentClient({ baseUrl, timeoutMs = 8_000 }: ClientOptions): TencentClient {
  const base = new URL(baseUrl);
  const prefix = `${base.origin}${base.pathname.replace(/\/+$/, '')}`;

  return {
    get: (path, query) => call(path, query, { method: 'GET', timeoutMs }),
    post: (path, query, body) =>
      call(path, query, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: toJson(body),
        timeoutMs,
      }),
  };

  async function call(path: string, query: Record<string, string>, what: Call): Promise<CallResult> {
    try {
      const address = `${prefix}${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`;
      const { status, text } = await callPlatform(address, what);
      if (status >= 300 && status < 400) return { kind: 'failed', why: 'broken' };
      if (status < 200 || status >= 400) return { kind: 'failed', why: 'http', status };
      return read(text, query.access_token);
    } catch (error) {
      // The error itself is dropped on purpose: it may quote the address, and the token with it.
      return { kind: 'failed', why: whyLost(error) };
    }
  }
}

function read(text: string, token: string | undefined): CallResult {
  const body = parseKeepingIds(text);
  if (!isRecord(body)) return { kind: 'failed', why: 'not-json' };
  const code = Number(body.errcode ?? 0);
  if (!Number.isInteger(code)) return { kind: 'failed', why: 'not-json' };
  const message = typeof body.errmsg === 'string' ? body.errmsg : '';
  return { kind: 'answered', code, message: token ? message.replaceAll(token, '[token]') : message, body };
}

/** The platforms refuse `\uXXXX`, which JSON.stringify writes for half an emoji and for control characters. */
function toJson(body: unknown): string {
  return JSON.stringify(body, (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(UNSENDABLE, '') : value,
  );
}

const UNSENDABLE = /(?![\t\n\r])\p{Cc}|\p{Surrogate}/gu;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
