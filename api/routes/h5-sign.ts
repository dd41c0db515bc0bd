import Router from '@koa/router';
import type Koa from 'koa';
import rawBody from 'raw-body';
import { signPage, type SignParts, type SignRequest } from '../h5/sign-page.ts';
import { HttpProblem } from '../problem.ts';

/** A data URL of 200 KB, written as a form. */
const largestForm = 320 * 1024;

/** `GET` and `POST /h5/sign/:token`: the agreement to read, and its signature. */
export function h5SignRoutes(parts: SignParts): Koa.Middleware {
  const handle = signPage(parts);
  const router = new Router();
  router.get('/h5/sign/:token', async (context) => answer(context, { method: 'GET', token: tokenOf(context.params) }));
  router.post('/h5/sign/:token', async (context) => {
    const form = await formOf(context);
    const wantsJson = context.accepts('html', 'json') === 'json';
    await answer(context, { method: 'POST', token: tokenOf(context.params), form, wantsJson });
  });
  async function answer(context: Koa.Context, request: SignRequest): Promise<void> {
    const { status, headers, body } = await handle(request);
    context.status = status;
    context.set(headers);
    context.body = body;
  }
  return router.routes() as Koa.Middleware; // the router's middleware only adds to the context
}

function tokenOf(params: Record<string, string | undefined>): string {
  return params['token'] ?? '';
}

async function formOf(context: Koa.Context): Promise<URLSearchParams> {
  try {
    return new URLSearchParams(await rawBody(context.req, { limit: largestForm, encoding: 'utf8' }));
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large')
      throw new HttpProblem(413, 'too-large', '签名图片太大了，请清除重写');
    throw new HttpProblem(400, 'unreadable', '请求内容读不出来');
  }
}
