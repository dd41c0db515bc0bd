import autocannon from 'autocannon';
import type { Serving } from './serve.ts';

export interface Load {
  requestsPerSecond: number;
  /** Milliseconds. */
  p99: number;
  slowest: number;
  /** Microseconds of the server's CPU for each request. */
  cpuPerRequest: number;
  notOk: number;
}

export interface Wish {
  seconds: number;
  connections: number;
  path: string;
  /** Called for each request; a different body each time where it must be. */
  body: () => Buffer | string;
}

/** Loads a server for some seconds with keep-alive connections. */
export async function load(server: Serving, { seconds, connections, path, body }: Wish): Promise<Load> {
  const before = await server.cpu();
  const result = await autocannon({
    url: server.url,
    duration: seconds,
    connections,
    requests: [
      {
        method: 'POST',
        path,
        headers: { 'content-type': 'text/xml' },
        setupRequest: (request: object) => ({ ...request, body: body() }),
      },
    ],
  });
  const used = (await server.cpu()) - before;
  const answered = result['2xx'];
  return {
    requestsPerSecond: result.requests.average,
    p99: result.latency.p99,
    slowest: result.latency.max,
    cpuPerRequest: (used * 1e6) / Math.max(1, answered),
    notOk: result.non2xx + result.errors,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs each variant once a round, A B C A B C, and gives each one's results. */
export async function interleaved<T>(
  rounds: number,
  variants: ReadonlyMap<string, () => Promise<T>>,
): Promise<Map<string, T[]>> {
  const results = new Map<string, T[]>([...variants.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const [name, run] of variants) results.get(name)?.push(await run());
  return results;
}

/** One line of the table. */
export interface Finding {
  what: string;
  /** `≥ 1.4` */
  goal: string;
  measured: number;
  reached: boolean;
  /** Absolutes and how it came about. */
  note: string;
}

export function atLeast(what: string, goal: number, measured: number, note: string): Finding {
  return { what, goal: `≥ ${goal}`, measured, reached: measured >= goal, note };
}

export function atMost(what: string, goal: number, measured: number, note: string): Finding {
  return { what, goal: `≤ ${goal}`, measured, reached: measured <= goal, note };
}
