import Router from '@koa/router';
import type Koa from 'koa';
import rawBody from 'raw-body';
import { cookieHours, deskPage, type DeskParts } from '../desk/desk-page.ts';
import { HttpProblem } from '../problem.ts';
import { mustBeOurs } from '../same-site.ts';

const cookie = 'jiayi_desk';
/** A few short fields and a summary. */
const largestForm = 8 * 1024;

/** `/desk`: a hospital's referral desk, behind an SMS sign-in. */
export function deskRoutes(parts: DeskParts): Koa.Middleware {
  const handle = deskPage(parts);
  const router = new Router();
  const answer = async (context: Koa.Context, path: string) => {
    const method = context.method === 'POST' ? 'POST' : 'GET';
    if (method === 'POST') mustBeOurs(context, parts.publicUrl, '请从转诊服务台网页里提交');
    const form = method === 'POST' ? await formOf(context) : new URLSearchParams();
    const token = context.cookies.get(cookie) ?? '';
    const { done } = context.query;
    const response = await handle({ method, path, token, form, done: typeof done === 'string' ? done : '' });
    context.status = response.status;
    context.set(response.headers);
    context.body = response.body;
    if (response.token !== undefined) setCookie(context, response.token, parts.publicUrl);
  };
  router.all('/desk', (context) => answer(context, ''));
  router.all('/desk/:first', (context) => answer(context, context.params['first'] ?? ''));
  router.all('/desk/:first/:second', (context) =>
    answer(context, `${context.params['first'] ?? ''}/${context.params['second'] ?? ''}`),
  );
  return router.routes() as Koa.Middleware; // the router's middleware only adds to the context
}

function setCookie(context: Koa.Context, token: string, publicUrl: string): void {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const age = token === '' ? 0 : cookieHours * 3600;
  context.append('Set-Cookie', `${cookie}=${token}; Path=/desk; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`);
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
