import { beforeAll, expect, test } from 'vitest';
import { ears } from '#bot/ear.ts';
import { answerInGroup } from '#bot/group-chat/answer.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

let town: TestDatabase;
const ear = ears();
beforeAll(async () => {
  town = await testDatabase();
  await loadDemo(town.database);
});

function ask(text: string, addressed: boolean) {
  return town.database.read((tx) => answerInGroup({ ear, account: '香洲家医' }, tx, { text, addressed }));
}
const called = (text: string) => ask(text, true);
const uncalled = (text: string) => ask(text, false);

test.each([
  ['拱北几点开门', '拱北社区卫生服务中心：周一'],
  ['香湾电话多少', '0756'],
  ['拱北怎么走', '侨光路'],
  ['拱北的上级医院是哪家', '市第二人民医院'],
])('a public question that names its place is answered uncalled: %s', async (text, words) => {
  expect(await uncalled(text)).toEqual({ kind: 'public', text: expect.stringContaining(words) });
});

test.each([
  '今天菜市场白菜便宜',
  '几点开门',
  '楼下那家店几点开门？',
  '拱北口岸几点关门',
  '今晚想看医生',
  '你好',
  '最近流感好多',
])('the neighbours’ own talk is left alone: %s', async (text) => {
  expect(await uncalled(text)).toBeUndefined();
});

test.each([
  ['几点开门', '请带上社区中心的名字'],
  ['拱北和香湾几点上班', '拱北，还是香湾'],
  ['今天菜市场白菜便宜', '香洲家医'],
])('called by its name the bot says what it can: %s', async (text, words) => {
  expect((await called(text))?.text).toContain(words);
});

test('thanks are not answered', async () => {
  expect(await called('谢谢啦')).toBeUndefined();
});

test.each(['怎么签约', '怎么看报告'])('the way to the Official Account: %s', async (text) => {
  expect(await uncalled(text)).toEqual({ kind: 'pointer', text: expect.stringContaining('搜“香洲家医”') });
});

test.each(['今晚想看医生', '帮我妈约周三晚上七点半的夜门诊', '我签约了吗', '人工', '取消预约'])(
  'nothing of a person is done in a group: %s',
  async (text) => {
    expect(await called(text)).toEqual({ kind: 'pointer', text: expect.stringContaining('香洲家医') });
  },
);

test.each([
  '我血压150/95',
  '高压150低压95',
  '空腹血糖7.8',
  '我有糖尿病能吃西瓜吗',
  '我家孩子发烧38度怎么办',
  '拱北几点开门，我妈有高血压',
  '我吃的降压药没了，怎么签约',
  '440402195803120022',
  '王秀英 13800000001 拱北几点开门',
  '拱北能看感冒吗',
])('an illness, a reading or a number gets only the pointer, also uncalled: %s', async (text) => {
  const answers = await Promise.all([called(text), uncalled(text)]);
  for (const answer of answers) expect(answer).toEqual({ kind: 'private', text: expect.stringContaining('香洲家医') });
  expect(JSON.stringify(answers)).not.toMatch(/血压|血糖|糖尿|高血压|感冒|发烧|王秀英|1380000|拱北/u);
});

test.each(['我妈胸口痛', '拱北几点开门，我爸昏过去了', '血压190/120', '见红了', '我不想活了'])(
  'a sign of danger gets the public sentence about 120 and nothing else: %s',
  async (text) => {
    const answers = await Promise.all([called(text), uncalled(text)]);
    for (const answer of answers) expect(answer).toEqual({ kind: 'danger', text: expect.stringContaining('120') });
    expect(new Set(answers.map((answer) => answer?.text)).size).toBe(1);
    expect(answers[0]?.text).not.toMatch(/胸|血压|孕|拱北|您/u);
  },
);

test('nothing is written down, whatever is said', async () => {
  const before = await rows();
  for (const text of ['我妈胸口痛', '王秀英 13800000001', '拱北几点开门', '怎么签约']) await called(text);
  expect(await rows()).toEqual(before);
});

async function rows() {
  return town.database.read(async ({ prisma }) => ({
    contacts: await prisma.contact.count(),
    messages: await prisma.inboundMessage.count(),
    deliveries: await prisma.delivery.count(),
    alerts: await prisma.alert.count(),
    audit: await prisma.auditEntry.count(),
  }));
}
