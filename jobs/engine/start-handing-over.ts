import type { LaterWork, LaterWorkParts } from '../runner.ts';
import { collectWork } from './collect-work.ts';

/**
 * For a process that only answers callbacks: it hands over to the workers. What Redis does not take stays in its table,
 * where a worker's sweep finds it.
 */
export async function startHandingOver(parts: LaterWorkParts): Promise<LaterWork> {
  const { carrier: choice, clock, log, zone } = parts;
  if (choice.kind === 'inline') throw new Error('a process that only hands over needs REDIS_URL');
  const { createBullmqCarrier } = await import('./bullmq.ts');
  const { url, prefix = 'jiayi' } = choice;
  const carrier = await createBullmqCarrier({ url, prefix, clock, log, zone, schedules: [], run: async () => {} });
  const nothingHere = () => Promise.reject(new Error('this process only hands over: ask a worker'));
  return {
    wake: collectWork((loads) => void carrier.carry(loads)),
    sweep: nothingHere,
    runUntilQuiet: nothingHere,
    nextDue: nothingHere,
    // Work is not lost while Redis is away, so callbacks go on being taken.
    unready: () => [],
    stop: () => carrier.stop(),
  };
}
