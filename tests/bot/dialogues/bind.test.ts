import { describe, expect, test } from 'vitest';
import { bindAccount } from '#bot/dialogues/bind.ts';
import { bindFirst } from '#bot/dialogues/bind-first.ts';
import { notMe } from '#bot/dialogues/not-me.ts';
import { unbindAccount } from '#bot/dialogues/unbind.ts';
import type { Dialogue } from '#bot/dialogue-world.ts';
import { matching } from '#bot/engine/script.ts';
import { issueDeskCode } from '#domain/residents/desk-code.ts';
import { putOnFile } from '#domain/residents/register.ts';
import { lastCode, otherCode, wangXiuying } from '#tests/support/people.ts';
import { house } from '../inbox/house.ts';

/** 夜门诊 as far as the first evening needs it: who is talking first, then the evening's slots. */
const evening: Dialogue = {
  name: 'test-evening',
  service: '夜门诊',
  audience: 'resident',
  title: '预约夜门诊',
  async script(script, world) {
    const resident = await bindFirst(script, world);
    const slots = ['18:30', '18:45', '19:00'];
    const slot = await script.choose('slot', {
      title: '时间',
      from: slots,
      id: (time) => time,
      label: (time) => time,
      none: { say: '没有号了。' },
      fact: ({ times }) => matching(slots, times, (time) => time),
    });
    await script.confirm('confirm', { title: '请核对：', also: [{ title: '就诊人', label: resident.name }] });
    await script.act('book', (key) =>
      world.tx.prisma.setting.create({ data: { name: `booked.${key}`, value: `${resident.id} ${slot}` } }),
    );
    script.receipt({ done: `约好了${slot}。`, undo: '不去了请回复“取消预约”。' });
  },
};

const town = await house({ dialogues: [bindAccount, unbindAccount, evening], program: { phrases: [notMe] } });
const { database, people } = town;
const code = (phone: string) => database.read((tx) => lastCode(tx, phone));
let phones = 13_300_000_000;
const newPhone = () => String((phones += 1));
let accounts = 0;
const someone = () => town.phone(`account-${(accounts += 1)}`);
const plain = (answer: string) => answer.replace(/\n#\d+$/, '');
/** Somebody new on file, with the last six figures of an ID card that passes the check digit. */
async function onFile(name = '王秀英', documentNumber = '440402197907050013') {
  const phone = newPhone();
  const id = await database.transact((tx) =>
    putOnFile(tx, { ...wangXiuying, name, documentNumber, phone, birthDate: '1979-07-05', sex: 'male' }),
  );
  return { id, phone };
}

describe('绑定', () => {
  test('王秀英 writes “今晚想看医生” and is bound and booked with six messages', async () => {
    const wang = someone();
    await wang.says('今晚想看医生', '姓名和身份证号');
    await wang.says('王秀英 440402195803120022', '同意《隐私说明》', '手机号');
    await wang.says('13800000001', '138****0001', '5分钟', '6个数字');
    await wang.says(await code('13800000001'), '绑定好了，王秀英', '长按', '1. 18:30');
    await wang.says('2', '请核对', '18:45', '王秀英');
    await wang.says('确认', '约好了18:45');
    const booked = await database.read((tx) =>
      tx.prisma.setting.findFirst({ where: { name: { startsWith: 'booked.' } } }),
    );
    expect(booked?.value).toBe(`${people.wang} 18:45`);
  });

  test('everything in one message is understood at once', async () => {
    const me = someone();
    const { phone } = await onFile('何明', '110101199003070011');
    await me.says('绑定');
    await me.says(`何明，110101199003070011，${phone}`, '验证码发到');
    await me.says(await code(phone), '绑定好了，何明', '回复“解绑”');
  });

  test('the first sentence may say everything, also beside what is wanted', async () => {
    const [me, other] = [someone(), someone()];
    const [mine, theirs] = [newPhone(), newPhone()];
    await me.says(`李建国，440402197907050013，${mine}`, '同意《隐私说明》', mine.slice(-4), '6个数字');
    await me.says(await code(mine), '登记好了，李建国');
    await other.says(`我叫王秀英，身份证440402195803120022，电话${theirs}，今晚想看医生`, '6个数字');
    await other.says(await code(theirs), '登记好了，王秀英', '1. 18:30');
  });

  test('at most five messages after 绑定, one piece at a time', async () => {
    const me = someone();
    const phone = newPhone();
    await me.says('绑定');
    await me.says('我叫欧阳明', '身份证号');
    await me.says('440402195803120022', '手机号');
    await me.says(phone, '6个数字');
    await me.says(await code(phone), '登记好了，欧阳明', '待核实');
  });

  test.each([
    ['440402195803120023', '有一位不对'],
    ['44040219580312002', '位数不对'],
    ['440402209903120022', '出生日期不对'],
    ['我要看病', '没看到姓名和证件号码'],
  ])('“%s” is asked for again with what is wrong', async (said, why) => {
    const me = someone();
    await me.says('绑定');
    await me.says(`王秀英 ${said}`.replace('王秀英 我', '我'), why);
    await me.says('王秀英 440402195803120022', '手机号');
  });

  test('who is not 18 yet is sent to a parent', async () => {
    const me = someone();
    await me.says('绑定');
    await me.says('王乐乐 440402202209010018', '家长', '家人');
  });

  test('… in the middle of a booking too', async () => {
    const me = someone();
    await me.says('今晚想看医生');
    await me.says('王乐乐 440402202209010018', '家长', '姓名和身份证号');
  });

  test('a passport is asked for birth date and sex', async () => {
    const me = someone();
    const phone = newPhone();
    await me.says('绑定');
    await me.says('Maria da Silva E12345678', '出生日期');
    await me.says('不知道', '没看懂出生日期');
    await me.says('1990年5月16日', '性别');
    await me.says('女', '手机号');
    await me.says(phone, '6个数字');
    await me.says(await code(phone), '登记好了');
    const row = await database.read((tx) => tx.prisma.resident.findFirst({ orderBy: { id: 'desc' } }));
    expect(row).toMatchObject({
      birthDate: '1990-05-16',
      sex: 'female',
      documentKind: 'passport',
      identityLevel: 'provisional',
    });
  });

  /** The whole conversation of somebody with this name and document, from a phone of their own. */
  async function transcript(identity: string, phone: string): Promise<string[]> {
    const me = someone();
    const said: string[] = [];
    for (const words of ['绑定', identity, phone]) said.push(plain(await me.says(words)));
    said.push(plain(await me.says(otherCode(await code(phone)))));
    said.push(plain(await me.says(await code(phone))));
    for (const words of ['绑定', '我的', '菜单']) said.push(plain(await me.says(words)));
    return said.map((line) => line.replaceAll(phone.slice(-4), 'ABCD'));
  }

  test('on file with another phone and not on file at all: the same words in the same steps', async () => {
    const known = await transcript('王秀英 440402195803120022', newPhone());
    const unknown = await transcript('王秀英 440402195803120049', newPhone());
    expect(known).toEqual(unknown);
    expect(known.join('\n')).toContain('待核实');
  });

  test('on file with the phone on file: the same words too, until the code that only its owner knows', async () => {
    const { phone } = await onFile('王秀英', '440402195803120065');
    const owner = await transcript('王秀英 440402195803120065', phone);
    const unknown = await transcript('王秀英 440402195803120049', newPhone());
    expect(owner.slice(0, 4)).toEqual(unknown.slice(0, 4));
    expect(owner[4]).toContain('绑定好了');
  });

  test('a wrong code is told how often it may still be tried; after five a new one is sent', async () => {
    const me = someone();
    const phone = newPhone();
    await me.says('绑定');
    await me.says(`王秀英 440402195803120022 ${phone}`);
    const wrong = otherCode(await code(phone));
    for (const left of [4, 3, 2, 1]) await me.says(wrong, `还可以再试${left}次`);
    await me.says(wrong, '不能再用', '没收到');
    await me.says(await code(phone), '试的次数太多', '没收到');
    await me.says('没收到', '刚刚发过一条');
    town.later(1);
    await me.says('没收到', '验证码发到');
    await me.says(await code(phone), '登记好了');
  });

  test('a mistyped phone is replaced by the right one', async () => {
    const me = someone();
    const [typo, right] = [newPhone(), newPhone()];
    await me.says('绑定');
    await me.says(`王秀英 440402195803120022 ${typo}`);
    const first = await code(typo);
    await me.says(right, right.slice(-4));
    if (first !== (await code(right))) await me.says(first, '验证码不对');
    await me.says(await code(right), '登记好了');
  });

  test('“返回” goes back to the phone, and the old code does not count against the new one', async () => {
    const me = someone();
    const [one, other] = [newPhone(), newPhone()];
    await me.says('绑定');
    await me.says('王秀英 440402195803120022');
    await me.says(one, '6个数字');
    await me.says(otherCode(await code(one)), '还可以再试4次');
    await me.says('返回', '6个数字');
    await me.says('返回', '手机号');
    await me.says(other, other.slice(-4));
    await me.says(otherCode(await code(other)), '还可以再试4次');
    await me.says(await code(other), '登记好了');
  });

  test('the desk’s code takes the place of phone and SMS', async () => {
    const me = someone();
    const { id } = await onFile('何敏', '110101199003070038');
    await me.says('绑定');
    await me.says('何敏 110101199003070038', '手机号');
    const issued = await database.transact((tx) =>
      issueDeskCode(tx, { staffId: people.staff('he.jing'), residentId: id }),
    );
    await me.says(issued.code, '绑定好了，何敏');
  });

  test('a wrong desk code says the same whether there is one or not', async () => {
    const [me, other] = [someone(), someone()];
    await me.says('绑定');
    await me.says('何敏 110101199003070038');
    await other.says('绑定');
    await other.says('何敏 110101199003070054');
    expect(plain(await me.says('000000'))).toBe(plain(await other.says('000000')));
  });

  test('who writes 绑定 again is told who is bound', async () => {
    const me = someone();
    await me.bind(people.jianjun);
    await me.says('绑定', '王*军', '解绑');
  });

  test('what was typed is nowhere in the clear', async () => {
    const rows = await database.read(async (tx) => [
      await tx.prisma.dialogue.findMany(),
      await tx.prisma.inboundMessage.findMany(),
      await tx.prisma.delivery.findMany(),
      await tx.prisma.auditEntry.findMany(),
      await tx.prisma.contact.findMany(),
    ]);
    const stored = JSON.stringify(rows);
    for (const secret of ['王秀英', '440402195803120022', '13800000001', 'Maria']) expect(stored).not.toContain(secret);
  });
});

describe('解绑', () => {
  test('asks once and stops everything', async () => {
    const me = someone();
    const { id } = await onFile('何强', '110101199003070070');
    await me.bind(id);
    await me.says('解绑', '不会再收到提醒', '1. 解绑');
    await me.says('不', '没有解绑');
    await me.says('解绑');
    await me.says('1', '已经解绑');
    await me.says('解绑', '还没有绑定');
  });
});

describe('“不是我”', () => {
  test('from the account that was replaced stops the new one; at any other time it is no command', async () => {
    const { phone } = await onFile('何芳', '110101199003070097');
    const binds = async () => {
      const me = someone();
      await me.says('绑定');
      await me.says(`何芳 110101199003070097 ${phone}`);
      await me.says(await code(phone), '绑定好了');
      return me;
    };
    const old = await binds();
    town.later(2);
    const young = await binds();
    expect((await town.pushed('binding.moved')).at(-1)?.text).toContain('不是我');
    const answer = await young.says('不是我');
    expect(answer).not.toContain('停用');
    await old.says('不是我', '已经停用那个新账号', '窗口');
    await young.says('绑定', '姓名和身份证号');
  });
});
