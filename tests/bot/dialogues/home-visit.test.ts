import { describe, expect, test } from 'vitest';
import { arrangeHomeVisits, homeVisitCards } from '#bot/dialogues/arrange-home-visits.ts';
import { requestHomeVisit } from '#bot/dialogues/home-visit.ts';
import { referUp } from '#bot/dialogues/refer.ts';
import { inviteToVisits, tellInvitation } from '#domain/home-visits/invite.ts';
import { house, sampleClinic, sampleSigning } from '../inbox/house.ts';

/** Sunday evening, 1 March 2026. */
async function homes() {
  const town = await house({
    dialogues: [requestHomeVisit, arrangeHomeVisits, referUp, sampleClinic, sampleSigning],
    program: { cards: [homeVisitCards] },
  });
  const [wang, jianjun] = [town.phone('wang'), town.phone('jianjun')];
  await wang.bind(town.people.wang);
  await jianjun.bind(town.people.jianjun);
  const staff = (userid: string) => town.phone(userid, 'wecom');
  const visits = () => town.database.read(({ prisma }) => prisma.homeVisit.findMany({ orderBy: { number: 'asc' } }));
  /** Arranged for Tuesday at nine by 陈志远 himself. */
  const arranged = async () => {
    await wang.says('上门', '请医生护士上门做什么');
    await wang.says('1', '哪天来方便');
    await wang.says('周二上午', '请核对');
    await wang.says('1', '已转给陈志远');
    await staff('chen.zhiyuan').says('上门安排', '有1个上门申请要答复', '0001 王秀英：要安排');
    await staff('chen.zhiyuan').says('1', '王秀英：换药', '本人电话', '住址：拱北侨光路示范花园3栋502');
    await staff('chen.zhiyuan').says('1', '什么时候去');
    await staff('chen.zhiyuan').says('周二上午九点', '请核对', '谁去：陈志远', '居民：王秀英');
    await staff('chen.zhiyuan').says('确认', '已安排3月3日（周二）上午9:00上门');
  };
  return { ...town, wang, jianjun, chen: staff('chen.zhiyuan'), he: staff('he.jing'), visits, arranged };
}

describe('上门', () => {
  test('is asked for in three answers, confirmed once, with a number and a way back', async () => {
    const { wang, visits } = await homes();
    await wang.says('上门', '请医生护士上门做什么', '1. 换药', '5. 行动不便要看病');
    await wang.says('5', '哪天来方便', '1. 3月2日（周一）', '哪天都行');
    await wang.says('2', '上午还是下午');
    await wang.says(
      '3',
      '请核对',
      '做什么：行动不便要看病',
      '哪天：3月3日（周二）',
      '时间：都行',
      '住址：按登记的住址去',
    );
    await wang.says('好的', '已转给陈志远，3月2日（周一）前给您答复', '上门编号 0001', '不用来了请再回复“上门”');
    expect(await visits()).toMatchObject([
      { status: 'requested', reason: 'immobile', wishedOn: '2026-03-03', wishedPart: null },
    ]);
  });

  test('one sentence says whom it is for, what for and when: only the confirmation is left', async () => {
    const { jianjun, visits, people } = await homes();
    await jianjun.says('周四下午能请护士上门给我儿子打针吗', '请核对', '给谁：王乐乐（儿子）', '时间：下午');
    await jianjun.says('1', '已转给');
    expect(await visits()).toMatchObject([
      { residentId: people.lele, reason: 'injection', wishedOn: '2026-03-05', wishedPart: 'afternoon' },
    ]);
  });

  test('own words are taken, “都行” twice too, and a day that is not to be had is told', async () => {
    const { wang } = await homes();
    await wang.says('请医生来我家', '请医生护士上门做什么');
    await wang.says('膝盖疼，走不动，药也吃完了', '哪天来方便');
    await wang.says('周六', '那天不上门，请在下面选一天');
    await wang.says('都行', '上午还是下午');
    await wang.says('都行', '做什么：膝盖疼，走不动，药也吃完了', '哪天：哪天都行', '时间：都行');
    await wang.says('改1', '给谁');
  });

  test('danger in the reason stops it, and what was said is kept', async () => {
    const { wang, pushed, visits } = await homes();
    await wang.says('上门', '请医生护士上门做什么');
    await wang.says('我老伴喘不上气，快来人', '请马上打120');
    expect(await pushed('safety.alert')).not.toEqual([]);
    expect(await visits()).toEqual([]);
    await wang.says('说错了', '请医生护士上门做什么');
  });

  test('who says it again sees how far it is, and calls it off with one number', async () => {
    const { wang, chen, arranged, visits, pushed } = await homes();
    await arranged();
    await wang.says('上门', '陈志远3月3日（周二）上午9:00上门看王秀英（换药）', '1. 好的，等着', '2. 不用来了');
    await wang.says('2', '已经取消，不会再来了');
    expect(await visits()).toMatchObject([{ status: 'withdrawn' }]);
    expect((await pushed('home-visit.withdrawn'))[0]?.text).toContain('王秀英取消了上门（0001）');
    await chen.says('上门安排', '没有要安排的上门');
  });

  test('while one is under way another family member gets one by being named', async () => {
    const { jianjun, visits } = await homes();
    await jianjun.says('上门', '给谁请医生上门');
    await jianjun.says('我', '做什么');
    await jianjun.says('换药', '哪天');
    await jianjun.says('都行', '上午');
    await jianjun.says('上午', '请核对');
    await jianjun.says('1', '已转给');
    await jianjun.says('上门', '王建军的上门（换药）已经转给陈志远', '3. 给别人请上门');
    await jianjun.says('儿子', '请医生护士上门做什么');
    await jianjun.says('取消', '请医生上门不办了');
    expect(await visits()).toHaveLength(1);
  });

  test('an address is asked for only where none is on file, and the doctor reads it', async () => {
    const { wang, chen, database, people } = await homes();
    await database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: people.wang }, data: { addressSealed: null } }),
    );
    await wang.says('上门换药', '哪天');
    await wang.says('周三下午', '档案里没有住址');
    await wang.says('拱北侨光路8号2栋301', '住址：拱北侨光路8号2栋301');
    await wang.says('1', '已转给陈志远');
    await chen.says('上门安排', '0001');
    await chen.says('1', '换药（住址：拱北侨光路8号2栋301）', '没有登记住址');
  });
});

describe('走不动', () => {
  test('in the middle of something else does not hijack it', async () => {
    const { wang } = await homes();
    await wang.says('夜门诊', '请选择日期');
    await wang.says('周二', '请告诉我主要不适');
    await wang.says('膝盖疼，上下楼走不动', '请核对', '主要不适：膝盖疼，上下楼走不动');
    await wang.says('取消');
    await wang.says('转诊', '哪里不舒服');
    expect(await wang.says('半年了，走不动，药也没了')).not.toMatch(/要先放下|哪里不舒服/u);
  });

  test('while it is asked whether to change to something else, it changes nothing', async () => {
    const { wang } = await homes();
    await wang.says('夜门诊', '请选择日期');
    await wang.says('签约', '您正在预约夜门诊，要先放下，改办“签约”吗');
    await wang.says('我膝盖疼，走不动', '要先放下，改办“签约”吗');
    await wang.says('不改', '请选择日期');
  });

  test('by itself it is asked back, with 上门 first', async () => {
    const { wang } = await homes();
    await wang.says('我妈走不动了', '1. 上门');
  });
});

describe('上门安排', () => {
  test('a colleague can be sent: the card opens it, and who goes is told', async () => {
    const { wang, chen, he, visits, people, pushed } = await homes();
    await wang.says('上门换药', '哪天');
    await wang.says('周三下午', '请核对');
    await wang.says('1');
    const [visit] = await visits();
    const card = `homevisit-${visit?.id}-0`;
    await chen.does({ kind: 'card-pressed', card, key: 'arrange', responseCode: 'r' }, '什么时候去', '下午2:30');
    await chen.says('1', '谁去：陈志远');
    await chen.says('改2', '谁去？');
    await chen.says('何静', '谁去：何静');
    await chen.says('1', '已安排');
    expect(await visits()).toMatchObject([{ status: 'planned', ownerId: people.staff('he.jing') }]);
    expect((await pushed('home-visit.to-go'))[0]?.text).toContain('请您3月4日（周三）下午2:30上门看王秀英');
    await he.says('上门安排', '1个已经排好');
    await chen.does({ kind: 'card-pressed', card, key: 'decline', responseCode: 'r' }, '没有要安排的上门');
  });

  test('declining says why and offers something else', async () => {
    const { wang, chen, pushed } = await homes();
    await wang.says('上门换药', '哪天');
    await wang.says('周三下午', '请核对');
    await wang.says('1');
    await chen.says('上门', '0001 王秀英');
    await chen.says('1', '要怎么办');
    await chen.says('2', '为什么不能上门');
    await chen.says('1', '请居民怎么办');
    await chen.says('约夜门诊', '请核对', '原因：到中心看更合适', '另外的办法：约夜门诊');
    await chen.says('1', '已答复，王秀英会收到');
    expect((await pushed('home-visit.declined'))[0]?.text).toBe(
      '王秀英您好，这次不能上门：您的情况到中心看更合适。约到中心看，请回复“夜门诊”。急病请打120。',
    );
    await wang.says('上门', '请医生护士上门做什么');
  });

  test('what was done is written in a sentence, values and all', async () => {
    const { chen, arranged, later, database, visits } = await homes();
    await arranged();
    later(40 * 60);
    await chen.says('上门安排', '0001 王秀英：3月3日（周二）上午9:00');
    await chen.says('1', '约好的时间：3月3日（周二）上午9:00', '1. 见到了，登记');
    await chen.says('1', '做了什么、情况怎样');
    await chen.says('换药，伤口干净，血压138/86', '已登记上门，记在王秀英的随访记录里');
    const readings = await database.read(({ prisma }) => prisma.reading.findMany({ include: { encounter: true } }));
    expect(readings).toMatchObject([{ kind: 'pressure', encounter: { mode: 'home' } }]);
    expect(await visits()).toMatchObject([{ status: 'done' }]);
  });

  test('nobody at home is one press, and it waits to be arranged anew', async () => {
    const { chen, arranged, later } = await homes();
    await arranged();
    later(40 * 60);
    await chen.says('上门安排', '0001');
    await chen.says('1', '没人在家');
    await chen.says('没人在家', '居民会收到通知，请另外约时间');
    await chen.says('上门安排', '0001 王秀英：要安排');
  });
});

describe('the invitation', () => {
  async function invited() {
    const at = await homes();
    at.later(16 * 60);
    await at.database.transact(inviteToVisits);
    const offered = (await at.visits()).find(({ residentId }) => residentId === at.people.wang);
    await at.database.transact((tx) => tellInvitation(tx, offered?.id ?? ''));
    return at;
  }

  test('is answered yes with one number, then only when is asked', async () => {
    const { wang, pushed, visits, people } = await invited();
    const [told] = await pushed('home-visit.invited');
    expect(told?.text).toBe(
      '王*英您好，拱北社区卫生服务中心的家庭医生可以上门看看您，量血压、问问身体，不收费。要来吗？\n1. 好的，请医生来\n2. 不用了',
    );
    await wang.says('1', '哪天来方便');
    await wang.says('周四上午', '请核对', '给谁：王秀英', '做什么：医生上门看看');
    await wang.says('确认', '已转给陈志远');
    expect((await visits()).find(({ residentId }) => residentId === people.wang)).toMatchObject({
      ...{ status: 'requested', reason: 'invited', wishedOn: '2026-03-05', wishedPart: 'morning' },
    });
  });

  test('is answered no with one number', async () => {
    const { wang, visits, people } = await invited();
    await wang.says('2', '不打扰您');
    expect((await visits()).find(({ residentId }) => residentId === people.wang)).toMatchObject({
      ...{ status: 'withdrawn', endReason: 'invitation-declined' },
    });
  });
});
