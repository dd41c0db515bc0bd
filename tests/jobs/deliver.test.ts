import { beforeEach, describe, expect, test } from 'vitest';
import { unfollow } from '#domain/residents/unbind.ts';
import { freeHeldAnswers } from '#domain/notices/held-answers.ts';
import { openWindow } from '#domain/notices/window.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import {
  answer,
  deliveryOf,
  doctor,
  forgetWork,
  notices,
  somebody,
  startLater,
  tell,
} from '#tests/support/later-work.ts';
import { send } from '#domain/notices/send.ts';

describe.each(engines)('a delivery on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  const at = (text: string) => clock.moveTo(new Date(`${text}+08:00`));
  const passed = (milliseconds: number) => clock.moveTo(new Date(clock.now().getTime() + milliseconds));
  beforeEach(() => forgetWork(database));
  const talk = (contactId: string) => database.transact((tx) => openWindow(tx, contactId, 'message'));

  test('a reminder is not sent twice, however often it is asked for and everything runs', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    const options = { key: 'appointment/1/two-hours-before' };
    const remind = () =>
      database.transact((tx) => send(tx, notices.reminder, { resident: me.residentId }, { when: '今晚7:30' }, options));
    const [first, second] = [await remind(), await remind()];
    expect(second).toBeUndefined();
    for (let run = 0; run < 3; run++) {
      await later.runUntilQuiet();
      later.wake({ table: 'Delivery', id: first ?? '', priority: 0 });
    }
    await later.runUntilQuiet();
    expect(later.wechat.parcels).toHaveLength(1);
    expect(await deliveryOf(database, first ?? '')).toMatchObject({ status: 'sent', attempts: 1, leaseUntil: null });
  });

  test('two asking for the same key at once write one row', async () => {
    const me = await somebody(database);
    const remind = () =>
      database.transact((tx) =>
        send(tx, notices.reminder, { resident: me.residentId }, { when: '今晚' }, { key: 'at once' }),
      );
    const ids = await Promise.all([remind(), remind(), remind()]);
    expect(ids.filter((id) => id !== undefined)).toHaveLength(1);
  });

  test('goes as a message inside the reply window, counts it down, and as a template outside', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    await talk(me.contactId);
    const ids: string[] = [];
    for (let count = 0; count < 6; count++) {
      ids.push(await tell(database, 'receipt', { resident: me.residentId }));
      await later.runUntilQuiet();
    }
    expect(later.wechat.parcels.map(({ form }) => form)).toEqual([...Array(5).fill('message'), 'template']);
    expect(later.wechat.parcels.every(({ account }) => account === me.openid)).toBe(true);
    expect(await deliveryOf(database, ids[4] ?? '')).toMatchObject({ reason: 'reply-window', form: 'message' });
    expect(await deliveryOf(database, ids[5] ?? '')).toMatchObject({ reason: 'window-used-up', form: 'template' });
    passed(48 * 3_600_000);
    const outside = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    expect(await deliveryOf(database, outside)).toMatchObject({ reason: 'window-closed' });
  });

  test('the platform’s word that the window is closed is believed, and the next form goes at once', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    await talk(me.contactId);
    later.wechat.answers({ outcome: 'next-form', code: '45015', windowClosed: true });
    const id = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    expect(later.wechat.parcels.map(({ form }) => form)).toEqual(['message', 'template']);
    const delivery = await deliveryOf(database, id);
    expect(delivery).toMatchObject({ status: 'sent', attempts: 2, platformMessageId: 'wechat-2' });
    expect(delivery.attemptLog.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['next-form', '45015'],
      ['sent', null],
    ]);
    const contact = await database.read((tx) => tx.prisma.contact.findUniqueOrThrow({ where: { id: me.contactId } }));
    expect(contact).toMatchObject({ windowRemaining: 0, windowExpiresAt: null });
  });

  test('answers that used up the reply window leave in their order when the person acts again', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    await talk(me.contactId);
    later.wechat.answers({ outcome: 'next-form', code: '45047', windowClosed: true });
    const expiresAt = new Date(clock.now().getTime() + 12 * 3_600_000);
    const ids: string[] = [];
    for (const text of ['第一句', '第二句']) ids.push(await answer(database, me.contactId, text, { expiresAt }));
    await later.runUntilQuiet();
    expect(later.wechat.parcels).toHaveLength(1);
    const waiting = await Promise.all(ids.map((id) => deliveryOf(database, id)));
    expect(waiting.map(({ status, reason }) => [status, reason])).toEqual([
      ['pending', 'awaiting-person'],
      ['pending', 'in-line'],
    ]);
    passed(3_600_000);
    await database.transact(async (tx) => {
      await openWindow(tx, me.contactId, 'message');
      await freeHeldAnswers(tx, me.contactId);
    });
    await later.runUntilQuiet();
    expect(later.wechat.parcels.map(({ content }) => content.text)).toEqual(['第一句', '第一句', '第二句']);
    expect((await deliveryOf(database, ids[1] ?? '')).status).toBe('sent');
  });

  test('reaches by SMS who has no account, and the call list who has neither', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    await database.transact((tx) => tx.prisma.binding.delete({ where: { id: me.bindingId } }));
    const byPhone = await tell(database, 'reminder', { resident: me.residentId });
    await later.runUntilQuiet();
    expect(later.sms.parcels).toMatchObject([{ account: expect.stringMatching(/^138/), form: 'sms' }]);
    expect(await deliveryOf(database, byPhone)).toMatchObject({
      status: 'sent',
      channel: 'sms',
      recipientKind: 'phone',
    });
    await database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: me.residentId }, data: { phoneSealed: null } }),
    );
    const nowhere = await tell(database, 'reminder', { resident: me.residentId });
    expect(await deliveryOf(database, nowhere)).toMatchObject({ status: 'dead', reason: 'unreachable' });
  });

  test('stops at once for who unbinds: what waits is cancelled, a new push goes to the call list', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    const waiting = await tell(
      database,
      'reminder',
      { resident: me.residentId },
      { dueAt: new Date(clock.now().getTime() + 60_000) },
    );
    await database.transact((tx) =>
      tx.prisma.binding.update({ where: { id: me.bindingId }, data: { status: 'ended', endedAt: tx.now } }),
    );
    passed(60_000);
    const after = await tell(database, 'reminder', { resident: me.residentId });
    await later.runUntilQuiet();
    expect(later.wechat.parcels).toEqual([]);
    expect(later.sms.parcels).toEqual([]);
    expect(await deliveryOf(database, waiting)).toMatchObject({ status: 'cancelled', reason: 'unbound' });
    expect(await deliveryOf(database, after)).toMatchObject({ status: 'dead', reason: 'unbound' });
  });

  test('stops at once for who unfollows, dies, or leaves the centre', async () => {
    const [follower, resident, colleague] = [
      await somebody(database),
      await somebody(database),
      await doctor(database),
    ];
    const later = await startLater(database, clock);
    await database.transact(async (tx) => {
      await unfollow(tx, follower.contactId);
      await tx.prisma.resident.update({ where: { id: resident.residentId }, data: { diedOn: '2026-03-01' } });
      await tx.prisma.staff.update({ where: { id: colleague.staffId }, data: { active: false } });
    });
    const ids = [
      await tell(database, 'reminder', { resident: follower.residentId }),
      await tell(database, 'reminder', { resident: resident.residentId }),
      await tell(database, 'work', { staff: colleague.staffId }),
    ];
    await later.runUntilQuiet();
    const ended = await Promise.all(ids.map((id) => deliveryOf(database, id)));
    expect(ended.map(({ status, reason }) => [status, reason])).toEqual([
      ['cancelled', 'unfollowed'],
      ['cancelled', 'deceased'],
      ['cancelled', 'staff-left'],
    ]);
    expect([...later.wechat.parcels, ...later.wecom.parcels, ...later.sms.parcels]).toEqual([]);
  });

  test('who unfollows while a message is on its way gets nothing after it, and its result changes nothing', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    later.wechat.answers(async () => {
      await database.transact((tx) => unfollow(tx, me.contactId));
      return { outcome: 'retry', code: '-1', afterMs: 0, counted: true };
    });
    const ids = [
      await tell(database, 'receipt', { resident: me.residentId }),
      await tell(database, 'receipt', { resident: me.residentId }, { dueAt: new Date(clock.now().getTime() + 60_000) }),
    ];
    await later.runUntilQuiet();
    passed(3_600_000);
    await later.runUntilQuiet();
    expect(later.wechat.parcels).toHaveLength(1);
    const ended = await Promise.all(ids.map((id) => deliveryOf(database, id)));
    expect(ended.map(({ status, reason }) => [status, reason])).toEqual([
      ['cancelled', 'unfollowed'],
      ['cancelled', 'unfollowed'],
    ]);
    expect(ended[0]?.attemptLog).toMatchObject([{ outcome: 'retry', code: '-1' }]);
  });

  test('holds to what the resident has switched off when it is about to leave', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    const ids = [
      await tell(database, 'reminder', { resident: me.residentId }, { dueAt: new Date(clock.now().getTime() + 1_000) }),
      await tell(database, 'receipt', { resident: me.residentId }, { dueAt: new Date(clock.now().getTime() + 1_000) }),
    ];
    await database.transact((tx) =>
      tx.prisma.noticePreference.create({
        data: { residentId: me.residentId, kind: '*', off: true, changedAt: tx.now },
      }),
    );
    passed(1_000);
    await later.runUntilQuiet();
    expect(await deliveryOf(database, ids[0] ?? '')).toMatchObject({ status: 'cleared', reason: 'switched-off' });
    expect(await deliveryOf(database, ids[1] ?? '')).toMatchObject({ status: 'sent' });
  });

  test('a reminder that comes too late is cleared, never sent late', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    const id = await tell(
      database,
      'reminder',
      { resident: me.residentId },
      { dueAt: new Date(clock.now().getTime() + 60_000), expiresAt: new Date(clock.now().getTime() + 120_000) },
    );
    passed(120_000);
    await later.runUntilQuiet();
    expect(later.wechat.parcels).toEqual([]);
    expect(await deliveryOf(database, id)).toMatchObject({ status: 'cleared', reason: 'expired' });
  });

  test('a failed call is tried again later, and what is sent is on record with all its attempts', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    const busy = { outcome: 'retry', code: '-1', afterMs: 5_000, counted: true } as const;
    later.wechat.answers(busy, busy);
    const id = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    expect(await deliveryOf(database, id)).toMatchObject({ status: 'pending', reason: 'retrying', leaseUntil: null });
    for (let step = 0; step < 2; step++) {
      clock.moveTo((await later.nextDue()) ?? clock.now());
      await later.runUntilQuiet();
    }
    const delivery = await deliveryOf(database, id);
    expect(delivery).toMatchObject({ status: 'sent', attempts: 3 });
    expect(delivery.attemptLog.map(({ outcome }) => outcome)).toEqual(['retry', 'retry', 'sent']);
    expect(new Set(later.wechat.parcels.map(({ deliveryId }) => deliveryId))).toEqual(new Set([id]));
  });

  test('a channel that throws is an answer that was lost', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    later.wechat.answers(() => Promise.reject(new Error('on purpose')));
    const id = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    const { attemptLog, status } = await deliveryOf(database, id);
    expect(status).toBe('pending');
    expect(attemptLog).toMatchObject([{ outcome: 'uncertain', code: 'broken' }]);
  });

  test('who is gone is marked so and not written to again', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    later.wechat.answers({ outcome: 'recipient-gone', code: '43004' });
    const id = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    expect(await deliveryOf(database, id)).toMatchObject({ status: 'dead', reason: 'recipient-gone' });
    const next = await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    expect(await deliveryOf(database, next)).toMatchObject({ status: 'cancelled', reason: 'unfollowed' });
    expect(later.wechat.parcels).toHaveLength(1);
  });

  test('a used-up allowance pauses the channel for everybody, and all goes on when it is over', async () => {
    const people = [await somebody(database), await somebody(database), await somebody(database)];
    const later = await startLater(database, clock);
    later.wechat.answers({ outcome: 'channel-paused', code: '45009', forMs: 600_000 });
    const ids: string[] = [];
    for (const { residentId } of people) {
      ids.push(await tell(database, 'receipt', { resident: residentId }));
      await later.runUntilQuiet();
    }
    expect(later.wechat.parcels).toHaveLength(1);
    const waiting = await Promise.all(ids.map((id) => deliveryOf(database, id)));
    expect(waiting.map(({ reason, status }) => [status, reason])).toEqual(
      Array.from({ length: 3 }, () => ['pending', 'channel-paused']),
    );
    expect(await later.nextDue()).toEqual(new Date(clock.now().getTime() + 600_000));
    passed(600_000);
    await later.runUntilQuiet();
    const sent = await Promise.all(ids.map((id) => deliveryOf(database, id)));
    expect(sent.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
  });

  test('staff get a card whose code is kept, and nobody more than WeCom delivers in a minute', async () => {
    const { staffId, userid } = await doctor(database);
    const later = await startLater(database, clock);
    later.wecom.answers({ outcome: 'sent', platformMessageId: 'M1', responseCode: 'RC1' });
    const card = await tell(database, 'work', { staff: staffId }, { cardTaskId: 'contract-1-review' });
    await later.runUntilQuiet();
    expect(later.wecom.parcels).toMatchObject([
      { account: userid, form: 'card', content: { card: { taskId: 'contract-1-review' } } },
    ]);
    expect(await deliveryOf(database, card)).toMatchObject({ responseCode: 'RC1', channel: 'wecom' });
    for (let count = 0; count < 35; count++) await tell(database, 'work', { staff: staffId });
    await later.runUntilQuiet();
    expect(later.wecom.parcels).toHaveLength(30);
    passed(60_000);
    await later.runUntilQuiet();
    expect(later.wecom.parcels).toHaveLength(36);
  });

  // The last one: it moves to the night.
  test('a push waits for the end of the quiet hours, an answer does not', async () => {
    const [me, other] = [await somebody(database), await somebody(database)];
    const later = await startLater(database, clock);
    at('2026-03-05T21:30:00');
    await talk(other.contactId);
    const push = await tell(database, 'reminder', { resident: me.residentId });
    const tooLate = await tell(
      database,
      'reminder',
      { resident: me.residentId },
      { expiresAt: new Date('2026-03-06T06:00:00+08:00') },
    );
    const said = await answer(database, other.contactId, '好的');
    await later.runUntilQuiet();
    expect(later.wechat.parcels).toMatchObject([{ deliveryId: said }]);
    expect(await deliveryOf(database, tooLate)).toMatchObject({ status: 'cleared', reason: 'quiet-until-expiry' });
    expect(await later.nextDue()).toEqual(new Date('2026-03-06T07:30:00+08:00'));
    at('2026-03-06T07:30:00');
    await later.runUntilQuiet();
    expect(later.wechat.parcels.at(-1)).toMatchObject({ deliveryId: push, account: me.openid });
  });
});
