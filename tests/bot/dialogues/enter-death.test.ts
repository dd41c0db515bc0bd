import { expect, test } from 'vitest';
import { enterDeathOf } from '#bot/dialogues/enter-death.ts';
import { enterDiagnosis } from '#bot/dialogues/enter-diagnosis.ts';
import { settleDeath } from '#domain/residents/enter-death.ts';
import { house } from '../inbox/house.ts';

async function home() {
  const town = await house({ dialogues: [enterDeathOf, enterDiagnosis] });
  const { database, people } = town;
  const wang = town.phone('wang');
  await wang.bind(people.wang);
  const lin = town.phone('lin.xiaomei', 'wecom');
  const resident = () => database.read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: people.wang } }));
  const bindings = () =>
    database.read((tx) => tx.prisma.binding.count({ where: { residentId: people.wang, status: 'active' } }));
  const job = () => database.read((tx) => tx.prisma.job.findFirstOrThrow({ where: { name: 'resident.death' } }));
  const takesEffect = () =>
    database.transact((tx) => settleDeath(tx, { residentId: people.wang, staffId: people.staff('lin.xiaomei') }));
  /** 登记去世 up to the question about the right person. */
  const find = async (...fragments: string[]) => {
    await lin.says('登记去世', '哪位居民去世了');
    await lin.says('王秀英', '1. 王秀英');
    return lin.says('1', ...fragments);
  };
  return { ...town, lin, wang, resident, bindings, job, takesEffect, find };
}

test('a death is noted in three answers, everything that ends is named, and it takes effect ten minutes later', async () => {
  const { lin, find, resident, bindings, job, takesEffect, pushed } = await home();
  await lin.says('登记诊断');
  await lin.says('王秀英');
  await lin.says('1');
  await lin.says('确诊高血压');
  await lin.says('昨天');
  await lin.says('确认', '已登记王秀英');
  await find('请核对', '王秀英，1958-03-12出生', '随访', '绑定的账号1', '不再发任何消息');
  await lin.says('确认', '已登记王秀英去世', '生效', '登记错了');
  expect(await resident()).toMatchObject({ diedOn: null });
  expect(await bindings()).toBe(1);
  const { dueAt, createdAt } = await job();
  expect(dueAt.getTime() - createdAt.getTime()).toBe(600_000);

  await takesEffect();
  expect(await resident()).toMatchObject({ diedOn: '2026-03-01' });
  expect(await bindings()).toBe(0);
  expect(await takesEffect()).toBe('known');
  expect((await pushed('resident.died'))[0]?.text).toContain('王秀英已去世（林晓梅登记）');
});

test('a mistake is taken back in those minutes, and nothing has changed', async () => {
  const { lin, find, resident, bindings, job } = await home();
  await find('请核对');
  await lin.says('确认', '已登记王秀英去世');
  await find('还没有生效', '要撤回吗');
  await lin.says('撤回', '已撤回', '照旧');
  expect(await job()).toMatchObject({ status: 'cleared', outcome: 'taken-back' });
  expect(await resident()).toMatchObject({ diedOn: null });
  expect(await bindings()).toBe(1);
  // It is not noted any more: the word begins anew.
  await find('请核对');
});

test('a mistake that took effect is revoked, who looks after them is told, and what must be done anew is said', async () => {
  const { lin, find, resident, bindings, takesEffect, wang, pushed, database } = await home();
  await find('请核对');
  await lin.says('确认', '已登记王秀英去世');
  await takesEffect();
  await find('已登记去世', '不会自己恢复');
  await lin.says('不撤回', '没有改动');
  expect(await resident()).toMatchObject({ diedOn: '2026-03-01' });
  await find('要撤销吗');
  await lin.says('撤回', '王秀英又可以办事了', '绑定', '登记诊断');
  expect(await resident()).toMatchObject({ diedOn: null });
  expect(await bindings()).toBe(0);
  expect((await pushed('resident.not-dead'))[0]?.text).toContain('去世登记是错的');
  const audited = await database.read((tx) =>
    tx.prisma.auditEntry.findMany({
      where: { action: { startsWith: 'resident.death' } },
      orderBy: { sequence: 'asc' },
    }),
  );
  expect(audited.map(({ action }) => action)).toEqual([
    'resident.death-entered',
    'resident.death-noted',
    'resident.death-revoked',
  ]);
  await wang.says('你好');
});

test('who does not care for them learns nothing', async () => {
  const { phone, database } = await home();
  const zhou = phone('zhou.wenbo', 'wecom');
  await zhou.says('登记去世', '哪位居民去世了');
  const answer = await zhou.says('440402195803120022');
  expect(answer).not.toContain('请核对是不是');
  await zhou.says('1');
  expect(await database.read((tx) => tx.prisma.job.count({ where: { name: 'resident.death' } }))).toBe(0);
});
