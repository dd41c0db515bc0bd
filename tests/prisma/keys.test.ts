import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { districtDay } from '#kit/day.ts';
import type { Vault } from '#kit/vault.ts';
import { createVault } from '#kit/vault.ts';
import type { Database } from '#prisma/database.ts';
import { openDatabase } from '#prisma/database.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import { openKeys, sealedSettings, WrongKey } from '#prisma/keys.ts';
import { resealAll } from '#prisma/reseal.ts';
import { sealedTables } from '#prisma/sealed-tables.ts';
import { postgresqlIsHere, testDatabase } from '#tests/support/database.ts';
import { fillCare } from '#tests/support/care-rows.ts';

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);
const keys = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
const randomness = { bytes: (length: number) => randomBytes(length), below: () => 0 };

/** The program as it starts with these keys: today's first. */
async function start(url: string, secret: Buffer, ...former: Buffer[]) {
  const clock = { now: () => new Date('2026-03-01T10:00:00Z'), monotonic: () => 0 };
  let indexRoot = Buffer.alloc(0);
  const vault = createVault(secret, randomness, former, () => indexRoot);
  const database = await openDatabase(url, { clock, day: districtDay('Asia/Shanghai'), vault, randomness });
  try {
    const opened = await openKeys(database, vault, randomness);
    indexRoot = Buffer.from(opened.indexRoot);
    return { database, vault, isFirstStart: opened.isFirstStart };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Every sealed value there is. */
async function sealedValues(database: Database): Promise<{ place: Parameters<Vault['open']>[0]; sealed: string }[]> {
  const found = await Promise.all(
    sealedTables.flatMap(({ table, key, columns, rows }) =>
      columns.map(async (column) => {
        const all = await database.read((tx) =>
          tx.sql.all<{ row: string; sealed: string }>(
            `SELECT "${key}" AS "row", "${column}" AS "sealed" FROM "${table}" WHERE "${column}" IS NOT NULL ORDER BY "${key}"`,
          ),
        );
        return all
          .filter(({ row }) => rows === undefined || rows.includes(row))
          .map(({ row, sealed }) => ({ place: { table, column, row }, sealed }));
      }),
    ),
  );
  return found.flat();
}

/** One row in every sealed column, besides the demo's. */
async function fill(database: Database): Promise<void> {
  await loadDemo(database);
  await database.transact(async (tx) => {
    const seal = (table: string, column: string, row: string) =>
      tx.vault.seal({ table, column, row }, `${table}/${row}`);
    const resident = await tx.prisma.resident.findFirstOrThrow();
    await tx.prisma.resident.update({
      where: { id: resident.id },
      data: { addressSealed: seal('Resident', 'addressSealed', resident.id) },
    });
    const contract = await tx.prisma.contract.findFirstOrThrow();
    await tx.prisma.contract.update({
      where: { id: contract.id },
      data: { signatureSealed: seal('Contract', 'signatureSealed', contract.id) },
    });
    const contactId = 'contact';
    await tx.prisma.contact.create({
      data: {
        id: contactId,
        channel: 'wechat',
        accountIndex: tx.vault.index('contact.account', 'openid'),
        accountSealed: seal('Contact', 'accountSealed', contactId),
        createdAt: tx.now,
      },
    });
    await tx.prisma.inboundMessage.create({
      data: {
        id: 'message',
        channel: 'wechat',
        claimKey: 'claim',
        contactId,
        bodySealed: seal('InboundMessage', 'bodySealed', 'message'),
        answerSealed: seal('InboundMessage', 'answerSealed', 'message'),
        status: 'answered',
        receivedAt: tx.now,
      },
    });
    await tx.prisma.dialogue.create({
      data: {
        id: 'dialogue',
        contactId,
        name: 'sign',
        stateSealed: seal('Dialogue', 'stateSealed', 'dialogue'),
        status: 'finished',
        startedAt: tx.now,
        updatedAt: tx.now,
        expiresAt: tx.now,
      },
    });
    const ids = Array.from({ length: 700 }, (_, count) => `delivery-${count}`);
    await tx.sql.run(
      `INSERT INTO "Delivery" ("id", "key", "kind", "recipientKind", "phoneSealed", "contentSealed", "status", "dueAt",
         "createdAt", "endedAt") VALUES ${ids.map(() => `(?, ?, 'reply', 'phone', ?, ?, 'sent', ?, ?, ?)`).join(', ')}`,
      ids.flatMap((id) => [
        ...[id, `key-${id}`, seal('Delivery', 'phoneSealed', id), seal('Delivery', 'contentSealed', id)],
        ...[tx.now, tx.now, tx.now],
      ]),
    );
    await fillCare(tx, { residentId: resident.id, contactId });
    const totpSecretSealed = seal('ConsoleUser', 'totpSecretSealed', 'user');
    await tx.prisma.consoleUser.create({
      data: { id: 'user', username: 'admin', passwordHash: 'x', totpSecretSealed },
    });
    await tx.prisma.platformToken.create({
      data: {
        platform: 'wechat',
        tokenSealed: seal('PlatformToken', 'tokenSealed', 'wechat'),
        expiresAt: tx.now,
        refreshAt: tx.now,
      },
    });
  });
}

test('every column …Sealed of the schema is in the list that is rotated, by the key of its table', () => {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const inSchema = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, table = '', body = '']) => {
    const columns = [...body.matchAll(/^\s+(\w+Sealed)\s/gm)].map(([, column = '']) => column);
    const [, key] = /^\s+(\w+)\s+String\s+@id/m.exec(body) ?? [];
    return columns.map((column) => `${table}.${key}.${column}`);
  });
  const listed = sealedTables
    .filter(({ table }) => table !== 'Setting')
    .flatMap(({ table, key, columns }) => columns.map((column) => `${table}.${key}.${column}`));
  expect(listed.sort()).toEqual(inSchema.sort());
  expect(sealedTables.find(({ table }) => table === 'Setting')?.rows).toEqual([...sealedSettings]);
  expect(Math.max(...sealedTables.map(({ page }) => page))).toBeLessThanOrEqual(500);
});

describe.each(engines)('keys on %s', async (engine) => {
  const { url } = await testDatabase({ engine });

  // Two writers in one process wait for each other on SQLite; tests/commands has two processes.
  const together = engine === 'postgresql';

  if (together) {
    test('of two processes that start at once for the first time one makes the keys, and both have the same', async () => {
      const starts = await Promise.all([start(url, keys[0]), start(url, keys[0])]);
      expect(starts.filter(({ isFirstStart }) => isFirstStart)).toHaveLength(1);
      expect(new Set(starts.map(({ vault }) => vault.index('phone', '1'))).size).toBe(1);
      for (const { database } of starts) await database.close();
    });
  }

  test('another key is refused before anything is read', async () => {
    await (await start(url, keys[0])).database.close();
    await expect(start(url, keys[1])).rejects.toThrow(WrongKey);
  });

  test('two rotations leave every value readable with the newest key alone, and every index as it was', async () => {
    const first = await start(url, keys[0]);
    await fill(first.database);
    const before = await sealedValues(first.database);
    const plain = before.map(({ place, sealed }) => first.vault.open(place, sealed));
    const index = first.vault.index('resident.phone', '13800000001');
    expect(new Set(before.map(({ place }) => `${place.table}.${place.column}`)).size).toBe(
      sealedTables.reduce((sum, { columns }) => sum + columns.length, 0),
    );
    await first.database.close();

    for (const [today, former] of [
      [keys[1], keys[0]],
      [keys[2], keys[1]],
    ] as const) {
      const rotating = await start(url, today, former);
      const rotated = await resealAll(rotating.database);
      expect(rotated).toEqual({ values: before.length, unreadable: [], complete: true });
      expect(await resealAll(rotating.database)).toEqual({ values: 0, unreadable: [], complete: true });
      await rotating.database.close();
    }

    const last = await start(url, keys[2]);
    const after = await sealedValues(last.database);
    expect(after.map(({ place, sealed }) => last.vault.open(place, sealed))).toEqual(plain);
    expect(after.some(({ sealed }) => last.vault.isStale(sealed))).toBe(false);
    expect(last.vault.index('resident.phone', '13800000001')).toBe(index);
    await last.database.close();
  });

  test('a rotation that is cut short goes on where it was, and a value that cannot be opened is named and left', async () => {
    const rotating = await start(url, keys[0], keys[2]);
    await rotating.database.transact((tx) =>
      tx.prisma.delivery.update({ where: { id: 'delivery-7' }, data: { contentSealed: 'a1.00000000.AAAA' } }),
    );
    const cut = await resealAll(rotating.database, {
      progress: (table) => {
        if (table === 'Resident') throw new Error('cut short');
      },
    }).catch((error: unknown) => error);
    expect(cut).toEqual(new Error('cut short'));
    const rest = await resealAll(rotating.database);
    expect(rest.unreadable).toEqual([{ table: 'Delivery', column: 'contentSealed', row: 'delivery-7' }]);
    expect(rest.complete).toBe(true);
    await rotating.database.close();
    const after = await start(url, keys[0]);
    const stale = (await sealedValues(after.database)).filter(({ sealed }) => after.vault.isStale(sealed));
    expect(stale.map(({ place }) => place.row)).toEqual(['delivery-7']);
    await after.database.close();
  });

  if (together) {
    test('what others write during a rotation is kept, whichever key they write with', async () => {
      const rotating = await start(url, keys[1], keys[0]);
      const late = await start(url, keys[0], keys[1]);
      const place = { table: 'Dialogue', column: 'stateSealed', row: 'dialogue' };
      let turns = 0;
      const write = async () => {
        turns += 1;
        await late.database.transact((tx) =>
          tx.prisma.dialogue.update({
            where: { id: 'dialogue' },
            data: { stateSealed: tx.vault.seal(place, `${turns}`) },
          }),
        );
      };
      const writing = (async () => {
        for (let turn = 0; turn < 30; turn++) await write();
      })();
      const first = await resealAll(rotating.database);
      await writing;
      const second = await resealAll(rotating.database);
      expect(first.values).toBeGreaterThan(0);
      expect(second.complete).toBe(true);
      const row = await rotating.database.read((tx) =>
        tx.prisma.dialogue.findUniqueOrThrow({ where: { id: 'dialogue' } }),
      );
      expect(rotating.vault.open(place, row.stateSealed)).toBe('30');
      expect(rotating.vault.isStale(row.stateSealed)).toBe(false);
      await rotating.database.close();
      await late.database.close();
    });
  }

  test('a database that has lost its index key does not start', async () => {
    const { database } = await start(url, keys[1], keys[0]);
    await database.transact((tx) => tx.prisma.setting.delete({ where: { name: 'key.index' } }));
    await database.close();
    await expect(start(url, keys[1], keys[0])).rejects.toThrow('key.index');
  });
});
