/**
 * The webhook of an encrypted Tencent channel, free of any web framework: query and body in, status and body out. Only
 * what the envelope vouches for is believed: never the plain signature (it covers no body), never the clear fields that
 * compatible mode sends beside <Encrypt>. Every doubt before the signature holds gets one and the same answer.
 */

import type { Clock } from '#kit/clock.ts';
import { answerXml, type Envelope, type SignedQuery, type Unopened } from '#kit/envelope.ts';
import { readXml, textOf, type XmlFields, type XmlFlaw } from '#kit/xml.ts';
import type { InboundMessage, Reply } from '../message.ts';
import type { PassiveHead, PassiveReply } from './tencent/passive.ts';

/** A parsed query string; a name given twice is a list and is refused. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

export interface WebhookAnswer {
  status: 200 | 400 | 401 | 413 | 500;
  body: string;
  type: 'text/plain' | 'application/xml';
  /** To be called once the whole answer has been written to the socket: only then did the person get it. */
  left?: (() => void) | undefined;
}

export interface Webhook {
  /** Answers the GET by which a platform checks the address. */
  verify(query: Query): WebhookAnswer;
  /** Answers a POST. Never rejects. */
  handle(request: { query: Query; body: Buffer }): Promise<WebhookAnswer>;
}

/** The whole body of the answer, computed once and kept with the claim, and what did not fit into it. */
export interface Encoded {
  body: string;
  rest: Reply[];
}

/** `pressed` greys the button that a WeCom member pressed and shows this word on it; then all replies are `rest`. */
export type Encode = (replies: Reply[], pressed?: string) => Encoded;

export interface Received {
  /** What `encode` gave, now or, for a repeat, when the message first came. */
  body: string;
  left?: (() => void) | undefined;
}

/** Takes a message for good, or throws `NotKept`. Any other error means that it is kept and somebody looks after it. */
export type Receive = (message: InboundMessage, encode: Encode) => Promise<Received>;

/** Nothing, not even the spool, could take the message: the platform shall send it again. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

export type WebhookEvent =
  | { kind: 'denied'; why: Unopened | XmlFlaw | 'query' | 'plaintext' | 'addressee' | 'too-large' }
  | { kind: 'undecodable'; why: XmlFlaw | 'fields' }
  /** The message is kept, its answer was not ready in time and goes out as a delivery. */
  | { kind: 'late' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'not-kept'; error: unknown };

/** Calls back when so many milliseconds have passed, unless it is given up before. */
export type Deadline = (ms: number, passed: () => void) => { giveUp(): void };

export interface WebhookParts {
  envelope: Envelope;
  clock: Clock;
  random: (bytes: number) => Uint8Array;
  deadline: Deadline;
  receive: Receive;
  /** For counters and the log; nothing in it may be told to the caller. */
  report: (event: WebhookEvent) => void;
}

/** Where WeChat and WeCom differ. */
export interface Brand {
  /** The answer that says nothing. */
  silence: string;
  /** The echo of a GET, when it proves that it knows the token. */
  echo(query: Query, envelope: Envelope): string | undefined;
  /** Whether a POST says that it is encrypted. */
  encrypted(query: Query): boolean;
  decode(fields: XmlFields): InboundMessage | undefined;
  encode(head: PassiveHead, replies: Reply[], pressed: string | undefined): PassiveReply;
}

/** The platforms wait five seconds; half a second is the network's. */
const ANSWER_WITHIN_MS = 4_500;
const MAX_BODY_BYTES = 64 * 1024;
const NONCE_BYTES = 8;

export function createWebhook(brand: Brand, parts: WebhookParts): Webhook {
  const { envelope, clock, random, report } = parts;

  return {
    verify(query) {
      const echo = brand.echo(query, envelope);
      // Always text/plain: the signature does not cover the echo, so it may be anybody's markup.
      return echo === undefined ? deny('query') : { status: 200, body: echo, type: 'text/plain' };
    },

    handle({ query, body }) {
      const opened = open(query, body);
      return 'message' in opened ? receiveInTime(opened) : Promise.resolve(opened);
    },
  };

  /** The message and how to answer it, or the answer to what is none. */
  function open(query: Query, body: Buffer): Question | WebhookAnswer {
    if (body.length > MAX_BODY_BYTES) return deny('too-large', 413);
    if (!brand.encrypted(query)) return deny('plaintext');
    const signed = signedQuery(query, 'msg_signature');
    if (signed === undefined) return deny('query');
    const outer = readXml(body);
    if (!outer.ok) return deny(outer.flaw);
    const encrypted = textOf(outer.fields, 'Encrypt');
    if (encrypted === undefined) return deny('plaintext');
    const opened = envelope.open(encrypted, signed);
    if (!opened.ok) return deny(opened.why);
    const inner = readXml(opened.content);
    if (!inner.ok) return undecodable(inner.flaw);
    const message = brand.decode(inner.fields);
    const to = textOf(inner.fields, 'ToUserName');
    const from = textOf(inner.fields, 'FromUserName');
    if (message === undefined || to === undefined || from === undefined) return undecodable('fields');
    if ((textOf(outer.fields, 'ToUserName') ?? to) !== to) return deny('addressee');
    return { message, encode: encodeFor(from, to) };
  }

  /** The callback's two ends, swapped: the answer goes from the account to the person. */
  function encodeFor(to: string, from: string): Encode {
    return (replies, pressed) => {
      const at = clock.now();
      const { xml, rest } = brand.encode({ to, from, at }, replies, pressed);
      if (xml === undefined) return { body: brand.silence, rest };
      const chance = Buffer.from(random(16 + NONCE_BYTES));
      const timestamp = String(Math.floor(at.getTime() / 1000));
      const nonce = chance.toString('hex', 16);
      return { body: answerXml(envelope.seal(xml, { timestamp, nonce, random16: chance.subarray(0, 16) })), rest };
    };
  }

  /** Written without a race of promises: this is the way of every message, and each hop costs a microsecond. */
  function receiveInTime(question: Question): Promise<WebhookAnswer> {
    return new Promise((resolve) => {
      const limit = parts.deadline(ANSWER_WITHIN_MS, () => {
        report({ kind: 'late' });
        resolve(answer(200, brand.silence));
      });
      void parts.receive(question.message, question.encode).then(
        ({ body, left }) => {
          limit.giveUp();
          resolve(answer(200, body, left));
        },
        (error: unknown) => {
          limit.giveUp();
          resolve(unreceived(error));
        },
      );
    });
  }

  /** After the signature held, only a message that nothing could keep is an error towards the platform. */
  function unreceived(error: unknown): WebhookAnswer {
    if (error instanceof NotKept) {
      report({ kind: 'not-kept', error });
      return answer(500, 'not kept');
    }
    report({ kind: 'failed', error });
    return answer(200, brand.silence);
  }

  function deny(why: Extract<WebhookEvent, { kind: 'denied' }>['why'], status: 401 | 413 = 401): WebhookAnswer {
    report({ kind: 'denied', why });
    return answer(status, 'denied');
  }

  function undecodable(why: XmlFlaw | 'fields'): WebhookAnswer {
    report({ kind: 'undecodable', why });
    return answer(400, 'not understood');
  }
}

/** The signed part of a query; undefined when something is missing, doubled or absurdly long. */
export function signedQuery(query: Query, name: 'signature' | 'msg_signature'): SignedQuery | undefined {
  const { [name]: signature, timestamp, nonce } = query;
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || typeof nonce !== 'string') return undefined;
  return timestamp.length > 128 || nonce.length > 128 ? undefined : { signature, timestamp, nonce };
}

/** The deadline of a running program. */
export const timerDeadline: Deadline = (ms, passed) => {
  const timer = setTimeout(passed, ms);
  return { giveUp: () => clearTimeout(timer) };
};

/** A message that the envelope vouches for. */
interface Question {
  message: InboundMessage;
  encode: Encode;
}

function answer(status: WebhookAnswer['status'], body: string, left?: () => void): WebhookAnswer {
  return { status, body, type: body.startsWith('<') ? 'application/xml' : 'text/plain', left };
}
