import { beforeAll, describe, expect, test } from 'vitest';
import {
  askOthers,
  draftsToSign,
  prepareHousehold,
  signedTogether,
  submitTogether,
} from '#domain/contracts/household.ts';
import { readEvidence } from '#domain/contracts/evidence.ts';
import { contractTown, signingOf } from '#tests/support/contract-town.ts';

describe('a household signs in one go', async () => {
  const town = await contractTown();
  const { ids, transact, read } = town;
  beforeAll(async () => {
    await town.bind(ids.wangJianjun);
    await town.bind(ids.wangXiuying);
  });

  test('the representative starts; each adult is asked on their own phone, the guardian signs for the minor', async () => {
    const prepared = await transact((tx) =>
      prepareHousehold(tx, {
        representativeId: ids.wangJianjun,
        doctorId: ids.chenZhiyuan,
        members: [
          { residentId: ids.wangJianjun, packages: [] },
          { residentId: ids.wangLele, packages: ['child'] },
          { residentId: ids.wangXiuying, packages: ['elder'] },
        ],
        replaces: 'nothing',
      }),
    );
    expect(prepared.toSign.map(({ residentId }) => residentId)).toEqual([ids.wangJianjun, ids.wangLele]);
    expect(prepared.awaited.map(({ residentId }) => residentId)).toEqual([ids.wangXiuying]);
    expect(await town.told('contract.awaits-you')).toEqual([]);
  });

  test('one signature signs what belongs together, each contract with evidence of its own', async () => {
    const [draft] = await read((tx) => draftsToSign(tx, ids.wangJianjun));
    if (!draft) throw new Error('there is a draft');
    const together = await read((tx) => signedTogether(tx, draft, ids.wangJianjun));
    const { submitted } = await transact((tx) => submitTogether(tx, together, signingOf(tx, ids.wangJianjun)));
    expect(submitted).toHaveLength(2);
    const contracts = await Promise.all(submitted.map(({ contractId }) => town.contract(contractId)));
    expect(contracts.map(({ signedBy }) => signedBy).sort()).toEqual(['guardian', 'self']);
    const evidence = await read(async (tx) => contracts.map((contract) => readEvidence(tx, contract)));
    expect(new Set(evidence.map(({ signatureSha256 }) => signatureSha256)).size).toBe(1);
    expect(new Set(contracts.map(({ evidenceHash }) => evidenceHash)).size).toBe(2);
  });

  test('then each other adult is asked, once', async () => {
    const [asked, ...more] = await town.told('contract.awaits-you');
    expect(asked?.residentId).toBe(ids.wangXiuying);
    expect(asked?.content.text).toContain('王*军给王*英选好了家庭医生：陈志远');
    expect(more).toEqual([]);
  });

  test('the adult finds it waiting on their own account, and nobody else can sign it', async () => {
    expect(await read((tx) => draftsToSign(tx, ids.wangJianjun))).toEqual([]);
    const [own] = await read((tx) => draftsToSign(tx, ids.wangXiuying));
    if (!own) throw new Error('there is a draft');
    await expect(transact((tx) => submitTogether(tx, [own], signingOf(tx, ids.wangJianjun)))).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const { submitted } = await transact((tx) => submitTogether(tx, [own], signingOf(tx, ids.wangXiuying)));
    expect(submitted).toHaveLength(1);
  });

  test('who has a contract is left out with the reason; the others go on', async () => {
    const prepared = await transact((tx) =>
      prepareHousehold(tx, {
        representativeId: ids.wangJianjun,
        doctorId: ids.linXiaomei,
        members: [
          { residentId: ids.wangXiuying, packages: [] },
          { residentId: ids.chenXiaoyu, packages: [] },
        ],
        replaces: 'nothing',
      }),
    );
    expect(prepared.left).toMatchObject([{ residentId: ids.wangXiuying, refusal: { code: 'contract-pending' } }]);
    expect(prepared.awaited).toHaveLength(1);
  });

  test('a grandmother may start for the grandchild, and the guardian is asked', async () => {
    const nephew = await town.neighbour(1, { birthDate: '2020-05-05' });
    await transact((tx) =>
      tx.prisma.delegation.create({
        data: {
          id: tx.id(),
          actorId: ids.wangJianjun,
          subjectId: nephew,
          kind: 'guardian',
          kinship: '儿子',
          status: 'active',
          createdAt: tx.now,
        },
      }),
    );
    const prepared = await transact((tx) =>
      prepareHousehold(tx, {
        representativeId: ids.wangXiuying,
        doctorId: ids.chenZhiyuan,
        members: [{ residentId: nephew, packages: [] }],
        replaces: 'nothing',
      }),
    );
    const [draft] = prepared.awaited;
    if (!draft) throw new Error('it waits for the guardian');
    await transact((tx) =>
      tx.prisma.delegation.create({
        data: {
          id: tx.id(),
          actorId: ids.wangXiuying,
          subjectId: nephew,
          kind: 'helper',
          kinship: '外孙',
          status: 'active',
          createdAt: tx.now,
        },
      }),
    );
    expect(await transact((tx) => askOthers(tx, draft, ids.wangXiuying))).toHaveLength(1);
    expect((await town.told('contract.awaits-you')).at(-1)?.residentId).toBe(ids.wangJianjun);
    expect(await read((tx) => draftsToSign(tx, ids.wangJianjun))).toHaveLength(1);
  });
});
