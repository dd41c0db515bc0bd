import { resumeChannels, resumedAtOnce } from '#domain/notices/pauses.ts';
import type { Transaction } from '#domain/transaction.ts';
import { channelNames, channelsOf } from './channel-words.ts';
import type { Command } from './command.ts';
import { exit, Misused, operator, start } from './command.ts';

/** Lets paused channels push again; without a word it only tells what is paused and what waits. */
export const resume: Command = {
  usage: '用法：npm run resume [-- wechat|wecom|sms|all]   恢复推送；不写渠道就只看哪些暂停着、多少通知在等',
  async run({ words, print, open }) {
    if (words.length > 1) throw new Misused();
    const { database, day } = await open();
    const paused = await database.read((tx) => tx.prisma.channelPause.findMany({ orderBy: { channel: 'asc' } }));
    const now = await database.read(async (tx) => tx.now);
    const active = paused.filter(({ until }) => until > now);
    if (active.length === 0) print('没有暂停的渠道');
    for (const { channel, until, code } of active)
      print(`${channelNames[channel] ?? channel}暂停到${day.say(until)}（${causes[code] ?? `平台返回 ${code}`}）`);
    for (const line of await database.read(waiting)) print(line);
    if (words.length === 0) return exit.done;
    const channels = channelsOf(words[0]);
    let moved = 0;
    for (;;) {
      const batch = await database.transact((tx) => resumeChannels(tx, channels, operator));
      moved += batch;
      if (batch < resumedAtOnce) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    print(`${channels.map((name) => channelNames[name]).join('、')}已恢复推送，${moved}条通知现在就发（过时的不发）`);
    return exit.done;
  },
};

/** Why it is paused; everything else is a code of the platform's. */
const causes: Readonly<Record<string, string>> = { operator: '运维命令', restored: '刚从备份恢复' };

/** What would leave once nothing is paused, by kind. */
async function waiting(tx: Transaction): Promise<string[]> {
  const kinds = await tx.prisma.delivery.groupBy({
    by: ['kind'],
    where: { status: 'pending', reason: 'channel-paused', OR: [{ expiresAt: null }, { expiresAt: { gt: tx.now } }] },
    _count: { _all: true },
    orderBy: { kind: 'asc' },
  });
  return kinds.map(({ kind, _count }) => `  在等  ${kind}  ${_count._all}条`);
}

await start(import.meta, resume);
