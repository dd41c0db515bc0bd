import { describe, expect, test } from 'vitest';
import { enterPaperContract } from '#domain/contracts/paper.ts';
import { settle } from '#domain/contracts/settle.ts';
import { verifyEvidence } from '#domain/contracts/verify-evidence.ts';
import { signingHouse } from './signing-house.ts';

const town = await signingHouse();
const { people, transact, read, somebody, contractOf, acceptLast } = town;
const chen = people.staff('chen.zhiyuan');

describe('签约以后', () => {
  test('used and left are shown, and what can be done', async () => {
    const { residentId, phone } = await somebody();
    await phone.says('签约');
    await phone.says('陈志远');
    await phone.says('1');
    await phone.says('确认');
    await phone.says('确认');
    await acceptLast(residentId);
    await phone.says('签约', '您的家庭医生是陈志远（拱北第一团队', '1. 换医生', '2. 看服务还剩几次', '3. 解约');
    await phone.says('2', '健康咨询：一年12次，还剩12次', '到期');
  });

  test('解约 asks once why, and it is over', async () => {
    const { residentId, phone } = await somebody();
    await phone.says('签约');
    await phone.says('陈志远');
    await phone.says('1');
    await phone.says('确认');
    await phone.says('确认');
    await acceptLast(residentId);
    await phone.says('解约', '服务马上停止', '1. 搬家了', '3. 先不解约');
    await phone.says('3', '签约照旧');
    await phone.says('我要解约');
    await phone.says('2', '已经解约', '想再签，请回复“签约”');
    expect(await contractOf(residentId)).toMatchObject({ status: 'terminated', endReason: 'resident-wish' });
    await phone.says('解约', '还没有签约，不用办这一项');
  });

  test('换医生 once a year: the packages stay, the old one runs until the new one starts', async () => {
    const { residentId, phone } = await somebody();
    await phone.says('签约');
    await phone.says('陈志远');
    await phone.says('1');
    await phone.says('确认');
    await phone.says('确认');
    const first = await acceptLast(residentId);
    expect(await phone.says('换医生', '选哪位家庭医生')).not.toContain('陈志远（团队长）');
    await phone.says('林晓梅', '请核对', '家庭医生：林晓梅', '服务包：基础服务包');
    await phone.says('确认');
    await phone.says('确认', '已交给林晓梅医生');
    expect((await read((tx) => tx.prisma.contract.findUniqueOrThrow({ where: { id: first } }))).status).toBe('active');
    const second = await acceptLast(residentId);
    town.later(10);
    await transact((tx) => settle(tx, second));
    await phone.says('换医生');
    await phone.says('周文博', '换医生一年只能一次');
  });

  test('撤回签约 takes an unanswered application back', async () => {
    const { residentId, phone } = await somebody();
    await phone.says('签约');
    await phone.says('陈志远');
    await phone.says('1');
    await phone.says('确认');
    await phone.says('确认');
    await phone.says('撤回签约', '要收回');
    await phone.says('1', '申请已经收回');
    expect((await contractOf(residentId))?.status).toBe('withdrawn');
  });

  test('续签 is one press: the same text is not read out again', async () => {
    const { residentId, phone } = await somebody();
    await transact((tx) =>
      enterPaperContract(tx, {
        residentId,
        doctorId: chen,
        packages: [],
        startsOn: '2025-03-20',
        endsOn: tx.day.add(tx.day.dateOf(tx.now), 14),
      }),
    );
    await phone.says('续签', '请核对', '家庭医生：陈志远', '协议和上次的一样，回复“确认”就续签');
    await phone.says('确认', '已交给陈志远医生');
    expect(await contractOf(residentId)).toMatchObject({ status: 'submitted', evidenceLevel: 'chat-confirmed' });
  });

  test('续签 too early says when', async () => {
    const { residentId, phone } = await somebody();
    await transact((tx) =>
      enterPaperContract(tx, {
        residentId,
        doctorId: chen,
        packages: [],
        startsOn: '2025-12-20',
        endsOn: tx.day.add(tx.day.dateOf(tx.now), 90),
      }),
    );
    await phone.says('续签', '离到期还早，到期前30天会提醒您');
  });

  test('all that was signed here is sound evidence', async () => {
    expect((await read(verifyEvidence)).broken).toEqual([]);
  });
});
