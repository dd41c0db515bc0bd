import type { RequestListener } from 'node:http';
import Koa from 'koa';
import helmet from 'koa-helmet';
import type { Refusal } from '#domain/refusal.ts';
import type { Log } from '#kit/log.ts';
import type { CallbackRoutes } from './routes/webhooks.ts';
import { HttpProblem, isFault, problemOf } from './problem.ts';

/** What is served. */
export interface ServerParts {
  log: Log;
  requestId: () => string;
  /** What staff are told when the domain refuses. */
  sentenceOf?: (refusal: Refusal) => string;
  /** Before everything else. */
  callbacks: CallbackRoutes;
  /** In this order. */
  routes: readonly Koa.Middleware[];
}

/** What answers each request. */
export function createListener({ log, requestId, sentenceOf, callbacks, routes }: ServerParts): RequestListener {
  const app = new Koa();
  app.use(answerErrors(log, requestId, sentenceOf));
  app.use(
    helmet({
      // Pages set their own policy with a nonce; this one is for everything else.
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          frameAncestors: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
        },
      },
      strictTransportSecurity: false,
      xFrameOptions: { action: 'sameorigin' },
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );
  for (const route of routes) app.use(route);
  app.use(() => {
    throw new HttpProblem(404, 'not-found', '没有这个页面');
  });
  app.on('error', (error: Error & { code?: string }) => {
    // A browser that went away is no fault of ours.
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') log.error({ error }, 'response failed');
  });
  const handle = app.callback();
  return (request, response) => {
    if (!callbacks(request, response)) void handle(request, response);
  };
}

function answerErrors(log: Log, requestId: () => string, sentenceOf: ServerParts['sentenceOf']): Koa.Middleware {
  return async (context, next) => {
    const id = requestId();
    try {
      await next();
    } catch (error) {
      if (isFault(error)) log.error({ error, requestId: id, path: context.path }, 'request failed');
      const problem = problemOf(error, id, sentenceOf);
      context.status = problem.status;
      if (error instanceof HttpProblem && error.retryAfter !== undefined)
        context.set('Retry-After', String(error.retryAfter));
      context.type = 'application/problem+json; charset=utf-8';
      context.body = JSON.stringify(problem);
    }
  };
}
