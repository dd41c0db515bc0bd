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
  /** Called for each request; a different body each time where it must be. */
  next: () => { path: string; body: string };
  /** Requests a second; as many as it can when left out. */
  rate?: number;
}

/** Loads a server for some seconds with keep-alive connections. */
export async function load(server: Serving, { seconds, connections, next, rate }: Wish): Promise<Load> {
  const before = await server.cpu();
  const result = await autocannon({
    url: server.url,
    duration: seconds,
    connections,
    ...(rate === undefined ? {} : { overallRate: rate }),
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'text/xml' },
        setupRequest: (request: object) => ({ ...request, ...next() }),
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

/** `1234 (1100–1300)`: the median, the least and the most. */
export function spread(values: readonly number[], digits = 0): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** One line of the table. */
export interface Finding {
  what: string;
  /** `≥ 1.4`; empty where there is none. */
  goal: string;
  measured: number;
  reached: boolean | undefined;
  /** Absolutes and how it came about. */
  note: string;
}

export function atLeast(what: string, goal: number, measured: number, note: string): Finding {
  return { what, goal: `≥ ${goal}`, measured, reached: measured >= goal, note };
}

export function atMost(what: string, goal: number, measured: number, note: string): Finding {
  return { what, goal: `≤ ${goal}`, measured, reached: measured <= goal, note };
}

/** A figure without a goal. */
export function told(what: string, measured: number, note: string): Finding {
  return { what, goal: '', measured, reached: undefined, note };
}
