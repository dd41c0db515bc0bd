import type { z } from 'zod';
import type { Routes } from '../../v1/routes.ts';

/** Each route by its name: `GET /session`. */
type Table = { [Route in Routes[number] as `${Route['method']} ${Route['path']}`]: Route };
export type RouteName = keyof Table;

/** What a route answers with. */
export type AnswerOf<Name extends RouteName> = z.output<Table[Name]['answer']>;

type Fields<Schema> = Schema extends z.ZodType ? z.input<Schema> : never;
// What has no field at all is a record of nothing to zod.
type Part<Place extends string, Content> = string extends keyof Content
  ? unknown
  : Partial<Content> extends Content
    ? { [Key in Place]?: Content }
    : { [Key in Place]: Content };

/** What a route is sent: its path's parts, its query, its body; each may be left out where nothing in it is asked for. */
export type SentTo<Name extends RouteName> = Part<'params', Fields<Table[Name]['params']>> &
  Part<'query', Fields<Table[Name]['query']>> &
  Part<'body', Fields<Table[Name]['body']>>;

/** Problem details (RFC 9457). `status` 0: the server was not reached. */
export class Problem extends Error {
  readonly status: number;
  readonly errors: readonly { field: string; message: string }[];

  constructor(status: number, message: string, errors: Problem['errors'] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** Told when the session is over. */
export const signedOut = new EventTarget();

/** Asks one route of the table, typed by it. @throws Problem */
export async function call<Name extends RouteName>(name: Name, sent: SentTo<Name>): Promise<AnswerOf<Name>> {
  const [method = '', path = ''] = name.split(' ');
  // Typed by the route above; here only its parts are put where they belong.
  const { params = {}, query = {}, body } = sent as Loose;
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') asked.set(name, `${value}`);
  const response = await fetch(`/api/v1${filled}${asked.size > 0 ? `?${asked}` : ''}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  }).catch(() => {
    throw new Problem(0, '连不上服务器，请检查网络后再试');
  });
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  // The server answers by the table's schema.
  if (response.ok) return answer as AnswerOf<Name>;
  const { title = '出错了', detail, code, errors } = answer as Partial<Told>;
  if (code === 'not-signed-in') signedOut.dispatchEvent(new Event('over'));
  throw new Problem(response.status, detail ?? title, errors);
}

interface Loose {
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
}

interface Told {
  title: string;
  detail: string;
  code: string;
  errors: Problem['errors'];
}
