import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit } from '../../commands/audit.ts';
import { backup } from '../../commands/backup.ts';
import { examine } from '../../commands/examine.ts';
import { pause } from '../../commands/pause.ts';
import { restore } from '../../commands/restore.ts';
import { resume } from '../../commands/resume.ts';
import { seed } from '../../commands/seed.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { busyProgram, newKey, operatorsMachine } from '#tests/support/operator.ts';
import type { OperatorsMachine } from '#tests/support/operator.ts';

/** Processes are started in them. */
const slow = { timeout: 120_000 };

/** Three deliveries that have not left: one still useful, one whose time is over, one that waits for its time. */
async function leavePending(machine: OperatorsMachine): Promise<void> {
  await machine.inside(({ database }) =>
    database.transact(async (tx) => {
      const hours = (count: number) => new Date(tx.now.getTime() + count * 3_600_000);
      for (const [key, dueAt, expiresAt] of [
        ['useful', tx.now, hours(5)],
        ['over', hours(-2), hours(-1)],
        ['later', hours(3), null],
      ] as const)
        await tx.prisma.delivery.create({
          data: {
            ...{ id: key, key, kind: 'appointment.reminder', recipientKind: 'contact', recipientId: 'nobody' },
            ...{ contentSealed: '', status: 'pending', dueAt, expiresAt, createdAt: tx.now },
          },
        });
    }),
  );
}

describe('npm run backup and npm run restore on SQLite', async () => {
  const machine = await operatorsMachine();
  await machine.runs(seed, ['demo']);
  await leavePending(machine);
  const file = join(machine.folder, 'copy.db');
  const aside = join(machine.folder, 'moved-away.db');

  test(
    'a backup is consistent whatever is written meanwhile, readable by its owner only, and says what is not in it',
    slow,
    async () => {
      const program = await busyProgram(machine.environment);
      const seen = await machine.runs(backup, [file]);
      await program.stop();
      expect(seen).toMatchObject({ code: 0, text: expect.stringMatching(/secret\.key.*sandbox\.db.*spool/s) });
      expect(statSync(file).mode & 0o077).toBe(0);
      const copy = { DATABASE_URL: `file:${file}` };
      expect((await machine.runs(audit, [], copy)).code).toBe(0);
    },
  );

  test('a backup holds nobody’s name, phone or document in the clear', () => {
    const bytes = readFileSync(file);
    for (const word of ['王秀英', '13800000001', '440402195803120022']) expect(bytes.includes(word)).toBe(false);
  });

  test('neither a backup nor a restore overwrites anything', async () => {
    const before = readFileSync(file);
    expect(await machine.runs(backup, [file])).toMatchObject({ code: 1, text: expect.stringContaining('不会覆盖') });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(await machine.runs(restore, [file])).toMatchObject({ code: 1, text: expect.stringContaining('不覆盖') });
    expect(readdirSync(machine.folder).filter((name) => /part|restoring/.test(name))).toEqual([]);
  });

  const moveAway = () => {
    for (const end of ['', '-wal', '-shm']) {
      if (!existsSync(join(machine.folder, `app.db${end}`))) continue;
      copyFileSync(join(machine.folder, `app.db${end}`), `${aside}${end}`);
      rmSync(join(machine.folder, `app.db${end}`));
    }
  };

  test(
    'another key, a damaged file, a file of a newer release and a broken chain are refused, and nothing is left behind',
    slow,
    async () => {
      moveAway();
      const refused = async (name: string, words: string, settings: Record<string, string> = {}) => {
        const seen = await machine.runs(restore, [name], settings);
        expect(seen.code).not.toBe(0);
        expect(seen.text).toContain(words);
        expect(readdirSync(machine.folder).filter((left) => left.startsWith('app.db'))).toEqual([]);
      };
      await refused(join(machine.folder, 'nowhere.db'), '没有这个文件');
      await refused(file, 'SECRET_KEY 打不开', { SECRET_KEY: newKey() });
      await refused(file, '没有密钥', { SECRET_KEY: '' });

      const damaged = join(machine.folder, 'damaged.db');
      const bytes = readFileSync(file);
      bytes.fill(0x55, 8192, 40_960);
      writeFileSync(damaged, bytes);
      await refused(damaged, '没有做成');
      writeFileSync(damaged, 'no database at all');
      await refused(damaged, '没有做成');

      const { default: SqliteDatabase } = await import('better-sqlite3');
      const newer = join(machine.folder, 'newer.db');
      copyFileSync(file, newer);
      const one = new SqliteDatabase(newer);
      one.exec(
        `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name") VALUES ('x', 'x', '29991231000000_next')`,
      );
      one.close();
      await refused(newer, '请先升级程序');

      const tampered = join(machine.folder, 'tampered.db');
      copyFileSync(file, tampered);
      const other = new SqliteDatabase(tampered);
      other.exec('DROP TRIGGER "auditentry_no_update"');
      other.exec(`UPDATE "AuditEntry" SET "action" = 'nothing' WHERE "sequence" = 2`);
      other.close();
      await refused(tampered, '没有恢复');
    },
  );

  test('after a restore the chains hold and nothing is pushed until the operator says so', async () => {
    const seen = await machine.runs(restore, [file]);
    expect(seen).toMatchObject({ code: 0, text: expect.stringContaining('2条通知还没有发出也没有过时') });
    expect((await machine.runs(audit)).code).toBe(0);
    const paused = await machine.inside(({ database }) =>
      database.read((tx) => tx.prisma.channelPause.findMany({ orderBy: { channel: 'asc' } })),
    );
    expect(paused.map(({ channel, code }) => [channel, code])).toEqual([
      ['sms', 'restored'],
      ['wechat', 'restored'],
      ['wecom', 'restored'],
    ]);
  });

  test('the operator looks at what waits, and lets it go', async () => {
    await machine.inside(({ database }) =>
      database.transact((tx) =>
        tx.prisma.delivery.updateMany({
          where: { id: { in: ['useful', 'over'] } },
          data: { reason: 'channel-paused', dueAt: new Date(tx.now.getTime() + 86_400_000) },
        }),
      ),
    );
    const looked = await machine.runs(resume);
    expect(looked.code).toBe(0);
    expect(looked.text).toMatch(/公众号暂停到.*（刚从备份恢复）/);
    expect(looked.text).toContain('appointment.reminder  1条');
    const resumed = await machine.runs(resume, ['all']);
    expect(resumed).toMatchObject({ code: 0, text: expect.stringContaining('2条通知现在就发') });
    const left = await machine.inside(({ database }) =>
      database.read(async (tx) => ({
        pauses: await tx.prisma.channelPause.count(),
        due: await tx.prisma.delivery.count({ where: { status: 'pending', dueAt: { lte: tx.now } } }),
      })),
    );
    expect(left).toEqual({ pauses: 0, due: 2 });
  });

  test('both ask for one file', async () => {
    for (const command of [backup, restore])
      for (const words of [[], [file, file]])
        expect(await machine.runs(command, words)).toEqual({ code: 64, text: command.usage });
  });
});

test('a channel is paused for hours by name, and only by a name that there is', async () => {
  const machine = await operatorsMachine();
  expect(await machine.runs(pause, ['sms', '3'])).toMatchObject({
    code: 0,
    text: expect.stringContaining('短信已暂停'),
  });
  for (const words of [[], ['fax'], ['sms', '0'], ['sms', 'x']])
    expect((await machine.runs(pause, words)).code).toBe(64);
  const [row] = await machine.inside(({ database }) => database.read((tx) => tx.prisma.channelPause.findMany()));
  expect(row).toMatchObject({ channel: 'sms', code: 'operator' });
  const audited = await machine.inside(({ database }) =>
    database.read((tx) => tx.prisma.auditEntry.count({ where: { action: 'channel.paused', subjectId: 'sms' } })),
  );
  expect(audited).toBe(1);
});

describe.runIf(engines.includes('postgresql'))('npm run backup and npm run restore on PostgreSQL', async () => {
  const machine = await operatorsMachine('postgresql');
  const file = join(machine.folder, "the centre's.dump");

  /** The command lines that were printed, run as the operator would. */
  const follow = (text: string, tool: string, environment: Record<string, string>) => {
    const line = text.split('\n').find((one) => one.trim().startsWith(tool)) ?? '';
    execFileSync('sh', ['-c', line], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  };

  test('they do nothing themselves, and what they print does it: the restored database is whole', slow, async () => {
    await machine.runs(seed, ['demo']);
    const told = await machine.runs(backup, [file]);
    expect(told.code).toBe(69);
    expect(existsSync(file)).toBe(false);
    follow(told.text, 'pg_dump', machine.environment);
    expect(existsSync(file)).toBe(true);

    const empty = await emptyDatabase();
    const restored = { DATABASE_URL: empty };
    const how = await machine.runs(restore, [file], restored);
    expect(how.code).toBe(69);
    follow(how.text, 'pg_restore', { ...machine.environment, ...restored });
    expect((await machine.runs(pause, ['all'], restored)).code).toBe(0);
    expect((await machine.runs(audit, [], restored)).code).toBe(0);
    expect((await machine.runs(examine, [], restored)).code).toBe(0);
    expect(await machine.runs(audit, [], { ...restored, SECRET_KEY: newKey() })).toMatchObject({ code: 78 });
  });
});

async function emptyDatabase(): Promise<string> {
  const { url } = await testDatabase({ engine: 'postgresql' });
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE');
  await client.query('CREATE SCHEMA public');
  await client.end();
  return url;
}
