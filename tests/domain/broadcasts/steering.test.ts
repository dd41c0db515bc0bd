import { describe, expect, test } from 'vitest';
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from '#domain/broadcasts/control.ts';
import { submitBroadcast } from '#domain/broadcasts/decide.ts';
import { retryFailed } from '#domain/broadcasts/retry.ts';
import { areaStops, liftStop, stopArea } from '#domain/broadcasts/stops.ts';
import { broadcastStage, peopleOf, said } from '#tests/support/broadcast-town.ts';
import { engines } from '#tests/support/engines.ts';
import { fakeChannel } from '#tests/support/later-work.ts';

describe.each(engines)('a broadcast under way on %s', async (engine) => {
  const { database, clock, town, start, passes, goesOn, write, submit, progress, statusOf } =
    await broadcastStage(engine);

  test('paused it stops before the next call, also for what was handed over; resumed it sends the rest once', async () => {
    await peopleOf(
      database,
      town().centre,
      Array.from({ length: 150 }, () => ({ account: 'open' }) as const),
    );
    const wechat = fakeChannel('wechat');
    const send = wechat.send;
    let id = '';
    let paused = false;
    wechat.send = async (parcel) => {
      if (wechat.parcels.length === 20 && !paused) {
        paused = true;
        await database.transact((tx) => pauseBroadcast(tx, { id, by: town().writer }));
        clock.moveTo(new Date(clock.now().getTime() + 1_000));
      }
      return send(parcel);
    };
    // One call after the other, so that the rest of the batch waits for its turn at the pacer.
    const later = await start({ channels: [wechat, fakeChannel('wecom')], rates: { wechat: 200 } });
    id = await write();
    await later.runUntilQuiet();
    await submit(id);
    await later.runUntilQuiet();
    // Of the fifty that were handed over, what was not under way in that very moment stays.
    const before = wechat.parcels.length;
    expect(before).toBeLessThan(50);
    await passes(later, 5);
    await passes(later, 5);
    expect(wechat.parcels.length).toBe(before);
    expect(await statusOf(id)).toBe('paused');
    await database.transact((tx) => resumeBroadcast(tx, { id, by: town().writer }));
    await goesOn(later, id);
    expect(wechat.parcels).toHaveLength(150);
    expect(new Set(wechat.parcels.map(({ account }) => account)).size).toBe(150);
    expect(await progress(id)).toMatchObject({ sent: { wechat: 150 }, failed: {}, waiting: 0, pending: 0 });
  });

  test('cancelled in the middle, nothing more leaves', async () => {
    await peopleOf(
      database,
      town().centre,
      Array.from({ length: 450 }, () => ({ account: 'open' }) as const),
    );
    const later = await start();
    const id = await write();
    await later.runUntilQuiet();
    await submit(id);
    await later.runUntilQuiet();
    const before = said(later, 'wechat').length;
    expect(before).toBeLessThanOrEqual(200);
    await database.transact((tx) => cancelBroadcast(tx, { id, by: town().second }));
    await passes(later, 10);
    expect(said(later, 'wechat')).toHaveLength(before);
    expect(await progress(id)).toMatchObject({
      sent: { wechat: before },
      waiting: 250,
      pending: 0,
      failed: { 'broadcast-cancelled': 200 - before },
    });
  });

  test('an area that is stopped is left out until it is lifted; the others go on', async () => {
    const here = await peopleOf(database, town().centre, [{ account: 'open' }, { account: 'open' }]);
    const there = await peopleOf(database, town().other, [{ account: 'open' }, { account: 'open' }]);
    const later = await start();
    await database.transact((tx) =>
      stopArea(tx, { organisationId: town().other, reason: '内容有误', by: town().second }),
    );
    const id = await write({
      organisationId: town().district,
      by: town().second,
      audience: { of: 'residents', places: [town().district] },
    });
    await later.runUntilQuiet();
    await database.transact((tx) => submitBroadcast(tx, { id, by: town().second }));
    await later.runUntilQuiet();
    await passes(later, 5);
    expect(said(later, 'wechat').sort()).toEqual(here.map((one) => `openid-${one}`).sort());
    expect(await database.read(areaStops)).toMatchObject([{ place: '香湾', reason: '内容有误' }]);
    await database.transact((tx) => liftStop(tx, { organisationId: town().other, by: town().second }));
    await passes(later, 2);
    expect(said(later, 'wechat').sort()).toEqual([...here, ...there].map((one) => `openid-${one}`).sort());
  });

  test('those whom it failed to reach are tried again once, by one new delivery each', async () => {
    await peopleOf(database, town().centre, [{ account: 'open' }, { account: 'open' }]);
    const wechat = fakeChannel('wechat');
    wechat.answers({ outcome: 'refused', code: '40033', alert: false });
    const later = await start({ channels: [wechat, fakeChannel('wecom')] });
    const id = await write();
    await later.runUntilQuiet();
    await submit(id);
    await later.runUntilQuiet();
    await passes(later, 1);
    expect(await progress(id)).toMatchObject({ sent: { wechat: 1 }, failed: { refused: 1 } });
    const again = () => database.transact((tx) => retryFailed(tx, { id, by: town().writer }));
    expect(await again()).toBe(1);
    await passes(later, 1);
    await passes(later, 1);
    expect(await progress(id)).toMatchObject({ sent: { wechat: 2 }, failed: {}, people: 2 });
    expect(await again()).toBe(0);
  });

  test('whoever writes back within the time has answered', async () => {
    const [first = ''] = await peopleOf(database, town().centre, [{ account: 'open' }, { account: 'open' }]);
    const later = await start();
    const id = await write();
    await later.runUntilQuiet();
    await submit(id);
    await later.runUntilQuiet();
    await passes(later, 1);
    await database.transact(async (tx) => {
      const { contactId } = await tx.prisma.binding.findFirstOrThrow({ where: { residentId: first } });
      await tx.prisma.inboundMessage.create({
        data: {
          ...{ id: tx.id(), channel: 'wechat', claimKey: tx.id(), contactId, bodySealed: '' },
          ...{ status: 'answered', receivedAt: tx.now, answeredAt: tx.now },
        },
      });
    });
    await passes(later, 90);
    expect(await progress(id)).toMatchObject({ answered: 1 });
    await database.transact((tx) => tx.prisma.inboundMessage.deleteMany());
  });
});
