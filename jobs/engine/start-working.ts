import type { LaterWork, LaterWorkParts } from '../runner.ts';
import { collectWork } from './collect-work.ts';
import { freeRows } from './claim.sql.ts';
import { createHands } from './hands.ts';
import { createHeldRows } from './held-rows.ts';
import { createInlineCarrier } from './inline.ts';
import type { Carrier, Load, Run } from './load.ts';
import { createSender } from './sender.ts';
import { yieldToOthers } from './slots.ts';
import { createWatchdog } from './watchdog.ts';

/** After so long without a sweep the watchdog sweeps in its own process, milliseconds. */
const silenceMs = 15_000;
/** How long a stop waits for calls that are under way, milliseconds. */
const drainMs = 8_000;
/** More rounds than anything that ends by itself needs. */
const mostRounds = 1_000;

/** For a process that does the work: carriers, the sender's leases, the watchdog. */
export async function startWorking(parts: LaterWorkParts): Promise<LaterWork> {
  const { database, log, carrier: choice } = parts;
  let stopping = false;
  const held = createHeldRows(database, log);
  const hands = createHands({
    ...parts,
    held,
    maySend: () => !stopping && sender.holds(),
    mayBegin: () => !stopping,
    carry: (loads) => void carry(loads),
    swept: () => watchdog.heard(),
  });
  // What Redis does not take is done here; without Redis everything is.
  const inline = createInlineCarrier(hands.run);
  const carrier = choice.kind === 'inline' ? inline : await throughRedis(parts, hands.run);
  const carriers = [...new Set([carrier, inline])];
  const sender = createSender({
    ...parts,
    platforms: parts.channels.map(({ name }) => name).sort(),
    holder: choice.kind === 'inline' ? 'the-one-process' : parts.randomness.bytes(12).toString('hex'),
    changed(holds) {
      for (const one of carriers)
        if (holds === 'holds') one.serve(['Delivery']);
        else one.rest(['Delivery']);
      log.info({ sender: holds }, 'sender changed');
      if (holds === 'holds') void carry([{ kind: 'sweep' }]);
    },
  });
  const watchdog = await createWatchdog({
    ...parts,
    silenceMs: choice.kind === 'inline' ? 0 : silenceMs,
    async sweep() {
      if (choice.kind === 'inline') return hands.sweep();
      await carrier.ensureTickers();
      await hands.doAll();
    },
  });

  if (choice.kind === 'inline') await database.transact(freeRows);
  for (const one of carriers) one.serve(['Job']);
  await sender.renew();
  void carry([{ kind: 'sweep' }]);

  return {
    wake: collectWork((loads) => void carry(loads)),
    sweep: hands.sweep,
    async runUntilQuiet() {
      const told = hands.listen();
      for (let round = 0; round < mostRounds; round++) {
        const before = hands.loadsRun();
        const moved = await hands.doAll();
        // What was committed a moment ago is on its way to a carrier; what a carrier has begun must end.
        await yieldToOthers();
        for (const one of carriers) await one.idle();
        if (moved === 0 && hands.loadsRun() === before) break;
      }
      return told();
    },
    nextDue: () => hands.nextDue(),
    unready: () => (carrier.isReachable() ? [] : ['redis']),
    async stop() {
      stopping = true;
      await watchdog.stop();
      // A platform that does not answer is not waited for: its rows are found again by their leases.
      await Promise.race([Promise.all(carriers.map((one) => one.stop())), after(drainMs)]);
      held.stop();
      await sender.stop();
    },
  };

  async function carry(loads: readonly Load[]): Promise<void> {
    if (loads.length === 0) return;
    try {
      if (!(await carrier.carry(loads)) && carrier !== inline) await inline.carry(loads);
    } catch (error) {
      log.error({ error }, 'hand-over failed');
    }
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());
}

/** Loaded only where it is used: it costs 200 ms of a start. */
async function throughRedis(parts: LaterWorkParts, run: Run): Promise<Carrier> {
  const { carrier: choice, ticks } = parts;
  if (choice.kind !== 'bullmq') throw new Error('no Redis was chosen');
  const { createBullmqCarrier } = await import('./bullmq.ts');
  const schedules = ticks.map(({ name, times }) => ({ name, pattern: times.pattern }));
  return createBullmqCarrier({ ...parts, url: choice.url, prefix: choice.prefix ?? 'jiayi', run, schedules });
}
