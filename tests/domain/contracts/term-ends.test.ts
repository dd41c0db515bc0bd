import { describe, expect, test } from 'vitest';
import { accept } from '#domain/contracts/accept.ts';
import { expire } from '#domain/contracts/expire.ts';
import { enterPaperContract } from '#domain/contracts/paper.ts';
import { changeDoctor, renew } from '#domain/contracts/replace.ts';
import { settle } from '#domain/contracts/settle.ts';
import { submit } from '#domain/contracts/submit.ts';
import { contractSummary } from '#domain/contracts/summary.ts';
import { inviteUnused, offerRenewal, requestTermEnds } from '#domain/contracts/term-ends.ts';
import { terminate } from '#domain/contracts/terminate.ts';
import { withdraw } from '#domain/contracts/withdraw.ts';
import { undo } from '#domain/contracts/undo.ts';
import type { ContractTown } from '#tests/support/contract-town.ts';
import { contractTown, signingOf } from '#tests/support/contract-town.ts';
import { postgresqlIsHere } from '#tests/support/database.ts';

const swept = ['contract.offer-renewal', 'contract.expire', 'contract.invite-unused'];

/** Runs what the sweep asked for, as the jobs do. */
async function sweep(town: ContractTown) {
  await town.transact(requestTermEnds);
  const jobs = await town.read((tx) =>
    tx.prisma.job.findMany({ where: { status: 'pending', name: { in: swept }, dueAt: { lte: tx.now } } }),
  );
  const done: string[] = [];
  for (const { id, name, payload } of jobs) {
    const { contractId, days } = payload as { contractId: string; days: number }; // JobRequests, as requested above
    await town.transact(async (tx) => {
      if (name === 'contract.offer-renewal') await offerRenewal(tx, contractId, days);
      if (name === 'contract.expire') await expire(tx, contractId);
      if (name === 'contract.invite-unused') await inviteUnused(tx, contractId);
      await tx.prisma.job.update({ where: { id }, data: { status: 'done', endedAt: tx.now } });
    });
    done.push(name);
  }
  return done;
}

describe('nothing renews silently', async () => {
  // 李建国's contract ends on 21 March, twenty days after the first start.
  const town = await contractTown();
  const { ids, transact, read } = town;
  await town.bind(ids.liJianguo);
  const running = await read((tx) => tx.prisma.contract.findFirstOrThrow({ where: { residentId: ids.liJianguo } }));

  test('a renewal is offered 30 days before the end; a late sweep offers once, with the days that are left', async () => {
    expect(await sweep(town)).toEqual(['contract.offer-renewal']);
    const [offer] = await town.told('contract.renewal-offer');
    expect(offer?.content.text).toBe(
      '李*国与周文博医生的签约3月21日（周六）到期，还有20天。到期不会自动续约。想继续请回复“续签”，想换医生请回复“换医生”，不续不用回复。',
    );
    expect(offer?.expiresAt).toEqual(await read(async (tx) => tx.day.at('2026-03-22', '00:00')));
  });

  test('… not again the next day', async () => {
    town.to('2026-03-02T09:00:00+08:00');
    expect(await sweep(town)).toEqual([]);
  });

  test('… and once more 7 days before', async () => {
    town.to('2026-03-14T09:00:00+08:00');
    expect(await sweep(town)).toEqual(['contract.offer-renewal']);
    expect((await town.told('contract.renewal-offer')).at(-1)?.content.text).toContain('还有7天');
    expect(await sweep(town)).toEqual([]);
  });

  test('one press by the resident, one by the doctor; the old contract runs on until the new one starts', async () => {
    const by = { kind: 'resident' as const, id: ids.liJianguo };
    const draft = await transact((tx) => renew(tx, { residentId: ids.liJianguo, by }));
    const { contractId } = await transact((tx) => submit(tx, draft.id, signingOf(tx, ids.liJianguo)));
    expect((await town.contract(running.id)).status).toBe('active');
    const decision = await transact((tx) => accept(tx, { contractId, staffId: ids.zhouWenbo }));
    expect(decision).toMatchObject({ effect: 'later', status: 'submitted' });
    expect((await town.contract(running.id)).status).toBe('active');

    await transact((tx) => undo(tx, { contractId, staffId: ids.zhouWenbo }));
    await transact((tx) => accept(tx, { contractId, staffId: ids.zhouWenbo }));
    town.later(10);
    expect(await transact((tx) => settle(tx, contractId))).toBe('accepted');
    expect(await town.contract(running.id)).toMatchObject({ status: 'replaced', endReason: 'renewed' });
    expect(await town.contract(contractId)).toMatchObject({
      status: 'active',
      startsOn: '2026-03-14',
      endsOn: '2027-03-21',
    });
    expect(await town.held(ids.zhouWenbo)).toBe(await town.countedPlaces(ids.zhouWenbo));
    expect((await town.told('contract.accepted')).at(-1)?.content.text).toContain('有效期到2027年3月21日');
  });

  test('what is unused 60 days before the end becomes an invitation', async () => {
    town.to('2027-01-19T09:00:00+08:00');
    expect(await sweep(town)).toEqual([]);
    town.to('2027-01-20T09:00:00+08:00');
    expect(await sweep(town)).toEqual(['contract.invite-unused']);
    expect((await town.told('contract.unused-items'))[0]?.content.text).toContain('还有3项服务没用完');
  });

  test('without an answer it ends on its day: the last day still counts, and the resident is told', async () => {
    town.to('2027-03-21T23:00:00+08:00');
    await sweep(town);
    expect((await read((tx) => contractSummary(tx, ids.liJianguo))).active?.daysLeft).toBe(0);
    town.to('2027-03-22T00:10:00+08:00');
    expect(await sweep(town)).toEqual(['contract.expire']);
    const { active } = await read((tx) => contractSummary(tx, ids.liJianguo));
    expect(active).toBeUndefined();
    expect((await town.told('contract.expired'))[0]?.content.text).toContain('没有自动续约');
    expect(await town.held(ids.zhouWenbo)).toBe(0);
  });

  test('two renewals cannot be asked for at once', async () => {
    const residentId = await town.neighbour(1);
    await town.signed({ residentId });
    const by = { kind: 'resident' as const, id: residentId };
    const draft = await transact((tx) => renew(tx, { residentId, by }));
    await transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)));
    await expect(transact((tx) => renew(tx, { residentId, by }))).rejects.toMatchObject({ code: 'contract-pending' });
  });

  test('without a running contract there is nothing to renew', async () => {
    const residentId = await town.neighbour(2);
    const by = { kind: 'resident' as const, id: residentId };
    await expect(transact((tx) => renew(tx, { residentId, by }))).rejects.toMatchObject({ code: 'contract-not-found' });
  });

  test('a renewal whose old contract ran out meanwhile still starts, with a whole year', async () => {
    const residentId = await town.neighbour(3);
    const [startsOn, endsOn] = ['2026-03-28', '2027-03-27'];
    await transact((tx) =>
      enterPaperContract(tx, {
        residentId,
        doctorId: ids.linXiaomei,
        packages: [],
        startsOn,
        endsOn,
        staffId: ids.heJing,
      }),
    );
    const draft = await transact((tx) => renew(tx, { residentId, by: { kind: 'resident', id: residentId } }));
    const { contractId } = await transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)));
    town.to('2027-03-29T09:00:00+08:00');
    await sweep(town);
    expect(await town.held(ids.linXiaomei)).toBe(1);
    expect(await transact((tx) => accept(tx, { contractId, staffId: ids.linXiaomei }))).toMatchObject({
      effect: 'now',
    });
    expect(await town.contract(contractId)).toMatchObject({ startsOn: '2027-03-29', endsOn: '2028-03-28' });
    expect(await town.held(ids.linXiaomei)).toBe(1);
  });
});

describe('changing the doctor', async () => {
  const town = await contractTown();
  const { ids, transact } = town;
  const residentId = await town.neighbour(1);
  const by = { kind: 'resident' as const, id: residentId };
  const first = await town.signed({ residentId });
  const change = (doctorId: string) => transact((tx) => changeDoctor(tx, { residentId, doctorId, packages: [], by }));

  test('the doctor that one has is no change', async () => {
    await expect(change(ids.chenZhiyuan)).rejects.toMatchObject({ code: 'contract-exists' });
  });

  test('the old one ends in the transaction that starts the new, and the former doctor is told', async () => {
    const draft = await change(ids.linXiaomei);
    const { contractId } = await transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)));
    await transact((tx) => accept(tx, { contractId, staffId: ids.linXiaomei }));
    town.later(10);
    await transact((tx) => settle(tx, contractId));
    expect(await town.contract(first)).toMatchObject({ status: 'replaced', endReason: 'doctor-changed' });
    expect(await town.contract(contractId)).toMatchObject({
      status: 'active',
      replacesId: first,
      endsOn: '2027-02-28',
    });
    const [over] = await town.told('contract.over');
    expect(over?.recipientId).toBe(ids.chenZhiyuan);
    expect([await town.held(ids.chenZhiyuan), await town.held(ids.linXiaomei)]).toEqual([0, 1]);
  });

  test('once a year', async () => {
    await expect(change(ids.zhouWenbo)).rejects.toMatchObject({ code: 'change-once-a-year' });
  });

  test('a declined change leaves the running contract as it is, and may be asked for again later', async () => {
    town.to('2027-02-25T09:00:00+08:00');
    await expect(change(ids.zhouWenbo)).rejects.toMatchObject({ code: 'change-once-a-year' });
    town.to('2027-03-01T09:00:00+08:00');
    const draft = await transact((tx) => changeDoctor(tx, { residentId, doctorId: ids.zhouWenbo, packages: [], by }));
    const { contractId } = await transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)));
    await transact((tx) => withdraw(tx, { contractId, residentId }));
    const again = await change(ids.zhouWenbo);
    expect(again.status).toBe('draft');
  });

  test('ending the contract takes the application for its successor along', async () => {
    const neighbour = await town.neighbour(2);
    const contractId = await town.signed({ residentId: neighbour });
    const own = { kind: 'resident' as const, id: neighbour };
    const draft = await transact((tx) =>
      changeDoctor(tx, { residentId: neighbour, doctorId: ids.zhouWenbo, packages: [], by: own }),
    );
    await transact((tx) => submit(tx, draft.id, signingOf(tx, neighbour)));
    await transact((tx) => terminate(tx, { contractId, by: own, reason: 'resident-wish' }));
    expect((await town.contract(draft.id)).status).toBe('withdrawn');
    expect(await town.held(ids.zhouWenbo)).toBe(await town.countedPlaces(ids.zhouWenbo));
  });
});

describe.skipIf(!(await postgresqlIsHere()))('the sweep on PostgreSQL', async () => {
  const town = await contractTown({ engine: 'postgresql' });

  test('finds the same', async () => {
    expect(await sweep(town)).toEqual(['contract.offer-renewal']);
    expect(await sweep(town)).toEqual([]);
  });
});
