import { callback } from '../account.ts';
import type { Finding, Load } from '../measure.ts';
import { atLeast, interleaved, load, median, spread, told } from '../measure.ts';
import { shares } from '../profile.ts';
import type { Serving } from '../serve.ts';
import { serve } from '../serve.ts';

const variants = { ours: 'turn/ours.ts', prisma: 'turn/prisma.ts', 'co-wechat': 'peers/co-wechat.ts' } as const;
type Variant = keyof typeof variants;
const names = ['ours', 'prisma', 'co-wechat'] as const satisfies readonly Variant[];
const people = 1_000;
/** More than any of them answers in a second. */
const atMostPerSecond = 8_000;

/**
 * The whole inbound turn: verify, decrypt, claim for good, contact, dialogues, one turn (菜单), the answer stored, the
 * answer encrypted. Every message has an id of its own. The peer that echoes stores nothing.
 */
export async function turn(rounds: number, seconds: number): Promise<Finding[]> {
  const servers = new Map<Variant, Serving>();
  for (const name of names) servers.set(name, await serve(variants[name]));
  const results = await rounded(rounds, seconds, servers);
  const ours = servers.get('ours');
  const profile = ours ? await profiled(ours, seconds) : '';
  await Promise.all([...servers.values()].map((server) => server.stop()));
  for (const [name, runs] of results) {
    const bad = runs.reduce((sum, one) => sum + one.notOk, 0);
    if (bad > 0) throw new Error(`${name} answered ${bad} times with an error: it is not measured`);
  }
  const rates = (name: Variant) => (results.get(name) ?? []).map((one) => one.requestsPerSecond);
  const cpu = (name: Variant) => median((results.get(name) ?? []).map((one) => one.cpuPerRequest));
  const absolutes = names.map((name) => `${name} ${spread(rates(name))}/s ${Math.round(cpu(name))} µs CPU`).join(', ');
  const [our, prisma, bare] = names.map((name) => median(rates(name)));
  return [
    atLeast('inbound turn ÷ the same by Prisma calls alone', 2.5, (our ?? 0) / (prisma ?? 0), absolutes),
    told(
      "the same by CPU: Prisma calls' ÷ ours",
      cpu('prisma') / cpu('ours'),
      'a commit that waits for the disk uses none',
    ),
    told('inbound turn ÷ co-wechat, bare echo', (our ?? 0) / (bare ?? 0), profile),
  ];
}

function rounded(rounds: number, seconds: number, servers: ReadonlyMap<Variant, Serving>) {
  const once = (name: Variant) => async (): Promise<Load> => {
    const server = servers.get(name);
    if (!server) throw new Error(name);
    return loaded(server, name === 'co-wechat' ? '/' : '/webhooks/wechat', seconds);
  };
  const all = new Map(names.map((name) => [name, once(name)]));
  return interleaved(1, all).then(() => interleaved(rounds, all));
}

let message = 24_000_000_000_000_000n;

/** Prepares the messages first, so that the load does not pay for them. */
function loaded(server: Serving, address: string, seconds: number): Promise<Load> {
  const ready = Array.from({ length: seconds * atMostPerSecond }, (_, at) =>
    callback(`oBench-${String(at % people).padStart(22, '0')}`, '菜单', String((message += 1n))),
  );
  const next = () => {
    const one = ready.pop();
    if (!one) throw new Error('it answered faster than messages were prepared for');
    return { path: `${address}${one.path}`, body: one.body };
  };
  return load(server, { seconds, connections: 32, next });
}

/** Where our time goes, from a run of its own: a profiler slows what it looks at. */
async function profiled(server: Serving, seconds: number): Promise<string> {
  await server.ask('begin-profile');
  await loaded(server, '/webhooks/wechat', seconds);
  return `where our time goes: ${shares(await server.ask('end-profile'), 14)}`;
}
