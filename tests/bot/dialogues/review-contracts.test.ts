import { describe, expect, test } from 'vitest';
import { acceptAll, answerByNumber, contractCards } from '#bot/dialogues/answer-contract.ts';
import { reviewContracts } from '#bot/dialogues/review-contracts.ts';
import { openDraft } from '#domain/contracts/draft.ts';
import { shortNumber } from '#domain/contracts/number.ts';
import { settle } from '#domain/contracts/settle.ts';
import { submit } from '#domain/contracts/submit.ts';
import { putOnFile, registerProvisional } from '#domain/residents/register.ts';
import { wangXiuying } from '#tests/support/people.ts';
import { signingOf } from '#tests/support/contract-town.ts';
import { house } from '../inbox/house.ts';

const town = await house({
  dialogues: [reviewContracts],
  program: { cards: [contractCards], phrases: [answerByNumber, acceptAll] },
});
const { database, people } = town;
const { transact, read } = database;
const chen = people.staff('chen.zhiyuan');
const lin = people.staff('lin.xiaomei');
const doctor = town.phone('chen.zhiyuan', 'wecom');
const colleague = town.phone('lin.xiaomei', 'wecom');
const stranger = town.phone('zhou.wenbo', 'wecom');

let serial = 0;
async function applied(doctorId = chen, level: 'verified' | 'provisional' = 'verified', documentNumber?: string) {
  serial += 1;
  const name = `邻居${'零一二三四五六七八九'[serial % 10]}`;
  return transact(async (tx) => {
    const identity = {
      ...wangXiuying,
      name,
      documentKind: 'passport' as const,
      documentNumber: documentNumber ?? `E${String(serial).padStart(8, '0')}`,
      phone: `139${String(serial).padStart(8, '0')}`,
      birthDate: '1980-01-01',
    };
    const residentId =
      level === 'verified'
        ? await putOnFile(tx, { ...identity, address: '拱北侨光路1号' })
        : await registerProvisional(tx, identity);
    const by = { kind: 'resident' as const, id: residentId };
    const draft = await openDraft(tx, { residentId, doctorId, packages: [], by, replaces: 'nothing' });
    const { contractId, number } = await submit(tx, draft.id, signingOf(tx, residentId));
    return { residentId, contractId, number: shortNumber(number), name };
  });
}
const statusOf = async (id: string) =>
  (await read((tx) => tx.prisma.contract.findUniqueOrThrow({ where: { id } }))).status;
const press = (card: string, key: string) => ({ kind: 'card-pressed' as const, card, key, responseCode: 'r' });

describe('签约审核', () => {
  test('nothing to answer is one sentence', async () => {
    await doctor.says('签约审核', '没有要答复的签约申请');
  });

  test('one press on the card accepts, and the resident hears of it', async () => {
    const { contractId, number } = await applied();
    await doctor.does(
      press(`contract-${contractId}-review`, 'accept'),
      `已同意${number}，签约生效`,
      `10分钟内回复“撤销${number}”`,
    );
    expect(await statusOf(contractId)).toBe('active');
    expect((await town.pushed('contract.accepted')).at(-1)?.text).toContain(number);
  });

  test('pressed again, or by a colleague later, it says what became of it', async () => {
    const { contractId } = await applied();
    await doctor.does(press(`contract-${contractId}-review`, 'accept'));
    await doctor.does(press(`contract-${contractId}-review`, 'decline'), '已经同意了，不用再处理');
    await stranger.does(press(`contract-${contractId}-review`, 'accept'), '已经同意了');
  });

  test('the cards of everybody who holds one are closed', async () => {
    const { contractId } = await applied();
    await doctor.does(press(`contract-${contractId}-review`, 'decline'));
    const job = await read((tx) =>
      tx.prisma.job.findFirstOrThrow({ where: { name: 'cards.close', key: { contains: contractId } } }),
    );
    expect(job.payload).toEqual({ subject: `contract-${contractId}-`, label: '已婉拒' });
  });

  test('somebody who may not answer is told so', async () => {
    const { contractId } = await applied();
    await stranger.does(press(`contract-${contractId}-review`, 'accept'), '不归您答复');
    expect(await statusOf(contractId)).toBe('submitted');
    await doctor.does(press(`contract-${contractId}-review`, 'accept'));
  });

  test('同意, 婉拒 and 撤销 by number, for cards that have expired', async () => {
    const one = await applied();
    const other = await applied();
    await doctor.says(`同意 ${one.number}`, `已同意${one.number}`);
    await doctor.says(`撤销${one.number}`, `已撤销对${one.number}的同意`, '申请还在');
    expect(await statusOf(one.contractId)).toBe('submitted');
    await doctor.says(`婉拒 ${one.number}`, '婉拒的原因');
    await doctor.says('住得太远', `已婉拒${one.number}，10分钟后通知居民`);
    await doctor.says(`婉拒 ${one.number}`, '已经婉拒了');
    await doctor.says(`同意${Number(other.number)}`, `已同意${other.number}`);
    town.later(11);
    await transact((tx) => settle(tx, one.contractId));
    expect(await statusOf(one.contractId)).toBe('declined');
    expect((await town.pushed('contract.declined')).at(-1)?.text).toContain('住得比较远');
    await doctor.says(`撤销 ${one.number}`, `没有找到要您答复的申请${one.number}`);
    await doctor.says(`撤销 ${other.number}`, `没有找到`);
    await doctor.says('同意 9999', '没有找到要您答复的申请9999');
  });

  test('全部同意 accepts one’s own, not the colleagues’', async () => {
    const mine = [await applied(), await applied()];
    const theirs = await applied(lin);
    await doctor.says('全部同意', '已同意2份', `撤销${mine[0]?.number}`);
    for (const { contractId } of mine) expect(await statusOf(contractId)).toBe('active');
    expect(await statusOf(theirs.contractId)).toBe('submitted');
    await doctor.says('全部同意', '没有要答复的签约申请');
    await colleague.says('全部同意', '已同意1份');
  });

  test('the list names each, the leader’s with the colleagues’; one is looked at and answered', async () => {
    const mine = await applied();
    const theirs = await applied(lin);
    await doctor.says(
      '签约审核',
      '您有1份签约申请要答复，同事的1份也可以由您答复',
      `1. ${mine.number} ${mine.name}`,
      `2. ${theirs.number} ${theirs.name}（林晓梅医生的）`,
    );
    await doctor.says(
      '1',
      `新签申请${mine.number}`,
      '身份：已核实',
      '片区：拱北一片',
      '剩余名额：',
      '1. 同意',
      '2. 婉拒',
    );
    await doctor.says('1', `已同意${mine.number}`, '还有1份');
    await doctor.says('签约审核');
    await doctor.says('1');
    await doctor.says('婉拒', '婉拒的原因');
    await doctor.says('住得太远', `已婉拒${theirs.number}`);
    town.later(11);
    await transact((tx) => settle(tx, theirs.contractId));
    expect((await town.pushed('contract.declined')).at(-1)?.text).toContain('考虑到您住得比较远');
  });

  test('全部同意 also answers inside the list', async () => {
    const mine = [await applied(), await applied()];
    await doctor.says('签约审核', '3. 全部同意（自己的2份）');
    await doctor.says('3', '已同意2份');
    for (const { contractId } of mine) expect(await statusOf(contractId)).toBe('active');
  });

  test('the countersigning doctor who has checked the card confirms the identity with it', async () => {
    const { contractId, residentId } = await applied(chen, 'provisional');
    await doctor.says('签约审核');
    await doctor.says('1', '身份：待核实，请核对身份证', '1. 同意，身份证已核对', '2. 同意');
    await doctor.says('1', '已同意');
    expect(
      (await read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } }))).identityLevel,
    ).toBe('verified');
    expect(await statusOf(contractId)).toBe('active');
  });

  test('… also when it turns out that the resident is on file', async () => {
    const known = await transact((tx) =>
      putOnFile(tx, {
        ...wangXiuying,
        name: '老邻居',
        documentKind: 'passport',
        documentNumber: 'E77777777',
        phone: '13977777777',
      }),
    );
    const { contractId } = await applied(chen, 'provisional', 'E77777777');
    await doctor.says('签约审核');
    await doctor.says('1');
    await doctor.says('1', '已同意');
    const contract = await read((tx) => tx.prisma.contract.findUniqueOrThrow({ where: { id: contractId } }));
    expect(contract).toMatchObject({ status: 'active', residentId: known });
  });

  test('accepting without the card leaves the identity to be checked', async () => {
    const { residentId } = await applied(chen, 'provisional');
    await doctor.says('签约审核');
    await doctor.says('1');
    await doctor.says('2', '已同意');
    expect(
      (await read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } }))).identityLevel,
    ).toBe('provisional');
  });

  test('a resident cannot use the words of staff', async () => {
    const { contractId, number } = await applied();
    await town.phone('somebody').says(`同意 ${number}`);
    expect(await statusOf(contractId)).toBe('submitted');
  });
});
