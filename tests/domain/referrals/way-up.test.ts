import { describe, expect, test } from 'vitest';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { Refusal } from '#domain/refusal.ts';
import { agreeToRecipient } from '#domain/referrals/agree.ts';
import { closeReferral } from '#domain/referrals/close.ts';
import {
  acceptReferral,
  declineReferral,
  forwardReferral,
  noteAttendance,
  returnReferral,
} from '#domain/referrals/desk.ts';
import { adviseInstead, agreeToRequest } from '#domain/referrals/review.ts';
import { callRecipient } from '#domain/referrals/time-out.ts';
import { withdrawReferral } from '#domain/referrals/withdraw.ts';
import { readSlip, slipLink } from '#domain/referrals/slip.ts';
import { remindOfVisit } from '#domain/referrals/reminders.ts';
import { anAnswer, referralTown } from '#tests/support/referral-town.ts';

const thursday = new Date('2026-03-05T09:00:00+08:00');
const codeOf = async (work: Promise<unknown>) => {
  const became = await refusalOf(work);
  return became instanceof Refusal ? became.code : 'done';
};

describe('a resident asks', () => {
  test('the own family doctor gets the card, and one press sends it to the twin', async () => {
    const town = await referralTown();
    await town.bind(town.ids.wangXiuying);
    const { id, toOrganisationId, ownerId, catalogueEntry, department, insuranceFiling } = await town.ask();
    expect({ toOrganisationId, ownerId, catalogueEntry, department, insuranceFiling }).toEqual({
      toOrganisationId: town.places.secondHospital,
      ownerId: town.ids.chenZhiyuan,
      catalogueEntry: 'I10',
      department: '全科',
      insuranceFiling: 'not-needed',
    });
    const [card] = await town.told('referral.review');
    expect(card?.recipientId).toBe(town.ids.chenZhiyuan);
    expect(card?.content.card?.title).toBe('转诊申请 0001');
    // Who asks in chat reads it there.
    expect(await town.texts('referral.requested')).toEqual([]);

    await town.transact((tx) => agreeToRequest(tx, { referralId: id, staffId: town.ids.chenZhiyuan }));
    const sent = await town.referral(id);
    expect(sent).toMatchObject({ status: 'sent', ownerId: town.people.wuMin });
    // Monday morning and 24 hours of working days.
    expect(sent.dueAt?.toISOString()).toBe('2026-03-03T02:00:00.000Z');
    expect(await town.steps(id)).toEqual(['none → requested', 'requested → reviewing', 'reviewing → sent']);
    expect((await town.texts('referral.sent'))[0]).toContain('已发给市二院');
    // One press, one notice: the step that was passed through is not told.
    expect(await town.texts('referral.consent-asked')).toEqual([]);
    const consent = await town.read((tx) =>
      tx.prisma.consent.findUniqueOrThrow({ where: { id: sent.consentId ?? '' } }),
    );
    expect(consent.subject).toBe(`referral/${id}/${town.places.secondHospital}`);
  });

  test('what is treated outside the region needs 医保备案 first, and the card and the slip say how', async () => {
    const town = await referralTown();
    await town.bind(town.ids.wangXiuying);
    const { id, insuranceFiling } = await town.prepare({ catalogueEntry: 'Z94.0', department: '移植科' });
    expect(insuranceFiling).toBe('needed');
    const by = { referralId: id, staffId: town.people.wuMin };
    await town.transact((tx) => acceptReferral(tx, { ...by, appointmentAt: thursday, answer: anAnswer }));
    const toDo = '要办，就诊前在“国家医保服务平台”或粤医保小程序办';
    expect((await town.texts('referral.accepted'))[0]).toContain(`医保备案：${toDo}`);
    const contactId = (await town.read((tx) => tx.prisma.contact.findFirstOrThrow())).id;
    const slip = await town.transact(async (tx) =>
      readSlip(tx, (await slipLink(tx, { referralId: id, contactId })).token),
    );
    expect(slip?.appointment?.filing).toContain(toDo);
    expect((await town.prepare({ catalogueEntry: 'I10', insurance: 'employee' })).insuranceFiling).toBe('not-needed');
  });

  test('the doctor advises the centre first, and says how to book', async () => {
    const town = await referralTown();
    const { id } = await town.ask();
    await town.transact((tx) =>
      adviseInstead(tx, { referralId: id, staffId: town.ids.chenZhiyuan, reason: 'centre-first' }),
    );
    expect(await town.referral(id)).toMatchObject({ status: 'declined', endReason: 'centre-first', dueAt: null });
    expect((await town.texts('referral.advised'))[0]).toContain('建议先到社区中心看');
  });

  test('another hospital than the one that was agreed to is asked for anew, and needs a reason', async () => {
    const town = await referralTown();
    const { id } = await town.ask();
    const elsewhere = (reason?: 'continuing-care') =>
      town.transact((tx) =>
        agreeToRequest(tx, {
          referralId: id,
          staffId: town.ids.chenZhiyuan,
          toOrganisationId: town.places.cityHospital,
          reason,
        }),
      );
    expect(await codeOf(elsewhere())).toBe('referral-skips-level');
    await elsewhere('continuing-care');
    expect(await town.referral(id)).toMatchObject({
      status: 'reviewing',
      ownerId: null,
      consentId: null,
      skipReason: 'continuing-care',
      otherReason: 'continuing-care',
    });
    expect((await town.texts('referral.consent-asked'))[0]).toContain('转到市人民医院');
    expect(
      await codeOf(town.transact((tx) => agreeToRecipient(tx, { referralId: id, actorId: town.ids.liJianguo }))),
    ).toBe('not-allowed');
    await town.transact((tx) => agreeToRecipient(tx, { referralId: id, actorId: town.ids.wangXiuying }));
    expect(await town.referral(id)).toMatchObject({ status: 'sent', ownerId: town.people.sunLi });
  });

  test('a second request while one is looked at is refused with its number', async () => {
    const town = await referralTown();
    await town.ask();
    expect(await codeOf(town.ask())).toBe('referral-pending');
  });

  test('a guardian asks and agrees for the child; an agent asks, and the mother is asked for her consent', async () => {
    const town = await referralTown();
    const child = await town.ask({ residentId: town.ids.wangLele, askedById: town.ids.wangJianjun, reason: '肺炎' });
    await town.transact((tx) => agreeToRequest(tx, { referralId: child.id, staffId: town.ids.chenZhiyuan }));
    expect((await town.referral(child.id)).status).toBe('sent');

    const mother = await town.ask({ askedById: town.ids.wangJianjun });
    await town.transact((tx) => agreeToRequest(tx, { referralId: mother.id, staffId: town.ids.chenZhiyuan }));
    expect((await town.referral(mother.id)).status).toBe('reviewing');
    expect(await codeOf(town.ask({ residentId: town.ids.wangXiuying, askedById: town.ids.liJianguo }))).toBe(
      'not-allowed',
    );
  });

  test('who is not verified shows the card at the desk first', async () => {
    const town = await referralTown();
    await town.transact((tx) =>
      tx.prisma.resident.update({ where: { id: town.ids.wangXiuying }, data: { identityLevel: 'provisional' } }),
    );
    expect(await codeOf(town.ask())).toBe('not-verified');
  });
});

describe('the hospital’s desk', () => {
  test('accepts with an appointment: the resident gets one card with everything, the doctor the news', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    await town.transact((tx) =>
      acceptReferral(tx, { referralId: id, staffId: town.people.wuMin, appointmentAt: thursday, answer: anAnswer }),
    );
    expect(await town.texts('referral.accepted')).toEqual([
      [
        '市二院已接收王*英的转诊（编号0001）：',
        '时间：3月5日（周四）上午9:00',
        '地点：南院区 门诊楼3楼',
        '科室：心血管内科',
        '医生：赵一鸣',
        '请带：身份证、医保卡',
        '有效期：到3月12日（周四）',
        '医保备案：不用办，带上医保卡，直接结算',
        '去不了请打电话0756-5551004。',
      ].join('\n'),
    ]);
    expect((await town.texts('referral.progress'))[0]).toBe('王秀英的转诊0001：对方已接收，3月5日（周四）上午9:00。');
    // It is reminded of on the evening before, once.
    await town.transact((tx) => remindOfVisit(tx, id, '2026-03-05'));
    await town.transact((tx) => remindOfVisit(tx, id, '2026-03-05'));
    expect(await town.texts('referral.reminder')).toHaveLength(1);
    expect(await town.transact((tx) => remindOfVisit(tx, id, '2026-03-06'))).toBe(false);
  });

  test('attended, returned, closed: the doctor gets the summary and ends it', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    const by = { referralId: id, staffId: town.people.wuMin };
    await town.transact((tx) => acceptReferral(tx, { ...by, appointmentAt: thursday, answer: anAnswer }));
    town.to('2026-03-05T10:00:00+08:00');
    await town.transact((tx) => noteAttendance(tx, by));
    expect(await town.referral(id)).toMatchObject({ status: 'attended', ownerId: town.people.wuMin });
    await town.transact((tx) => returnReferral(tx, { ...by, outcome: { summary: '改用两种药', advice: '两周复查' } }));
    expect(await town.referral(id)).toMatchObject({ status: 'returned', ownerId: town.ids.chenZhiyuan });
    expect((await town.told('referral.summary')).map(({ recipientId }) => recipientId)).toEqual([town.ids.chenZhiyuan]);
    await town.transact((tx) => closeReferral(tx, { referralId: id, staffId: town.ids.chenZhiyuan }));
    expect(await town.referral(id)).toMatchObject({ status: 'closed', ownerId: null, dueAt: null });
    for (const word of ['sent', 'accepted', 'attended', 'returned', 'closed'])
      expect(await town.texts(`referral.${word}`), word).toHaveLength(1);
  });

  test('declines with a reason and an advice, and the doctor hears of it', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    await town.transact((tx) =>
      declineReferral(tx, { referralId: id, staffId: town.people.wuMin, reason: 'full', advice: '可到区人民医院' }),
    );
    expect((await town.texts('referral.declined'))[0]).toContain('近期没有空位，可到区人民医院');
    expect((await town.texts('referral.progress'))[0]).toContain('没有接收');
  });

  test('refers on: the other hospital gets nothing before the resident has agreed to it', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    const next = await town.transact((tx) =>
      forwardReferral(tx, {
        referralId: id,
        staffId: town.people.wuMin,
        toOrganisationId: town.places.cityHospital,
        why: '要做心脏造影',
      }),
    );
    expect(await town.referral(id)).toMatchObject({ status: 'forwarded', endReason: 'referred-on' });
    expect(next).toMatchObject({ status: 'reviewing', previousId: id, consentId: null, ownerId: null });
    const atDesk = async () => (await town.told('referral.at-desk')).map(({ recipientId }) => recipientId);
    expect(await atDesk()).toEqual([town.people.wuMin]);
    await town.transact((tx) => agreeToRecipient(tx, { referralId: next.id, actorId: town.ids.wangXiuying }));
    expect(await atDesk()).toEqual([town.people.wuMin, town.people.sunLi]);
    expect((await town.texts('referral.forwarded'))[0]).toContain('要做心脏造影');
  });

  test('another hospital’s desk may not answer; the doctor writes down what was said on the phone', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    const accept = (staffId: string) =>
      town.transact((tx) => acceptReferral(tx, { referralId: id, staffId, appointmentAt: thursday, answer: anAnswer }));
    expect(await codeOf(accept(town.people.sunLi))).toBe('not-allowed');
    await accept(town.ids.chenZhiyuan);
    const entry = await town.read((tx) =>
      tx.prisma.auditEntry.findFirstOrThrow({ where: { action: 'referral.accept', subjectId: id } }),
    );
    expect(entry.detail).toMatchObject({ side: 'recipient', how: 'by-phone' });
  });

  test('another time within the acceptance is told with the whole card', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    const by = { referralId: id, staffId: town.people.wuMin, answer: anAnswer };
    await town.transact((tx) => acceptReferral(tx, { ...by, appointmentAt: thursday }));
    await town.transact((tx) => acceptReferral(tx, { ...by, appointmentAt: new Date('2026-03-06T14:00:00+08:00') }));
    expect((await town.texts('referral.accepted'))[1]).toContain('3月6日（周五）下午2:00');
    expect(await town.steps(id)).toHaveLength(3);
  });
});

describe('timers and hand-overs', () => {
  test('unanswered it goes from the desk to its head and to the district, and is somebody’s all the time', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    const owners = [(await town.referral(id)).ownerId];
    for (let round = 0; round < 3; round += 1) {
      expect(await town.runOut(id)).toBe('escalated');
      owners.push((await town.referral(id)).ownerId);
    }
    expect(owners).toEqual([town.people.wuMin, town.people.luoWenjing, town.ids.fangMin, town.ids.fangMin]);
    const told = (await town.told('referral.overdue')).map(({ recipientId }) => recipientId);
    expect(told).toEqual([town.people.luoWenjing, town.ids.fangMin, town.ids.fangMin]);
    expect((await town.texts('referral.overdue'))[0]).toContain('吴敏没有按时处理');
  });

  test('a timer that is over finds nothing to do', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    const { dueAt, version } = await town.referral(id);
    await town.transact((tx) =>
      acceptReferral(tx, { referralId: id, staffId: town.people.wuMin, appointmentAt: thursday, answer: anAnswer }),
    );
    town.to(dueAt?.toISOString() ?? '');
    const { timeOut } = await import('#domain/referrals/time-out.ts');
    expect(await town.transact((tx) => timeOut(tx, { referralId: id, version }))).toBe('nothing');
    expect((await town.referral(id)).status).toBe('accepted');
  });

  test('an urgent one without an answer becomes a call after 30 minutes, with the hospital’s number', async () => {
    const town = await referralTown();
    const { id } = await town.prepare({ urgency: 'urgent' });
    const job = await town.read((tx) => tx.prisma.job.findFirstOrThrow({ where: { name: 'referral.call' } }));
    expect(job.dueAt.toISOString()).toBe('2026-03-02T02:30:00.000Z');
    expect((await town.referral(id)).dueAt?.toISOString()).toBe('2026-03-02T04:00:00.000Z');
    town.to(job.dueAt.toISOString());
    expect(await town.transact((tx) => callRecipient(tx, id))).toBe('asked');
    expect((await town.texts('referral.call'))[0]).toContain('市二院0756-5552002');
    const task = () => town.read((tx) => tx.prisma.staffTask.findFirstOrThrow({ where: { subjectId: id } }));
    expect(await task()).toMatchObject({ status: 'open', ownerId: town.ids.chenZhiyuan, reason: 'referral-urgent' });
    await town.transact((tx) =>
      declineReferral(tx, { referralId: id, staffId: town.people.wuMin, reason: 'full', advice: '' }),
    );
    expect((await task()).status).toBe('cleared');
    expect(await town.transact((tx) => callRecipient(tx, id))).toBe('answered');
  });

  test('an emergency never waits: no consent, no appointment, and somebody calls at once', async () => {
    const town = await referralTown();
    const { id } = await town.prepare({
      urgency: 'emergency',
      consent: 'ask',
      toOrganisationId: town.places.cityHospital,
    });
    expect(await town.referral(id)).toMatchObject({ status: 'sent', consentId: null, skipReason: 'emergency' });
    expect((await town.texts('referral.sent'))[0]).toContain('请马上到市人民医院急诊，不用等答复');
    const job = await town.read((tx) => tx.prisma.job.findFirstOrThrow({ where: { name: 'referral.call' } }));
    expect(job.dueAt).toEqual(town.clock.now());
    await town.transact((tx) => noteAttendance(tx, { referralId: id, staffId: town.people.sunLi }));
    expect((await town.referral(id)).status).toBe('attended');
  });

  test('who never agrees, and who never goes, is told that it lapsed, and so is the doctor', async () => {
    const town = await referralTown();
    const asked = await town.prepare({ consent: 'ask' });
    expect(await town.runOut(asked.id)).toBe('lapsed');
    expect(await town.referral(asked.id)).toMatchObject({ status: 'lapsed', endReason: 'no-consent' });
    const { id } = await town.prepare();
    const appointmentAt = new Date(town.clock.now().getTime() + 86_400_000);
    await town.transact((tx) =>
      acceptReferral(tx, { referralId: id, staffId: town.people.wuMin, appointmentAt, answer: anAnswer }),
    );
    expect(await town.runOut(id)).toBe('lapsed');
    expect(await town.referral(id)).toMatchObject({ status: 'lapsed', endReason: 'not-attended' });
    expect(await town.texts('referral.lapsed')).toHaveLength(2);
  });
});

describe('taking it back', () => {
  test('the resident withdraws: the desk is told, and the consent goes with it', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    await town.transact((tx) => withdrawReferral(tx, { referralId: id, by: { residentId: town.ids.wangXiuying } }));
    expect(await town.referral(id)).toMatchObject({ status: 'withdrawn', endReason: 'resident-withdrew' });
    const consents = await town.read((tx) =>
      tx.prisma.consent.findMany({ where: { subject: { startsWith: 'referral/' } } }),
    );
    expect(consents.every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true);
    expect(
      await codeOf(
        town.transact((tx) => withdrawReferral(tx, { referralId: id, by: { residentId: town.ids.wangXiuying } })),
      ),
    ).toBe('referral-state-changed');
  });

  test('a stranger may not', async () => {
    const town = await referralTown();
    const { id } = await town.prepare();
    expect(
      await codeOf(
        town.transact((tx) => withdrawReferral(tx, { referralId: id, by: { residentId: town.ids.liJianguo } })),
      ),
    ).toBe('not-allowed');
    expect(
      await codeOf(
        town.transact((tx) => withdrawReferral(tx, { referralId: id, by: { staffId: town.ids.zhouWenbo } })),
      ),
    ).toBe('not-allowed');
  });
});
