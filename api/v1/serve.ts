import Router from '@koa/router';
import type Koa from 'koa';
import type { z } from 'zod';
import { actorOf, actorsReach, type Actor, consoleRoles } from '#domain/console/actor.ts';
import { isToBeNoted, noteSeen } from '#domain/console/session.ts';
import type { Transaction } from '#domain/transaction.ts';
import { Crowded } from '#kit/bounded.ts';
import { HttpProblem, type FieldError } from '../problem.ts';
import { mustBeOurs } from '../same-site.ts';
import { bodyOf } from './body.ts';
import { browserOf, type Browser } from './browser.ts';
import type { ApiParts, Route } from './define-route.ts';
import { notFound } from './not-found.ts';

/** Serves a table of routes under /api/v1. */
export function serve(routes: readonly Route[], parts: ApiParts): Koa.Middleware {
  const router = new Router({ prefix: '/api/v1' });
  for (const route of routes)
    router.register(route.path, [route.method], async (context) => {
      context.set('Cache-Control', 'no-store');
      if (route.method !== 'GET') mustBeOurs(context, parts.publicUrl, '请从控制台网页里提交');
      const body = route.body && (await bodyOf(context));
      const browser = browserOf(context, parts.publicUrl);
      const sent: Sent = { params: context.params, query: context.query, body, browser };
      const answer = await (route.handleApart ? apart(route, sent, parts) : together(route, sent, parts));
      context.status = answer === undefined ? 204 : 200;
      if (answer !== undefined) context.body = answer;
    });
  const middleware = router.routes() as Koa.Middleware; // the router's middleware only adds to the context
  return (context, next) => middleware(context, next);
}

interface Sent {
  params: unknown;
  query: unknown;
  body: unknown;
  browser: Browser;
}

/** Who asks is looked at in the transaction in which the work is done. */
async function together(route: Route, sent: Sent, parts: ApiParts): Promise<unknown> {
  const run = route.method === 'GET' ? parts.read : parts.transact;
  const { answer, actor, isStale } = await run(async (tx) => {
    const actor = await letIn(tx, route, sent.browser);
    const reach = await actorsReach(tx, actor, route.who === 'signed-in' ? consoleRoles : rolesOf(route));
    const answer = await route.handle?.(tx, { ...readBy(route, sent), actor, reach, browser: sent.browser });
    return { answer: route.answer.parse(answer), actor, isStale: isToBeNoted(tx, actor.session) };
  });
  if (isStale) await parts.transact((tx) => noteSeen(tx, actor.session.id));
  return answer;
}

async function apart(route: Route, sent: Sent, parts: ApiParts): Promise<unknown> {
  const actor = route.who === 'anybody' ? undefined : await parts.read((tx) => letIn(tx, route, sent.browser));
  const asked = { ...readBy(route, sent), actor, browser: sent.browser };
  const answer = await route.handleApart?.(parts, asked).catch((error: unknown) => {
    throw error instanceof Crowded ? new HttpProblem(429, 'crowded', '现在人多，请稍后再试', { retryAfter: 5 }) : error;
  });
  return route.answer.parse(answer);
}

/** @throws HttpProblem 401 and 403 */
async function letIn(tx: Transaction, route: Route, browser: Browser): Promise<Actor> {
  const actor = browser.token === '' ? undefined : await actorOf(tx, browser.token);
  if (!actor) throw new HttpProblem(401, 'not-signed-in', '请先登录');
  if (route.who !== 'signed-in' && !rolesOf(route).some((role) => actor.roles.includes(role)))
    throw new HttpProblem(403, 'not-allowed', '您的岗位不能使用这个功能');
  return actor;
}

function rolesOf({ who }: Route) {
  return typeof who === 'string' ? [] : who;
}

/** @throws HttpProblem 404 for an address that cannot be one, 422 with each wrong field */
function readBy(route: Route, { params, query, body }: Sent) {
  const where = route.params.safeParse(params);
  if (!where.success) throw notFound();
  return {
    params: where.data,
    query: readPart(route.query, query, 'query'),
    body: route.body && readPart(route.body, body, 'body'),
  };
}

function readPart<T>(schema: z.ZodType<T>, value: unknown, part: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const errors = read.error.issues.flatMap((issue): FieldError[] => {
    const field = [part, ...issue.path].join('.');
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: `${field}.${key}`, message: '没有这一项' }))
      : [{ field, message: issue.message }];
  });
  throw new HttpProblem(422, 'invalid', '有几项填得不对', { errors });
}
