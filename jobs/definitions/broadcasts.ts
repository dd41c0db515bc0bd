import { z } from 'zod';
import { noteAnswers } from '#domain/broadcasts/answers.ts';
import { askNextCalls } from '#domain/broadcasts/calls.ts';
import { type Connected, connectedBy } from '#domain/broadcasts/connected.ts';
import { countNext } from '#domain/broadcasts/count.ts';
import { wakePaused } from '#domain/broadcasts/deal.sql.ts';
import { lapseBroadcast } from '#domain/broadcasts/decide.ts';
import { massAccounts, prepareMass, settleMass } from '#domain/broadcasts/mass.ts';
import { carryOn } from '#domain/broadcasts/run.ts';
import { failpoint } from '#kit/failpoint.ts';
import type { Outside } from '../engine/define-job.ts';
import { defineJob, defineOutsideJob, done, later, skipped } from '../engine/define-job.ts';
import { yieldToOthers } from '../engine/slots.ts';

const versioned = z.object({ broadcastId: z.string(), version: z.number().int() });

/** Counts a draft's people, a range in a transaction; cut off, it goes on where it was. */
export const countBroadcast = defineOutsideJob({
  name: 'broadcast.count',
  title: '数广播的人数',
  payload: versioned,
  async run(draft, { database, channels }) {
    const connected = connectedBy(channels);
    for (;;) {
      const counted = await database.transact((tx) => countNext(tx, draft, connected));
      if (counted === 'over') return skipped('moved-on');
      if (counted === 'done') return done();
      await yieldToOthers();
    }
  },
});

/**
 * Carries a broadcast on, a portion in a transaction with a pause between, until there is something to wait for. It calls
 * the platform for its 群发, whose id makes a repeat harmless.
 */
export const runBroadcast = defineOutsideJob({
  name: 'broadcast.run',
  title: '广播',
  payload: versioned,
  attempts: 20,
  async run(broadcast, outside) {
    const { database, channels } = outside;
    const connected = connectedBy(channels);
    while ((await database.transact((tx) => wakePaused(tx, broadcast.broadcastId))) > 0) await yieldToOthers();
    for (;;) {
      const next = await database.transact((tx) => carryOn(tx, broadcast, connected));
      await failpoint('committed');
      switch (next.do) {
        case 'again':
          break;
        case 'mass':
          await sendMass(next.massId, outside, connected);
          break;
        case 'later':
          return later(next.why, next.afterMs);
        case 'over':
          return next.why === 'done' ? done() : skipped(next.why);
      }
      await yieldToOthers();
    }
  },
});

async function sendMass(massId: string, { database, channels }: Outside, connected: Connected): Promise<void> {
  const wechat = channels.find(({ name }) => name === 'wechat');
  const ready = await database.transact((tx) => prepareMass(tx, massId));
  if (!ready || !wechat?.sendMass) return;
  const accounts: string[] = [];
  for (let after = ''; ; ) {
    const page = await database.read((tx) => massAccounts(tx, massId, after));
    if (page.last === '') break;
    accounts.push(...page.accounts);
    after = page.last;
    await yieldToOthers();
  }
  await failpoint('before-call');
  const result = await wechat.sendMass({ ...ready, accounts });
  await failpoint('after-call');
  await database.transact((tx) => settleMass(tx, massId, result, connected));
}

/** One that nobody agreed to by its latest time. */
export const lapseOfBroadcast = defineJob({
  name: 'broadcast.lapse',
  title: '广播过时没有人同意',
  payload: z.object({ broadcastId: z.string() }),
  async run({ broadcastId }, tx) {
    const why = await lapseBroadcast(tx, broadcastId);
    return why === undefined ? done() : skipped(why);
  },
});

export const askForBroadcastCalls = defineJob({
  name: 'broadcast.call',
  title: '广播没送到的转电话任务',
  payload: z.object({ broadcastId: z.string(), after: z.string() }),
  async run({ broadcastId, after }, tx) {
    return (await askNextCalls(tx, broadcastId, after)) > 0 ? done() : skipped('nobody');
  },
});

export const noteBroadcastAnswers = defineOutsideJob({
  name: 'broadcast.answers',
  title: '看谁回了广播',
  payload: z.object({ broadcastId: z.string() }),
  async run({ broadcastId }, { database }) {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const from: string = after;
      after = await database.transact((tx) => noteAnswers(tx, broadcastId, from));
      await yieldToOthers();
    }
    return done();
  },
});
