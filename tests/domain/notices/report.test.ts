import { beforeEach, describe, expect, test } from 'vitest';
import { closeCards } from '#domain/notices/cards.ts';
import { takeReport } from '#domain/notices/report.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { deliveryOf, doctor, forgetWork, somebody, startLater, tell } from '#tests/support/later-work.ts';

describe.each(engines)('a platform’s late word on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  beforeEach(() => forgetWork(database));
  const passed = (milliseconds: number) => clock.moveTo(new Date(clock.now().getTime() + milliseconds));
  const report = (platformMessageId: string, outcome: 'delivered' | 'blocked' | 'failed') =>
    database.transact((tx) => takeReport(tx, { platformMessageId, outcome }));

  test('that it arrived is noted', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    const id = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    await report('wechat-1', 'delivered');
    expect(await deliveryOf(database, id)).toMatchObject({ status: 'sent', deliveredAt: clock.now() });
  });

  test.each(['failed', 'blocked'] as const)('that it %s sends it by SMS, once', async (outcome) => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    const id = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    await report('wechat-1', outcome);
    await report('wechat-1', outcome);
    await later.runUntilQuiet();
    expect(later.sms.parcels).toMatchObject([{ form: 'sms', content: { text: '已为您约好今晚7:30。' } }]);
    const reason = outcome === 'blocked' ? 'blocked' : 'failed-at-platform';
    expect(await deliveryOf(database, id)).toMatchObject({ status: 'sent', reason, deliveredAt: null });
  });

  test('about somebody without a phone puts them on the call list', async () => {
    const me = await somebody(database);
    await database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: me.residentId }, data: { phoneSealed: null } }),
    );
    const later = await startLater(database, clock);
    await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    await report('wechat-1', 'failed');
    const dead = await database.read((tx) => tx.prisma.delivery.findFirst({ where: { status: 'dead' } }));
    expect(dead).toMatchObject({ reason: 'unreachable', recipientKind: 'binding', recipientId: me.bindingId });
  });

  test('that it failed is nothing to act on when it would be too late', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    await tell(
      database,
      'receipt',
      { resident: me.residentId },
      { expiresAt: new Date(clock.now().getTime() + 60_000) },
    );
    await later.runUntilQuiet();
    passed(60_000);
    await report('wechat-1', 'failed');
    await later.runUntilQuiet();
    expect(later.sms.parcels).toEqual([]);
  });

  test('that overtakes our own record is taken when that is there, and dropped after ten minutes', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    await report('wechat-1', 'delivered');
    await report('of nobody', 'delivered');
    const id = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    expect((await deliveryOf(database, id)).deliveredAt).toBeNull();
    for (let next = await later.nextDue(); next; next = await later.nextDue()) {
      clock.moveTo(next);
      await later.runUntilQuiet();
    }
    expect((await deliveryOf(database, id)).deliveredAt).not.toBeNull();
    const dropped = await database.read((tx) =>
      tx.prisma.job.findFirst({ where: { key: 'delivery.report/of nobody' } }),
    );
    expect(dropped).toMatchObject({ status: 'cleared', outcome: 'expired' });
  });
});

describe.each(engines)('an answered card on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  beforeEach(() => forgetWork(database));

  test('shows it to all who hold one about the same subject, while its code is good', async () => {
    const [one, leader, other] = [await doctor(database), await doctor(database), await doctor(database)];
    const later = await startLater(database, clock);
    const ask = async (staffId: string, cardTaskId: string, responseCode: string) => {
      later.wecom.answers({ outcome: 'sent', responseCode });
      await tell(database, 'work', { staff: staffId }, { cardTaskId });
      await later.runUntilQuiet();
    };
    await ask(other.staffId, 'contract-1-old', 'TOO-OLD');
    clock.moveTo(new Date('2026-03-05T09:00:00+08:00'));
    await ask(one.staffId, 'contract-1-review', 'RC1');
    await ask(leader.staffId, 'contract-1-overdue', 'RC2');
    await ask(other.staffId, 'contract-10-review', 'RC3');
    await database.transact((tx) => closeCards(tx, 'contract-1-', '已同意'));
    await later.runUntilQuiet();
    expect(new Set(later.wecom.updates)).toEqual(
      new Set([
        { accounts: [one.userid], responseCode: 'RC1', label: '已同意' },
        { accounts: [leader.userid], responseCode: 'RC2', label: '已同意' },
      ]),
    );
    const job = await database.read((tx) => tx.prisma.job.findFirst({ where: { name: 'cards.close' } }));
    expect(job).toMatchObject({ status: 'done', outcome: null });
  });
});
