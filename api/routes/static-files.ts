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

/** Serves the files that the build made under a path: those with a hash in their names for a year. */
export function staticFiles(prefix: string, folder: string): Koa.Middleware {
  return async (context, next) => {
    if (!isRead(context) || !context.path.startsWith(`${prefix}/`)) return next();
    const inside = normalize(context.path.slice(prefix.length + 1));
    const type = types[extname(inside)];
    if (!type || inside.startsWith('..')) return next();
    const content = await readFile(join(folder, inside)).catch(() => undefined);
    if (!content) return next();
    context.type = type;
    context.set('Cache-Control', inside.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    context.body = content;
  };
}

/** Serves one built page, never from a cache. */
export function builtPage(path: string, file: string): Koa.Middleware {
  return async (context, next) => {
    if (!isRead(context) || (context.path !== path && context.path !== `${path}/`)) return next();
    context.type = types['.html'] ?? 'text/html';
    context.set('Cache-Control', 'no-cache');
    context.body = await readFile(file);
  };
}

function isRead({ method }: Koa.Context): boolean {
  return method === 'GET' || method === 'HEAD';
}
