import { z } from 'zod';
import type { Route } from './define-route.ts';
import { roleNames } from './role-names.ts';

/** OpenAPI 3.1 of a table of routes: its JSON schema is zod's own. */
export function openApiOf(routes: readonly Route[], publicUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '家医 API',
      version: '1',
      description:
        '没有列出的参数一律不接受；出错时回 application/problem+json（RFC 9457）。列表一页最多 200 条，用 next 里的 cursor 取下一页。时间是 UTC，日期是本区的日子。',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'jiayi_console' } },
      schemas: { Problem: problemSchema },
    },
  };
}

function operationOf(route: Route) {
  const { method, path, summary, who, params, query, body, answer } = route;
  return {
    operationId: [method.toLowerCase(), ...path.split(/[/:]+/).filter(Boolean)].join('-'),
    tags: [path.split('/')[1]],
    summary,
    description: `谁可以：${sayWho(route)}`,
    security: who === 'anybody' ? [] : [{ session: [] }],
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...(body ? { requestBody: { required: true, content: json(schemaOf(body, 'input')) } } : {}),
    responses: {
      ...(answer instanceof z.ZodUndefined
        ? { 204: { description: '办好了' } }
        : { 200: { description: '办好了', content: json(schemaOf(answer, 'output')) } }),
      default: {
        description: '没有办成',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** 谁可以: in words. */
export function sayWho({ who }: Pick<Route, 'who'>): string {
  if (who === 'anybody') return '所有人';
  return who === 'signed-in' ? '登录的人' : who.map((role) => roleNames[role]).join('、');
}

function parametersOf(schema: Route['query'], place: 'path' | 'query') {
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  return rest;
}

function json(schema: unknown) {
  return { 'application/json': { schema } };
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};
