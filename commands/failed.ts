import type { Failed } from '#domain/failures/list-failed.ts';
import { listFailed } from '#domain/failures/list-failed.ts';
import { reasonOf } from '#domain/notices/reason.ts';
import type { DistrictDay } from '#kit/day.ts';
import type { Command } from './command.ts';
import { exit, Misused, start } from './command.ts';

const shown = 50;

/** What did not work: dead deliveries, dead and failing jobs, messages that could not be handled. */
export const failed: Command = {
  usage: '用法：npm run failed   列出没有做成的通知、任务和消息（只有编号和原因）；用 npm run retry -- 编号 再试',
  async run({ words, print, open }) {
    if (words.length > 0) throw new Misused();
    const { database, day } = await open();
    const { counts, newest } = await database.read((tx) => listFailed(tx, shown));
    for (const one of newest) print(lineOf(one, day));
    print(
      `通知${counts.delivery}条，任务${counts.job}件，消息${counts.message}条（每种最多列出${shown}个，最新的在前）`,
    );
    return exit.done;
  },
};

const names: Readonly<Record<Failed['what'], string>> = { delivery: '通知', job: '任务', message: '消息' };

function lineOf({ what, id, name, ended, reason, attempts, at }: Failed, day: DistrictDay): string {
  const when = at === null ? '' : `${ended ? '结束于' : '下次'}${day.say(at)}`;
  return [names[what], id, name, ended ? '已放弃' : '还会再试', `试了${attempts}次`, when, reasonOf(reason)]
    .filter(Boolean)
    .join('  ');
}

await start(import.meta, failed);
