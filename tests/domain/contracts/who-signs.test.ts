import { beforeAll, describe, expect, test } from 'vitest';
import { accept } from '#domain/contracts/accept.ts';
import { submit } from '#domain/contracts/submit.ts';
import { undo } from '#domain/contracts/undo.ts';
import { contractTown, signingOf } from '#tests/support/contract-town.ts';

describe('who signs, and what is prepared for whom', async () => {
  const town = await contractTown();
  const { ids, transact } = town;
  beforeAll(async () => {
    await town.bind(ids.wangJianjun);
  });

  test('a minor’s contract is signed by the guardian, and by nobody else', async () => {
    const draft = await town.draft({
      residentId: ids.wangLele,
      packages: ['child'],
      by: { kind: 'resident', id: ids.wangXiuying },
    });
    const as = (residentId: string) => transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)));
    await expect(as(ids.wangLele)).rejects.toMatchObject({ code: 'guardian-must-sign' });
    await expect(as(ids.wangXiuying)).rejects.toMatchObject({ code: 'guardian-must-sign' });
    const { contractId } = await as(ids.wangJianjun);
    expect(await town.contract(contractId)).toMatchObject({ signedBy: 'guardian' });
    await transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }));
    const told = (await town.told('contract.accepted')).at(-1);
    expect(told?.residentId).toBe(ids.wangJianjun);
    expect(told?.content.text).toContain('王*乐');
  });

  test('an able adult signs for themselves: family who were not allowed to cannot', async () => {
    const other = await town.neighbour(9);
    const draft = await town.draft({ residentId: other });
    await expect(transact((tx) => submit(tx, draft.id, signingOf(tx, ids.wangJianjun)))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('started by the doctor, it is active as soon as the resident confirms, and the doctor may undo', async () => {
    const residentId = await town.neighbour(10);
    const draft = await town.draft({ residentId, by: { kind: 'staff', id: ids.chenZhiyuan } });
    const signing = { method: 'code' as const, signature: undefined };
    const { contractId, status } = await transact((tx) => submit(tx, draft.id, signingOf(tx, residentId, signing)));
    expect(status).toBe('active');
    expect(await town.contract(contractId)).toMatchObject({ origin: 'doctor', evidenceLevel: 'code-confirmed' });
    expect((await town.told('contract.started'))[0]?.content.text).toContain('10分钟内回复“撤销');
    await transact((tx) => undo(tx, { contractId, staffId: ids.chenZhiyuan }));
    expect((await town.contract(contractId)).status).toBe('submitted');
  });

  test('started by the nurse, the doctor still answers', async () => {
    const residentId = await town.neighbour(11);
    const draft = await town.draft({ residentId, by: { kind: 'staff', id: ids.heJing } });
    expect((await transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)))).status).toBe('submitted');
  });

  test('who cannot write has a helper and a witness, and the evidence says so', async () => {
    const residentId = await town.neighbour(12);
    const draft = await town.draft({ residentId, by: { kind: 'staff', id: ids.chenZhiyuan } });
    const signer = { kind: 'helper' as const, name: '邻居阿姨', witnessId: ids.heJing };
    await transact((tx) =>
      submit(tx, draft.id, signingOf(tx, residentId, { signer, method: 'witness', signature: undefined })),
    );
    expect(await town.contract(draft.id)).toMatchObject({ signedBy: 'helper', evidenceLevel: 'witnessed' });
  });

  test('a draft waits a week for its signature', async () => {
    const residentId = await town.neighbour(13);
    const draft = await town.draft({ residentId });
    town.later(7 * 24 * 60);
    await expect(transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)))).rejects.toMatchObject({
      code: 'contract-not-found',
    });
  });

  test('the last draft replaces the ones before', async () => {
    const residentId = await town.neighbour(14);
    const first = await town.draft({ residentId });
    const second = await town.draft({ residentId, doctorId: ids.linXiaomei });
    await expect(transact((tx) => submit(tx, first.id, signingOf(tx, residentId)))).rejects.toMatchObject({
      code: 'contract-not-found',
    });
    expect((await transact((tx) => submit(tx, second.id, signingOf(tx, residentId)))).status).toBe('submitted');
  });

  test('while one application waits, there is no second', async () => {
    const residentId = await town.neighbour(15);
    await town.sign({ residentId });
    await expect(town.draft({ residentId, doctorId: ids.linXiaomei })).rejects.toMatchObject({
      code: 'contract-pending',
    });
  });
});
