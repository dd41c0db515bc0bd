import { nextDueRow } from './claim.sql.ts';
import type { Ended } from './deliver.ts';
import { createDeliverer } from './deliver.ts';
import type { Happened } from './happened.ts';
import { tellDeliveries } from './happened.ts';
import type { HeldRows } from './held-rows.ts';
import type { Load } from './load.ts';
import { createPacer } from './pacer.ts';
import { createTicker } from './run-ticks.ts';
import { findDue } from './sweep.ts';
import { createWorker } from './work.ts';
import type { LaterWorkParts } from '../runner.ts';

/** What does the work in this process, whoever carried it here. */
export interface Hands {
  /** Works on one load. Never rejects. */
  run(load: Load): Promise<void>;
  /** Finds what is due and hands it to the carriers. */
  sweep(): Promise<void>;
  /** Does all that is due here and now. Returns how many rows and schedules it moved on. */
  doAll(): Promise<number>;
  nextDue(): Promise<Date | undefined>;
  /** How many loads it has worked on so far. */
  loadsRun(): number;
  /** Begins to note what happens; the result ends it and tells. */
  listen(): () => Promise<Happened[]>;
}

export interface HandsParts extends LaterWorkParts {
  held: HeldRows;
  /** Whether this process may call platforms now. */
  maySend: () => boolean;
  /** Whether this process may begin anything at all. */
  mayBegin: () => boolean;
  carry: (loads: readonly Load[]) => void;
  swept: () => void;
}

/** Calls a second, well under what the platforms take. WeCom: 10,000 calls a minute. */
const usualRates = { wechat: 100, wecom: 100, sms: 20 } as const;

export function createHands(parts: HandsParts): Hands {
  const { database, clock, log, lookouts = [] } = parts;
  const rates = new Map(parts.channels.map(({ name }) => [name, parts.rates?.[name] ?? usualRates[name]]));
  const pacers = new Map([...rates].map(([name, rate]) => [name, createPacer(rate, clock)]));
  let noted: { deliveries: Ended[]; sentences: Happened[] } | undefined;
  const deliverer = createDeliverer({ ...parts, rates, pacers, ended: (delivery) => noted?.deliveries.push(delivery) });
  const worker = createWorker({
    ...parts,
    ended: ({ title, at }) => noted?.sentences.push({ at, what: `到时处理：${title}` }),
  });
  const ticker = createTicker({
    ...parts,
    ran: ({ title, at }) => noted?.sentences.push({ at, what: `定时：${title}` }),
  });

  let loadsRun = 0;

  return {
    async run(load) {
      try {
        await work(load);
      } catch (error) {
        log.error({ error, load }, 'load failed');
      }
      loadsRun += 1;
    },
    loadsRun: () => loadsRun,
    sweep,
    async doAll() {
      let moved = await ticker.runDue();
      moved += await lookAround();
      moved += await worker.all();
      moved += await deliverer.all();
      return moved;
    },
    async nextDue() {
      const rows = await database.read(async (tx) => [await nextDueRow(tx, 'Job'), await nextDueRow(tx, 'Delivery')]);
      const others = await Promise.all([ticker.nextDue(), ...lookouts.map((lookout) => lookout.nextDue())]);
      const coming = [...rows, ...others].filter((instant) => instant !== undefined);
      return coming.sort((one, other) => one.getTime() - other.getTime())[0];
    },
    listen() {
      noted = { deliveries: [], sentences: [] };
      return async () => {
        const { deliveries = [], sentences = [] } = noted ?? {};
        noted = undefined;
        const told = [...sentences, ...(await database.read((tx) => tellDeliveries(tx, parts.catalogue, deliveries)))];
        return told.sort((one, other) => one.at.getTime() - other.at.getTime());
      };
    },
  };

  async function work(load: Load): Promise<void> {
    if (!parts.mayBegin()) return;
    switch (load.kind) {
      case 'row':
        return load.table === 'Delivery' ? deliverer.one(load) : worker.one(load);
      case 'bulk':
        await (load.table === 'Delivery' ? deliverer.all() : worker.all());
        return;
      case 'sweep':
        return sweep();
    }
  }

  async function sweep(): Promise<void> {
    parts.swept();
    await ticker.runDue();
    await lookAround();
    const due = await findDue(database);
    if (due.length > 0) parts.carry(due);
  }

  /** One that fails does not keep the others. */
  async function lookAround(): Promise<number> {
    let moved = 0;
    for (const lookout of lookouts)
      try {
        moved += await lookout.run();
      } catch (error) {
        log.error({ error, lookout: lookout.name }, 'lookout failed');
      }
    return moved;
  }
}
