import Router from '@koa/router';
import type Koa from 'koa';
import { slipPage, type SlipParts } from '../h5/slip-page.ts';

/** `GET /h5/slip/:token`: a referral's slip, to show and to print. */
export function h5SlipRoutes(parts: SlipParts): Koa.Middleware {
  const handle = slipPage(parts);
  const router = new Router();
  router.get('/h5/slip/:token', async (context) => {
    const { status, headers, body } = await handle(context.params['token'] ?? '');
    context.status = status;
    context.set(headers);
    context.body = body;
  });
  return router.routes() as Koa.Middleware; // the router's middleware only adds to the context
}
