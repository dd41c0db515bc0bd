/** What a test needs to play one of Tencent's platforms: callbacks in, answers out, an API on loopback. */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StoredToken, TokenStore } from '#bot/channels/tencent/access-token.ts';
import type { Deadline, Query, WebhookAnswer } from '#bot/channels/webhook.ts';
import { callbackXml, createEnvelope, type EnvelopeSecrets } from '#kit/envelope.ts';
import { cdataElement, readXml, textOf, type XmlFields } from '#kit/xml.ts';

export const WECHAT_APP: EnvelopeSecrets = {
  token: 'weixin',
  encodingAesKey: '1QRI5siTR+lCPTwcLkC5RbXuvZZd+DMLZnlh2y/hVGI',
  receiveId: 'wx0123456789abcdef',
};

export const WECOM_APP: EnvelopeSecrets = {
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: 'wx5823bf96d3bd56c7',
};

/** The account that is written to. */
export const ACCOUNT = 'gh_0123456789ab';

/** The platform's side of one app. Bytes are not random: a test repeats. */
export function playPlatform(app: EnvelopeSecrets) {
  const envelope = createEnvelope(app);
  return {
    /** The encrypted POST for a clear callback. */
    callback(
      xml: string,
      { timestamp = '1700000000', nonce = '372623149', to = ACCOUNT } = {},
    ): { query: Query; body: Buffer } {
      const sealed = envelope.seal(xml, { timestamp, nonce, random16: Buffer.alloc(16, 7) });
      const query = { msg_signature: sealed.signature, timestamp, nonce, encrypt_type: 'aes' };
      return { query, body: Buffer.from(callbackXml(sealed, to)) };
    },

    /** The fields of an encrypted answer; throws when the platform would not take it. */
    read({ status, body }: WebhookAnswer): XmlFields {
      const outer = readXml(Buffer.from(body));
      if (status !== 200 || !outer.ok) throw new Error(`no encrypted answer: ${status} ${body}`);
      const part = (name: string) => textOf(outer.fields, name) ?? '';
      const opened = envelope.open(part('Encrypt'), {
        signature: part('MsgSignature'),
        timestamp: part('TimeStamp'),
        nonce: part('Nonce'),
      });
      if (!opened.ok) throw new Error(`an answer that does not open: ${opened.why}`);
      const inner = readXml(opened.content);
      if (!inner.ok) throw new Error(`an answer that is no XML: ${inner.flaw}`);
      return inner.fields;
    },
  };
}

/** A clear callback; what is given replaces or joins the usual fields of a text message. */
export function callbackOf(fields: Record<string, string> = {}): string {
  const all = { ToUserName: ACCOUNT, FromUserName: 'oWang', CreateTime: '1700000000', MsgType: 'text', ...fields };
  return `<xml>${Object.entries(all)
    .map(([name, value]) => cdataElement(name, value))
    .join('')}</xml>`;
}

/** Reads a clear callback that is known to be sound. */
export function fieldsOf(xml: string): XmlFields {
  const reading = readXml(Buffer.from(xml));
  if (!reading.ok) throw new Error(reading.flaw);
  return reading.fields;
}

export interface ApiCall {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  text: string;
  body: unknown;
}

/** An answer that is not simply JSON with status 200. */
export class RawReply {
  readonly raw: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(raw: string, status = 200, headers: Record<string, string> = {}) {
    this.raw = raw;
    this.status = status;
    this.headers = headers;
  }
}

/** An HTTP API on loopback that answers as told and remembers every call. Objects are answered as JSON. */
export async function playApi(answer: (call: ApiCall) => object | 'hang') {
  const calls: ApiCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://loopback');
      const { method = '', headers } = request;
      const text = Buffer.concat(chunks).toString('utf8');
      const call = {
        method,
        path: pathname,
        query,
        headers,
        text,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      };
      calls.push(call);
      const reply = answer(call);
      if (reply === 'hang') return;
      const { status, headers: extra, raw } = reply instanceof RawReply ? reply : new RawReply(JSON.stringify(reply));
      response.writeHead(status, extra).end(raw);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a path
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A token store as all processes share it, with the lease as a queue. */
export function memoryTokens(): TokenStore & { stored: StoredToken | undefined } {
  let queue: Promise<unknown> = Promise.resolve();
  const store: TokenStore & { stored: StoredToken | undefined } = {
    stored: undefined,
    read: async () => store.stored,
    write: async (token) => {
      store.stored = token;
    },
    refreshing<T>(run: () => Promise<T>): Promise<T> {
      const mine = queue.then(run);
      queue = mine.catch(() => undefined);
      return mine;
    },
  };
  return store;
}

/** A deadline that passes when the test says so. */
export function handDeadline(): { deadline: Deadline; pass: () => void; open: () => number } {
  const waiting = new Set<() => void>();
  return {
    deadline(_ms, passed) {
      waiting.add(passed);
      return { giveUp: () => waiting.delete(passed) };
    },
    pass: () => {
      for (const passed of waiting) passed();
      waiting.clear();
    },
    open: () => waiting.size,
  };
}

/** Bytes that are the same in every run. */
export function evenBytes(bytes: number): Uint8Array {
  return Buffer.alloc(bytes, 0x5a);
}

/** A small seeded generator (mulberry32): numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
