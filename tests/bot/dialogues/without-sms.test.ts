import { describe, expect, test } from 'vitest';
import { bindAccount } from '#bot/dialogues/bind.ts';
import { manageFamily } from '#bot/dialogues/family.ts';
import { signForResident } from '#bot/dialogues/sign-for.ts';
import { verifyIdentity } from '#bot/dialogues/verify-identity.ts';
import { issueDeskCode } from '#domain/residents/desk-code.ts';
import { otherCode } from '#tests/support/people.ts';
import { house } from '../inbox/house.ts';

const dialogues = [bindAccount, manageFamily, verifyIdentity, signForResident];
const town = await house({ dialogues, program: { hasSms: false } });
const { database, people } = town;
const nurse = town.phone('he.jing', 'wecom');
const doctor = town.phone('chen.zhiyuan', 'wecom');
const deskCode = async (residentId: string) =>
  (await database.transact((tx) => issueDeskCode(tx, { staffId: people.staff('he.jing'), residentId }))).code;
const plain = (answer: string) => answer.replace(/\n#\d+$/, '');

/** Nothing went to a phone, and nothing was promised to. */
async function noSms(...answers: string[]) {
  for (const answer of answers) expect(answer).not.toContain('短信');
  expect(await town.pushed('code')).toEqual([]);
}

describe('a town without SMS', () => {
  test('绑定 says where the code comes from, and the desk’s code binds', async () => {
    const wang = town.phone('without-1');
    const first = await wang.says('绑定', '窗口验证码', '带身份证到社区卫生服务中心窗口');
    const second = await wang.says('王秀英 440402195803120022 13800000001', '请发窗口给您的6个数字');
    const help = await wang.says('帮助', '说“要验证码”');
    await wang.says('没收到', '6个数字', '窗口要');
    await nurse.says('身份核实');
    await nurse.says('440402195803120022');
    const given = await nurse.says('是', '窗口验证码：', '30分钟内有效');
    const code = /窗口验证码：(\d{6})/u.exec(given)?.[1] ?? '';
    const wrong = await wang.says(otherCode(code), '请窗口再给一个');
    await wang.says('13800000001', '窗口验证码是6个数字');
    await wang.says(code, '绑定好了，王秀英');
    await noSms(first, second, help, wrong);
  });

  test('who is on file and who is not hear the same, word for word', async () => {
    const heard = async (account: string, identity: string) => {
      const me = town.phone(account);
      const said = [await me.says('绑定'), await me.says(identity), await me.says('123456'), await me.says('654321')];
      return said.map((answer) => plain(answer).replace(/bind\/\S+/gu, 'bind/TOKEN'));
    };
    const known = await heard('without-2', '王建军 440402198805160013');
    expect(await heard('without-3', '何明 110101199003070011')).toEqual(known);
  });

  test('家人 offers the desk’s code and the other’s own WeChat', async () => {
    const jianjun = town.phone('without-4');
    await jianjun.bind(people.jianjun);
    await jianjun.says('家人', '添加家人');
    await jianjun.says('添加家人');
    await jianjun.says('何明 110101199003070011');
    const ways = await jianjun.says('爸爸', '1. 请他（她）在自己的微信里同意', '2. 用社区中心窗口给的验证码');
    const how = await jianjun.says('2', '带您自己和家人的证件到社区卫生服务中心窗口', '由您替办预约、接收提醒');
    await jianjun.says(await deskCode(people.jianjun), '加好了', '核实一次');
    await noSms(ways, how);
  });

  test('a guardian adds a child with the desk’s code', async () => {
    const wang = town.phone('without-1');
    await wang.says('家人');
    await wang.says('添加家人');
    await wang.says('王小宝 S123456780');
    await wang.says('2022-09-01');
    await wang.says('男');
    await wang.says('儿子', '窗口验证码', '预约、接收提醒、签约');
    await wang.says(await deskCode(people.wang), '加好了');
  });

  test('代签约 offers the own phone and the witness, and says what to do without either', async () => {
    await doctor.says('代签约');
    await doctor.says('440402197907050013');
    await doctor.says('1');
    await doctor.says('陈志远');
    await doctor.says('1');
    const ways = await doctor.says('确认', '1. 不会写字，有人帮助和见证');
    await doctor.says('取消');
    await doctor.says('代签约');
    await doctor.says('440402202209010018');
    await doctor.says('1');
    await doctor.says('陈志远');
    await doctor.says('1');
    await noSms(ways, await doctor.says('确认', '1. 在他（她）自己的手机上签'));
  });
});
