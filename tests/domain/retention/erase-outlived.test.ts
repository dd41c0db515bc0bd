import { beforeEach, describe, expect, test } from 'vitest';
import { retry } from '#domain/failures/retry.ts';
import { requestJob } from '#domain/jobs/request-job.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { eraseOutlived } from '#domain/retention/erase-outlived.ts';
import type { Transaction } from '#domain/transaction.ts';
import { examine } from '#prisma/examine/examine.ts';
import { resealAll } from '#prisma/reseal.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { forgetWork, somebody, tell } from '#tests/support/later-work.ts';

const { answerDays, contentDays, jobDays } = rulesOn('2026-03-01').retention;

describe.each(engines)('what is no longer needed is erased, on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  beforeEach(async () => {
    await forgetWork(database);
    await database.transact(async ({ prisma }) => {
      await prisma.inboundMessage.deleteMany();
      await prisma.setting.deleteMany({ where: { name: { startsWith: 'retention.' } } });
    });
  });
  const daysPass = (days: number) => clock.moveTo(new Date(clock.now().getTime() + days * 86_400_000));
  const erase = async () => {
    let parts = 1;
    while ((await database.transact(eraseOutlived)) === 'more') parts += 1;
    return parts;
  };
  let written = 0;
  const message = (tx: Transaction, contactId: string, about: { status?: 'failed' | 'dead'; answeredAt?: null } = {}) =>
    tx.prisma.inboundMessage.create({
      data: {
        ...{ id: tx.id(), channel: 'wechat', claimKey: `claim-${(written += 1)}`, contactId, status: 'answered' },
        ...{ bodySealed: 'a1.body', answerSealed: 'a1.answer', receivedAt: tx.now, answeredAt: tx.now, ...about },
      },
    });
  const messages = () => database.read(({ prisma }) => prisma.inboundMessage.findMany({ orderBy: { id: 'asc' } }));

  test('the bytes of an answer after a day, the words of a message after a month, its claim never', async () => {
    const { contactId } = await somebody(database);
    await database.transact((tx) => message(tx, contactId));
    const [before] = await messages();
    await erase();
    expect(await messages()).toEqual([before]);
    daysPass(answerDays);
    clock.moveTo(new Date(clock.now().getTime() + 1));
    await erase();
    expect(await messages()).toEqual([{ ...before, answerSealed: null }]);
    daysPass(contentDays);
    await erase();
    expect(await messages()).toEqual([{ ...before, answerSealed: null, bodySealed: '' }]);
    daysPass(1_000);
    await erase();
    expect(await messages()).toHaveLength(1);
  });

  test('nothing of a message that is still tried, or whose answer has not left; and then what waited behind it', async () => {
    const { contactId } = await somebody(database);
    for (const kept of [{ status: 'failed' as const }, { answeredAt: null }]) {
      const waiting = await database.transact((tx) => message(tx, contactId, kept));
      await database.transact((tx) => message(tx, contactId));
      daysPass(contentDays + 1);
      await erase();
      const all = await messages();
      expect(all.slice(-2).map(({ bodySealed }) => bodySealed)).toEqual(['a1.body', 'a1.body']);
      await database.transact(({ prisma, now }) =>
        prisma.inboundMessage.update({ where: { id: waiting.id }, data: { status: 'dead', answeredAt: now } }),
      );
      await erase();
      expect((await messages()).every(({ bodySealed, answerSealed }) => bodySealed === '' && !answerSealed)).toBe(true);
      expect(await database.transact((tx) => retry(tx, waiting.id, { kind: 'system' }))).toEqual({
        outcome: 'expired',
      });
    }
  });

  test('what a notice said and the number it went to, once it has ended; that it was sent stays', async () => {
    const { bindingId } = await somebody(database);
    const ended = [
      await tell(database, 'receipt', { binding: bindingId }),
      await tell(database, 'receipt', { phone: '13800000001' }),
    ];
    const end = (ids: string[], status: 'cleared' | 'dead') =>
      database.transact(({ prisma, now }) =>
        prisma.delivery.updateMany({
          where: { id: { in: ids } },
          data: { status, reason: 'unreachable', endedAt: now },
        }),
      );
    await end(ended, 'dead');
    const pending = await tell(database, 'receipt', { binding: bindingId });
    daysPass(contentDays + 1);
    await erase();
    const rows = await database.read(({ prisma }) => prisma.delivery.findMany({ orderBy: { id: 'asc' } }));
    expect(rows.map(({ contentSealed, phoneSealed }) => [contentSealed, phoneSealed])).toEqual([
      ['', null],
      ['', ''],
      [rows[2]?.contentSealed, null],
    ]);
    expect(rows[2]?.contentSealed).not.toBe('');
    expect(rows[0]).toMatchObject({ kind: 'test.receipt', recipientId: bindingId, status: 'dead' });
    for (const id of ended)
      expect(await database.transact((tx) => retry(tx, id, { kind: 'system' }))).toEqual({ outcome: 'expired' });
    await end([pending], 'cleared');
    await erase();
    expect(await database.read(({ prisma }) => prisma.delivery.count({ where: { contentSealed: '' } }))).toBe(3);
    expect(await resealAll(database)).toMatchObject({ values: 0, unreadable: [], complete: true });
    expect(await examine(database)).toEqual([]);
  });

  test('a finished job after half a year; one that waits or gave up stays', async () => {
    await database.transact(async (tx) => {
      const far = new Date(tx.now.getTime() + 400 * 86_400_000);
      for (const [status, dueAt] of [
        ['done', tx.now],
        ['cleared', tx.now],
        ['dead', tx.now],
        ['pending', far],
      ] as const) {
        await requestJob(tx, 'appointment.miss', { appointmentId: status }, { key: status, dueAt });
        const endedAt = status === 'pending' ? null : tx.now;
        await tx.prisma.job.update({ where: { key: status }, data: { status, endedAt, outcome: status } });
      }
    });
    const keys = async () =>
      (await database.read(({ prisma }) => prisma.job.findMany({ orderBy: { key: 'asc' } }))).map(({ key }) => key);
    daysPass(jobDays);
    await erase();
    expect(await keys()).toEqual(['cleared', 'dead', 'done', 'pending']);
    daysPass(1);
    await erase();
    expect(await keys()).toEqual(['dead', 'pending']);
  });

  test('at most 2,000 rows in one transaction, until nothing is left', async () => {
    const { contactId } = await somebody(database);
    const count = 4_500;
    await database.transact(async (tx) => {
      const data = Array.from({ length: count }, () => ({
        ...{ id: tx.id(), channel: 'wechat' as const, claimKey: `claim-${(written += 1)}`, contactId },
        ...{ bodySealed: 'a1.body', answerSealed: 'a1.answer', status: 'answered' as const },
        ...{ receivedAt: tx.now, answeredAt: tx.now },
      }));
      for (let from = 0; from < count; from += 500)
        await tx.prisma.inboundMessage.createMany({ data: data.slice(from, from + 500) });
    });
    daysPass(contentDays + 1);
    // Answers and bodies, 9,000 in all.
    expect(await erase()).toBe(5);
    expect(await database.read(({ prisma }) => prisma.inboundMessage.count({ where: { bodySealed: '' } }))).toBe(count);
    expect(await erase()).toBe(1);
  });
});
