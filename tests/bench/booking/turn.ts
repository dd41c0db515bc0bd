import { Agent, request } from 'node:http';
import { callback } from '../account.ts';
import type { Finding } from '../measure.ts';
import { median, spread, told } from '../measure.ts';
import { openidOf } from '../residents.ts';
import { shares } from '../profile.ts';
import type { Serving } from '../serve.ts';
import { serve } from '../serve.ts';

const people = 200;
const connections = 32;

interface Wave {
  perSecond: number;
  /** Microseconds of the server's CPU for each message. */
  cpu: number;
  /** Milliseconds, one for each message. */
  waited: number[];
}

/** The whole booking over encrypted callbacks: everybody writes “今晚七点看医生” and then “确认”, and has a place. */
export async function bookingTurn(rounds: number): Promise<Finding[]> {
  const everybody = people * (rounds + 2);
  const server = await serve('booking/ours.ts', [String(everybody)]);
  const asking: Wave[] = [];
  const confirming: Wave[] = [];
  const booked = async (round: number) => {
    const openids = Array.from({ length: people }, (_, at) => openidOf(round * people + at));
    return [await wave(server, openids, '今晚七点看医生'), await wave(server, openids, '确认')] as const;
  };
  // The first round warms up, the last one is looked at by a profiler.
  await booked(0);
  for (let round = 1; round <= rounds; round += 1) {
    const [asked, confirmed] = await booked(round);
    asking.push(asked);
    confirming.push(confirmed);
  }
  await server.ask('begin-profile');
  await booked(rounds + 1);
  const profile = shares(await server.ask('end-profile'), 10);
  const places = await server.ask<number>('booked');
  await server.stop();
  if (places !== everybody) throw new Error(`${places} places, not ${everybody}`);
  const of = (waves: readonly Wave[], what: 'perSecond' | 'cpu') => waves.map((one) => one[what]);
  const p99 = (waves: readonly Wave[]) => {
    const waited = waves.flatMap((one) => one.waited).sort((one, other) => one - other);
    return `p99 ${Math.round(waited[Math.floor(waited.length * 0.99)] ?? Number.NaN)} ms`;
  };
  const line = (waves: readonly Wave[]) =>
    `${spread(of(waves, 'perSecond'))}/s, ${Math.round(median(of(waves, 'cpu')))} µs CPU, ${p99(waves)}`;
  const whole = asking.map((ask, at) => 1 / (1 / ask.perSecond + 1 / (confirming[at]?.perSecond ?? Number.NaN)));
  return [
    told(
      'whole booking over encrypted callbacks, a second',
      median(whole),
      `two messages each, everybody has a place; “今晚七点看医生” ${line(asking)}; “确认” ${line(confirming)}; where it goes: ${profile}`,
    ),
  ];
}

let message = 26_000_000_000_000_000n;

async function wave(server: Serving, openids: readonly string[], text: string): Promise<Wave> {
  const ready = openids.map((openid) => callback(openid, text, String((message += 1n))));
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const waited: number[] = [];
  const cpuBefore = await server.cpu();
  const before = performance.now();
  const one = async () => {
    for (let next = ready.pop(); next; next = ready.pop()) waited.push(await posted(agent, server.url, next));
  };
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - before) / 1_000;
  const cpu = (((await server.cpu()) - cpuBefore) * 1e6) / openids.length;
  agent.destroy();
  return { perSecond: openids.length / seconds, cpu, waited };
}

/** Milliseconds until the answer is there. */
function posted(agent: Agent, url: string, { path, body }: { path: string; body: string }): Promise<number> {
  const before = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) };
    const sending = request(`${url}/webhooks/wechat${path}`, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered with ${response.statusCode}`));
      response.resume().once('end', () => resolve(performance.now() - before));
    });
    sending.once('error', reject);
    sending.end(body);
  });
}
