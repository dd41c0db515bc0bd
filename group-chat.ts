import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSVG } from 'uqr';
import {
  createGroupChatChannel,
  groupChatStates,
  type GroupChatChannel,
  type GroupChatEvent,
} from '#bot/channels/wechaty/channel.ts';
import { faultOf } from '#bot/channels/wechaty/trouble.ts';
import { puppetProcess } from '#bot/channels/wechaty/puppet-socket.ts';
import type { EarOf } from '#bot/ear.ts';
import { answerInGroup } from '#bot/group-chat/answer.ts';
import type { Metrics } from '#kit/metrics.ts';
import { mockPuppet, type WechatyConfig } from './config.ts';
import type { Foundations } from './foundations.ts';

/** What the group channel is built from, beside the foundations. */
export interface GroupChatParts {
  ear: EarOf;
  metrics: Metrics;
  /** Told what stands in the simulated group. */
  written(by: string, text: string): void;
}

/** The bot in groups, with a real puppet or among the sandbox's neighbours. Nothing of Wechaty is loaded in this process. */
export function openGroupChat(
  { config, clock, randomness, database, log }: Foundations,
  { puppet, token, accountName, environment }: WechatyConfig,
  { ear, metrics, written }: GroupChatParts,
): GroupChatChannel {
  const folder = join(config.dataDir, 'wechaty');
  return createGroupChatChannel({
    open: puppetProcess({ program: programOf(puppet), puppet, token, folder: join(folder, 'puppet'), environment }),
    answer: (question) => database.read((tx) => answerInGroup({ ear, account: accountName }, tx, question)),
    clock,
    randomness,
    wait: (milliseconds, then) => void setTimeout(then, milliseconds).unref(),
    report,
  });

  function report(event: GroupChatEvent): void {
    switch (event.kind) {
      case 'state': {
        const { state, failures } = event;
        metrics.groupChatIs(state, groupChatStates);
        const isLost = state === 'away' || state === 'banned' || state === 'missing';
        return log[isLost ? 'error' : 'info']({ state, failures }, 'group chat changed');
      }
      case 'outcome':
        return metrics.groupMessageEnded(event.outcome);
      case 'failed':
        return log.error({ incident: event.incident, ...faultOf(event.error) }, 'group answer failed');
      case 'fault':
        return log.warn(event.fault, 'puppet failed');
      case 'scan':
        return showCode(join(folder, 'scan.svg'), event.code);
      case 'written':
        return written(event.by, event.text);
    }
  }
}

/** What an operator scans with the account's phone; gone when it was scanned. Whoever has it can put another phone there. */
function showCode(file: string, code: string | undefined): void {
  if (code === undefined) return rmSync(file, { force: true });
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(file, renderSVG(code, { border: 4 }), { mode: 0o600 });
}

/** Beside this file, as TypeScript or compiled. */
function programOf(puppet: string): URL {
  const name = puppet === mockPuppet ? 'sandbox/group-chat/neighbours-process' : 'channels/wechaty/puppet-process';
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(`./bot/${name}.${isSource ? 'ts' : 'js'}`, import.meta.url);
}
