import { beforeAll, expect, test } from 'vitest';
import type { Dialogue } from '#bot/dialogue-world.ts';
import { reply } from '#domain/notices/send.ts';
import { bindTo } from '#domain/residents/binding.ts';
import { house, sampleMine, type House, type printing } from './house.ts';

/** 绑定 in one word. */
const bind: Dialogue = {
  name: 'flow-bind',
  service: '绑定',
  audience: 'resident',
  title: '绑定身份',
  async script({ ask, act, say }, { tx, contact }) {
    const residentId = await ask('who', { title: '您的编号', accept: (text) => text, hint: '' });
    await act('bind', () => bindTo(tx, { contactId: contact.id, channel: contact.channel, residentId, by: 'sms' }));
    say('绑定好了。');
  },
};

/** Needs somebody bound. */
const clinic: Dialogue = {
  name: 'flow-clinic',
  service: '夜门诊',
  audience: 'resident',
  title: '预约夜门诊',
  async script({ detour, choose, turnTo, say }, { resident }) {
    if (!resident) await detour('flow-bind', { say: '看医生前先绑定。', otherwise: '没有绑定，先不约了。' });
    const what = await choose('what', {
      title: '要办什么',
      from: ['约号', '签约'],
      id: (one) => one,
      label: (one) => one,
      none: { say: '没有。' },
    });
    if (what === '签约') await turnTo('flow-sign');
    say(`${resident?.name}，约好了。`);
  },
};

const sign: Dialogue = {
  name: 'flow-sign',
  service: '签约',
  audience: 'resident',
  title: '签约家庭医生',
  script: async ({ say }) => say('请打开页面签名。'),
};

const bench: Dialogue = {
  name: 'flow-bench',
  service: '工作台',
  audience: 'staff',
  title: '看工作台',
  async script({ choose, say }) {
    const task = await choose('task', {
      title: '任务',
      from: ['签约审核', '今日门诊'],
      id: (one) => one,
      label: (one) => one,
      none: { say: '没有。' },
    });
    say(`${task}：没有要做的。`);
  },
};

let home: House;
beforeAll(async () => {
  home = await house({ dialogues: [bind, clinic, sign, bench, sampleMine] });
});

test('a detour comes back with who was bound meanwhile', async () => {
  const me = home.phone('openid-1');
  await me.says('夜门诊', '看医生前先绑定', '您的编号');
  await me.says(home.people.wang, '绑定好了', '请选择要办什么');
  await me.says('1', '王秀英，约好了');
});

test('a detour that is left ends what needed it, kindly', async () => {
  const me = home.phone('openid-2');
  await me.says('夜门诊', '您的编号');
  await me.says('取消', '绑定身份不办了', '没有绑定，先不约了');
  await me.says('取消', '现在没有正在办的事');
});

test('a detour that was left for another day is made again', async () => {
  const me = home.phone('openid-3');
  await me.says('夜门诊', '您的编号');
  await me.says('我的', '您还没有绑定', '您的编号');
  await me.says('签约', '您正在绑定身份');
  await me.says('1', '先给您留着', '请打开页面签名');
  await me.says('继续', '继续绑定身份', '您的编号');
  await me.says(home.people.li, '绑定好了', '请选择要办什么');
});

test('a dialogue can lead over to another one', async () => {
  const me = home.phone('openid-4');
  await me.bind(home.people.jianjun);
  await me.says('夜门诊', '请选择要办什么');
  await me.says('2', '请打开页面签名');
  await me.says('取消', '现在没有正在办的事');
});

test('in WeCom a question is a card, and its button answers it once', async () => {
  const doctor = home.phone('chen.zhiyuan', 'wecom');
  const pressed: (string | undefined)[] = [];
  const asCards: typeof printing = (replies, word) => {
    pressed.push(word);
    return { body: 'success', rest: replies };
  };
  await doctor.says('菜单');
  await home.inbox.receive(
    { ...doctor.last, claimKey: 'w1', event: { kind: 'text', text: '工作台', spoken: false } },
    asCards,
  );
  const card = await lastCard();
  expect(card).toMatchObject({ taskId: expect.stringMatching(/^ask-[\w-]+-0$/), title: '请选择任务：' });
  expect(card?.buttons.map(({ key, label }) => [key, label])).toEqual([
    ['签约审核', '签约审核'],
    ['今日门诊', '今日门诊'],
  ]);
  const press = { kind: 'card-pressed' as const, card: card?.taskId ?? '', key: '今日门诊', responseCode: 'once' };
  await home.inbox.receive({ ...doctor.last, claimKey: 'w2', event: press }, asCards);
  expect((await home.pushed('reply')).at(-1)?.text).toContain('今日门诊：没有要做的');
  await home.inbox.receive({ ...doctor.last, claimKey: 'w3', event: press }, asCards);
  expect((await home.pushed('reply')).at(-1)?.text).toContain('过时');
  expect(pressed).toEqual([undefined, '今日门诊', '已过时']);
});

test('in WeCom the menu is a card too', async () => {
  const doctor = home.phone('lin.xiaomei', 'wecom');
  const asCards: typeof printing = (replies) => ({ body: 'success', rest: replies });
  await doctor.says('你好');
  await home.inbox.receive(
    { ...doctor.last, claimKey: 'm1', event: { kind: 'text', text: '菜单', spoken: false } },
    asCards,
  );
  const card = await lastCard();
  expect(card?.taskId).toMatch(/^list-/);
  const press = {
    kind: 'card-pressed' as const,
    card: card?.taskId ?? '',
    key: 'service:工作台',
    responseCode: 'once',
  };
  await home.inbox.receive({ ...doctor.last, claimKey: 'm2', event: press }, asCards);
  expect((await home.pushed('reply')).at(-1)?.text).toContain('请选择任务');
});

test('the platform’s late report is noted beside the delivery', async () => {
  const me = home.phone('openid-report');
  await me.says('菜单');
  const id = await home.database.transact(async (tx) => {
    const contact = await tx.prisma.contact.findFirstOrThrow();
    const written = (await reply(tx, contact.id, { text: '您好' }, { key: 'report' })) ?? '';
    await tx.prisma.delivery.update({
      where: { id: written },
      data: { status: 'sent', platformMessageId: '3717005636572528642' },
    });
    return written;
  });
  const report = { kind: 'delivery-reported' as const, platformMessageId: '3717005636572528642' };
  expect(await me.does({ ...report, outcome: 'blocked' })).toBe('success');
  const row = () => home.database.read((tx) => tx.prisma.delivery.findUniqueOrThrow({ where: { id } }));
  expect(await row()).toMatchObject({ status: 'sent', reason: 'blocked', deliveredAt: null });
  await me.does({ ...report, outcome: 'delivered' });
  expect((await row()).deliveredAt).not.toBeNull();
});

interface Card {
  taskId: string;
  title: string;
  buttons: { key: string; label: string }[];
}

async function lastCard(): Promise<Card | undefined> {
  return home.database.read(async (tx) => {
    const row = await tx.prisma.delivery.findFirstOrThrow({ where: { kind: 'reply' }, orderBy: { id: 'desc' } });
    const sealed = tx.vault.open({ table: 'Delivery', column: 'contentSealed', row: row.id }, row.contentSealed);
    const { card } = JSON.parse(sealed) as { card?: Card }; // as cardContent wrote it
    return card;
  });
}
