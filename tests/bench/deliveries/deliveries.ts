import { callback } from '../account.ts';
import type { Finding } from '../measure.ts';
import { atMost, interleaved, load, median, spread, told } from '../measure.ts';
import { shares } from '../profile.ts';
import type { Serving } from '../serve.ts';
import { serve } from '../serve.ts';
import type { Bulk } from './bulk.ts';
import type { Gap } from './watch-loop.ts';

/** Faster than anything here: the pacer is asked, and lets all through. */
const unpaced = '1000000';

/** Bulk deliveries through the program's own sweep, claims and results, beside plain posts of the same messages. */
export async function deliveries(rounds: number, rows: number): Promise<Finding[]> {
  const platform = await serve('deliveries/platform.ts');
  const ours = await serve('deliveries/ours.ts', [platform.url, String(rows), unpaced]);
  const variants = new Map([
    ['posts', () => ours.ask<Bulk>('post')],
    ['fetched', () => ours.ask<Bulk>('fetch')],
    ['ours', () => ours.ask('write').then(() => ours.ask<Bulk>('deliver'))],
  ]);
  await variants.get('posts')?.();
  const results = await interleaved(rounds, variants);
  const of = (name: string, what: 'seconds' | 'cpu' | 'memory') => (results.get(name) ?? []).map((run) => run[what]);
  const middle = (name: string, what: 'seconds' | 'cpu') => median(of(name, what));
  await ours.ask('write');
  await ours.ask('begin-profile');
  await ours.ask('deliver');
  const profile = `where a delivery's goes: ${shares(await ours.ask('end-profile'), 10)}`;
  await ours.stop();
  const each = (name: string) => `${((middle(name, 'cpu') * 1e6) / rows).toFixed(0)} µs`;
  const memory = (name: string) => Math.round(Math.max(...of(name, 'memory')));
  const findings = [
    atMost(
      'bulk deliveries ÷ plain posts by fetch',
      1.4,
      middle('ours', 'seconds') / middle('fetched', 'seconds'),
      `${rows}: ${spread(of('ours', 'seconds'), 2)} s, by fetch ${spread(of('fetched', 'seconds'), 2)} s; at most ${memory('ours')} MB`,
    ),
    atMost(
      'bulk deliveries ÷ plain posts by our own client',
      1.4,
      middle('ours', 'seconds') / middle('posts', 'seconds'),
      `plain posts ${spread(of('posts', 'seconds'), 2)} s; at most ${memory('posts')} MB`,
    ),
    told(
      'the same by CPU',
      middle('ours', 'cpu') / middle('posts', 'cpu'),
      `a delivery ${each('ours')}, a plain post ${each('posts')}, by fetch ${each('fetched')}; ${profile}`,
    ),
    ...(await paced(platform)),
  ];
  await platform.stop();
  return findings;
}

const rate = 500;

async function paced(platform: Serving): Promise<Finding[]> {
  const rows = rate * 6;
  const ours = await serve('deliveries/ours.ts', [platform.url, String(rows), String(rate)]);
  await ours.ask('write');
  await platform.ask('forget');
  await ours.ask<Bulk>('deliver');
  const { worst, seconds } = await platform.ask<{ worst: number; seconds: number }>('worst-second');
  await ours.stop();
  const note = `${rows} at ${rate}/s: the worst sliding second had ${worst}, counted where they arrive`;
  return [
    atMost('calls in the worst second ÷ the set rate', 1.05, worst / rate, note),
    told('calls a second ÷ the set rate', rows / seconds / rate, `${seconds.toFixed(2)} s in all`),
  ];
}

/** While one process delivers in bulk it answers callbacks: how long the loop stands still, and who waits longest. */
export async function loop(rows: number): Promise<Finding[]> {
  const platform = await serve('deliveries/platform.ts');
  const ours = await serve('deliveries/ours.ts', [platform.url, String(rows), unpaced]);
  let message = 25_000_000_000_000_000n;
  const next = () => {
    const one = callback(`oBench-${String(message % 200n).padStart(22, '0')}`, '菜单', String((message += 1n)));
    return { path: `/webhooks/wechat${one.path}`, body: one.body };
  };
  const asked = (seconds: number) => load(ours, { seconds, connections: 10, rate: 100, next });
  await asked(1);
  const idle = await ours.ask<Bulk>('one-second');
  const quiet = await asked(2);
  await ours.ask('write');
  const plain = await ours.ask<Bulk>('post');
  const alone = await ours.ask<Bulk>('deliver');
  await ours.ask('write');
  // How long it takes is known from the run before; the load goes on a little beyond it.
  const seconds = Math.ceil(alone.seconds) + 1;
  const [both, busy] = await Promise.all([ours.ask<Bulk>('deliver'), loadOnly(seconds)]);
  await ours.stop();
  await platform.stop();
  if (busy.notOk > 0) throw new Error(`${busy.notOk} callbacks were not answered`);
  return [
    atMost(
      'longest gap of the event loop in bulk work, ms',
      50,
      alone.longest.lasted,
      `${rows} deliveries in ${alone.seconds.toFixed(2)} s; ${gap(alone)}, with callbacks beside ${gap(both)}, plain posts ${gap(plain)}, idle ${gap(idle)}`,
    ),
    atMost(
      'slowest callback at 100/s in bulk work, s',
      1,
      busy.slowest / 1_000,
      `p99 ${busy.p99} ms; without bulk p99 ${quiet.p99} ms, slowest ${quiet.slowest} ms`,
    ),
  ];

  /** One question at a time: its CPU is not asked for while it delivers. */
  function loadOnly(lasting: number) {
    const silent = { ...ours, cpu: async () => 0 };
    return load(silent, { seconds: lasting, connections: 10, rate: 100, next });
  }
}

/** What is waited in it is waited for the disk, or for a core that somebody else has. */
function gap({ longest: { lasted, computed } }: { longest: Gap }): string {
  return `${lasted.toFixed(0)} ms, of it computed ${computed.toFixed(0)}`;
}
