import { beforeAll, describe, expect, test } from 'vitest';
import type { Transaction } from '#domain/transaction.ts';
import type { Database } from '#prisma/database.ts';
import { testDatabase } from '../support/database.ts';

describe('a transaction on SQLite', () => {
  let database: Database;

  beforeAll(async () => {
    ({ database } = await testDatabase());
  });

  const settings = () =>
    database.read(async (tx) =>
      (await tx.prisma.setting.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name),
    );

  test("undoes Prisma's rows and hand-written ones together", async () => {
    const before = await settings();
    const failing = database.transact(async (tx) => {
      await tx.prisma.setting.create({ data: { name: 'by-prisma', value: '' } });
      await byHand(tx, 'by-hand');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await settings()).toEqual(before);
  });

  test('goes on after Prisma has undone a part of it by itself', async () => {
    const id = await database.transact(async (tx) => {
      await byHand(tx, 'kept');
      const centre = tx.id();
      const children = [organisation(tx.id(), '一站'), organisation(tx.id(), '一站')];
      const twice = tx.prisma.organisation.create({
        data: { ...organisation(centre, '中心'), children: { create: children } },
      });
      await expect(twice).rejects.toMatchObject({ code: 'P2002' });
      return centre;
    });
    expect(await settings()).toContain('kept');
    expect(await database.read((tx) => tx.prisma.organisation.findUnique({ where: { id } }))).toBeNull();
  });

  test('writes nothing once it is over', async () => {
    let late: Transaction | undefined;
    await database.transact(async (tx) => {
      late = tx;
    });
    await expect(async () => late && byHand(late, 'late')).rejects.toThrow(TypeError);
    await expect(async () => late?.prisma.setting.create({ data: { name: 'late', value: '' } })).rejects.toThrow(
      TypeError,
    );
    expect(await settings()).not.toContain('late');
  });

  test('waits for the one before it, and is not kept by its failure', async () => {
    const order: string[] = [];
    const first = database.transact(async (tx) => {
      order.push('first begins');
      await tx.prisma.setting.findMany();
      await new Promise((resolve) => setImmediate(resolve));
      order.push('first ends');
      throw new Error('no');
    });
    const second = database.transact(async () => void order.push('second'));
    await expect(first).rejects.toThrow('no');
    await second;
    expect(order).toEqual(['first begins', 'first ends', 'second']);
  });

  test('lets sockets and timers have their turn when many stand in line', async () => {
    let done = 0;
    const line = Array.from({ length: 40 }, () =>
      database.transact(async (tx) => {
        for (const began = performance.now(); performance.now() - began < 1; ) await tx.prisma.setting.findMany();
        done += 1;
      }),
    );
    const others = new Promise<number>((resolve) => setTimeout(() => resolve(done), 1));
    expect(await others).toBeLessThan(line.length);
    await Promise.all(line);
  });
});

function byHand(tx: Transaction, name: string) {
  return tx.sql.run('INSERT INTO "Setting" ("name", "value") VALUES (?, ?)', [name, '']);
}

function organisation(id: string, name: string) {
  return { id, kind: 'centre' as const, name, shortName: name, address: '', phone: '', hours: '', way: '' };
}
