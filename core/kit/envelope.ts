/**
 * The encrypted envelope around everything that Tencent's platforms (WeChat Official Account, WeCom) send to an app and
 * hear from it: AES-256-CBC with a 32-byte padding, an id at the end, and a SHA-1 signature over the sorted parts.
 * Both halves are here, because the simulated platforms speak it too. Randomness and time are passed in.
 */

import { createCipheriv, createDecipheriv, createSecretKey, hash, timingSafeEqual } from 'node:crypto';
import { cdataElement } from './xml.ts';

export interface EnvelopeSecrets {
  token: string;
  /** 43 characters of base64 as the platform's console shows them. */
  encodingAesKey: string;
  /** The Official Account's app id, or the WeCom corp id. */
  receiveId: string;
}

/** What stands in a callback's address. `signature` is `msg_signature`, or the plain `signature` of a URL check. */
export interface SignedQuery {
  signature: string;
  timestamp: string;
  nonce: string;
}

export type Opened = { ok: true; content: Buffer } | { ok: false; why: Unopened };
/** For logs and counters only: an outsider must not learn which step failed. */
export type Unopened = 'signature' | 'cipher' | 'padding' | 'length' | 'receive-id';

/** One ciphertext with what was signed. `timestamp` is in seconds. */
export interface Sealed extends SignedQuery {
  encrypted: string;
}

export interface SealWith {
  /** Seconds since 1970. */
  timestamp: string;
  nonce: string;
  /** Sixteen random bytes, fresh for each message. */
  random16: Uint8Array;
}

export interface Envelope {
  /** WeChat's URL check: a signature over token, timestamp and nonce alone. It covers no body; never believe a POST by it. */
  verifyUrl(query: SignedQuery): boolean;
  /** Checks the signature, decrypts and checks everything inside. Never throws. */
  open(encrypted: string, query: SignedQuery): Opened;
  seal(content: string, using: SealWith): Sealed;
}

/** Prepares an app's key once. Throws on a key that is none, so that a wrong setting fails at start, not at the first message. */
export function createEnvelope({ token, encodingAesKey, receiveId }: EnvelopeSecrets): Envelope {
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) throw new Error('an EncodingAESKey has 43 characters of base64');
  // Real keys end in a character whose low bits are not zero, which strict decoders refuse; Buffer is lenient.
  const keyBytes = Buffer.from(`${encodingAesKey}=`, 'base64');
  const key = createSecretKey(keyBytes);
  const iv = keyBytes.subarray(0, 16);
  const id = Buffer.from(receiveId, 'utf8');

  return {
    verifyUrl: ({ signature, timestamp, nonce }) => equal(signature, sign([token, timestamp, nonce])),

    open(encrypted, { signature, timestamp, nonce }) {
      if (!equal(signature, sign([token, timestamp, nonce, encrypted]))) return refused('signature');
      const cipher = Buffer.from(encrypted, 'base64');
      if (cipher.length < 32 || cipher.length % 16 !== 0 || cipher.length !== decodedLength(encrypted))
        return refused('cipher');
      const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
      const padded = decipher.update(cipher);
      const padding = paddingOf(padded);
      if (padding === 0) return refused('padding');
      const end = padded.length - padding;
      const to = end < HEAD ? 0 : HEAD + padded.readUInt32BE(16);
      if (to < HEAD || to > end) return refused('length');
      if (!id.equals(padded.subarray(to, end))) return refused('receive-id');
      return { ok: true, content: padded.subarray(HEAD, to) };
    },

    seal(content, { timestamp, nonce, random16 }) {
      if (random16.length !== 16) throw new Error('an envelope takes exactly sixteen random bytes');
      const size = Buffer.byteLength(content);
      const length = HEAD + size + id.length;
      const padding = BLOCK - (length % BLOCK);
      const plain = Buffer.allocUnsafe(length + padding);
      plain.set(random16, 0);
      plain.writeUInt32BE(size, 16);
      plain.write(content, HEAD);
      plain.set(id, HEAD + size);
      plain.fill(padding, length);
      const encrypted = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false).update(plain).toString('base64');
      return { encrypted, timestamp, nonce, signature: sign([token, timestamp, nonce, encrypted]) };
    },
  };
}

/** The body of an encrypted answer: what the app says back to a callback. */
export function answerXml({ encrypted, signature, timestamp, nonce }: Sealed): string {
  return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp>${cdataElement('Nonce', nonce)}</xml>`;
}

/** The body of a callback: what the platform posts. `agentId` is WeCom's. */
export function callbackXml({ encrypted }: Sealed, toUserName: string, agentId?: string): string {
  const agent = agentId === undefined ? '' : cdataElement('AgentID', agentId);
  return `<xml>${cdataElement('ToUserName', toUserName)}${agent}<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
}

/** Random bytes and the length of the content stand before it. */
const HEAD = 20;
/** Not AES's 16: with the usual padding every second message fails. */
const BLOCK = 32;

/** Hex SHA-1 of the parts, sorted by code unit and joined. */
function sign(parts: string[]): string {
  return hash('sha1', parts.sort().join(''));
}

function equal(given: string, expected: string): boolean {
  if (given.length !== expected.length) return false;
  const a = Buffer.from(given, 'utf8');
  return a.length === expected.length && timingSafeEqual(a, Buffer.from(expected, 'latin1'));
}

/** The bytes that a well-formed base64 text of this length holds; no whole number for another length. Buffer skips foreign characters: then fewer come out. */
function decodedLength(text: string): number {
  const filler = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - filler;
}

/** 1 to 32 when the padding is whole, else 0. */
function paddingOf(padded: Buffer): number {
  const padding = padded[padded.length - 1] ?? 0;
  if (padding < 1 || padding > BLOCK) return 0;
  for (let at = padded.length - padding; at < padded.length; at += 1) if (padded[at] !== padding) return 0;
  return padding;
}

function refused(why: Unopened): Opened {
  return { ok: false, why };
}
