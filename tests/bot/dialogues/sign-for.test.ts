import { describe, expect, test } from 'vitest';
import { signForResident } from '#bot/dialogues/sign-for.ts';
import { signContract } from '#bot/dialogues/sign.ts';
import { readEvidence } from '#domain/contracts/evidence.ts';
import { lastCode, otherCode } from '#tests/support/people.ts';
import { house } from '../inbox/house.ts';

const town = await house({ dialogues: [signForResident, signContract] });
const { database, people } = town;
const { read } = database;
const doctor = town.phone('chen.zhiyuan', 'wecom');
const nurse = town.phone('he.jing', 'wecom');
const contractOf = (residentId: string) =>
  read((tx) =>
    tx.prisma.contract.findFirst({ where: { residentId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }),
  );

describe('代签约', () => {
  test('who stands there agrees by a code from their own phone; the doctor’s own contract is active at once', async () => {
    await doctor.says('代签约', '请发身份证号，或者姓名');
    await doctor.says('440402195803120022', '1. 王秀英，1958-03-12出生', '2. 换一位');
    await doctor.says('1', '签哪位医生', '1. 陈志远');
    await doctor.says('1', '给王秀英推荐', '慢病管理包：王秀英有慢性病', '老年健康包');
    await doctor.says(
      '1',
      '请核对',
      '服务包：基础服务包、慢病管理包、老年健康包',
      '签约人：王秀英',
      '家庭医生：陈志远',
    );
    await doctor.says('确认', '王秀英怎么确认？', '1. 人在这里，用短信验证码', '2. 不会写字');
    await doctor.says('1', '请把协议念给王秀英听', '138****0001');
    const code = await read((tx) => lastCode(tx, '13800000001'));
    await doctor.says(otherCode(code), '验证码不对');
    await doctor.says(code, '王秀英与陈志远医生的签约已生效', '撤销0001');
    const contract = await contractOf(people.wang);
    expect(contract).toMatchObject({
      status: 'active',
      origin: 'doctor',
      evidenceLevel: 'code-confirmed',
      signedBy: 'self',
    });
    const evidence = await read(async (tx) => (contract ? readEvidence(tx, contract) : undefined));
    expect(evidence?.channel).toMatchObject({ name: 'sms' });
  });

  test('who is signed already is said at once', async () => {
    await doctor.says('代签约');
    await doctor.says('王秀英');
    await doctor.says('1', '王秀英已经签约：陈志远医生，编号0001');
  });

  test('who has an account is asked on their own phone and signs there', async () => {
    const li = town.phone('li');
    await li.bind(people.li);
    await nurse.says('代签约');
    await nurse.says('440402197907050013');
    await nurse.says('1', '签哪位医生');
    await nurse.says('陈志远', '李建国有基础服务包');
    await nurse.says('1');
    await nurse.says('确认', '1. 在他（她）自己的手机上签');
    await nurse.says('1', '已经请李建国在自己的手机上签名');
    expect((await town.pushed('contract.awaits-you')).at(-1)?.text).toContain('何静给李*国选好了家庭医生：陈志远');
    await li.says('签约', '1. 看一看、签名：李*国与陈志远医生的协议');
    await li.says('1', '家庭医生：陈志远');
    await li.says('确认');
    await li.says('确认', '已交给陈志远医生');
    expect(await contractOf(people.li)).toMatchObject({ status: 'submitted', signedBy: 'self', origin: 'doctor' });
  });

  test('for a minor the guardian agrees', async () => {
    await doctor.says('代签约');
    await doctor.says('440402202209010018');
    await doctor.says('1');
    await doctor.says('陈志远', '儿童保健包');
    await doctor.says('1');
    await doctor.says('确认', '王建军怎么确认？');
    await doctor.says('1', '请把协议念给王建军听');
    await doctor.says(await read((tx) => lastCode(tx, '13800000004')), '王乐乐与陈志远医生的签约已生效');
    expect(await contractOf(people.lele)).toMatchObject({ status: 'active', signedBy: 'guardian' });
  });

  test('who cannot write has a helper and a witness', async () => {
    await doctor.says('代签约');
    await doctor.says('王建军');
    await doctor.says('1');
    await doctor.says('陈志远');
    await doctor.says('1');
    await doctor.says('确认');
    await doctor.says('2', '帮助人（念协议、指认的人）的姓名');
    await doctor.says('张阿姨', '哪位同事在场见证', '林晓梅（家庭医生）', '何静（社区护士）');
    await doctor.says('何静', '帮助人：张阿姨', '见证人：何静');
    await doctor.says('确认', '王建军与陈志远医生的签约已生效');
    const contract = await contractOf(people.jianjun);
    expect(contract).toMatchObject({ status: 'active', evidenceLevel: 'witnessed', signedBy: 'helper' });
    const evidence = await read(async (tx) => (contract ? readEvidence(tx, contract) : undefined));
    expect(evidence?.signer).toEqual({ kind: 'helper', name: '张阿姨', witnessId: people.staff('he.jing') });
    expect(JSON.stringify(contract)).not.toContain('张阿姨');
  });

  test('nobody of that name or number is on file', async () => {
    await doctor.says('代签约');
    await doctor.says('赵无名', '没有这位居民的档案', '请再发一次');
    await doctor.says('取消');
  });

  test('a hospital’s desk does not sign', async () => {
    await town.phone('wu.min', 'wecom').says('代签约', '您的岗位不能办');
  });
});
