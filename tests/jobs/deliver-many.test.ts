import { beforeEach, describe, expect, test } from 'vitest';
import { openWindow } from '#domain/notices/window.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { answer, deliveryOf, forgetWork, notices, somebody, startLater, tell } from '#tests/support/later-work.ts';
import { send } from '#domain/notices/send.ts';

describe.each(engines)('many deliveries on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  const passed = (milliseconds: number) => clock.moveTo(new Date(clock.now().getTime() + milliseconds));
  beforeEach(() => forgetWork(database));
  const talk = (contactId: string) => database.transact((tx) => openWindow(tx, contactId, 'message'));

  test('answers to one account leave in the order in which they were written, also when one has to wait', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    await talk(me.contactId);
    later.wechat.answers({ outcome: 'retry', code: '-1', afterMs: 5_000, counted: true });
    const ids = [];
    for (const text of ['一', '二', '三', '四']) ids.push(await answer(database, me.contactId, text));
    await later.runUntilQuiet();
    expect(later.wechat.parcels.map(({ content }) => content.text)).toEqual(['一']);
    expect(await deliveryOf(database, ids[1] ?? '')).toMatchObject({ status: 'pending', reason: 'in-line' });
    while ((await deliveryOf(database, ids[3] ?? '')).status === 'pending') {
      clock.moveTo((await later.nextDue()) ?? clock.now());
      await later.runUntilQuiet();
    }
    expect(later.wechat.parcels.map(({ content }) => content.text)).toEqual(['一', '一', '二', '三', '四']);
  });

  test('what became of a row that was taken over, or cancelled, during the call is not overwritten', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    const during = (change: { epoch: number } | { status: 'cancelled'; reason: string }) =>
      later.wechat.answers(async () => {
        const id = later.wechat.parcels.at(-1)?.deliveryId ?? '';
        await database.transact((tx) => tx.prisma.delivery.update({ where: { id }, data: change }));
        return { outcome: 'sent', platformMessageId: 'M' };
      });
    during({ epoch: 9 });
    const taken = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    during({ status: 'cancelled', reason: 'unbound' });
    const cancelled = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    const rows = [await deliveryOf(database, taken), await deliveryOf(database, cancelled)];
    expect(rows).toMatchObject([
      { status: 'pending', epoch: 9, platformMessageId: null },
      { status: 'cancelled', reason: 'unbound', platformMessageId: null },
    ]);
    // What the platform took is on record all the same.
    expect(rows.map(({ attemptLog }) => attemptLog.map(({ outcome }) => outcome))).toEqual([['sent'], ['sent']]);
    passed(15_000);
    await later.runUntilQuiet();
    expect(await deliveryOf(database, taken)).toMatchObject({ status: 'sent', reason: 'sent-before', attempts: 1 });
    expect(later.wechat.parcels).toHaveLength(2);
  });

  test('of what is urgent no more is on record as tried than is called at once, whatever waits', async () => {
    const me = await somebody(database);
    await database.transact(async (tx) => {
      for (let count = 0; count < 200; count++)
        await send(tx, notices.receipt, { binding: me.bindingId }, { when: '今晚' }, { key: `urgent/${count}` });
    });
    const later = await startLater(database, clock);
    let mostOpen = 0;
    later.wechat.answers(
      ...Array.from({ length: 200 }, () => async () => {
        const open = await database.read((tx) => tx.prisma.deliveryAttempt.count({ where: { outcome: null } }));
        mostOpen = Math.max(mostOpen, open);
        return { outcome: 'sent' } as const;
      }),
    );
    await later.runUntilQuiet();
    expect(later.wechat.parcels).toHaveLength(200);
    expect(mostOpen).toBeGreaterThan(1);
    // Two batches of sixteen take turns in two carriers.
    expect(mostOpen).toBeLessThanOrEqual(64);
  });

  test('five hundred of bulk all leave once, and a row that cannot be read keeps nobody', async () => {
    const me = await somebody(database);
    const broken = await tell(database, 'reminder', { resident: me.residentId }, { priority: 1 });
    await database.transact((tx) =>
      tx.prisma.delivery.update({ where: { id: broken }, data: { contentSealed: 'a1.x.y' } }),
    );
    await database.transact(async (tx) => {
      for (let count = 0; count < 500; count++)
        await send(
          tx,
          notices.receipt,
          { binding: me.bindingId },
          { when: '今晚' },
          { key: `bulk/${count}`, priority: 1 },
        );
    });
    const later = await startLater(database, clock);
    await later.runUntilQuiet();
    expect(later.wechat.parcels).toHaveLength(500);
    expect(new Set(later.wechat.parcels.map(({ deliveryId }) => deliveryId)).size).toBe(500);
    expect(await deliveryOf(database, broken)).toMatchObject({ status: 'dead', reason: 'unreadable' });
  });

  test('an answer overtakes bulk, and bulk that goes slowly by SMS does not hold what goes by WeChat', async () => {
    const [me, other] = [await somebody(database), await somebody(database)];
    await talk(other.contactId);
    await database.transact(async (tx) => {
      for (let count = 0; count < 400; count++) {
        const [slow, fast] = [{ phone: `139${String(count).padStart(8, '0')}` }, { binding: me.bindingId }];
        const of = (name: string) => ({ key: `${name}/${count}`, priority: 1 as const });
        await send(tx, notices.receipt, slow, { when: '今晚' }, of('slow'));
        await send(tx, notices.receipt, fast, { when: '今晚' }, of('fast'));
      }
    });
    const later = await startLater(database, clock, { rates: { wechat: 2_000, sms: 50 } });
    const calls: string[] = [];
    for (const channel of [later.wechat, later.sms])
      channel.answers(
        ...Array.from({ length: 400 }, () => () => {
          calls.push(channel.name);
          return { outcome: 'sent' } as const;
        }),
      );
    await later.sweep();
    const said = await answer(database, other.contactId, '好的');
    while ((await deliveryOf(database, said)).status === 'pending')
      await new Promise((resolve) => setImmediate(resolve));
    expect(calls.length).toBeLessThan(800);
    const open = () =>
      database.read((tx) => tx.prisma.delivery.count({ where: { status: 'pending', recipientKind: 'binding' } }));
    while ((await open()) > 0) {
      passed(2_000);
      await later.sweep();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(calls.filter((name) => name === 'sms').length).toBeLessThan(400);
  });
});
