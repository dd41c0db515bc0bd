import { describe, expect, test } from 'vitest';
import type { InboundMessage } from '#bot/message.ts';
import { reply } from '#domain/notices/send.ts';
import { engines } from '../../support/engines.ts';
import { house, messageOf, printing, sampleClinic, type House } from './house.ts';

const bookings = ({ database }: House) =>
  database.read((tx) => tx.prisma.setting.findMany({ where: { name: { startsWith: 'booking.' } } }));

describe.each(engines)('a message on %s', (engine) => {
  test('that comes three times at once has one effect and is answered with the same bytes', {
    timeout: 60_000,
  }, async () => {
    const home = await house({ engine });
    const me = home.phone('openid-wang');
    for (const text of ['夜门诊', '1', '咳嗽']) await me.says(text);
    const confirmed: InboundMessage = {
      ...me.last,
      claimKey: 'c'.repeat(64),
      event: { kind: 'text', text: '确认', spoken: false },
    };
    const answers = await Promise.all([1, 2, 3].map(() => home.inbox.receive(confirmed, printing)));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.body).toContain('约好了');
    expect(await bookings(home)).toHaveLength(1);
    home.later(60);
    expect((await home.another().receive(confirmed, printing)).body).toBe(answers[0]?.body);
  });

  test('that reaches three processes at once has one effect and one answer', { timeout: 60_000 }, async () => {
    const home = await house({ engine });
    const processes = [home.inbox, home.another(), home.another()];
    const first = messageOf('夜门诊');
    const opened = await Promise.all(processes.map((inbox) => inbox.receive(first, printing)));
    expect(new Set(opened.map(({ body }) => body)).size).toBe(1);
    expect(await home.database.read((tx) => tx.prisma.dialogue.count())).toBe(1);
    const different = await Promise.all(processes.map((inbox) => inbox.receive(messageOf('1'), printing)));
    expect(different.every(({ body }) => body !== 'success')).toBe(true);
    expect(home.events.filter(({ kind }) => kind === 'failed')).toEqual([]);
  });

  test('of a new account that comes at once with its repeat makes one contact', { timeout: 60_000 }, async () => {
    const home = await house({ engine });
    const me = home.phone('openid-new');
    const [first, second] = await Promise.all([me.says('夜门诊'), me.says('你好')]);
    expect(first).toContain('请选择日期');
    expect(second).not.toBe('success');
    expect(await home.database.read((tx) => tx.prisma.contact.count({ where: { channel: 'wechat' } }))).toBe(1);
  });

  test('goes on where the last one stopped, through every column', { timeout: 60_000 }, async () => {
    const home = await house({ engine });
    const me = home.phone('openid-wang');
    await me.bind(home.people.wang);
    await me.says('菜单', '1. 夜门诊');
    await me.says('1', '请选择日期');
    await me.says('胸痛', '120');
    await me.says('1', '没事就好', '请选择日期');
    await me.says('1', '主要不适');
    await me.says('签约', '您正在预约夜门诊');
    await me.says('2', '主要不适');
    await me.says('人工', '拱北');
    expect(await me.says('您好')).toBe('success');
    await me.does({ kind: 'unfollowed' });
    await me.does({ kind: 'followed' }, '您好');
    const contact = await home.database.read((tx) =>
      tx.prisma.contact.findFirstOrThrow({ where: { channel: 'wechat' } }),
    );
    expect(contact.following).toBe(true);
    expect(contact.windowRemaining).toBe(3);
    expect(contact.lastInboundAt).toEqual(
      contact.windowExpiresAt && new Date(contact.windowExpiresAt.getTime() - 60_000),
    );
  });

  test('that fails is rolled back whole, told once, and answered when it can be', { timeout: 60_000 }, async () => {
    let broken = true;
    const home = await house({
      engine,
      dialogues: [
        {
          ...sampleClinic,
          async script(script, world) {
            await sampleClinic.script(script, world);
            if (broken) throw new Error('the network is down');
          },
        },
      ],
    });
    const me = home.phone('openid-wang');
    for (const text of ['夜门诊', '1', '咳嗽']) await me.says(text);
    const told = await me.says('确认', '系统开小差了', '不用再发');
    expect(await bookings(home)).toHaveLength(0);
    expect(await me.resends()).toBe(told);
    expect(home.events.some((event) => event.kind === 'failed' && event.stage === 'turn')).toBe(true);

    home.later(2);
    await home.inbox.sweep();
    expect(await home.pushed('reply')).toEqual([]);
    broken = false;
    home.later(10);
    await home.inbox.sweep();
    expect((await home.pushed('reply')).map(({ text }) => text).join()).toContain('约好了');
    expect(await bookings(home)).toHaveLength(1);
    expect(await me.resends()).toBe(told);
    home.later(60);
    await home.inbox.sweep();
    expect(await home.pushed('reply')).toHaveLength(1);
  });
});

describe('an account that the platform called gone', () => {
  test('is there again as soon as it acts, and what waited for that is due', async () => {
    const home = await house();
    const me = home.phone('openid-wang');
    await me.says('菜单');
    await home.database.transact(async (tx) => {
      const contact = await tx.prisma.contact.findFirstOrThrow({ where: { channel: 'wechat' } });
      await tx.prisma.contact.update({
        where: { id: contact.id },
        data: { following: false, windowRemaining: 0, windowExpiresAt: null },
      });
      const expiresAt = new Date(tx.now.getTime() + 12 * 3_600_000);
      const id = await reply(tx, contact.id, { text: '约好了' }, { key: 'held', expiresAt });
      await tx.prisma.delivery.update({
        where: { id: id ?? '' },
        data: { reason: 'awaiting-person', dueAt: expiresAt },
      });
    });
    home.later(1);
    await me.says('菜单');
    const [contact, held] = await home.database.read((tx) =>
      Promise.all([
        tx.prisma.contact.findFirstOrThrow({ where: { channel: 'wechat' } }),
        tx.prisma.delivery.findFirstOrThrow({ where: { key: 'held' } }),
      ]),
    );
    expect(contact).toMatchObject({ following: true, windowRemaining: 5 });
    expect(held.dueAt).toEqual(contact.lastInboundAt);
  });
});

describe('an answer', () => {
  test('that did not leave within 15 seconds is pushed once', async () => {
    const home = await house();
    await home.inbox.receive(messageOf('夜门诊'), printing);
    await home.inbox.sweep();
    expect(await home.pushed('reply')).toEqual([]);
    home.later(1);
    await home.inbox.sweep();
    await home.inbox.sweep();
    expect((await home.pushed('reply')).map(({ text }) => text)).toEqual([
      expect.stringContaining('请选择日期：\n1. '),
    ]);
  });

  test('that left is not pushed', async () => {
    const home = await house();
    const message = messageOf('夜门诊');
    const { left } = await home.inbox.receive(message, printing);
    left?.();
    await home.inbox.flush();
    home.later(1);
    await home.inbox.sweep();
    expect(await home.pushed('reply')).toEqual([]);
  });

  test('that does not fit the platform’s request goes out as deliveries, in order, with buttons in WeCom', async () => {
    const home = await house();
    const nothingFits: typeof printing = (replies) => ({ body: 'success', rest: replies });
    await home.inbox.receive({ ...messageOf('工作台'), channel: 'wecom', account: 'chen.zhiyuan' }, nothingFits);
    await home.inbox.receive({ ...messageOf('菜单'), channel: 'wecom', account: 'chen.zhiyuan' }, nothingFits);
    const texts = (await home.pushed('reply')).map(({ text }) => text);
    expect(texts).toEqual([expect.stringContaining('没有要做的事'), expect.stringContaining('1. 工作台')]);
  });
});

describe('a dialogue', () => {
  test('quiet for half an hour is set aside with one line, and can be taken up for three days', async () => {
    const home = await house();
    const me = home.phone('openid-wang');
    await me.says('夜门诊');
    const [job] = await home.database.read((tx) => tx.prisma.job.findMany({ where: { name: 'dialogue.expire' } }));
    const payload = job?.payload as { dialogueId: string; revision: number }; // as requestJob wrote it
    home.later(10);
    await me.says('4', '主要不适');
    home.later(21);
    expect(await home.database.transact((tx) => home.inbox.quiet(tx, payload))).toBe('moved-on');
    home.later(10);
    const jobs = await home.database.read((tx) =>
      tx.prisma.job.findMany({ where: { name: 'dialogue.expire' }, orderBy: { id: 'asc' } }),
    );
    const again = jobs.at(-1)?.payload as typeof payload; // as requestJob wrote it
    expect(await home.database.transact((tx) => home.inbox.quiet(tx, again))).toBe('set-aside');
    expect((await home.pushed('reply')).map(({ text }) => text)).toEqual([
      expect.stringContaining('预约夜门诊办到一半'),
    ]);
    home.later(2 * 24 * 60);
    await me.says('随便说说', '1. 继续预约夜门诊');
    await me.says('1', '主要不适');
    await me.says('咳嗽', '请核对');
  });

  test('is closed after three days, and what was answered is erased', async () => {
    const home = await house();
    const me = home.phone('openid-wang');
    for (const text of ['夜门诊', '1']) await me.says(text);
    home.later(3 * 24 * 60 + 1);
    const [row] = await home.database.read((tx) => tx.prisma.dialogue.findMany());
    const outcome = await home.database.transact((tx) =>
      home.inbox.quiet(tx, { dialogueId: row?.id ?? '', revision: 0 }),
    );
    expect(outcome).toBe('expired');
    await me.says('继续', '没有办到一半的事');
    const after = await home.database.read(async (tx) => {
      const [dialogue] = await tx.prisma.dialogue.findMany();
      return (
        dialogue && tx.vault.open({ table: 'Dialogue', column: 'stateSealed', row: dialogue.id }, dialogue.stateSealed)
      );
    });
    expect(after).toBe('{}');
  });

  test('whose row cannot be read is closed, and the person starts anew', async () => {
    const home = await house();
    const me = home.phone('openid-wang');
    await me.says('夜门诊');
    await home.database.transact((tx) => tx.prisma.dialogue.updateMany({ data: { stateSealed: 'a1.00000000.AAAA' } }));
    await me.says('1', '没太明白');
    await me.says('夜门诊', '请选择日期');
  });
});

test('no name, phone or word of a message stands in the clear', async () => {
  const home = await house();
  const me = home.phone('openid-secret-account');
  await me.bind(home.people.wang);
  for (const text of ['夜门诊', '1', '胃里翻江倒海']) await me.says(text);
  const rows = await home.database.read(async ({ prisma }) => [
    ...(await prisma.contact.findMany()),
    ...(await prisma.inboundMessage.findMany()),
    ...(await prisma.dialogue.findMany()),
    ...(await prisma.job.findMany()),
  ]);
  const stored = JSON.stringify(rows);
  for (const canary of ['王秀英', '13800000001', '翻江倒海', 'openid-secret-account'])
    expect(stored).not.toContain(canary);
});
