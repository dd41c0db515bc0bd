import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import {
  createGroupChatChannel,
  type GroupChatChannel,
  type GroupChatEvent,
  type GroupChatState,
} from '#bot/channels/wechaty/channel.ts';
import { type OpenPuppet, puppetProcess } from '#bot/channels/wechaty/puppet-socket.ts';
import { servePuppet } from '#bot/channels/wechaty/serve-puppet.ts';
import type { PuppetCommand, PuppetEvent } from '#bot/channels/wechaty/wire.ts';
import type { GroupAnswer, GroupQuestion } from '#bot/group-chat/answer.ts';
import { neighbourhood } from '#bot/sandbox/group-chat/neighbours.ts';
import { openNeighbours } from '#bot/sandbox/group-chat/neighbours-puppet.ts';
import { countedRandomness } from './database.ts';

/** Whether the optional packages are here; with REQUIRE_ALL=1 leaving them out is a failure. */
export function wechatyIsHere(): boolean {
  const { resolve } = createRequire(import.meta.url);
  try {
    return [resolve('wechaty'), resolve('wechaty-puppet-mock')].length > 0;
  } catch (error) {
    if (process.env['REQUIRE_ALL'] === '1') throw error;
    process.stderr.write('left out: the tests of the group chat, because Wechaty is not installed\n');
    return false;
  }
}

/** A group of neighbours behind the mock puppet in its own process, and our channel. Time moves when the test says so. */
export interface Neighbourhood {
  channel: GroupChatChannel;
  events: GroupChatEvent[];
  /** What the bot wrote in the group, in order. */
  written: string[];
  /** What the channel asked to be answered. */
  asked: GroupQuestion[];
  writes(name: string, text: string): void;
  /** Waits until the channel is in this state. */
  becomes(state: GroupChatState): Promise<void>;
  /** Waits until so many messages have ended in this way. */
  ended(outcome: string, count?: number): Promise<void>;
  /** Everything that waits for a time within this comes. */
  passes(milliseconds: number): void;
  /** For how long the channel means to wait, milliseconds. */
  waits(): number[];
}

/**
 * @param answer what the program says; by default it repeats the question.
 * @param where beside the test a puppet begins at once; a process of its own takes seconds.
 */
export function openNeighbourhood(
  answer: (question: GroupQuestion) => Promise<GroupAnswer | undefined> = async ({ text }) => ({
    kind: 'public',
    text: `问：${text}`,
  }),
  where: 'beside the test' | 'in a process of its own' = 'beside the test',
): Neighbourhood {
  const folder = mkdtempSync(join(tmpdir(), 'jiayi-group-'));
  const events: GroupChatEvent[] = [];
  const written: string[] = [];
  const asked: GroupQuestion[] = [];
  let now = 0;
  let timers: { at: number; ring: () => void }[] = [];
  const channel = createGroupChatChannel({
    open: where === 'in a process of its own' ? inItsProcess(folder) : besideTheTest,
    answer(question) {
      asked.push(question);
      return answer(question);
    },
    clock: { monotonic: () => now },
    randomness: countedRandomness(),
    wait: (milliseconds, then) => void timers.push({ at: now + milliseconds, ring: then }),
    report(event) {
      events.push(event);
      if (event.kind === 'written' && event.by === neighbourhood.bot) written.push(event.text);
    },
  });
  const finished = async () => {
    await channel.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  onTestFinished(finished);
  channel.start();
  return {
    channel,
    events,
    written,
    asked,
    writes: (name, text) =>
      channel.happen({ kind: 'neighbour-writes', name, text, mentioned: text.includes(`@${neighbourhood.bot}`) }),
    becomes: (state) => vi.waitFor(() => expect(channel.state()).toBe(state), patience),
    ended: (outcome, count = 1) =>
      vi.waitFor(
        () =>
          expect(events.filter((event) => event.kind === 'outcome' && event.outcome === outcome)).toHaveLength(count),
        patience,
      ),
    passes(milliseconds) {
      now += milliseconds;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { ring } of due) ring();
    },
    waits: () => timers.map(({ at }) => at - now),
  };
}

function inItsProcess(folder: string): OpenPuppet {
  return puppetProcess({
    program: new URL('../../bot/sandbox/group-chat/neighbours-process.ts', import.meta.url),
    puppet: 'wechaty-puppet-mock',
    folder,
    environment: { PATH: process.env['PATH'] ?? '' },
  });
}

/** The same puppet on a line within the test; like the real one it carries plain values, and later. */
const besideTheTest: OpenPuppet = (hear) => {
  let obey: (command: PuppetCommand) => void = () => {};
  let isOpen = true;
  const later = <T>(what: T, then: (what: T) => void) => void setImmediate(() => then(structuredClone(what)));
  const tell = (event: PuppetEvent) => later(event, (one) => isOpen && hear(one));
  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    setImmediate(() => hear({ kind: 'gone' }));
  };
  process.env['WECHATY_LOG'] = 'silent';
  servePuppet({ tell, obey: (listener) => void (obey = listener), end }, (_start, tell) => openNeighbours(tell));
  const send = (command: PuppetCommand) => later(command, (one) => isOpen && obey(one));
  send({ kind: 'start', puppet: 'wechaty-puppet-mock', folder: '' });
  return { send, close: end };
};

/** A process begins and answers in its own time, on a busy machine in a minute. */
const patience = { timeout: 120_000, interval: 20 };
