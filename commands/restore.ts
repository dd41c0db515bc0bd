import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { verifyAudit } from '#domain/audit/chain.ts';
import { everyChannel, pauseChannels } from '#domain/notices/pauses.ts';
import { unknownMigrations } from '#prisma/migrate.ts';
import { mustBeSound, sync } from '#prisma/sqlite-backup.ts';
import type { Config } from '../config.ts';
import { lastingFlaws } from './audit.ts';
import type { Asked, Command, Exit } from './command.ts';
import { exit, Misused, operator, start } from './command.ts';
import { quoted } from './shell.ts';

/** Pushes wait so long for the operator who looks at what was restored. */
const waitDays = 30;

/**
 * Puts a backup in the database's place, if there is none yet and it is sound, of this release or an older one, opened by
 * the present key, and unbroken in its chains. What was sent after the backup is not known to it, so nothing is pushed
 * until an operator says so.
 */
export const restore: Command = {
  usage: '用法：npm run restore -- 文件   从备份恢复（程序要先停下，原来的数据库要先移走；不会覆盖）',
  async run(asked) {
    const { words, config, print } = asked;
    const [file] = words;
    if (file === undefined || words.length > 1) throw new Misused();
    if (!config.databaseUrl.startsWith('file:')) return printPostgresql(file, print);
    const target = config.databaseUrl.slice('file:'.length);
    const problem = await obstacle(config, file, target);
    if (problem) {
      print(problem);
      return exit.failed;
    }
    return putInPlace(asked, file, target);
  },
};

async function obstacle(config: Config, file: string, target: string): Promise<string | undefined> {
  if (!existsSync(file)) return `没有这个文件：${file}`;
  for (const name of [target, `${target}-wal`, `${target}-shm`])
    if (existsSync(name)) return `${name} 还在：请先停下程序，把原来的数据库移到别处（这里不覆盖任何东西）`;
  if (config.secretKey === undefined && !existsSync(join(config.dataDir, 'secret.key')))
    return `没有密钥：请设置 SECRET_KEY，或把原来的 secret.key 放回 ${config.dataDir}`;
  await mustBeSound(file);
  const newer = await unknownMigrations(file);
  return newer.length > 0 ? `备份来自更新的版本（${newer.join(' ')}）：请先升级程序` : undefined;
}

async function putInPlace({ config, print, open }: Asked, file: string, target: string): Promise<Exit> {
  const part = `${target}.restoring`;
  const leftovers = [part, `${part}-wal`, `${part}-shm`];
  for (const name of leftovers) rmSync(name, { force: true });
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, part, constants.COPYFILE_EXCL);
  try {
    const { database } = await open({ ...config, databaseUrl: `file:${part}` });
    const { entries, brokenAt } = await database.read(verifyAudit);
    const { contracts, broken } = await lastingFlaws(database);
    if (brokenAt !== undefined || broken.length > 0) {
      print(
        `备份里的审计链或签约证据链断了（审计第${brokenAt ?? '-'}条，协议 ${broken[0]?.contractId ?? '-'}），没有恢复`,
      );
      return exit.failed;
    }
    const waiting = await database.transact(async (tx) => {
      const until = new Date(tx.now.getTime() + waitDays * 86_400_000);
      await pauseChannels(tx, everyChannel, { until, code: 'restored', by: operator });
      tx.audit({ actor: operator, action: 'database.restored', subject: { kind: 'database' }, detail: { entries } });
      const due = { status: 'pending' as const, OR: [{ expiresAt: null }, { expiresAt: { gt: tx.now } }] };
      return tx.prisma.delivery.count({ where: due });
    });
    await database.close();
    if (existsSync(`${part}-wal`)) throw new Error('恢复出来的数据库没有写完');
    await sync(part);
    renameSync(part, target);
    await sync(dirname(target));
    print(`已恢复：审计${entries}条完整，协议${contracts}份证据完整，密钥能打开`);
    print(`${waiting}条通知还没有发出也没有过时；恢复之后先不推送，等您确认`);
    print('启动程序，看过以后用 npm run resume -- all 放行；OPERATIONS.md 写了怎么确认');
    return exit.done;
  } finally {
    for (const name of leftovers) rmSync(name, { force: true });
  }
}

function printPostgresql(file: string, print: (line: string) => void): Exit {
  print('这里用的是 PostgreSQL，请用它自己的工具恢复到一个空的数据库（本命令没有恢复任何东西）：');
  print(`  pg_restore --no-owner --exit-on-error --single-transaction --dbname="$DATABASE_URL" ${quoted(file)}`);
  print('  npm run pause -- all      恢复之后先不推送');
  print('  npm run audit             核对密钥、审计链和签约证据链');
  print('然后启动程序，看过以后用 npm run resume -- all 放行；OPERATIONS.md 写了怎么确认');
  return exit.elsewhere;
}

await start(import.meta, restore);
