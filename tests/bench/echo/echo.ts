import { callback } from '../account.ts';
import type { Finding, Load } from '../measure.ts';
import { atLeast, interleaved, load, median, spread, told } from '../measure.ts';
import { serve } from '../serve.ts';

const variants = ['ours', 'raw', 'co-wechat', 'wecom-crypto'] as const;

/** Encrypted echo: verify, decrypt, answer encrypted; nothing is stored. */
export async function echo(rounds: number, seconds: number): Promise<Finding[]> {
  const { path, body } = callback('oBench-0123456789012345678901', '今晚想看医生', '24000000000000001');
  const servers = new Map<string, Awaited<ReturnType<typeof serve>>>();
  for (const name of variants)
    servers.set(name, await serve(name === 'ours' || name === 'raw' ? `echo/${name}.ts` : `peers/${name}.ts`));
  const once = (name: string) => async (): Promise<Load> => {
    const server = servers.get(name);
    if (!server) throw new Error(name);
    const address = name === 'ours' ? `/webhooks/wechat${path}` : `/${path}`;
    return load(server, { seconds, connections: 32, next: () => ({ path: address, body }) });
  };
  await interleaved(1, new Map(variants.map((name) => [name, once(name)])));
  const results = await interleaved(rounds, new Map(variants.map((name) => [name, once(name)])));
  await Promise.all([...servers.values()].map((server) => server.stop()));
  const rate = (name: string) => median((results.get(name) ?? []).map((one) => one.requestsPerSecond));
  for (const [name, runs] of results) {
    const bad = runs.reduce((sum, one) => sum + one.notOk, 0);
    if (bad > 0) throw new Error(`${name} answered ${bad} times with an error: it is not measured`);
  }
  const best = Math.max(rate('co-wechat'), rate('wecom-crypto'));
  const cpu = (name: string) => median((results.get(name) ?? []).map((one) => one.cpuPerRequest));
  const leastCpu = Math.min(cpu('co-wechat'), cpu('wecom-crypto'));
  const rates = (name: string) => (results.get(name) ?? []).map((one) => one.requestsPerSecond);
  const absolutes = variants.map((name) => `${name} ${spread(rates(name))}/s`).join(', ');
  const costs = variants.map((name) => `${name} ${Math.round(cpu(name))} µs, ${share(name)} of a core`).join(', ');
  // What a rate says of a server that is not busy all the time is said of the load generator.
  function share(name: string): string {
    return `${Math.round((rate(name) * cpu(name)) / 1e4)} %`;
  }
  return [
    atLeast('encrypted echo ÷ best peer', 1.4, rate('ours') / best, absolutes),
    atLeast('encrypted echo ÷ the same job on node:http', 0.65, rate('ours') / rate('raw'), absolutes),
    told("the same by CPU: best peer's ÷ ours", leastCpu / cpu('ours'), costs),
    told("the same by CPU: node:http's ÷ ours", cpu('raw') / cpu('ours'), costs),
  ];
}
