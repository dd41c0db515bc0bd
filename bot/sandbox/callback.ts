import { createHash } from 'node:crypto';
import { type Envelope as Cipher, callbackXml, type Sealed } from '#kit/envelope.ts';
import { type Ground, randomName, seconds } from './ground.ts';
import type { Envelope } from './protocol.ts';
import { readXml, textOf, type XmlElement } from './xml.ts';

/** One application that a platform calls back. */
export interface Subscriber {
  /** The address that its operator entered. */
  address(): string;
  /** The account's `gh_…` name or the corp id: `ToUserName`. */
  toUserName: string;
  /** WeCom's. */
  agentId?: string;
  cipher: Cipher;
  /** WeChat also signs timestamp and nonce alone, with this. */
  plainToken?: string;
}

export interface CallbackLimits {
  /** The platform hangs up after this many milliseconds of real time. */
  timeoutMs: number;
  /** How often it tries in all. */
  tries: number;
  /** Ends what is under way, when the platforms stop. */
  stop: AbortSignal;
}

/** WeChat and WeCom: five seconds, three tries (platform.md §1.6, §3.2). */
export const platformLimits: Omit<CallbackLimits, 'stop'> = { timeoutMs: 5_000, tries: 3 };

/** `reply` is absent when the program had nothing to say. */
export type CallbackOutcome =
  | { outcome: 'answered'; reply?: XmlElement; envelopes: Envelope[] }
  | { outcome: 'failed'; trouble: string; envelopes: Envelope[] };

/**
 * Sends one event to the program over HTTP, encrypted. When no 2xx comes back in time it sends the same bytes again,
 * with the same signature, timestamp and nonce, while the first attempt may still be running there.
 * `openid` goes into the address, as WeChat does it.
 */
export async function callBack(
  ground: Ground,
  subscriber: Subscriber,
  event: { plain: string; openid?: string },
  limits: CallbackLimits,
): Promise<CallbackOutcome> {
  const sealed = subscriber.cipher.seal(event.plain, {
    timestamp: String(seconds(ground.clock)),
    nonce: String(ground.chance.below(2 ** 31)),
    random16: ground.chance.bytes(16),
  });
  const url = `${subscriber.address()}?${signedQuery(subscriber, sealed, event.openid)}`;
  const wire = callbackXml(sealed, subscriber.toUserName, subscriber.agentId);
  const envelopes: Envelope[] = [];
  let trouble = '平台停了';
  for (let attempt = 1; attempt <= limits.tries && !limits.stop.aborted; attempt += 1) {
    const envelope: Envelope = {
      at: ground.clock.now().toISOString(),
      direction: 'callback',
      attempt,
      method: 'POST',
      url: addressShown(url),
      request: { wire, plain: event.plain },
    };
    envelopes.push(envelope);
    const posted = await post(url, wire, limits);
    if ('trouble' in posted) {
      trouble = envelope.trouble = posted.trouble;
      continue;
    }
    envelope.status = posted.status;
    envelope.answer = { wire: posted.body };
    if (posted.status < 200 || posted.status > 299) {
      trouble = envelope.trouble = `程序回答了 HTTP ${posted.status}`;
      continue;
    }
    const read = readReply(subscriber.cipher, posted.body);
    if (read.plain !== undefined) envelope.answer.plain = read.plain;
    if (read.trouble !== undefined) {
      envelope.trouble = read.trouble;
      return { outcome: 'failed', trouble: read.trouble, envelopes };
    }
    return { outcome: 'answered', envelopes, ...(read.reply && { reply: read.reply }) };
  }
  return { outcome: 'failed', trouble, envelopes };
}

/** What the operator's console does when the address is saved: the program must echo what it was sent. */
export async function verifyAddress(ground: Ground, subscriber: Subscriber, limits: CallbackLimits): Promise<boolean> {
  const secret = randomName(ground.chance, 19).replaceAll(/[-_]/g, '0');
  const sealed = subscriber.cipher.seal(secret, {
    timestamp: String(seconds(ground.clock)),
    nonce: String(ground.chance.below(2 ** 31)),
    random16: ground.chance.bytes(16),
  });
  const query =
    subscriber.plainToken === undefined
      ? new URLSearchParams({ ...signature('msg_signature', sealed), echostr: sealed.encrypted })
      : new URLSearchParams({ ...plainSignature(subscriber.plainToken, sealed), echostr: secret });
  const patience = createPatience(limits.timeoutMs, limits.stop);
  try {
    const address = `${subscriber.address()}?${query}`;
    const response = await fetch(address, { redirect: 'manual', signal: patience.signal });
    return response.status === 200 && (await response.text()) === secret;
  } catch {
    return false;
  } finally {
    patience.end();
  }
}

function signedQuery(subscriber: Subscriber, sealed: Sealed, openid: string | undefined): URLSearchParams {
  if (subscriber.plainToken === undefined) return new URLSearchParams(signature('msg_signature', sealed));
  return new URLSearchParams({
    ...plainSignature(subscriber.plainToken, sealed),
    ...(openid !== undefined && { openid }),
    encrypt_type: 'aes',
    msg_signature: sealed.signature,
  });
}

function signature(name: string, { signature: value, timestamp, nonce }: Sealed): Record<string, string> {
  return { [name]: value, timestamp, nonce };
}

function plainSignature(token: string, { timestamp, nonce }: Sealed): Record<string, string> {
  const value = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');
  return { signature: value, timestamp, nonce };
}

async function post(
  url: string,
  body: string,
  { timeoutMs, stop }: CallbackLimits,
): Promise<{ status: number; body: string } | { trouble: string }> {
  const patience = createPatience(timeoutMs, stop);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', 'user-agent': 'Mozilla/4.0', accept: '*/*' },
      body,
      redirect: 'manual',
      signal: patience.signal,
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return { trouble: patience.signal.aborted ? `${timeoutMs / 1000} 秒内没有回答` : '连不上程序' };
  } finally {
    patience.end();
  }
}

/** A signal after this time, or when the platforms stop. By hand, because Node 20 may collect an `AbortSignal.any` too early. */
function createPatience(timeoutMs: number, stop: AbortSignal): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  stop.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      stop.removeEventListener('abort', abort);
    },
  };
}

/** An empty body and `success` say nothing; everything else must be a whole encrypted answer. */
function readReply(cipher: Cipher, body: string): { reply?: XmlElement; plain?: string; trouble?: string } {
  if (body === '' || body === 'success') return {};
  const outer = readXml(body);
  const encrypted = textOf(outer, 'Encrypt');
  if (!outer || encrypted === '') return { trouble: '回答不是 success、空内容或加密的 XML' };
  const timestamp = textOf(outer, 'TimeStamp');
  if (!/^\d{10}$/.test(timestamp)) return { trouble: '回答里的 TimeStamp 不是以秒计的' };
  const opened = cipher.open(encrypted, {
    signature: textOf(outer, 'MsgSignature'),
    timestamp,
    nonce: textOf(outer, 'Nonce'),
  });
  if (!opened.ok) return { trouble: `回答解不开（${opened.why}）` };
  const plain = opened.content.toString('utf8');
  const reply = readXml(plain);
  return reply ? { reply, plain } : { plain, trouble: '回答解开后不是完整的 XML' };
}

/** Path and query only: the host is this machine. */
function addressShown(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
