import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { resealAll } from '#prisma/reseal.ts';
import type { Command } from './command.ts';
import { exit, Misused, operator, start } from './command.ts';

/** Seals everything anew with SECRET_KEY, so that FORMER_SECRET_KEYS can be thrown away; the program may be running. */
export const rotateKeys: Command = {
  usage:
    '用法：SECRET_KEY=新密钥 FORMER_SECRET_KEYS=旧密钥 npm run rotate-keys   用新密钥重新加密全部数据；可以随时中断，再运行一次就接着做',
  async run({ words, config, print, open }) {
    if (words.length > 0) throw new Misused();
    if (config.secretKey === undefined) {
      print('没有设置 SECRET_KEY：沙盒的密钥在 DATA_DIR/secret.key，不需要轮换');
      return exit.configuration;
    }
    const { database } = await open();
    const { values, unreadable, complete } = await resealAll(database, {
      progress: (table, count) => print(`${table}：重新加密${count}处`),
    });
    if (values > 0)
      await database.transact(async (tx) =>
        tx.audit({ actor: operator, action: 'keys.rotated', subject: { kind: 'keys' }, detail: { values } }),
      );
    for (const { table, column, row } of unreadable) print(`数据异常：${table}.${column} ${row} 用现有的密钥都打不开`);
    const spooled = await spooledMessages(config.dataDir);
    if (spooled > 0) print(`本机还有${spooled}条消息在 spool 里等着处理，处理完再运行一次`);
    if (!complete) print('还有进程在用旧密钥加密：请让所有进程都用新的 SECRET_KEY，再运行一次');
    const finished = complete && unreadable.length === 0 && spooled === 0;
    print(
      finished ? `轮换完成（${values}处）：可以去掉 FORMER_SECRET_KEYS 了` : `这一次重新加密了${values}处，还没有完成`,
    );
    return finished ? exit.done : exit.failed;
  },
};

/** Messages that this machine keeps beside the database are sealed too. */
async function spooledMessages(dataDir: string): Promise<number> {
  const names = await readdir(join(dataDir, 'spool')).catch(() => []);
  return names.filter((name) => name.endsWith('.sealed')).length;
}

await start(import.meta, rotateKeys);
