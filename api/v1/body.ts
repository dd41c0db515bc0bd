import type Koa from 'koa';
import rawBody from 'raw-body';
import { HttpProblem } from '../problem.ts';

/** Forms and texts; files have routes of their own. */
const largest = 64 * 1024;

/** @throws HttpProblem 413, 415, 400 */
export async function bodyOf(context: Koa.Context): Promise<unknown> {
  if (!context.is('application/json')) throw new HttpProblem(415, 'not-json', '请求内容要是 JSON');
  try {
    const text = await rawBody(context.req, {
      length: context.get('Content-Length') || null,
      limit: largest,
      encoding: 'utf8',
    });
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large')
      throw new HttpProblem(413, 'too-large', '填的内容太长了');
    throw new HttpProblem(400, 'unreadable', '请求内容读不出来');
  }
}
