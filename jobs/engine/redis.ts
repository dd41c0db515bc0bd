import type { Redis } from 'ioredis';
import type { Log } from '#kit/log.ts';

/** The two kinds of connection that BullMQ wants. */
export interface RedisConnections {
  /** Fails at once when Redis is away: whoever hands work over must not wait. */
  readonly producer: Redis;
  /** Waits for Redis for ever: for workers. */
  worker(): Redis;
  isReady(): boolean;
  /** Cuts all connections. */
  close(): void;
  /** To be put on everything that emits errors: a full Redis makes thousands a second. */
  readonly onError: (error: unknown) => void;
}

/** At most one line about Redis in this time, milliseconds. */
const logEveryMs = 10_000;

/** @param url `redis://…`, `rediss://…` or `unix:///path`. */
export async function connectRedis(url: string, log: Log, monotonic: () => number): Promise<RedisConnections> {
  const { Redis } = await import('ioredis');
  const open: Redis[] = [];
  let unsaid = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  const onError = (error: unknown) => {
    unsaid += 1;
    if (monotonic() - saidAt < logEveryMs) return;
    log.warn({ error, count: unsaid }, 'Redis failed');
    saidAt = monotonic();
    unsaid = 0;
  };
  const connect = (options: { failsFast: true } | { waits: true }) => {
    const redis =
      'failsFast' in options
        ? new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 1_000, retryStrategy })
        : new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
    redis.on('error', onError);
    open.push(redis);
    return redis;
  };
  const producer = connect({ failsFast: true });
  return {
    producer,
    worker: () => connect({ waits: true }),
    isReady: () => producer.status === 'ready',
    close: () => {
      for (const redis of open) redis.disconnect();
    },
    onError,
  };
}

function retryStrategy(times: number): number {
  return Math.min(times * 100, 2_000);
}
