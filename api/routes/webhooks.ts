import type Koa from 'koa';
import rawBody from 'raw-body';

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

const limit = 64 * 1024;

/**
 * `GET/POST /webhooks/wechat` and `/webhooks/wecom`. The body is read raw: the signature covers bytes.
 * A channel that is off answers 404.
 */
export function webhookRoutes(handlers: ReadonlyMap<string, CallbackHandler>): Koa.Middleware {
  return async (context, next) => {
    if (!context.path.startsWith('/webhooks/')) return next();
    const handler = handlers.get(context.path);
    if (!handler || (context.method !== 'GET' && context.method !== 'POST')) {
      context.status = handler ? 405 : 404;
      context.body = '';
      return;
    }
    const answer = context.method === 'GET' ? handler.verify(context.query) : await received(context, handler);
    context.status = answer.status;
    context.type = answer.type;
    context.body = answer.body;
    if (answer.left) context.res.once('finish', answer.left);
  };
}

async function received(context: Koa.Context, handler: CallbackHandler): Promise<CallbackAnswer> {
  const body = await rawBody(context.req, { limit, length: context.req.headers['content-length'] ?? null }).catch(
    (error: unknown) => statusOf(error),
  );
  if (Buffer.isBuffer(body)) return handler.handle({ query: context.query, body });
  // What is left of a body that is too large is not read: the connection ends with the answer.
  context.set('Connection', 'close');
  return { status: body, body: '', type: 'text/plain' };
}

/** Too large, cut off, or of another length than it said. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 400;
}
