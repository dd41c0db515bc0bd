import { Agent as PlainAgent, type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http';
import { Agent as SecureAgent, request as requestSecure } from 'node:https';

/** What is asked of a platform. */
export interface Call {
  method: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** For the whole call, the answer's body included. */
  timeoutMs: number;
}

/** What came back, whatever the status; a redirect is an answer too and is never followed. */
export interface Answer {
  status: number;
  text: string;
}

/** No whole answer came in time. */
export class NoAnswerInTime extends Error {
  override readonly name = 'TimeoutError';
}

/** Idle connections are closed before a platform does it: a call on one that is being closed would be lost. */
const keeping = { keepAlive: true, timeout: 4_000 };
const plainAgent = new PlainAgent(keeping);
const secureAgent = new SecureAgent(keeping);

/**
 * Calls a platform on a kept connection. On node:http, because fetch costs five times the CPU for each call (measured in
 * tests/bench), and a broadcast is a hundred thousand of them beside people's messages.
 * @throws NoAnswerInTime, or the connection's own error with its code
 */
export function callPlatform(address: string, { method, headers, body, timeoutMs }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const options: RequestOptions = { method, headers: { ...headers, ...length } };
    const sending = address.startsWith('https:')
      ? requestSecure(address, { ...options, agent: secureAgent })
      : requestPlain(address, { ...options, agent: plainAgent });
    const fail = (error: Error) => {
      clearTimeout(limit);
      reject(error);
    };
    const limit = setTimeout(() => {
      fail(new NoAnswerInTime());
      sending.destroy();
    }, timeoutMs);
    sending.on('error', fail);
    sending.once('response', (response) => {
      readAll(response).then((text) => {
        clearTimeout(limit);
        resolve({ status: response.statusCode ?? 0, text });
      }, fail);
    });
    sending.end(body);
  });
}

function readAll(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (piece: string) => (text += piece));
    response.once('end', () => resolve(text));
    // Cut off in the middle it ends with an error.
    response.once('error', reject);
  });
}
