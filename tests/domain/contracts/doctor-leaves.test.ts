import { describe, expect, test } from 'vitest';
import { accept } from '#domain/contracts/accept.ts';
import { doctorLeaves, tellDoctorLeft } from '#domain/contracts/doctor-leaves.ts';
import { changeDoctor } from '#domain/contracts/replace.ts';
import { settle } from '#domain/contracts/settle.ts';
import { submit } from '#domain/contracts/submit.ts';
import { contractSummary } from '#domain/contracts/summary.ts';
import { verifyEvidence } from '#domain/contracts/verify-evidence.ts';
import { contractTown, signingOf } from '#tests/support/contract-town.ts';

describe('a doctor who leaves', async () => {
  const town = await contractTown();
  const { ids, transact, read } = town;
  const [first, second, waiting] = [await town.neighbour(1), await town.neighbour(2), await town.neighbour(3)];
  await town.bind(first);
  await town.signed({ residentId: first, doctorId: ids.linXiaomei });
  await town.signed({ residentId: second, doctorId: ids.linXiaomei });
  const application = await town.sign({ residentId: waiting, doctorId: ids.linXiaomei });

  test('is let go by an administrator, not by a colleague', async () => {
    await expect(
      transact((tx) => doctorLeaves(tx, { doctorId: ids.linXiaomei, by: ids.heJing })),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('the leader holds the contracts for the interim, exempt from the leader’s capacity', async () => {
    await town.capacity(ids.chenZhiyuan, 0);
    const result = await transact((tx) => doctorLeaves(tx, { doctorId: ids.linXiaomei, by: ids.fangMin }));
    expect(result).toEqual({ held: 2, interimId: ids.chenZhiyuan });
    const { active } = await read((tx) => contractSummary(tx, first));
    expect(active).toMatchObject({ doctorName: '陈志远', isInterim: true });
    expect(await town.held(ids.chenZhiyuan)).toBe(0);
    expect((await town.told('contract.held-for-interim'))[0]?.content.text).toContain('名下2份签约');
  });

  test('applications end, and who asked is told to choose again', async () => {
    expect(await town.contract(application.contractId)).toMatchObject({ status: 'declined', endReason: 'doctor-left' });
    expect((await town.told('contract.declined'))[0]?.content.text).toContain('回复“签约”另选一位医生');
  });

  test('each resident is told once, page by page', async () => {
    const job = await read((tx) => tx.prisma.job.findFirstOrThrow({ where: { name: 'contract.tell-doctor-left' } }));
    expect(job.payload).toEqual({ doctorId: ids.linXiaomei, after: '' });
    expect(await transact((tx) => tellDoctorLeft(tx, { doctorId: ids.linXiaomei, after: '' }))).toBe(2);
    await transact((tx) => tellDoctorLeft(tx, { doctorId: ids.linXiaomei, after: '' }));
    const told = await town.told('contract.doctor-left');
    expect(told.map(({ residentId }) => residentId).sort()).toEqual([first, second].sort());
    expect(told[0]?.content.text).toContain('林晓梅医生离岗了');
  });

  test('nobody signs with who has left', async () => {
    await expect(town.draft({ residentId: waiting, doctorId: ids.linXiaomei })).rejects.toMatchObject({
      code: 'doctor-gone',
    });
  });

  test('the resident chooses: another doctor, which is not the year’s change', async () => {
    const by = { kind: 'resident' as const, id: first };
    const choose = async (doctorId: string) => {
      const draft = await transact((tx) => changeDoctor(tx, { residentId: first, doctorId, packages: [], by }));
      const { contractId } = await transact((tx) => submit(tx, draft.id, signingOf(tx, first)));
      await transact((tx) => accept(tx, { contractId, staffId: doctorId }));
      town.later(10);
      await transact((tx) => settle(tx, contractId));
      return contractId;
    };
    await choose(ids.zhouWenbo);
    await town.capacity(ids.chenZhiyuan, 2000);
    const last = await choose(ids.chenZhiyuan);
    expect((await town.contract(last)).status).toBe('active');
  });

  test('… or to stay with the leader, who then holds a place for it', async () => {
    const by = { kind: 'resident' as const, id: second };
    const before = await town.held(ids.chenZhiyuan);
    const draft = await transact((tx) =>
      changeDoctor(tx, { residentId: second, doctorId: ids.chenZhiyuan, packages: [], by }),
    );
    const { contractId } = await transact((tx) => submit(tx, draft.id, signingOf(tx, second)));
    await transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }));
    town.later(10);
    await transact((tx) => settle(tx, contractId));
    expect(await town.held(ids.chenZhiyuan)).toBe(before + 1);
    expect(await town.contract(contractId)).toMatchObject({ status: 'active', interimForId: null });
  });

  test('the evidence of what was signed with the doctor stays sound', async () => {
    expect((await read(verifyEvidence)).broken).toEqual([]);
  });

  test('when the leader leaves too and nobody takes contracts, it is refused and nothing changes', async () => {
    await expect(
      transact((tx) => doctorLeaves(tx, { doctorId: ids.chenZhiyuan, by: ids.fangMin })),
    ).rejects.toMatchObject({ code: 'doctor-gone' });
    expect(await read((tx) => tx.prisma.staff.findUniqueOrThrow({ where: { id: ids.chenZhiyuan } }))).toMatchObject({
      active: true,
    });
  });
});
