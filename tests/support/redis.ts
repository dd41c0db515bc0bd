import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** The machine's Redis, for tests that leave it as it was. */
export const redisServer = process.env['REDIS_TEST_URL'] ?? 'redis://127.0.0.1:6379';

/** Whether Redis is here; with REQUIRE_ALL=1 leaving it out is a failure. */
export async function redisIsHere(): Promise<boolean> {
  const redis = new Redis(redisServer, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 1_500 });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return true;
  } catch (error) {
    if (process.env['REQUIRE_ALL'] === '1') throw error;
    return false;
  } finally {
    redis.disconnect();
  }
}

/** A prefix of a test's own, and a way to remove all its keys. */
export function ownPrefix(): { prefix: string; remove(): Promise<void> } {
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  return {
    prefix,
    async remove() {
      const redis = new Redis(redisServer);
      for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 500 }))
        if (Array.isArray(keys) && keys.length > 0) await redis.del(...keys.map(String));
      redis.disconnect();
    },
  };
}

/** A Redis of a test's own on a socket, to be stopped, filled and flushed. Nothing is kept when it stops. */
export interface PrivateRedis {
  url: string;
  client: Redis;
  start(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

export async function privateRedis(): Promise<PrivateRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'jiayi-redis-'));
  const socket = join(folder, 's');
  let server: ChildProcess | undefined;
  const client = new Redis(socket, { lazyConnect: true, retryStrategy: (times) => Math.min(times * 20, 200) });
  client.on('error', () => {});
  const made: PrivateRedis = {
    url: `unix://${socket}`,
    client,
    async start() {
      const options = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder];
      const started = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
      server = started;
      await new Promise<void>((resolve, reject) => {
        started.once('error', reject);
        started.stdout.on('data', (chunk: Buffer) => {
          if (chunk.toString().includes('ready to accept connections')) resolve();
        });
      });
      if (client.status === 'wait') await client.connect();
      else
        while ((await client.ping().catch(() => '')) !== 'PONG') await new Promise((resolve) => setImmediate(resolve));
    },
    async kill() {
      const killed = server;
      if (!killed || killed.exitCode !== null || killed.signalCode !== null) return;
      const ended = new Promise((resolve) => killed.once('exit', resolve));
      killed.kill('SIGKILL');
      await ended;
    },
    async remove() {
      client.disconnect();
      await made.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await made.start();
  return made;
}

/** Everything that is said to Redis from now on, as text. */
export async function monitored(redis: PrivateRedis | undefined): Promise<() => string> {
  const said: string[] = [];
  const monitor = await redis?.client.monitor();
  monitor?.on('monitor', (_time: string, words: string[]) => said.push(words.join(' ')));
  return () => {
    monitor?.disconnect();
    return said.join('\n');
  };
}

/** Everything that is in it, keys and values of every type, as text. */
export async function dumped({ client }: PrivateRedis): Promise<string> {
  const parts: unknown[] = [];
  for (const key of await client.keys('*')) {
    parts.push(key, await valueOf(client, key));
  }
  return JSON.stringify(parts);
}

async function valueOf(client: Redis, key: string): Promise<unknown> {
  const type = await client.type(key);
  switch (type) {
    case 'string':
      return client.get(key);
    case 'hash':
      return client.hgetall(key);
    case 'list':
      return client.lrange(key, 0, -1);
    case 'set':
      return client.smembers(key);
    case 'zset':
      return client.zrange(key, '0', '-1');
    case 'stream':
      return client.xrange(key, '-', '+');
    case 'none':
      return null;
    default:
      throw new Error(`a key of type ${type} is not looked into`);
  }
}
