import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type Koa from 'koa';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Serves a built page under a path: hashed assets for a year, the page itself never from the cache.
 * @param prefix `/sandbox`; the page answers there and below, files under `assets/`.
 */
export function staticFiles(prefix: string, folder: string, page: string): Koa.Middleware {
  return async (context, next) => {
    if (context.method !== 'GET' && context.method !== 'HEAD') return next();
    if (context.path !== prefix && !context.path.startsWith(`${prefix}/`)) return next();
    const inside = normalize(context.path.slice(prefix.length)).replace(/^\/+/, '');
    const type = types[extname(inside)];
    const file = type ? inside : page;
    if (file.startsWith('..')) return next();
    const content = await readFile(join(folder, file)).catch(() => undefined);
    if (!content) return next();
    context.type = types[extname(file)] ?? 'application/octet-stream';
    context.set('Cache-Control', inside.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    context.body = content;
  };
}
