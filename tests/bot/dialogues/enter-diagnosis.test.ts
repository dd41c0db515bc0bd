import { expect, test } from 'vitest';
import { enterDiagnosis } from '#bot/dialogues/enter-diagnosis.ts';
import { house } from '../inbox/house.ts';

async function home() {
  const town = await house({ dialogues: [enterDiagnosis] });
  const plans = (residentId: string) =>
    town.database.read(({ prisma }) =>
      prisma.carePlan.findMany({
        where: { residentId },
        select: { kind: true, status: true, closeReason: true },
        orderBy: { id: 'asc' },
      }),
    );
  return { ...town, plans, lin: town.phone('lin.xiaomei', 'wecom'), zhou: town.phone('zhou.wenbo', 'wecom') };
}

test('a diagnosis is entered in five answers, its follow-up begins, and it is ended again when it was wrong', async () => {
  const { lin, people, plans } = await home();
  await lin.says('新确诊高血压', '给哪位居民登记');
  await lin.says('王秀英', '1. 王秀英，1958-03-12出生');
  await lin.says('1', '给王秀英登记什么', '确诊高血压', '血压高危');
  await lin.says('1', '哪天确诊的');
  await lin.says('昨天', '请核对', '王秀英', '确诊高血压', '2026-02-28');
  await lin.says('确认', '已登记王秀英', '最近一次随访');
  expect(await plans(people.wang)).toContainEqual({ kind: 'hypertension', status: 'active', closeReason: null });

  await lin.says('登记诊断', '给哪位居民');
  await lin.says('王秀英', '1. 王秀英');
  await lin.says('1', '结束：高血压');
  await lin.says('结束：高血压', '请核对', '结束：高血压');
  await lin.says('确认', '这一项不再随访');
  expect(await plans(people.wang)).toContainEqual({
    kind: 'hypertension',
    status: 'closed',
    closeReason: 'diagnosis-ended',
  });
});

test('who is at risk is prompted to measure, until there is a diagnosis', async () => {
  const { lin, people, plans } = await home();
  const enter = async (what: string) => {
    await lin.says('登记诊断', '给哪位居民');
    await lin.says('王秀英', '1. 王秀英');
    await lin.says('1', '登记什么');
    await lin.says(what, '');
  };
  await enter('血糖高危');
  await lin.says('确认', '已登记王秀英');
  await enter('确诊2型糖尿病');
  await lin.says('今天', '请核对');
  await lin.says('确认', '已登记王秀英');
  expect(await plans(people.wang)).toEqual(
    expect.arrayContaining([
      { kind: 'high-risk-glucose', status: 'closed', closeReason: 'diagnosed' },
      { kind: 'diabetes', status: 'active', closeReason: null },
    ]),
  );
});

test('a day that has not come yet is asked again', async () => {
  const { lin } = await home();
  await lin.says('登记诊断', '给哪位居民');
  await lin.says('王秀英', '1. 王秀英');
  await lin.says('1', '登记什么');
  await lin.says('1', '哪天确诊的');
  await lin.says('明天', '请写今天或以前的日期');
});

test('a pregnancy, and its end in a birth: the visits of mother and child begin', async () => {
  const { lin, people, plans } = await home();
  await lin.says('登记怀孕', '给哪位居民');
  await lin.says('王秀英', '1. 王秀英');
  await lin.says('1', '怀孕', '分娩');
  await lin.says('怀孕', '末次月经是哪天');
  await lin.says('1月5日', '请核对', '2026-01-05');
  await lin.says('确认', '最近一次随访');
  await lin.says('登记分娩', '给哪位居民');
  await lin.says('王秀英', '1. 王秀英');
  await lin.says('1', '结束：怀孕（没有分娩）');
  await lin.says('分娩', '哪天出生');
  await lin.says('昨天', '哪天出院');
  await lin.says('还没出院', '孩子建档了吗');
  await lin.says('还没有建档', '请核对', '2026-02-28');
  await lin.says('确认', '已登记王秀英');
  expect(await plans(people.wang)).toEqual(
    expect.arrayContaining([
      { kind: 'pregnancy', status: 'closed', closeReason: 'born' },
      { kind: 'postnatal', status: 'active', closeReason: null },
    ]),
  );
});

test('a pregnancy that ended otherwise is ended without a word to the resident', async () => {
  const { lin, people, plans, database } = await home();
  await lin.says('登记怀孕', '给哪位居民');
  await lin.says('王秀英', '1. 王秀英');
  await lin.says('1', '登记什么');
  await lin.says('怀孕', '末次月经');
  await lin.says('1月5日', '请核对');
  await lin.says('确认', '已登记');
  await lin.says('登记诊断', '给哪位居民');
  await lin.says('王秀英', '1. 王秀英');
  await lin.says('1', '登记什么');
  await lin.says('结束：怀孕', '请核对');
  await lin.says('确认', '不再提醒');
  expect(await plans(people.wang)).toContainEqual({
    kind: 'pregnancy',
    status: 'closed',
    closeReason: 'pregnancy-ended',
  });
  expect(await database.read(({ prisma }) => prisma.delivery.count({ where: { kind: { not: 'reply' } } }))).toBe(0);
});

test('a doctor of another centre finds nobody to enter anything for', async () => {
  const { zhou } = await home();
  await zhou.says('登记诊断', '给哪位居民');
  await zhou.says('440402195803120022', '1. 王秀英');
  await zhou.says('1', '没有找到由您照管的这位居民');
});
