import { beforeAll, describe, expect, test } from 'vitest';
import { askHomeVisit, acceptInvitation, type WishedVisit } from '#domain/home-visits/ask.ts';
import { arrangeVisit, declineVisit, whoCanGo } from '#domain/home-visits/arrange.ts';
import { escalateHomeVisit } from '#domain/home-visits/escalate.ts';
import { recordHeld, recordNotHome, recordRefused } from '#domain/home-visits/hold.ts';
import { inviteToVisits, lapseInvitation, tellInvitation } from '#domain/home-visits/invite.ts';
import { homeVisitsFor, lookAtVisit, openVisits } from '#domain/home-visits/list.ts';
import { remindOfVisit } from '#domain/home-visits/remind.ts';
import { withdrawVisit } from '#domain/home-visits/withdraw.ts';
import { recordDiagnosis } from '#domain/follow-ups/diagnose.ts';
import { switchOff, unsubscribe } from '#domain/preferences/preferences.ts';
import { noteDeath } from '#domain/residents/death.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { engines } from '#tests/support/engines.ts';

/** Monday, 2 March 2026, nine in the morning. */
async function town(engine: 'sqlite' | 'postgresql' = 'sqlite', start = '2026-03-02T09:00:00+08:00') {
  const at = await contractTown({ engine, start });
  const { transact, read, ids, bind } = at;
  const contactId = await bind(ids.wangXiuying);
  const wished = { wishedOn: '2026-03-05', wishedPart: 'afternoon' } as const;
  const ask = (more: Partial<WishedVisit> = {}) =>
    transact((tx) => {
      const residentId = more.residentId ?? ids.wangXiuying;
      return askHomeVisit(tx, {
        ...{ residentId, actorId: residentId, contactId, text: '换药', address: '' },
        ...wished,
        ...more,
      });
    });
  const thursday = new Date('2026-03-05T15:00:00+08:00');
  type Seen = 'requested' | 'planned';
  const arrange = (
    visitId: string,
    staffId = ids.chenZhiyuan,
    goerId = staffId,
    when = thursday,
    was: Seen = 'requested',
  ) => transact((tx) => arrangeVisit(tx, { visitId, staffId, goerId, at: when, was }));
  const row = (id: string) => read(({ prisma }) => prisma.homeVisit.findUniqueOrThrow({ where: { id } }));
  const texts = async (kind: string) => (await at.told(kind)).map(({ content }) => content.text);
  const escalate = (visitId: string) => transact((tx) => escalateHomeVisit(tx, visitId));
  return { ...at, contactId, wished, ask, arrange, row, texts, escalate, thursday };
}

describe('a visit at home', () => {
  test('is asked for with a number and a time for the answer; who looks after the resident gets a card', async () => {
    const { ask, row, told, ids } = await town();
    const asked = await ask();
    expect(asked).toMatchObject({ number: 'SM2026000001', ownerName: '陈志远' });
    expect(asked.dueAt).toEqual(new Date('2026-03-03T09:00:00+08:00'));
    const kept = await row(asked.visitId);
    expect(kept).toMatchObject({ status: 'requested', reason: 'dressing', ownerId: ids.chenZhiyuan });
    expect(kept.textSealed).not.toContain('换药');
    const [card] = await told('home-visit.asked');
    expect(card?.content.card?.lines).toContainEqual({ name: '时间', value: '3月5日（周四）下午' });
    // What for stands in no line of a locked phone.
    expect(card?.content.text).toBe('王秀英请人上门（0001），想要的时间：3月5日（周四）下午。请回复“上门安排”。');
  });

  test('in own words is kept in own words; what names one reason of the rules counts as that one', async () => {
    const { ask, row, neighbour } = await town();
    const reasons: string[] = [];
    for (const text of ['我爸卧床，要换尿管', '打针', '膝盖疼，想请医生看看', '换药和打针'])
      reasons.push((await row((await ask({ text, residentId: await neighbour(reasons.length + 1) })).visitId)).reason);
    expect(reasons).toEqual(['tube', 'injection', 'other', 'other']);
  });

  test('is one at a time, and only for whom one may act', async () => {
    const { ask, ids } = await town();
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'home-visit-open' });
    await expect(ask({ residentId: ids.liJianguo, actorId: ids.wangXiuying })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('is arranged with who goes and when: the resident is told, who goes too, and the evening before is reminded of', async () => {
    const { ask, arrange, row, texts, ids, transact, told } = await town();
    const { visitId } = await ask();
    await arrange(visitId, ids.chenZhiyuan, ids.heJing);
    expect(await row(visitId)).toMatchObject({ status: 'planned', ownerId: ids.heJing });
    expect(await texts('home-visit.planned')).toEqual([
      '王秀英您好，何静会在3月5日（周四）下午3:00上门，来之前会先打电话。时间不合适或者不用来了，请回复“上门”。不舒服加重请打120。',
    ]);
    expect((await told('home-visit.to-go'))[0]?.recipientId).toBe(ids.heJing);
    const at = '2026-03-05T07:00:00.000Z';
    expect(await transact((tx) => remindOfVisit(tx, { visitId, at }))).toBeUndefined();
    expect(await transact((tx) => remindOfVisit(tx, { visitId, at }))).toBeUndefined();
    expect(await texts('home-visit.reminder')).toHaveLength(1);
    await arrange(visitId, ids.heJing, ids.heJing, new Date('2026-03-06T09:00:00+08:00'), 'planned');
    expect(await transact((tx) => remindOfVisit(tx, { visitId, at }))).toBe('moved');
  });

  test('is never arranged in the past, nor for somebody of another centre', async () => {
    const { ask, arrange, ids } = await town();
    const { visitId } = await ask();
    const yesterday = new Date('2026-03-01T15:00:00+08:00');
    await expect(arrange(visitId, ids.chenZhiyuan, ids.chenZhiyuan, yesterday)).rejects.toMatchObject({
      code: 'home-visit-time',
    });
    await expect(arrange(visitId, ids.chenZhiyuan, ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(arrange(visitId, ids.zhouWenbo, ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('an administrator sends somebody of the team, not themselves', async () => {
    const { read, ids } = await town();
    const goers = (staffId: string) => read((tx) => whoCanGo(tx, { residentId: ids.wangXiuying, staffId }));
    expect((await goers(ids.fangMin)).map(({ name }) => name)).toEqual(['陈志远', '林晓梅', '何静']);
    expect((await goers(ids.heJing)).map(({ name }) => name)).toEqual(['何静', '陈志远', '林晓梅']);
  });

  test('that is declined says why and what to do instead; a call that is offered is a task', async () => {
    const { ask, row, texts, transact, read, ids } = await town();
    const { visitId } = await ask();
    const decline = () =>
      transact((tx) => declineVisit(tx, { visitId, staffId: ids.chenZhiyuan, reason: 'clinic-fits', offer: 'call' }));
    await decline();
    expect(await row(visitId)).toMatchObject({ status: 'declined', endReason: 'clinic-fits/call' });
    expect(await texts('home-visit.declined')).toEqual([
      '王秀英您好，这次不能上门：您的情况到中心看更合适。医生会打电话给您，请留意接听。急病请打120。',
    ]);
    const tasks = await read(({ prisma }) => prisma.staffTask.findMany({ where: { reason: 'visit-declined' } }));
    expect(tasks).toMatchObject([{ kind: 'phone', ownerId: ids.chenZhiyuan, status: 'open' }]);
    await expect(decline()).rejects.toMatchObject({ code: 'home-visit-state-changed' });
  });

  test('is withdrawn by the resident; who was to come is told, and it may be asked for anew', async () => {
    const { ask, arrange, row, texts, transact, ids } = await town();
    const { visitId } = await ask();
    await arrange(visitId);
    const withdraw = (actorId: string) => transact((tx) => withdrawVisit(tx, { visitId, actorId }));
    await expect(withdraw(ids.liJianguo)).rejects.toMatchObject({ code: 'not-allowed' });
    await withdraw(ids.wangXiuying);
    expect(await row(visitId)).toMatchObject({ status: 'withdrawn', endReason: 'withdrawn' });
    expect(await texts('home-visit.withdrawn')).toEqual([
      '王秀英取消了上门（0001），原来约的是3月5日（周四）下午3:00，不用去了。',
    ]);
    expect((await ask()).number).toBe('SM2026000002');
  });

  test('that was held is an encounter 上门, asks how it was, and counts as the follow-up that was measured', async () => {
    const { ask, arrange, row, transact, read, ids, to } = await town();
    await transact((tx) =>
      recordDiagnosis(tx, {
        ...{ residentId: ids.wangXiuying, code: 'hypertension', diagnosedOn: '2026-03-01', staffId: ids.chenZhiyuan },
      }),
    );
    await transact((tx) => tx.prisma.careTask.updateMany({ data: { dueFrom: '2026-03-01' } }));
    const { visitId } = await ask();
    await arrange(visitId, ids.chenZhiyuan, ids.heJing);
    to('2026-03-05T16:00:00+08:00');
    const findings = { pressure: { systolic: 136, diastolic: 84 } };
    const held = () =>
      transact((tx) => recordHeld(tx, { visitId, staffId: ids.heJing, findings, note: '换药，伤口干净，血压136/84' }));
    expect(await held()).toEqual({ followedUp: 1 });
    const visit = await row(visitId);
    expect(visit).toMatchObject({ status: 'done', ownerId: ids.heJing });
    const encounter = await read(({ prisma }) =>
      prisma.encounter.findUniqueOrThrow({ where: { id: visit.encounterId ?? '' }, include: { readings: true } }),
    );
    expect(encounter).toMatchObject({ mode: 'home', staffId: ids.heJing, readings: [{ kind: 'pressure' }] });
    expect(encounter.heldAt).toEqual(new Date('2026-03-05T15:00:00+08:00'));
    const plan = await read(({ prisma }) => prisma.careTask.findFirstOrThrow({ where: { status: 'done' } }));
    expect(plan).toMatchObject({ class: 'controlled', closeReason: 'visit' });
    const ratings = await read(({ prisma }) => prisma.rating.findMany());
    expect(ratings).toMatchObject([{ subjectKind: 'home-visit', subjectId: visitId, staffId: ids.heJing }]);
    await expect(held()).rejects.toMatchObject({ code: 'home-visit-state-changed' });
    expect(await read(({ prisma }) => prisma.encounter.count())).toBe(1);
  });

  test('a dressing alone is no follow-up: nothing that is due is closed by it', async () => {
    const { ask, arrange, transact, read, ids, to } = await town();
    const open = () => read(({ prisma }) => prisma.careTask.count({ where: { status: 'open' } }));
    const before = await open();
    const { visitId } = await ask();
    await arrange(visitId);
    to('2026-03-05T16:00:00+08:00');
    const held = await transact((tx) =>
      recordHeld(tx, { visitId, staffId: ids.chenZhiyuan, findings: {}, note: '换药' }),
    );
    expect(held).toEqual({ followedUp: 0 });
    expect(await open()).toBe(before);
  });

  test('before a closed door it is arranged anew; the second time it ends, and the resident knows how to ask again', async () => {
    const { ask, arrange, row, texts, transact, ids } = await town();
    const { visitId } = await ask();
    const notHome = () => transact((tx) => recordNotHome(tx, { visitId, staffId: ids.chenZhiyuan }));
    await arrange(visitId);
    expect(await notHome()).toBe(false);
    expect(await row(visitId)).toMatchObject({ status: 'requested', plannedAt: null, vainVisits: 1 });
    await arrange(visitId);
    expect(await notHome()).toBe(true);
    expect(await row(visitId)).toMatchObject({ status: 'lapsed', endReason: 'not-home' });
    expect(await texts('home-visit.not-home')).toEqual([
      '王秀英您好，陈志远刚才上门没有见到人，会另外约时间。不用来了请回复“上门”。',
      '王秀英您好，陈志远上门没有见到人，这次就先不再来了。还需要的话，请再回复“上门”。',
    ]);
  });

  test('refused at the door is over', async () => {
    const { ask, arrange, row, transact, ids } = await town();
    const { visitId } = await ask();
    await arrange(visitId);
    await transact((tx) => recordRefused(tx, { visitId, staffId: ids.chenZhiyuan }));
    expect(await row(visitId)).toMatchObject({ status: 'withdrawn', endReason: 'refused' });
  });

  test('shows phones and address to who may work on it, and each look is audited', async () => {
    const { ask, transact, read, ids } = await town();
    const { visitId } = await ask();
    const look = (staffId: string) => transact((tx) => lookAtVisit(tx, { visitId, staffId }));
    expect(await look(ids.heJing)).toMatchObject({
      text: '换药',
      phones: [{ whose: '本人', phone: '13800000001' }, {}],
    });
    await expect(look(ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
    const looks = await read(({ prisma }) =>
      prisma.auditEntry.findMany({ where: { action: 'resident.phone-read', purpose: 'home-visit' } }),
    );
    expect(looks).toHaveLength(1);
  });

  test('to who has died nobody comes', async () => {
    const { ask, row, transact, read, ids } = await town();
    const { visitId } = await ask();
    await transact((tx) => noteDeath(tx, { residentId: ids.wangXiuying, staffId: ids.chenZhiyuan }));
    expect(await row(visitId)).toMatchObject({ status: 'withdrawn', endReason: 'resident-died' });
    expect(await read((tx) => homeVisitsFor(tx, ids.chenZhiyuan))).toEqual([]);
  });
});

describe.each(engines)('a visit at home on %s', (engine) => {
  let at: Awaited<ReturnType<typeof town>>;
  beforeAll(async () => {
    at = await town(engine);
  });

  test('unanswered goes to the next owner and the resident is told; not recorded, it does too; a second run does nothing', async () => {
    const { ask, arrange, row, escalate, texts, told, ids, to } = at;
    to('2026-03-02T09:00:00+08:00');
    const { visitId } = await ask();
    expect(await escalate(visitId)).toBe('due-later');
    to('2026-03-03T09:00:00+08:00');
    expect(await escalate(visitId)).toBeUndefined();
    expect(await escalate(visitId)).toBe('due-later');
    const { ownerId } = await row(visitId);
    expect(ownerId).not.toBe(ids.chenZhiyuan);
    expect((await texts('home-visit.handed-on'))[0]).toContain('您的上门申请已转给黄国强');
    await arrange(visitId, ownerId, ids.heJing);
    to('2026-03-06T15:00:00+08:00');
    expect(await escalate(visitId)).toBeUndefined();
    expect((await told('home-visit.overdue')).at(-1)?.content.text).toContain('还没有登记结果，转给您跟进');
    expect(await texts('home-visit.handed-on')).toHaveLength(1);
    expect((await row(visitId)).ownerId).not.toBe(ids.heJing);
  });

  test('of those who press at once one decides it, and one message goes out', async () => {
    const { ask, row, arrange, texts, transact, ids, neighbour, to } = at;
    to('2026-03-04T09:00:00+08:00');
    const { visitId } = await ask({ residentId: await neighbour(41) });
    const before = (await texts('home-visit.planned')).length;
    const results = await Promise.allSettled([
      arrange(visitId, ids.chenZhiyuan, ids.chenZhiyuan),
      arrange(visitId, ids.linXiaomei, ids.linXiaomei),
      transact((tx) => declineVisit(tx, { visitId, staffId: ids.heJing, reason: 'no-time', offer: 'consultation' })),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const visit = await row(visitId);
    expect(visit.version).toBe(1);
    const planned = (await texts('home-visit.planned')).length - before;
    expect(planned).toBe(visit.status === 'planned' ? 1 : 0);
  });

  test('is asked for once, though asked twice at the same moment', async () => {
    const { ask, read, neighbour } = at;
    const residentId = await neighbour(42);
    const results = await Promise.allSettled([ask({ residentId }), ask({ residentId })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await read((tx) => openVisits(tx, [residentId]))).toHaveLength(1);
  });
});

describe.each(engines)('invitations on %s', (engine) => {
  let at: Awaited<ReturnType<typeof town>>;
  beforeAll(async () => {
    // A Sunday.
    at = await town(engine, '2026-03-01T10:00:00+08:00');
  });

  const invite = async () => {
    while ((await at.transact(inviteToVisits)) === 'more');
  };
  const invited = () =>
    at.read(({ prisma }) => prisma.homeVisit.findMany({ where: { reason: 'invited' }, orderBy: { number: 'asc' } }));

  test('go to priority groups without a contract who can be told, each once in half a year, on working days', async () => {
    const { ids, to, bind, transact, read } = at;
    await bind(ids.chenXiaoyu);
    await bind(ids.wangJianjun);
    await invite();
    expect(await invited()).toEqual([]);
    to('2026-03-02T10:00:00+08:00');
    await invite();
    // 王秀英 is 67, 陈小雨 pregnant, 王乐乐 three and reached by his father; 李建国 has a contract, 王建军 is in no group.
    const first = await invited();
    expect(first.map(({ residentId }) => residentId).sort()).toEqual(
      [ids.wangXiuying, ids.chenXiaoyu, ids.wangLele].sort(),
    );
    expect(first.map(({ number }) => number)).toEqual(['SM2026000001', 'SM2026000002', 'SM2026000003']);
    expect(first.every(({ status, ownerId }) => status === 'offered' && ownerId !== '')).toBe(true);
    await transact(inviteToVisits);
    to('2026-08-31T10:00:00+08:00');
    await transact((tx) =>
      tx.prisma.homeVisit.updateMany({ where: { status: 'offered' }, data: { status: 'lapsed', endedAt: tx.now } }),
    );
    await invite();
    expect(await invited()).toHaveLength(3);
    to('2026-09-01T10:00:00+08:00');
    await invite();
    expect(await invited()).toHaveLength(6);
    const jobs = await read(({ prisma }) => prisma.job.findMany({ where: { name: 'home-visit.invite' } }));
    expect(jobs).toHaveLength(6);
  });

  test('are told once by their job, and lapse by themselves', async () => {
    const { transact, texts } = at;
    const [last] = (await invited()).filter(({ status }) => status === 'offered');
    const visitId = last?.id ?? '';
    expect(await transact((tx) => tellInvitation(tx, visitId))).toBeUndefined();
    expect(await transact((tx) => tellInvitation(tx, visitId))).toBeUndefined();
    const told = await texts('home-visit.invited');
    expect(new Set(told).size).toBe(told.length);
    expect(told[0]).toContain('拱北社区卫生服务中心的家庭医生可以上门看看您');
    expect(await transact((tx) => lapseInvitation(tx, visitId))).toBeUndefined();
    expect(await transact((tx) => lapseInvitation(tx, visitId))).toBe('lapsed');
    expect(await transact((tx) => tellInvitation(tx, visitId))).toBe('lapsed');
  });

  test('are not more in a centre on one day than its rules say', async () => {
    const { neighbour, to } = at;
    for (let serial = 100; serial < 125; serial += 1) await neighbour(serial, { birthDate: '1950-01-01' });
    to('2026-09-02T10:00:00+08:00');
    const before = (await invited()).length;
    await invite();
    expect((await invited()).length - before).toBe(20);
    to('2026-09-03T10:00:00+08:00');
    await invite();
    expect((await invited()).length - before).toBe(25);
  });
});

test('who has switched invitations off, or everything, gets none; nor who has unbound', async () => {
  const { ids, to, transact, read } = await town();
  await transact((tx) => switchOff(tx, ids.wangXiuying, ['home-visit.invited']));
  await transact((tx) => unsubscribe(tx, ids.chenXiaoyu));
  to('2026-03-02T10:00:00+08:00');
  await transact(inviteToVisits);
  const offered = await read(({ prisma }) => prisma.homeVisit.findMany({ select: { residentId: true } }));
  expect(offered.map(({ residentId }) => residentId)).not.toContain(ids.wangXiuying);
  expect(offered.map(({ residentId }) => residentId)).not.toContain(ids.chenXiaoyu);
});

test('an invitation that is accepted is a visit that was asked for; asking by oneself ends it', async () => {
  const { ids, transact, contactId, wished, row, ask, read } = await town();
  await transact(inviteToVisits);
  const [own] = await read((tx) => openVisits(tx, [ids.wangXiuying], ['offered']));
  const visitId = own?.id ?? '';
  const accept = () =>
    transact((tx) => acceptInvitation(tx, { visitId, actorId: ids.wangXiuying, contactId, ...wished }));
  expect(await accept()).toMatchObject({ ownerName: '陈志远' });
  expect(await row(visitId)).toMatchObject({ status: 'requested', wishedOn: '2026-03-05' });
  await expect(accept()).rejects.toMatchObject({ code: 'home-visit-open' });
  const [pregnant] = await read((tx) => openVisits(tx, [ids.chenXiaoyu], ['offered']));
  await ask({ residentId: ids.chenXiaoyu });
  expect(await row(pregnant?.id ?? '')).toMatchObject({ status: 'lapsed', endReason: 'asked-for' });
});
