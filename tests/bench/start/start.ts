import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { connect, createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../measure.ts';
import { atMost, interleaved, median, spread, told } from '../measure.ts';
import { account } from '../account.ts';
import { ownPostgresql } from '../own-postgresql.ts';
import { folder } from '../workshop.ts';

interface Start {
  /** Milliseconds from the spawn. */
  listening: number;
  ready: number;
}

const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const koa = fileURLToPath(new URL('koa.mjs', import.meta.url));
const redis = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** How soon the compiled program listens and is ready: ROLE=api beside a bare Koa, and the sandbox. */
export async function start(rounds: number): Promise<Finding[]> {
  const database = await ownPostgresql();
  if (!database || !(await answers(redis))) {
    process.stderr.write('ROLE=api is left out: it needs PostgreSQL and Redis (POSTGRES_URL, REDIS_URL)\n');
    return sandbox();
  }
  const { path, remove } = folder();
  const environment = {
    ...{ NODE_ENV: 'production', ROLE: 'api', DATA_DIR: path, DATABASE_URL: database.url, REDIS_URL: redis },
    ...{ SECRET_KEY: randomBytes(32).toString('base64'), LOG_LEVEL: 'error' },
    ...{ WECHAT_APP_ID: account.appId, WECHAT_APP_SECRET: 'secret', WECHAT_TOKEN: account.token },
    ...{ WECHAT_ENCODING_AES_KEY: account.encodingAesKey, WECHAT_API_BASE: 'http://127.0.0.1:9' },
  };
  const first = await started(program, environment);
  const variants = new Map([
    ['koa', () => started(koa, {})],
    ['api', () => started(program, environment)],
  ]);
  await interleaved(1, variants);
  const results = await interleaved(rounds * 3, variants);
  await database.drop();
  remove();
  const of = (name: string, what: keyof Start) => (results.get(name) ?? []).map((run) => run[what]);
  const note = `ROLE=api ${spread(of('api', 'listening'))} ms, Koa ${spread(of('koa', 'listening'))} ms; both with Node's own start`;
  return [
    atMost('ROLE=api listens ÷ a bare Koa', 1.5, median(of('api', 'listening')) / median(of('koa', 'listening')), note),
    atMost(
      'ROLE=api ready, s',
      3,
      median(of('api', 'ready')) / 1_000,
      `${spread(of('api', 'ready'))} ms; on an empty database ${Math.round(first.ready)} ms`,
    ),
    ...(await sandbox()),
  ];
}

async function sandbox(): Promise<Finding[]> {
  const { path, remove } = folder();
  const first = await started(program, { DATA_DIR: path });
  const second = await started(program, { DATA_DIR: path });
  remove();
  return [told('sandbox ready, s', first.ready / 1_000, `the first start; the second ${Math.round(second.ready)} ms`)];
}

async function started(script: string, environment: Record<string, string>): Promise<Start> {
  const port = await freePort();
  const before = performance.now();
  const child = spawn(process.execPath, [script], {
    env: { ...plain(), ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const listening = await until(() => listens(port), child);
  const ready = script === koa ? listening : await until(() => isReady(port), child);
  child.kill('SIGTERM');
  await ended;
  return { listening: listening - before, ready: ready - before };
}

/** Nothing of this machine's settings but where things are. */
function plain(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) };
}

async function until(holds: () => Promise<boolean>, child: { exitCode: number | null }): Promise<number> {
  while (!(await holds())) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} before it was there`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return performance.now();
}

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return listens(Number(port || 6379), hostname);
}

function listens(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function isReady(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  return response?.ok ?? false;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
