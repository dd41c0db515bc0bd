import { verifyAudit } from '#domain/audit/chain.ts';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '#prisma/database.ts';
import { createVault } from '#kit/vault.ts';
import { districtDay } from '#kit/day.ts';
import { standingClock } from '#kit/clock.ts';
import { countedRandomness, firstEvening, postgresqlIsHere, testDatabase } from '#tests/support/database.ts';

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);

const surroundings = {
  clock: standingClock(firstEvening),
  day: districtDay('Asia/Shanghai'),
  vault: createVault(Buffer.alloc(32, 7), countedRandomness()),
  randomness: countedRandomness(),
};

describe.each(engines)('the database on %s', async (engine) => {
  const { database, clock, url } = await testDatabase({ engine });

  test('keeps what it acknowledged', async () => {
    const setting = (name: string) =>
      database.transact(async (tx) => Object.values((await tx.sql.one<Record<string, unknown>>(name)) ?? {})[0]);
    if (engine === 'postgresql') {
      expect(await setting('SHOW synchronous_commit')).toBe('on');
      const careless = `${url}?options=${encodeURIComponent('-c synchronous_commit=off')}`;
      await expect(openDatabase(careless, surroundings)).rejects.toThrow('synchronous_commit is off');
      return;
    }
    const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'];
    const kept = await Promise.all(pragmas.map((name) => setting(`PRAGMA ${name}`)));
    expect(kept).toEqual(['wal', 2, 1, 1000]);
  });

  test('Prisma and hand-written statements commit together', async () => {
    await database.transact(async (tx) => {
      await tx.prisma.setting.create({ data: { name: 'together', value: '1' } });
      await tx.sql.run('UPDATE "Setting" SET "value" = ? WHERE "name" = ?', ['2', 'together']);
    });
    const kept = await database.read((tx) => tx.prisma.setting.findUnique({ where: { name: 'together' } }));
    expect(kept?.value).toBe('2');
  });

  test('… and roll back together', async () => {
    const failed = database.transact(async (tx) => {
      await tx.prisma.setting.create({ data: { name: 'undone', value: '1' } });
      await tx.sql.run('INSERT INTO "Setting" ("name", "value") VALUES (?, ?)', ['undone too', '1']);
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    const left = await database.read((tx) => tx.prisma.setting.count({ where: { name: { startsWith: 'undone' } } }));
    expect(left).toBe(0);
  });

  test('an instant written by either is the same instant for both', async () => {
    const due = new Date('2026-03-02T01:02:03.456Z');
    const found = await database.transact(async (tx) => {
      const row = { name: 'n', payload: {}, priority: 0, createdAt: tx.now };
      await tx.prisma.job.create({ data: { ...row, id: tx.id(), key: 'a', status: 'pending', dueAt: due } });
      await tx.sql.run(
        `INSERT INTO "Job" ("id", "name", "key", "payload", "status", "dueAt", "createdAt") VALUES (?, 'n', 'b', '{}', 'pending', ?, ?)`,
        [tx.id(), due, tx.now],
      );
      const bySql = await tx.sql.all('SELECT "id" FROM "Job" WHERE "dueAt" = ?', [due]);
      return { byPrisma: await tx.prisma.job.findMany({ where: { dueAt: due } }), bySql };
    });
    expect(found.bySql).toHaveLength(2);
    expect(found.byPrisma.map((job) => job.dueAt)).toEqual([due, due]);
  });

  test('carriers hear of what was committed, never of what was rolled back', async () => {
    const heard: string[] = [];
    database.onWork((work) => heard.push(work.id));
    await database.transact(async (tx) => tx.handOver({ table: 'Job', id: 'committed', priority: 0 }));
    await database
      .transact(async (tx) => {
        tx.handOver({ table: 'Job', id: 'rolled back', priority: 0 });
        throw new Error('on purpose');
      })
      .catch(() => {});
    expect(heard).toEqual(['committed']);
  });

  test('fifty transactions at once all commit', async () => {
    await database.transact((tx) => tx.prisma.setting.create({ data: { name: 'count', value: '0' } }));
    await Promise.all(
      Array.from({ length: 50 }, () =>
        database.transact((tx) =>
          tx.sql.run(
            `UPDATE "Setting" SET "value" = CAST(CAST("value" AS INTEGER) + 1 AS TEXT) WHERE "name" = 'count'`,
          ),
        ),
      ),
    );
    const kept = await database.read((tx) => tx.prisma.setting.findUnique({ where: { name: 'count' } }));
    expect(kept?.value).toBe('50');
  });

  test('a transaction happens at one instant of the injected clock', async () => {
    const now = await database.read(async (tx) => tx.now);
    expect(now).toEqual(clock.now());
  });

  test('health is a row that another connection can read', async () => {
    expect(await database.isHealthy()).toBe(true);
  });

  test('the audit is a chain that can be neither changed nor removed, and tells where it was tampered with', async () => {
    for (const action of ['one', 'two', 'three'])
      await database.transact(async (tx) => tx.audit({ actor: { kind: 'system' }, action, subject: { kind: 'none' } }));
    expect(await database.read(verifyAudit)).toMatchObject({ entries: 3, brokenAt: undefined, last: { sequence: 3 } });
    await expect(
      database.transact((tx) => tx.prisma.auditEntry.update({ where: { sequence: 1 }, data: { action: 'other' } })),
    ).rejects.toThrow();
    await expect(database.transact((tx) => tx.prisma.auditEntry.delete({ where: { sequence: 1 } }))).rejects.toThrow();
    await database.transact(async (tx) => {
      const off =
        engine === 'sqlite'
          ? 'DROP TRIGGER "auditentry_no_update"'
          : 'DROP TRIGGER "auditentry_no_update" ON "AuditEntry"';
      await tx.sql.run(off);
      await tx.sql.run(`UPDATE "AuditEntry" SET "action" = 'changed' WHERE "sequence" = 2`);
    });
    expect(await database.read(verifyAudit)).toMatchObject({ entries: 3, brokenAt: 2 });
  });

  test('twenty audited transactions at once make one unbroken chain', async () => {
    const before = await database.read((tx) => tx.prisma.auditEntry.count());
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        database.transact(async (tx) =>
          tx.audit({ actor: { kind: 'system' }, action: `at once ${index}`, subject: { kind: 'none' } }),
        ),
      ),
    );
    expect((await database.read(verifyAudit)).entries).toBe(before + 20);
  });
});
