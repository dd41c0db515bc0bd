import { beforeAll, describe, expect, test } from 'vitest';
import { accept } from '#domain/contracts/accept.ts';
import { compareDoctors } from '#domain/contracts/compare-doctors.ts';
import { decline } from '#domain/contracts/decline.ts';
import { escalate } from '#domain/contracts/escalation.ts';
import { settle } from '#domain/contracts/settle.ts';
import { contractSummary } from '#domain/contracts/summary.ts';
import { terminate } from '#domain/contracts/terminate.ts';
import { undo } from '#domain/contracts/undo.ts';
import { useItem } from '#domain/contracts/use-item.ts';
import { withdraw } from '#domain/contracts/withdraw.ts';
import type { ContractTown } from '#tests/support/contract-town.ts';
import { contractTown } from '#tests/support/contract-town.ts';

describe('signing with a family doctor', async () => {
  const town: ContractTown = await contractTown();
  const { ids, transact, read } = town;
  beforeAll(async () => {
    await town.bind(ids.wangXiuying);
    await town.bind(ids.wangJianjun);
  });

  test('doctors are compared by free places, speciality and hours, the own grid’s team first', async () => {
    const home = await read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: ids.wangXiuying } }));
    const doctors = await read((tx) => compareDoctors(tx, home));
    expect(
      doctors
        .map(({ name, nearness }) => `${name} ${nearness}`)
        .slice(0, 2)
        .sort(),
    ).toEqual(['林晓梅 own-grid', '陈志远 own-grid']);
    expect(doctors.map(({ name }) => name)).toContain('周文博');
    expect(doctors.find(({ name }) => name === '陈志远')).toMatchObject({
      isLeader: true,
      speciality: '高血压、糖尿病',
      hours: '周一至周五上午',
      freePlaces: 2000,
      centreName: '拱北',
    });
    expect(doctors.map(({ name }) => name)).not.toContain('何静');
  });

  test('the whole way: she signs, his card comes, one press, she is told', async () => {
    const { contractId, number, status } = await town.sign({
      residentId: ids.wangXiuying,
      packages: ['chronic', 'elder'],
    });
    expect(status).toBe('submitted');
    expect(number).toMatch(/^QY2026\d{6}$/);
    const [card] = await town.told('contract.review');
    expect(card?.recipientId).toBe(ids.chenZhiyuan);
    expect(card?.content.card?.lines).toEqual([
      { name: '身份', value: '已核实' },
      { name: '人群', value: '老年人、高血压、糖尿病' },
      { name: '片区', value: '拱北一片' },
      { name: '服务包', value: '基础服务包、慢病管理包、老年健康包' },
      { name: '剩余名额', value: '1999个' },
    ]);
    expect(card?.content.text).not.toMatch(/高血压|糖尿病|慢病/);

    const decision = await transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }));
    expect(decision).toMatchObject({ status: 'active', effect: 'now' });
    expect(await town.contract(contractId)).toMatchObject({
      status: 'active',
      startsOn: '2026-03-01',
      endsOn: '2027-02-28',
    });
    const [told] = await town.told('contract.accepted');
    expect(told?.content.text).toContain('签约成功！陈志远医生成为王*英的家庭医生');
    expect(told?.residentId).toBe(ids.wangXiuying);
  });

  test('one press can be undone within ten minutes, and the resident is told', async () => {
    const [contract] = await read((tx) =>
      tx.prisma.contract.findMany({ where: { residentId: ids.wangXiuying, status: 'active' } }),
    );
    const contractId = contract?.id ?? '';
    town.later(9);
    expect(await transact((tx) => undo(tx, { contractId, staffId: ids.chenZhiyuan }))).toMatchObject({
      decision: 'accept',
    });
    expect(await town.contract(contractId)).toMatchObject({ status: 'submitted', startsOn: null, decidedById: null });
    const [told] = await town.told('contract.acceptance-undone');
    expect(told?.content.text).toContain('申请还在等待答复');
    await transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }));
  });

  test('… and not a minute later, nor by somebody else', async () => {
    const contract = await read((tx) =>
      tx.prisma.contract.findFirstOrThrow({ where: { residentId: ids.wangXiuying, status: 'active' } }),
    );
    const by = (staffId: string) => transact((tx) => undo(tx, { contractId: contract.id, staffId }));
    await expect(by(ids.linXiaomei)).rejects.toMatchObject({ code: 'not-allowed' });
    town.later(10);
    await expect(by(ids.chenZhiyuan)).rejects.toMatchObject({ code: 'undo-too-late' });
    expect((await town.contract(contract.id)).status).toBe('active');
  });

  test('who has a contract cannot sign a second one beside it', async () => {
    await expect(town.draft({ residentId: ids.wangXiuying, doctorId: ids.linXiaomei })).rejects.toMatchObject({
      code: 'contract-exists',
    });
  });

  test('used and left are shown', async () => {
    const note = { residentId: ids.wangXiuying, item: 'follow-up', usedOn: '2026-03-01', key: 'visit-1' };
    expect(await transact((tx) => useItem(tx, note))).toBe(3);
    expect(await transact((tx) => useItem(tx, note))).toBe(3);
    const { active } = await read((tx) => contractSummary(tx, ids.wangXiuying));
    expect(active?.usage.find(({ code }) => code === 'follow-up')).toMatchObject({ times: 4, used: 1, left: 3 });
    expect(active).toMatchObject({ doctorName: '陈志远', daysLeft: 364, isRenewable: false, isInterim: false });
  });

  test('an item that no package holds is not counted', async () => {
    const note = { residentId: ids.wangXiuying, item: 'prenatal-visit', usedOn: '2026-03-01', key: 'visit-2' };
    expect(await transact((tx) => useItem(tx, note))).toBeUndefined();
  });

  test('declining takes effect when the minutes of undo are over; until then nobody is told', async () => {
    const { contractId } = await town.sign({ residentId: ids.chenXiaoyu, doctorId: ids.linXiaomei });
    const before = await town.held(ids.linXiaomei);
    const declined = await transact((tx) =>
      decline(tx, { contractId, staffId: ids.linXiaomei, reason: 'out-of-area' }),
    );
    expect(declined).toMatchObject({ status: 'submitted', effect: 'later' });
    expect(await town.told('contract.declined')).toEqual([]);
    expect(await transact((tx) => settle(tx, contractId))).toBe('nothing');
    town.later(10);
    expect(await transact((tx) => settle(tx, contractId))).toBe('declined');
    expect(await town.contract(contractId)).toMatchObject({ status: 'declined', endReason: 'out-of-area' });
    expect(await town.held(ids.linXiaomei)).toBe(before - 1);
    const [told] = await town.told('contract.declined');
    expect(told?.content.text).toContain('回复“签约”另选一位医生');
  });

  test('a settling job stands for each decision', async () => {
    const jobs = await read((tx) => tx.prisma.job.findMany({ where: { name: 'contract.settle' } }));
    expect(jobs).toHaveLength(1);
  });

  test('a declining can be undone, and the application waits on', async () => {
    const { contractId } = await town.sign({ residentId: ids.chenXiaoyu, doctorId: ids.linXiaomei });
    await transact((tx) => decline(tx, { contractId, staffId: ids.linXiaomei }));
    await transact((tx) => undo(tx, { contractId, staffId: ids.linXiaomei }));
    town.later(11);
    expect(await transact((tx) => settle(tx, contractId))).toBe('nothing');
    expect((await town.contract(contractId)).status).toBe('submitted');
    await transact((tx) => accept(tx, { contractId, staffId: ids.linXiaomei }));
  });

  test('only the doctor, the team’s leader and the centre’s administrators may answer', async () => {
    const residentId = await town.neighbour(1);
    const { contractId } = await town.sign({ residentId, doctorId: ids.linXiaomei });
    const by = (staffId: string) => transact((tx) => accept(tx, { contractId, staffId }));
    await expect(by(ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(by(ids.heJing)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await by(ids.chenZhiyuan)).toMatchObject({ status: 'active' });
  });

  test('what was answered is not answered again', async () => {
    const residentId = await town.neighbour(2);
    const { contractId } = await town.sign({ residentId });
    await transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }));
    await expect(transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }))).rejects.toMatchObject({
      code: 'contract-state-changed',
      details: { status: 'active' },
    });
    await expect(transact((tx) => decline(tx, { contractId, staffId: ids.chenZhiyuan }))).rejects.toMatchObject({
      code: 'contract-state-changed',
    });
  });

  test('the resident withdraws an unanswered application; the doctor is told and the place is free', async () => {
    const residentId = await town.neighbour(3);
    const before = await town.held(ids.chenZhiyuan);
    const { contractId } = await town.sign({ residentId });
    expect(await town.held(ids.chenZhiyuan)).toBe(before + 1);
    await transact((tx) => withdraw(tx, { contractId, residentId }));
    expect(await town.held(ids.chenZhiyuan)).toBe(before);
    expect((await town.told('contract.withdrawn'))[0]?.recipientId).toBe(ids.chenZhiyuan);
    await expect(transact((tx) => withdraw(tx, { contractId, residentId }))).rejects.toMatchObject({
      code: 'contract-state-changed',
    });
  });

  test('a stranger can neither withdraw nor end somebody’s contract', async () => {
    const residentId = await town.neighbour(4);
    const { contractId } = await town.sign({ residentId });
    await expect(transact((tx) => withdraw(tx, { contractId, residentId: ids.liJianguo }))).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }));
    const by = { kind: 'resident' as const, id: ids.liJianguo };
    await expect(transact((tx) => terminate(tx, { contractId, by, reason: 'resident-wish' }))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('the resident ends a contract at any time; the doctor is told and the place is free', async () => {
    const residentId = await town.neighbour(5);
    const contractId = await town.signed({ residentId });
    const before = await town.held(ids.chenZhiyuan);
    await transact((tx) =>
      terminate(tx, { contractId, by: { kind: 'resident', id: residentId }, reason: 'resident-wish' }),
    );
    expect(await town.contract(contractId)).toMatchObject({ status: 'terminated', endReason: 'resident-wish' });
    expect(await town.held(ids.chenZhiyuan)).toBe(before - 1);
    expect((await town.told('contract.over')).at(-1)?.content.text).toContain('居民解约');
  });

  test('a terminal state cannot be changed, not even by hand in the database', async () => {
    const ended = await read((tx) => tx.prisma.contract.findFirstOrThrow({ where: { status: 'terminated' } }));
    await expect(
      transact((tx) => tx.prisma.contract.update({ where: { id: ended.id }, data: { status: 'active' } })),
    ).rejects.toThrow();
  });

  test('unanswered after two working days it goes to the leader', async () => {
    const residentId = await town.neighbour(6);
    const { contractId } = await town.sign({ residentId, doctorId: ids.linXiaomei });
    const job = await read((tx) =>
      tx.prisma.job.findFirstOrThrow({ where: { name: 'contract.escalate', key: { contains: contractId } } }),
    );
    // Signed on Sunday evening: Monday and Tuesday are the two working days.
    expect(await read(async (tx) => tx.day.dateOf(job.dueAt))).toBe('2026-03-03');
    expect(await transact((tx) => escalate(tx, contractId))).toBe(1);
    const [card] = await town.told('contract.overdue');
    expect(card?.recipientId).toBe(ids.chenZhiyuan);
    expect(card?.content.text).toContain('林晓梅医生还没有答复');
    await transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }));
    expect(await transact((tx) => escalate(tx, contractId))).toBe(0);
  });

  test('the leader’s own unanswered applications go to the centre’s administrators, and at last back to the leader', async () => {
    const residentId = await town.neighbour(7);
    const { contractId } = await town.sign({ residentId });
    const { centreId } = await town.contract(contractId);
    const administrators = { organisationId: centreId, role: 'centre_administrator' } as const;
    const { staffId: director } = await read((tx) => tx.prisma.staffRole.findFirstOrThrow({ where: administrators }));
    await transact((tx) => escalate(tx, contractId));
    expect((await town.told('contract.overdue')).at(-1)?.recipientId).toBe(director);
    await transact((tx) => tx.prisma.staffRole.deleteMany({ where: administrators }));
    const other = await town.sign({ residentId: await town.neighbour(8) });
    await transact((tx) => escalate(tx, other.contractId));
    expect((await town.told('contract.overdue')).at(-1)?.recipientId).toBe(ids.chenZhiyuan);
  });

  test('at most one active and one submitted contract are held by the database itself', async () => {
    for (const status of ['active', 'submitted'] as const) {
      const {
        id,
        number,
        replacesId: _replaces,
        evidenceHash,
        packages,
        ...row
      } = await read((tx) => tx.prisma.contract.findFirstOrThrow({ where: { status } }));
      const copy = {
        ...row,
        packages: packages ?? [],
        id: `copy-${id}`,
        number: `copy-${number}`,
        evidenceHash: `copy-${evidenceHash}`,
      };
      await expect(transact((tx) => tx.prisma.contract.create({ data: copy }))).rejects.toThrow();
    }
  });

  test('the places that are counted on the doctors are the ones that the rows say', async () => {
    for (const doctor of [ids.chenZhiyuan, ids.linXiaomei, ids.zhouWenbo])
      expect(await town.held(doctor)).toBe(await town.countedPlaces(doctor));
  });

  test('nobody was written to twice about the same thing', async () => {
    const keys = await read((tx) => tx.prisma.delivery.findMany({ select: { key: true } }));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });
});
