import { describe, expect, test } from 'vitest';
import {
  answerByConsultationNumber,
  answerConsultation,
  consultationCards,
} from '#bot/dialogues/answer-consultation.ts';
import { consult } from '#bot/dialogues/consult.ts';
import { closeQuietConsultation } from '#domain/consultations/close.ts';
import { escalateUnanswered } from '#domain/consultations/escalate.ts';
import { house } from '../inbox/house.ts';

async function practice() {
  const town = await house({
    dialogues: [consult, answerConsultation],
    program: { phrases: [answerByConsultationNumber], cards: [consultationCards] },
  });
  const [wang, jianjun] = [town.phone('wang'), town.phone('jianjun')];
  await wang.bind(town.people.wang);
  await jianjun.bind(town.people.jianjun);
  const threads = () =>
    town.database.read((tx) => tx.prisma.consultation.findMany({ orderBy: { id: 'asc' }, include: { lines: true } }));
  return { ...town, wang, jianjun, chen: town.phone('chen.zhiyuan', 'wecom'), threads };
}

describe('咨询', () => {
  test('is asked in words, answered by one message, returned into the chat, and ended with one number', async () => {
    const town = await practice();
    const { wang, chen, threads } = town;
    await wang.says('咨询', '这是健康咨询，不是看病', '急病请直接打120');
    await wang.says('降压药饭前吃还是饭后吃', '请核对', '问题：降压药饭前吃还是饭后吃');
    await wang.says('1', '已转给陈志远医生，1个工作日内答复', '咨询号 0001');
    const [asked] = await town.pushed('consultation.asked');
    expect(asked).toMatchObject({ to: town.people.staff('chen.zhiyuan') });
    expect(asked?.text).toContain('咨询0001，王秀英（女 67岁）问：\n降压药饭前吃还是饭后吃');
    await chen.says('答复0001 一般早上空腹吃，固定时间就好。', '已答复0001，王秀英会收到');
    const [answer] = await town.pushed('reply');
    expect(answer?.text).toBe('陈志远医生答复您：\n一般早上空腹吃，固定时间就好。\n\n1. 我再问一句\n2. 好了，谢谢');
    await wang.says('1', '请说说要补充或者再问的');
    await wang.says('忘了吃要补吗', '请核对');
    await wang.says('确认', '已转给陈志远医生', '咨询号 0001');
    expect(await threads()).toMatchObject([{ status: 'open', lines: [{}, {}, {}] }]);
    await chen.says('咨询答复', '王秀英：降压药饭前吃还是饭后吃', '陈志远：一般早上空腹吃', '王秀英：忘了吃要补吗');
    await chen.says('3', '已答复0001');
    await wang.says('2', '这次咨询就到这里');
    expect(await threads()).toMatchObject([{ status: 'closed' }]);
  });

  test('a whole question starts it: nothing is typed twice', async () => {
    const { wang } = await practice();
    await wang.says('医生，感冒能不能吃鸡', '请核对', '问题：医生，感冒能不能吃鸡');
    await wang.says('确认', '已转给陈志远医生');
  });

  test('for a family member by delegation', async () => {
    const town = await practice();
    await town.jianjun.says('咨询', '想问谁的情况', '1. 王建军', '2. 王乐乐（儿子）');
    await town.jianjun.says('儿子', '请说说想问什么');
    await town.jianjun.says('三岁能打流感疫苗吗', '给谁问：王乐乐（儿子）');
    await town.jianjun.says('确认', '已转给');
    expect(await town.threads()).toMatchObject([{ residentId: town.people.lele }]);
  });

  test('a danger sign in it still alarms, and what was written is kept', async () => {
    const town = await practice();
    await town.wang.says('咨询', '请说说想问什么');
    await town.wang.says('胸口痛得厉害怎么办', '请马上打120');
    expect(await town.pushed('safety.alert')).not.toEqual([]);
    await town.wang.says('说错了', '请说说想问什么');
  });

  test('a photo is answered politely, and the question stays open', async () => {
    const { wang } = await practice();
    await wang.says('咨询', '请说说想问什么');
    await wang.does({ kind: 'unreadable', what: 'image' }, '麻烦您用文字说一下', '请说说想问什么');
  });

  test('asked again before the answer, it may be added to or given up', async () => {
    const { wang, threads } = await practice();
    await wang.says('医生，感冒能不能吃鸡', '请核对');
    await wang.says('确认', '已转给');
    await wang.says('咨询', '陈志远医生还没有答复', '2. 不问了');
    await wang.says('不问了', '这次咨询就到这里');
    expect(await threads()).toMatchObject([{ status: 'closed' }]);
  });

  test('the card’s 答复 opens the thread, and the next message is the answer', async () => {
    const town = await practice();
    await town.wang.says('医生，感冒能不能吃鸡', '请核对');
    await town.wang.says('确认', '已转给');
    const card = await town.database.read((tx) =>
      tx.prisma.delivery.findFirstOrThrow({ where: { kind: 'consultation.asked' } }),
    );
    await town.chen.does(
      { kind: 'card-pressed', card: card.cardTaskId ?? '', key: 'answer', responseCode: 'code' },
      '王秀英：医生，感冒能不能吃鸡',
      '1. 请到中心来当面看一下',
    );
    await town.chen.says('可以吃，清淡一点', '已答复0001');
    expect((await town.pushed('reply')).at(-1)?.text).toContain('可以吃，清淡一点');
  });

  test('outside the chat’s window the answer is told without its words', async () => {
    const town = await practice();
    await town.wang.says('医生，感冒能不能吃鸡', '请核对');
    await town.wang.says('确认', '已转给');
    town.later(49 * 60);
    await town.chen.says('答复1 可以吃', '已答复0001');
    const [told] = await town.pushed('consultation.answered');
    expect(told?.text).toBe('陈志远医生答复了您的咨询（0001），请回复“咨询”查看。');
    await town.wang.says('咨询', '陈志远医生：可以吃', '1. 我再问一句', '2. 好了，谢谢');
  });

  test('unanswered for a working day it goes to a colleague, then to the leader’s side; each time the resident is told', async () => {
    const town = await practice();
    await town.wang.says('医生，感冒能不能吃鸡', '请核对');
    await town.wang.says('确认', '已转给');
    const escalate = async () => {
      const [thread] = await town.threads();
      return town.database.transact((tx) => escalateUnanswered(tx, thread?.id ?? ''));
    };
    expect(await escalate()).toBe('due-later');
    // Asked on Sunday evening: due on Monday evening.
    town.later(24 * 60);
    expect(await escalate()).toBeUndefined();
    expect(await escalate()).toBe('due-later');
    expect(await town.threads()).toMatchObject([{ ownerId: town.people.staff('lin.xiaomei'), escalations: 1 }]);
    const lin = town.phone('lin.xiaomei', 'wecom');
    expect(await town.pushed('consultation.overdue')).toMatchObject([{ to: town.people.staff('lin.xiaomei') }]);
    expect((await town.pushed('consultation.handed-on'))[0]?.text).toContain('已转给林晓梅医生');
    town.later(24 * 60);
    await escalate();
    expect(await town.threads()).toMatchObject([{ escalations: 2, ownerId: town.people.staff('huang.guoqiang') }]);
    await lin.says('答复0001 可以', '没有等您答复的咨询');
  });

  test('answered and quiet for a week it ends by itself', async () => {
    const town = await practice();
    await town.wang.says('医生，感冒能不能吃鸡', '请核对');
    await town.wang.says('确认', '已转给');
    await town.chen.says('答复0001 可以', '已答复');
    const [thread] = await town.threads();
    const close = () => town.database.transact((tx) => closeQuietConsultation(tx, thread?.id ?? ''));
    town.later(6 * 24 * 60);
    expect(await close()).toBe('answered-later');
    town.later(24 * 60);
    expect(await close()).toBeUndefined();
    expect(await town.threads()).toMatchObject([{ status: 'closed' }]);
  });

  test('a number that is not there, and an answer without words, are told how', async () => {
    const { chen, wang } = await practice();
    await chen.says('答复0009 好的', '没有等您答复的咨询0009');
    await wang.says('医生，感冒能不能吃鸡', '请核对');
    await wang.says('确认');
    await chen.says('答复0001', '请这样答复');
  });
});
