import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { consoleRoles } from '#domain/console/actor.ts';
import type { Route } from '#api/v1/define-route.ts';
import { defineRoute } from '#api/v1/define-route.ts';
import { openApiOf } from '#api/v1/openapi.ts';
import { page, pageOf, pageQuery } from '#api/v1/page.ts';
import { routes } from '#api/v1/routes.ts';
import { enrol, openConsole } from '#tests/support/console.ts';
import { testDatabase } from '#tests/support/database.ts';

const table: readonly Route[] = routes;
const named = table.map((route) => [`${route.method} ${route.path}`, route] as const);

describe('the table of routes', () => {
  test.each(named)('%s says who may, refuses what it does not know, and names each part of its path', (_, route) => {
    if (typeof route.who !== 'string') {
      expect(route.who.length).toBeGreaterThan(0);
      expect(consoleRoles).toEqual(expect.arrayContaining([...route.who]));
    }
    for (const part of [route.params, route.query, ...(route.body ? [route.body] : [])])
      for (const inner of objectsIn(z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' })))
        expect(inner['additionalProperties']).toBe(false);
    expect(Object.keys(route.params.shape)).toEqual([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name));
    expect([route.handle, route.handleApart].filter(Boolean)).toHaveLength(1);
    expect(route.method === 'GET' && route.body).toBeFalsy();
  });

  test('no address is there twice', () => {
    expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
  });

  test('the document has each route with its summary, who may and every answer’s schema', () => {
    const document = openApiOf(table, 'https://jiayi.example');
    expect(document.openapi).toBe('3.1.0');
    for (const { method, path, summary } of table)
      expect(document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]).toMatchObject({ summary });
    const ids = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map((operation) => (operation as { operationId: string }).operationId),
    );
    expect(new Set(ids).size).toBe(table.length);
  });
});

const number = defineRoute({
  method: 'GET',
  path: '/numbers',
  summary: '数到十',
  who: 'signed-in',
  query: { ...pageQuery },
  answer: pageOf(z.object({ value: z.number() })),
  async handle(_, { query: { limit, cursor } }) {
    const all = Array.from({ length: 10 }, (_, index) => ({ value: index, secret: 'not in the answer' }));
    const after = all.filter(({ value }) => cursor === undefined || value > Number(cursor));
    return page(after.slice(0, limit + 1), limit, { keyOf: ({ value }) => String(value), itemOf: (row) => row });
  },
});

const echo = defineRoute({
  method: 'POST',
  path: '/echo',
  summary: '说一遍',
  who: 'signed-in',
  body: { text: z.string().max(10, '最多10个字') },
  answer: z.object({ text: z.string() }),
  async handle(_, { body }) {
    if (body.text === 'fault') throw new Error('the inside of it');
    return body;
  },
});

describe('a request', async () => {
  const { database, clock } = await testDatabase();
  const console = await openConsole({ database, clock }, { routes: [...routes, number, echo] });
  await console.account('admin');
  const { ask } = await (async () => {
    const browser = console.browser();
    await enrol(console, browser, 'admin');
    return browser;
  })();

  test('comes in pages with a cursor, and what the answer does not name does not leave', async () => {
    const seen: number[] = [];
    let cursor = '';
    for (let pages = 0; pages < 5; pages += 1) {
      const { body } = await ask('GET', `/numbers?limit=4${cursor}`);
      seen.push(...body.items.map(({ value }: { value: number }) => value));
      expect(JSON.stringify(body)).not.toContain('secret');
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test.each([
    ['GET', '/numbers?limit=201', undefined, 422, 'query.limit'],
    ['GET', '/numbers?cursor=%00', undefined, 422, 'query.cursor'],
    ['GET', '/numbers?sort=name', undefined, 422, 'query.sort'],
    ['POST', '/echo', { text: 'a', role: 'auditor' }, 422, 'body.role'],
    ['POST', '/echo', { text: '一二三四五六七八九十一' }, 422, 'body.text'],
    ['POST', '/echo', '{"text":', 400, undefined],
    ['POST', '/echo', `{"text":"${'a'.repeat(64 * 1024)}"}`, 413, undefined],
    ['GET', '/nowhere', undefined, 404, undefined],
  ])('%s %s is answered with problem details and stored nowhere', async (method, path, body, status, field) => {
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ type: 'about:blank', status });
    if (field) expect(answer.body.errors).toMatchObject([{ field }]);
  });

  test('what is not JSON is not read, a fault says nothing of the inside, an answer is stored nowhere', async () => {
    expect((await ask('POST', '/echo', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    const fault = await ask('POST', '/echo', { text: 'fault' });
    expect(fault.body).toEqual({
      ...{ type: 'about:blank', title: '系统出了点问题，请稍后再试', status: 500 },
      ...{ code: 'internal', instance: 'request' },
    });
    for (const { headers } of [fault, await ask('GET', '/numbers')])
      expect(headers.get('cache-control')).toBe('no-store');
  });

  test('the document and the page to read it are served, with nothing from elsewhere', async () => {
    const document = await fetch(`${console.url}/api/openapi.json`);
    expect(await document.json()).toMatchObject({ openapi: '3.1.0', paths: { '/echo': {} } });
    const docs = await fetch(`${console.url}/api/docs`);
    const text = await docs.text();
    for (const said of ['/api/v1/sign-in', '数到十', '谁可以：登录的人']) expect(text).toContain(said);
    expect(docs.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toMatch(/(src|href)="https?:/);
  });
});

function objectsIn(schema: unknown): Record<string, unknown>[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'type' in schema && schema.type === 'object' ? [schema as Record<string, unknown>] : [];
  return [...own, ...Object.values(schema).flatMap(objectsIn)];
}
