import { backUpSqlite } from '#prisma/sqlite-backup.ts';
import type { Command } from './command.ts';
import { exit, Misused, operator, start } from './command.ts';
import { quoted } from './shell.ts';

/** A consistent copy of the database, whatever is written meanwhile. */
export const backup: Command = {
  usage: '用法：npm run backup -- 文件   把数据库备份到一个新文件（程序可以正在运行）',
  async run({ words, config, print, open }) {
    const [file] = words;
    if (file === undefined || words.length > 1) throw new Misused();
    if (!config.databaseUrl.startsWith('file:')) {
      print('这里用的是 PostgreSQL，请用它自己的工具备份（本命令没有备份任何东西）：');
      print(`  pg_dump --format=custom --no-owner --file=${quoted(file)} "$DATABASE_URL"`);
      print('SECRET_KEY 和其他设置不在备份里，请另外保存');
      return exit.elsewhere;
    }
    const { database } = await open();
    const { bytes } = await backUpSqlite(config.databaseUrl.slice('file:'.length), file);
    await database.transact(async (tx) =>
      tx.audit({ actor: operator, action: 'database.backed-up', subject: { kind: 'database' }, detail: { bytes } }),
    );
    print(`已备份到 ${file}（${bytes}字节，已核对）`);
    print('不在备份里：密钥（SECRET_KEY，或 DATA_DIR/secret.key）、沙盒的 sandbox.db、还在 spool 里的消息');
    print('没有密钥就打不开备份：请把密钥另外保存，不要和备份放在一起');
    return exit.done;
  },
};

await start(import.meta, backup);
