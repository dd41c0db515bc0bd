import type { Retried } from '#domain/failures/retry.ts';
import { retry as retryRow } from '#domain/failures/retry.ts';
import type { Command } from './command.ts';
import { exit, Misused, operator, start } from './command.ts';

/** Tries one failed delivery, job or message again. */
export const retry: Command = {
  usage: '用法：npm run retry -- 编号   再试一次（编号见 npm run failed）；已经结束的不改，另记一条新的',
  async run({ words, print, open }) {
    const [id] = words;
    if (id === undefined || words.length > 1) throw new Misused();
    const { database } = await open();
    const retried = await database.transact((tx) => retryRow(tx, id, operator));
    print(said(retried));
    return retried.outcome === 'anew' || retried.outcome === 'sooner' ? exit.done : exit.failed;
  },
};

function said(retried: Retried): string {
  switch (retried.outcome) {
    case 'anew':
      return `已重新排队，新编号 ${retried.id}`;
    case 'sooner':
      return '已排到现在';
    case 'before':
      return `之前已经再试过，那一次是 ${retried.id}`;
    case 'expired':
      return '已经过时，不再发';
    case 'nobody':
      return '没有可用的账号或电话，请打电话联系';
    case 'nothing':
      return '没有什么可再试的：已经做成、已取消，或正在做';
    case 'unknown':
      return '没有这个编号';
  }
}

await start(import.meta, retry);
