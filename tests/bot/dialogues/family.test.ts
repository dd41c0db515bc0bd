import { describe, expect, test } from 'vitest';
import { manageFamily } from '#bot/dialogues/family.ts';
import { actsFor } from '#domain/residents/family.ts';
import type { Power } from '#domain/residents/family-rules.ts';
import { putOnFile } from '#domain/residents/register.ts';
import { lastCode, lastSms, wangXiuying } from '#tests/support/people.ts';
import { house } from '../inbox/house.ts';

const town = await house({ dialogues: [manageFamily] });
const { database, people } = town;
const code = (phone: string) => database.read((tx) => lastCode(tx, phone));
const may = (actor: string, subject: string, what: Power) => database.read((tx) => actsFor(tx, actor, subject, what));
const plain = (answer: string) => answer.replace(/\n#\d+$/, '');
let accounts = 0;
async function account(residentId: string) {
  const phone = town.phone(`family-${(accounts += 1)}`);
  await phone.bind(residentId);
  return phone;
}
let sequence = 0;
/** Somebody on file whom nobody knows yet. */
async function somebody(name = '何大为') {
  sequence += 1;
  const phone = String(13_200_000_000 + sequence);
  const documentNumber = `E${String(70_000_000 + sequence)}`;
  const identity = { ...wangXiuying, name, documentKind: 'passport' as const, documentNumber, phone };
  return { id: await database.transact((tx) => putOnFile(tx, identity)), documentNumber, phone, name };
}
const wang = await account(people.wang);
const jianjun = await account(people.jianjun);
const li = await account(people.li);

describe('家人', () => {
  test('a grandparent asks, the guardian agrees in his own chat, and takes it back', async () => {
    await wang.says('家人', '还没有添加家人', '姓名和身份证号');
    await wang.says('王乐乐 440402202209010018', '什么人');
    await wang.says('孙子', '请核对', '王*乐（预约、接收提醒）');
    await wang.says('确认', '监护人', '同意后');
    expect(await may(people.wang, people.lele, 'book')).toBe(false);
    await wang.says('家人', '1. 孙子王*乐：等对方同意', '2. 添加家人');
    await wang.says('取消');

    await jianjun.says(
      '家人',
      '1. 王*英想替王*乐办事，等您答复',
      '2. 儿子王*乐：您可替办预约、接收提醒、签约、看健康档案',
    );
    await jianjun.says('1', '王*英想替王*乐预约', '1. 同意');
    await jianjun.says('同意', '王*英现在可以替办了');
    expect(await may(people.wang, people.lele, 'book')).toBe(true);
    expect(await may(people.wang, people.lele, 'sign')).toBe(false);
    expect((await town.pushed('family.added')).at(-1)?.text).toContain('您可以替王*乐预约、接收提醒了');

    await jianjun.says('家人', '2. 王*英：可替王*乐预约');
    await jianjun.says('2', '以后不让王*英替王*乐预约了吗');
    await jianjun.says('是', '已经取消');
    expect(await may(people.wang, people.lele, 'book')).toBe(false);
    expect((await town.pushed('family.ended')).at(-1)?.text).toContain('王*乐');
  });

  test('an adult’s own phone: the SMS says who asks and for what, and its code is the consent', async () => {
    const father = await somebody('何老伯');
    await li.says('家人');
    await li.says(`何老伯 ${father.documentNumber}`, '出生日期');
    await li.says('1958年3月12日', '性别');
    await li.says('男', '什么人');
    await li.says('爸爸', '本人同意', '1. 发验证码');
    await li.says('1', '哪些事', '2. 预约、接收提醒、签约');
    await li.says('2', '手机号');
    await li.says(father.phone, '加上爸爸何*伯，由您替办预约、接收提醒、签约', '6个数字');
    expect(await database.read((tx) => lastSms(tx, father.phone))).toContain(
      '告诉李*国，就表示您同意他（她）为您预约、接收提醒、签约',
    );
    await li.says(await code(father.phone), '加好了，您可以替爸爸何*伯预约');
    expect([await may(people.li, father.id, 'sign'), await may(people.li, father.id, 'records')]).toEqual([
      true,
      false,
    ]);
  });

  /** What the same person hears who adds somebody of this document by a phone. */
  async function transcript(documentNumber: string, phone: string) {
    const me = await account((await somebody()).id);
    const said: string[] = [];
    for (const words of ['家人', `王秀英 ${documentNumber}`, '妈妈', '1', '1', phone])
      said.push(plain(await me.says(words)));
    said.push(plain(await me.says(await code(phone))));
    said.push(plain(await me.says('家人')));
    return said.map((line) => line.replaceAll(phone.slice(-4), 'ABCD'));
  }

  test('adding somebody on file with another phone is word for word like adding somebody unknown', async () => {
    const known = await transcript('440402195803120022', '13211110001');
    const unknown = await transcript('440402195803120049', '13211110002');
    expect(known).toEqual(unknown);
    expect(known.join('\n')).toContain('核实一次');
  });

  test('asking a person in their own chat says the same whether there is such a one', async () => {
    const asks = async (documentNumber: string) => {
      const me = await account((await somebody()).id);
      const said: string[] = [];
      for (const words of ['家人', `王秀英 ${documentNumber}`, '妈妈', '2', '确认', '家人'])
        said.push(plain(await me.says(words)));
      return said;
    };
    expect(await asks('440402195803120022')).toEqual(await asks('440402195803120049'));
  });

  test('an able adult chooses what for, or says no', async () => {
    const son = await somebody('何小强');
    const mother = await somebody('何阿姨');
    const [him, her] = [await account(son.id), await account(mother.id)];
    const asks = async () => {
      for (const words of ['家人', `何阿姨 ${mother.documentNumber}`, '1958年3月12日', '女', '妈妈', '2', '确认'])
        await him.says(words);
    };
    await asks();
    await her.says('家人', '何*强想替您办事，等您答复');
    await her.says('1', '3. 同意，可以预约、接收提醒、签约、看健康档案', '4. 不同意');
    await her.says('不同意', '没有同意');
    expect(await may(son.id, mother.id, 'book')).toBe(false);
    await asks();
    await her.says('家人');
    await her.says('何小强');
    await her.says('3', '现在可以替办了');
    expect(await may(son.id, mother.id, 'records')).toBe(true);
    await her.says('家人', '何*强：可替您预约、接收提醒、签约、看健康档案');
    await her.says('1', '不让何*强替您办事');
    await her.says('1', '已经取消');
    expect(await may(son.id, mother.id, 'book')).toBe(false);
  });

  test('a child is added with the code to the parent’s own phone, and the desk checks', async () => {
    const father = await somebody('何爸爸');
    const me = await account(father.id);
    await me.says('家人');
    await me.says('王乐乐 440402202209010018', '什么人', '1. 儿子');
    await me.says('1', '加上儿子王*乐', '6个数字');
    await me.says(await code(father.phone), '加好了', '户口本或出生证');
    expect(await may(father.id, people.lele, 'book')).toBe(false);
    await me.says('家人', '儿子王*乐：您可替办预约、接收提醒、签约');
  });

  test('nobody adds themselves, or somebody twice', async () => {
    const me = await account(people.wang);
    await me.says('家人', '何*为想替您办事');
    await me.says('添加家人');
    await me.says('王秀英 440402195803120022', '不在您可以办的范围');
    await jianjun.says('家人');
    await jianjun.says('添加家人');
    await jianjun.says('王乐乐 440402202209010018', '已经加过了');
  });
});
