import { readFile } from 'node:fs/promises';
import type Koa from 'koa';

/** Stands in the built page where a fresh one belongs: Ant Design writes its styles under it. */
const nonceMark = 'CONSOLE_NONCE';

/** `/console` and every address below it: one built page, which asks the API for everything. */
export function consolePage(file: string, nonce: () => string): Koa.Middleware {
  return async (context, next) => {
    const isOurs = context.path === '/console' || context.path.startsWith('/console/');
    if (!isOurs || (context.method !== 'GET' && context.method !== 'HEAD')) return next();
    const page = await readFile(file, 'utf8');
    const fresh = nonce();
    context.set({
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Frame-Options': 'DENY',
      'Content-Security-Policy': [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${fresh}'`,
        // Ant Design measures with style attributes; a style element still needs the nonce.
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ].join('; '),
    });
    context.body = page.replaceAll(nonceMark, fresh);
  };
}
