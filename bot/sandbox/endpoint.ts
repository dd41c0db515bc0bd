import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import getRawBody from 'raw-body';
import type { z } from 'zod';
import type { Ground } from './ground.ts';

/** A program's call to a platform's API. */
export interface Call {
  method: string;
  /** Path and query as they came. */
  url: string;
  query: Record<string, string>;
  body: string;
}

/** What the API answers. `body` is sent as JSON; a string is JSON already (for 64-bit numbers). */
export interface Answer {
  body: object | string;
  /** The bubbles that came of it: the call is kept as their envelope. */
  bubbles?: number[];
}

export type Handler = (call: Call) => Answer;

/** Serves one API function over HTTP: status 200 whatever the errcode, as the real ones do. */
export function endpoint(ground: Ground, handler: Handler): Middleware {
  return async (context) => {
    const call = await readCall(context);
    const answer = handler(call);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    keepCall(ground, call, { bubbles: answer.bubbles ?? [], status: 200, text });
    context.type = 'application/json; charset=utf-8';
    context.body = text;
  };
}

/** Keeps a call as the envelope of what came of it; a token is shown shortened. */
export function keepCall(
  ground: Ground,
  call: Call,
  { bubbles, status, text }: { bubbles: readonly number[]; status: number; text: string },
): void {
  for (const bubble of bubbles)
    ground.history.attach(bubble, {
      at: ground.clock.now().toISOString(),
      direction: 'call',
      method: call.method,
      url: call.url.replace(/access_token=([^&]{0,8})[^&]*/, 'access_token=$1…'),
      request: { wire: call.body },
      status,
      answer: { wire: text },
    });
}

/** Serves what a router knows, and hands on the rest. */
export function served(router: Router): Middleware {
  // The router makes the part of the context that its type asks for.
  return router.routes() as Middleware;
}

/** The JSON of a body; undefined when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An errcode and what the platform says about it. */
export function errcode(code: number, message: string): Answer {
  return { body: { errcode: code, errmsg: message } };
}

/** Reads a JSON body: 40033 for `\u` escapes (platform.md §2), 47001 for what is no JSON of this shape. */
export function posted<T>(schema: z.ZodType<T>, handler: (body: T, call: Call) => Answer): Handler {
  return (call) => {
    if (/\\u[0-9a-f]{4}/i.test(call.body))
      return errcode(40033, 'invalid charset. please check your request, if include \\uxxxx will create fail!');
    const json = jsonOf(call.body);
    if (json === undefined) return errcode(47001, 'data format error');
    const parsed = schema.safeParse(json);
    if (!parsed.success) return errcode(47001, `data format error: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
    return handler(parsed.data, call);
  };
}

export async function readCall(context: Context): Promise<Call> {
  const body = await getRawBody(context.req, { limit: '1mb', encoding: 'utf8' });
  const query = Object.fromEntries(new URLSearchParams(context.querystring));
  return { method: context.method, url: context.url, query, body };
}
