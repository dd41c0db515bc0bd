import { describe, expect, test } from 'vitest';
import { bindAccount } from '#bot/dialogues/bind.ts';
import { verifyIdentity } from '#bot/dialogues/verify-identity.ts';
import { boundResident } from '#domain/residents/binding.ts';
import { addFamily } from '#domain/residents/delegate.ts';
import { actsFor } from '#domain/residents/family.ts';
import { putOnFile, registerProvisional } from '#domain/residents/register.ts';
import { contactOf } from '#bot/inbox/contact-row.ts';
import { lastCode, wangLele, wangXiuying } from '#tests/support/people.ts';
import { house } from '../inbox/house.ts';

const town = await house({ dialogues: [verifyIdentity, bindAccount] });
const { database, people } = town;
const nurse = town.phone('he.jing', 'wecom');
let phones = 13_100_000_000;

/** Somebody who binds by chat with a phone of their own; 拱北's queue has them when `centre` is theirs. */
async function registers(account: string, identity: string, centre?: string) {
  const me = town.phone(account);
  const phone = String((phones += 1));
  await me.says('绑定');
  await me.says(`${identity} ${phone}`);
  await me.says(await database.read((tx) => lastCode(tx, phone)), '待核实');
  const residentId = await database.transact(async (tx) => {
    const { id } = await contactOf(tx, { channel: 'wechat', account });
    const resident = await boundResident(tx, id);
    if (centre && resident)
      await tx.prisma.resident.update({ where: { id: resident.id }, data: { homeCentreId: people.place(centre) } });
    return resident?.id ?? '';
  });
  return { me, phone, residentId, bound: () => bound(account) };
}
async function bound(account: string) {
  return database.transact(async (tx) => {
    const { id } = await contactOf(tx, { channel: 'wechat', account });
    return boundResident(tx, id);
  });
}

describe('身份核实', () => {
  test('a registration from another phone joins who is on file once the card was compared', async () => {
    const { bound, me } = await registers('verify-1', '王秀英 440402195803120022', '拱北');
    await nurse.says('身份核实', '有1位居民等核实', '1. 王*英（3月1日（周日）登记）');
    const details = await nurse.says('1', '王秀英，女，1958-03-12出生', '4404**********0022', '后六位');
    expect(details).not.toContain('440402195803120022');
    await nurse.says('120023', '对不上');
    await nurse.says('120022', '确认核实王秀英', '已有档案', '手机号会改为131****');
    await nurse.says('确认', '王*英的身份已核实', '联系中心管理员');
    expect(await bound()).toMatchObject({ id: people.wang, identityLevel: 'verified' });
    await me.says('绑定', '已经绑定了王*英');
    await nurse.says('身份核实', '输入完整的证件号码');
    await nurse.says('取消');
  });

  test('who is not on file gets a file; the look and the check are audited', async () => {
    const { residentId } = await registers('verify-2', '何明 110101199003070011', '拱北');
    await nurse.says('身份核实');
    await nurse.says('何明', '后六位');
    await nurse.says('070011', '没有档案：会新建一份');
    await nurse.says('1', '何*的身份已核实');
    const notes = await database.read((tx) =>
      tx.prisma.auditEntry.findMany({
        where: { subjectId: residentId, actorKind: 'staff' },
        orderBy: { sequence: 'asc' },
      }),
    );
    expect(notes.map(({ action }) => action)).toEqual(['resident.read', 'identity.verified']);
  });

  test('with the card in hand anybody is found, wherever they registered', async () => {
    const { residentId } = await registers('verify-3', '何敏 110101199003070038');
    await nurse.says('身份核实', '输入完整的证件号码');
    await nurse.says('110101199003070039', '证件号码不对');
    await nurse.says('110101199003070038', '何敏，男', '没有档案');
    await nurse.says('否', '没有核实');
    const row = await database.read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } }));
    expect(row.identityLevel).toBe('provisional');
  });

  test('the desk gives a code to who is on file, and it binds', async () => {
    await database.transact((tx) =>
      putOnFile(tx, { ...wangXiuying, name: '何强', documentNumber: '110101199003070070', phone: '13900000000' }),
    );
    await nurse.says('身份核实');
    await nurse.says('110101199003070070', '确定给何*发窗口验证码');
    const answer = await nurse.says('是', '窗口验证码', '30分钟');
    const code = /窗口验证码：(\d{6})/.exec(answer)?.[1] ?? '';
    const me = town.phone('verify-4');
    await me.says('绑定');
    await me.says('何强 110101199003070070', '手机号');
    await me.says(code, '绑定好了，何强');
  });

  test('a card that nobody knows: who stands there with it is registered, and binds with the desk’s code', async () => {
    await nurse.says('身份核实');
    await nurse.says('110101199003070097', '没有找到', '看着证件', '姓名');
    await nurse.says('何仁', '手机号');
    await nurse.says('13100008888', '请核对', '姓名：何仁', '手机号：131');
    await nurse.says('确认', '何仁登记好了', '确定给何*发窗口验证码');
    const answer = await nurse.says('是', '窗口验证码');
    const me = town.phone('verify-5');
    await me.says('绑定');
    await me.says('何仁 110101199003070097');
    await me.says(/窗口验证码：(\d{6})/.exec(answer)?.[1] ?? '', '绑定好了，何仁');
  });

  test('family is checked with the child’s papers', async () => {
    const { child, mother } = await database.transact(async (tx) => {
      const mother = await putOnFile(tx, { ...wangXiuying, name: '何妈妈', documentNumber: '440402195803120081' });
      await tx.prisma.resident.update({ where: { id: mother }, data: { homeCentreId: people.place('拱北') } });
      const proof = { kind: 'own-phone', phone: '13100009999' } as const;
      const subject = {
        ...wangLele,
        name: '何小宝',
        documentNumber: 'S123456780',
        documentKind: 'birth_certificate' as const,
      };
      await addFamily(tx, { actorId: mother, subject, kinship: '儿子', kind: 'guardian', proof });
      const { subjectId } = await tx.prisma.delegation.findFirstOrThrow({ where: { actorId: mother } });
      return { mother, child: subjectId };
    });
    const records = () => database.read((tx) => actsFor(tx, mother, child, 'records'));
    expect(await records()).toBe(false);
    await nurse.says('身份核实', '何*宝');
    await nurse.says('何小宝', '后六位');
    await nurse.says('456780', '何妈妈登记为监护人（称呼“儿子”）');
    await nurse.says('核对过', '确认核实何小宝');
    await nurse.says('确认核实', '已核实');
    expect(await records()).toBe(true);
  });

  test('who works at no centre’s desk does not verify', async () => {
    await town.phone('wu.min', 'wecom').says('身份核实', '没有中心的岗位');
    await town.phone('resident-tries').says('身份核实', '工作人员用的');
  });

  test('a false registration is refused with a reason that nobody but staff reads', async () => {
    const { me, residentId, bound } = await registers('verify-6', '王建军 440402198805160013', '拱北');
    await nurse.says('身份核实');
    await nurse.says('王建军', '后六位', '1. 不符，退回登记');
    await nurse.says('1', '为什么退回', '1. 资料和证件不符', '2. 不是本人', '3. 重复登记');
    await nurse.says('重复登记', '退回王*军的登记', '一并退回：0个预约', '账号解除绑定');
    await nurse.says('确认', '王*军的登记已退回', '重新登记');
    expect(await bound()).toBeUndefined();
    const told = (await town.pushed('identity.refused')).at(-1)?.text ?? '';
    expect(told).toContain('没有通过核实');
    expect(told).toContain('回复“绑定”重新登记');
    expect(told, 'tells nobody who is on file').not.toMatch(/重复|档案|已有/u);
    const row = await database.read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } }));
    expect(row).toMatchObject({ identityLevel: 'refused', refusedFor: 'duplicate' });
    await nurse.says('身份核实', '输入完整的证件号码');
    await nurse.says('取消');
    await me.says('绑定', '姓名和身份证号');
  });

  test('with the card compared it is refused at the last question too', async () => {
    const { residentId } = await registers('verify-7', '何谦 110101199003070118');
    await nurse.says('身份核实');
    await nurse.says('110101199003070118', '确认核实何谦', '2. 不符，退回登记');
    await nurse.says('不符', '为什么退回');
    await nurse.says('2', '退回何*的登记');
    await nurse.says('确认', '已退回');
    const row = await database.read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } }));
    expect(row.refusedFor).toBe('not-the-person');
  });

  test('two nurses with the same registration: one verifies, the other is told', async () => {
    const residentId = await database.transact((tx) =>
      registerProvisional(
        tx,
        { ...wangXiuying, name: '何双', documentNumber: '110101199003070054' },
        people.place('拱北'),
      ),
    );
    const doctor = town.phone('lin.xiaomei', 'wecom');
    for (const staff of [nurse, doctor]) {
      await staff.says('身份核实');
      await staff.says('何双');
      await staff.says('070054', '确认核实');
    }
    await nurse.says('1', '已核实');
    await doctor.says('1', '请重新选');
    const notes = await database.read((tx) =>
      tx.prisma.auditEntry.count({ where: { subjectId: residentId, action: 'identity.verified' } }),
    );
    expect(notes).toBe(1);
  });
});
