import Router from '@koa/router';
import type Koa from 'koa';
import type { Route } from './define-route.ts';
import { docsPage } from './docs-page.ts';
import { openApiOf } from './openapi.ts';

/** `/api/openapi.json`, and `/api/docs` for people. Nothing secret stands in them. */
export function apiDocuments(
  routes: readonly Route[],
  { publicUrl, nonce }: { publicUrl: string; nonce: () => string },
): Koa.Middleware {
  const router = new Router();
  router.get('/api/openapi.json', (context) => {
    context.set('Cache-Control', 'no-store');
    context.body = openApiOf(routes, publicUrl);
  });
  router.get('/api/docs', (context) => {
    const { headers, body } = docsPage(openApiOf(routes, publicUrl), nonce());
    context.set(headers);
    context.body = body;
  });
  return router.routes() as Koa.Middleware; // the router's middleware only adds to the context
}
