import Router from '@koa/router';
import type Koa from 'koa';
import rawBody from 'raw-body';
import { bindPage, privacyPage, type BindParts, type BindRequest } from '../h5/bind-page.ts';
import type { PageResponse } from '../h5/shell.ts';
import { HttpProblem } from '../problem.ts';

/** Six short fields. */
const largestForm = 8 * 1024;

/** `GET` and `POST /h5/bind/:token`: who somebody is; `GET /h5/privacy`: what is agreed to. */
export function h5BindRoutes(parts: BindParts): Koa.Middleware {
  const handle = bindPage(parts);
  const router = new Router();
  router.get('/h5/privacy', (context) => send(context, privacyPage(parts.nonce())));
  router.get('/h5/bind/:token', async (context) => answer(context, { method: 'GET', token: tokenOf(context.params) }));
  router.post('/h5/bind/:token', async (context) => {
    const form = await formOf(context);
    await answer(context, { method: 'POST', token: tokenOf(context.params), form });
  });
  async function answer(context: Koa.Context, request: BindRequest): Promise<void> {
    send(context, await handle(request));
  }
  return router.routes() as Koa.Middleware; // the router's middleware only adds to the context
}

function send(context: Koa.Context, { status, headers, body }: PageResponse): void {
  context.status = status;
  context.set(headers);
  context.body = body;
}

function tokenOf(params: Record<string, string | undefined>): string {
  return params['token'] ?? '';
}

async function formOf(context: Koa.Context): Promise<URLSearchParams> {
  try {
    return new URLSearchParams(await rawBody(context.req, { limit: largestForm, encoding: 'utf8' }));
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large')
      throw new HttpProblem(413, 'too-large', '填的内容太长了');
    throw new HttpProblem(400, 'unreadable', '请求内容读不出来');
  }
}
