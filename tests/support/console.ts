import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';
import { afterAll } from 'vitest';
import { createListener } from '#api/server.ts';
import { apiDocuments } from '#api/v1/documents.ts';
import type { Route } from '#api/v1/define-route.ts';
import { routes as everyRoute } from '#api/v1/routes.ts';
import { serve } from '#api/v1/serve.ts';
import { authenticator } from '#kit/totp.ts';
import { createLog } from '#kit/log.ts';
import { passwords } from '#kit/passwords.ts';
import type { SteppableClock } from '#kit/clock.ts';
import type { Database } from '#prisma/database.ts';

export const password = '香洲区-2026-控制台';
const kept = passwords();
const passwordHash = await kept.hash(password);

/** The console's API on a port of its own. */
export async function openConsole(
  { database, clock }: { database: Database; clock: SteppableClock },
  {
    routes = everyRoute,
    more = [],
    sandbox = false,
  }: { routes?: readonly Route[]; more?: readonly Koa.Middleware[]; sandbox?: boolean } = {},
) {
  const { read, transact } = database;
  const publicUrl = 'https://jiayi.example';
  const server = createServer(
    createListener({
      log: createLog('silent'),
      requestId: () => 'request',
      sentenceOf: ({ code }) => code,
      callbacks: () => false,
      routes: [
        serve(routes, { read, transact, passwords: kept, publicUrl, sandbox }),
        apiDocuments(routes, { publicUrl, nonce: () => randomBytes(16).toString('base64') }),
        ...more,
      ],
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on TCP
  return {
    url,
    database,
    browser: () => consoleBrowser(url),
    /** An account; without a member of staff it administers the system. */
    account: (username: string, wecomUserid?: string, isTemporary = false) =>
      transact(async (tx) => {
        const staff = wecomUserid
          ? await tx.prisma.staff.findUniqueOrThrow({ where: { wecomUserid }, select: { id: true } })
          : undefined;
        const user = { username, passwordHash, passwordIsTemporary: isTemporary, staffId: staff?.id ?? null };
        const { id } = await tx.prisma.consoleUser.create({ data: { id: tx.id(), ...user } });
        return id;
      }),
    /** The code that the app of somebody shows at this moment, for the key that was shown at enrolment. */
    codeOf: (key: string, halfMinutes = 0) =>
      authenticator(key, { account: 'test', issuer: '家医' }).codeAt(
        Math.floor(clock.now().getTime() / 30_000) + halfMinutes,
      ),
  };
}

export type Console = Awaited<ReturnType<typeof openConsole>>;
export type ConsoleBrowser = ReturnType<typeof consoleBrowser>;

interface Answered {
  status: number;
  headers: Headers;
  // What came, for the test to look at.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** Keeps cookies as a browser does. */
function consoleBrowser(url: string) {
  const cookies = new Map<string, string>();
  async function ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method === 'GET' ? {} : { origin: 'https://jiayi.example' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }
  return { ask, cookies };
}

/** Signs in for the first time: enrols the authenticator and answers with its key. */
export async function enrol(console: Console, browser: ConsoleBrowser, username: string): Promise<string> {
  const asked = await browser.ask('POST', '/sign-in', { username, password });
  const { key } = asked.body as { key: string };
  const signedIn = await browser.ask('POST', '/sign-in', { username, password, code: console.codeOf(key) });
  if (signedIn.status !== 200) throw new Error(`${username} did not get in: ${JSON.stringify(signedIn.body)}`);
  return key;
}
