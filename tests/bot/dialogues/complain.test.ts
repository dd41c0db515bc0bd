import { describe, expect, test } from 'vitest';
import { complain } from '#bot/dialogues/complain.ts';
import { showComplaintProgress } from '#bot/dialogues/complaint-progress.ts';
import { answerByComplaintNumber, complaintCards, decideComplaints } from '#bot/dialogues/decide-complaints.ts';
import { house, sampleClinic } from '../inbox/house.ts';

async function office() {
  const town = await house({
    dialogues: [complain, showComplaintProgress, decideComplaints, sampleClinic],
    program: { phrases: [answerByComplaintNumber], cards: [complaintCards] },
  });
  const wang = town.phone('wang');
  await wang.bind(town.people.wang);
  const [huang, he] = [town.phone('huang.guoqiang', 'wecom'), town.phone('he.jing', 'wecom')];
  const complaints = () => town.database.read(({ prisma }) => prisma.complaint.findMany({ orderBy: { id: 'asc' } }));
  return { ...town, wang, stranger: town.phone('stranger'), huang, he, complaints };
}

describe('投诉', () => {
  test('is told in three answers by somebody who is not bound, and gets a number, a day and other ways', async () => {
    const { stranger, complaints } = await office();
    await stranger.says('投诉', '请说说发生了什么事', '想马上找人说，请回复“人工”');
    await stranger.says('等了一个半小时没人叫号', '是在哪里发生的', '1. 拱北');
    await stranger.says('拱北', '是关于哪位工作人员', '您说的人看不到这份投诉');
    await stranger.says('1', '请核对', '什么事：等了一个半小时没人叫号', '哪里：拱北', '关于谁：说不清');
    await stranger.says(
      '确认',
      '已交给拱北的负责人办理，3月6日（周五）前答复您',
      '投诉编号 TS2026000001',
      '12320',
      '12345',
    );
    expect(await complaints()).toMatchObject([{ status: 'open', residentId: null }]);
  });

  test('a whole sentence starts it, and nothing is typed twice', async () => {
    const { wang } = await office();
    await wang.says('前台护士态度太差，等了半天没人理', '是关于哪位工作人员');
    await wang.says('何静', '什么事：前台护士态度太差，等了半天没人理', '哪里：拱北', '关于谁：何静');
    await wang.says('改2', '是在哪里发生的');
    await wang.says('香湾', '哪里：香湾');
    await wang.says('1', '已交给区卫生局的负责人办理');
  });

  test('“保安态度太差” is one too; a guard somewhere else is none', async () => {
    const { stranger } = await office();
    await stranger.says('保安态度太差', '是在哪里发生的');
    await stranger.says('取消', '投诉不办了');
    expect(await stranger.says('小区那个保安态度太差我要告他去')).not.toContain('是在哪里发生的');
  });

  test('an answer about another service is still the answer, and danger stands before everything', async () => {
    const { wang, complaints, pushed } = await office();
    await wang.says('投诉', '请说说发生了什么事');
    await wang.says('约了夜门诊，去了说没有号，药也没拿到', '是关于哪位工作人员');
    await wang.says('他推了我，我现在胸口痛', '请马上打120');
    expect(await pushed('safety.alert')).not.toEqual([]);
    await wang.says('说错了', '是关于哪位工作人员');
    await wang.says('跳过', '请核对', '什么事：约了夜门诊，去了说没有号，药也没拿到');
    expect(await complaints()).toEqual([]);
  });

  test('in the middle of booking it asks first, and booking goes on when told no', async () => {
    const { wang } = await office();
    await wang.says('夜门诊', '请选择日期');
    await wang.says('我要投诉', '您正在预约夜门诊，要先放下，改办“投诉”吗');
    await wang.says('2', '请选择日期');
  });
});

describe('投诉进度', () => {
  async function filed() {
    const at = await office();
    await at.wang.says('前台护士态度太差，等了半天没人理', '是关于哪位工作人员');
    await at.wang.says('跳过', '请核对');
    await at.wang.says('确认', 'TS2026000001');
    return at;
  }

  test('the answer comes into the chat, and one number says whether one is content', async () => {
    const { wang, huang, pushed, complaints } = await filed();
    await huang.says('答复投诉0001 已经和护士谈过，向您道歉。', '已答复0001，投诉人会收到');
    const [answer] = await pushed('reply');
    expect(answer?.text).toBe(
      '您反映的事（编号0001）有答复了。\n黄国强：已经和护士谈过，向您道歉。\n\n您满意吗？\n1. 满意\n2. 不满意',
    );
    await wang.says('1', '谢谢您，这件事就到这里');
    expect(await complaints()).toMatchObject([{ status: 'closed', outcome: 'satisfied' }]);
    await wang.says('投诉进度', '编号0001', '您说满意，已经结束');
  });

  test('not content says why, and it goes up; not content again it ends with other ways', async () => {
    const { wang, huang, phone, complaints, people } = await filed();
    const fang = phone('fang.min', 'wecom');
    await huang.says('答复投诉0001 没有这回事。');
    await wang.says('2', '哪里不满意');
    await wang.says('有监控可以看', '由区卫生局的负责人重新办理');
    expect(await complaints()).toMatchObject([{ status: 'open', ownerId: people.staff('fang.min') }]);
    await fang.says('投诉处理', '不满意：有监控可以看', '上一次的答复：黄国强', '1. 答复', '2. 先不办');
    await fang.says('1', '请写答复');
    await fang.says('看了监控，已要求整改。', '请核对');
    await fang.says('确认', '已答复0001');
    await wang.says('不满意', '这件事在我们这里已经是最后的答复', '12345');
    expect(await complaints()).toMatchObject([{ status: 'closed', outcome: 'dissatisfied' }]);
  });

  test('is withdrawn with one number, by another account not at all', async () => {
    const { wang, stranger, huang, complaints } = await filed();
    await stranger.says('我的投诉', '您没有投诉过');
    await wang.says('撤回投诉', '负责人还没有答复', '1. 接着等', '2. 撤回，不投诉了');
    await wang.says('2', '已经撤回');
    expect(await complaints()).toMatchObject([{ status: 'closed', outcome: 'withdrawn' }]);
    await huang.says('投诉处理', '没有等您答复的投诉');
    await huang.says('答复投诉0001 迟了的答复', '没有等您答复的投诉0001');
  });
});

describe('投诉处理', () => {
  test('a press opens it; who is complained of sees nothing of it', async () => {
    const { wang, huang, he, complaints } = await office();
    await wang.says('投诉', '请说说发生了什么事');
    await wang.says('打针扎了三次，还骂我', '是关于哪位');
    await wang.says('何护士', '请核对');
    await wang.says('确认');
    const [complaint] = await complaints();
    const card = `complaint-${complaint?.id}-0`;
    await huang.does(
      { kind: 'card-pressed', card, key: 'answer', responseCode: 'r' },
      '投诉人说：打针扎了三次，还骂我',
    );
    await huang.says('先不办', '先留着');
    await he.says('投诉处理', '没有等您答复的投诉');
    await he.does({ kind: 'card-pressed', card, key: 'answer', responseCode: 'r' }, '没有等您答复的投诉');
    await huang.does({ kind: 'card-pressed', card, key: 'up', responseCode: 'r' }, '投诉0001已转给方敏');
    await huang.says('答复投诉0001', '没有等您答复的投诉0001');
  });

  test('an answer without words is told how', async () => {
    const { wang, huang } = await office();
    await wang.says('前台护士态度太差，等了半天没人理', '是关于哪位');
    await wang.says('跳过', '请核对');
    await wang.says('确认');
    await huang.says('答复投诉0001', '请这样答复');
    await huang.says('答复ts0001：已经处理，谢谢您指出。', '已答复0001');
  });
});
