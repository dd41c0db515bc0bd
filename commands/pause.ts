import { pauseChannels } from '#domain/notices/pauses.ts';
import { channelNames, channelsOf } from './channel-words.ts';
import type { Command } from './command.ts';
import { exit, Misused, operator, start } from './command.ts';

const usualHours = 24 * 30;

/** An operator's stop: pushes wait, answers in a chat go on. */
export const pause: Command = {
  usage:
    '用法：npm run pause -- wechat|wecom|sms|all [小时]   暂停推送（不写小时就等到 npm run resume）；对话里的回答照常',
  async run({ words, print, open }) {
    const [channel, hours = String(usualHours)] = words;
    const channels = channelsOf(channel);
    if (words.length > 2 || !/^[1-9]\d{0,3}$/.test(hours)) throw new Misused();
    const { database, day } = await open();
    const until = await database.transact(async (tx) => {
      const end = new Date(tx.now.getTime() + Number(hours) * 3_600_000);
      await pauseChannels(tx, channels, { until: end, code: 'operator', by: operator });
      return end;
    });
    for (const name of channels) print(`${channelNames[name]}已暂停推送，到${day.say(until)}`);
    return exit.done;
  },
};

await start(import.meta, pause);
