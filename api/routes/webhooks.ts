import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';

/** What answers a platform's callbacks: bot/channels/webhook. */
export interface CallbackHandler {
  verify(query: Query): CallbackAnswer;
  handle(request: { query: Query; body: Buffer }): Promise<CallbackAnswer>;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

interface CallbackAnswer {
  status: number;
  body: string;
  type: string;
  /** To be called once the whole answer has been written to the socket. */
  left?: (() => void) | undefined;
}

/** Answers a callback itself and says true, or leaves the request alone. */
export type CallbackRoutes = (request: IncomingMessage, response: ServerResponse) => boolean;

const limit = 64 * 1024;

/**
 * `GET/POST /webhooks/wechat` and `/webhooks/wecom`, straight on node:http: they are most of the traffic, have five
 * seconds, and need nothing of what pages need (Koa would take a third of an answer's time). The body is read raw,
 * because the signature covers bytes. A channel that is off answers 404.
 */
export function callbackRoutes(
  handlers: ReadonlyMap<string, CallbackHandler>,
  answered: (path: string, status: number, startedAt: number) => void,
  monotonic: () => number,
): CallbackRoutes {
  return (request, response) => {
    const [path = '', search = ''] = (request.url ?? '').split('?', 2);
    if (!path.startsWith('/webhooks/')) return false;
    const startedAt = monotonic();
    const finish = (answer: CallbackAnswer) => {
      answered(path, answer.status, startedAt);
      if (answer.left) response.once('finish', answer.left);
      response.writeHead(answer.status, {
        'Content-Type': `${answer.type}; charset=utf-8`,
        'Content-Length': Buffer.byteLength(answer.body),
        'X-Content-Type-Options': 'nosniff',
        // What is left of a body that is too large is not read: the connection ends with the answer.
        ...(answer.status === 413 ? { Connection: 'close' } : {}),
      });
      response.end(answer.body);
    };
    const handler = handlers.get(path);
    if (!handler) finish(nothing(404));
    else if (request.method === 'GET') finish(handler.verify(parse(search)));
    else if (request.method !== 'POST') finish(nothing(405));
    else
      readBody(request, (body) => {
        if (typeof body === 'number') finish(nothing(body));
        else void handler.handle({ query: parse(search), body }).then(finish);
      });
    return true;
  };
}

function nothing(status: number): CallbackAnswer {
  return { status, body: '', type: 'text/plain' };
}

/** Gives once the whole body, or the status that says why not: 413 too large, 400 cut off. */
function readBody(request: IncomingMessage, take: (body: Buffer | number) => void): void {
  let chunks: Buffer[] | undefined = [];
  let length = 0;
  const finish = (body: Buffer | number) => {
    if (chunks === undefined) return;
    chunks = undefined;
    take(body);
  };
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    finish(413);
    return;
  }
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > limit) finish(413);
    else chunks?.push(chunk);
  });
  request.on('end', () => finish(chunks?.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks ?? [])));
  // Comes last, whatever broke it off; after the end it has nothing to say.
  request.on('close', () => finish(400));
}
