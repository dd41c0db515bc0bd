import { expect, test } from 'vitest';
import { acceptReferral, noteAttendance, returnReferral } from '#domain/referrals/desk.ts';
import { remindOfVisit } from '#domain/referrals/reminders.ts';
import { anAnswer, referralTown } from '#tests/support/referral-town.ts';

const down = { direction: 'down', category: 'rehabilitation', department: '康复', insurance: null } as const;

test('康复回社区: the hospital sends the summary, the centre answers with a bed and a course, each visit is reminded of', async () => {
  const town = await referralTown();
  const { id } = await town.prepare({
    ...down,
    fromOrganisationId: town.places.secondHospital,
    toOrganisationId: town.places.gongbei,
    staffId: town.people.wuMin,
    packet: { reason: '脑梗恢复期', findings: '出院小结：左侧肢体无力', results: [], criteria: ['I69.3.down.1'] },
  });
  expect(await town.referral(id)).toMatchObject({ status: 'sent', ownerId: town.ids.chenZhiyuan, skipReason: null });
  expect((await town.referral(id)).dueAt?.toISOString()).toBe('2026-03-03T02:00:00.000Z');
  const accept = (more: object) =>
    town.transact((tx) =>
      acceptReferral(tx, {
        referralId: id,
        staffId: town.ids.chenZhiyuan,
        appointmentAt: new Date('2026-03-04T09:00:00+08:00'),
        answer: {
          ...{ ...anAnswer, department: '康复室', visits: ['2026-03-07T01:00:00.000Z', '2026-03-11T01:00:00.000Z'] },
          ...more,
        },
      }),
    );
  await expect(accept({})).rejects.toMatchObject({ code: 'referral-needs-bed' });
  expect((await town.referral(id)).status).toBe('sent');
  await accept({ bed: '3楼12床' });
  expect((await town.texts('referral.accepted'))[0]).toContain('床位：3楼12床');
  expect((await town.texts('referral.progress'))[0]).toContain('对方已接收，3月4日（周三）上午9:00，床位：3楼12床');
  expect((await town.texts('referral.accepted'))[0]).toContain('以后：3月7日（周六）上午9:00；3月11日（周三）上午9:00');
  for (const date of ['2026-03-04', '2026-03-07', '2026-03-11'])
    expect(await town.transact((tx) => remindOfVisit(tx, id, date)), date).toBe(true);
  expect((await town.referral(id)).validUntil).toBe('2026-03-18');
});

test('门诊 in the community is answered with a number; a centre that lets a day pass loses it to the next who answers', async () => {
  const town = await referralTown();
  const { id } = await town.prepare({
    ...{ ...down, category: 'general', fromOrganisationId: town.places.secondHospital },
    ...{ toOrganisationId: town.places.gongbei, staffId: town.people.wuMin },
    packet: { reason: '血压稳定', findings: '出院小结：继续服药', results: [], criteria: [] },
  });
  await town.runOut(id);
  const { ownerId, dueAt } = await town.referral(id);
  expect(ownerId).not.toBe(town.ids.chenZhiyuan);
  expect(ownerId).not.toBeNull();
  expect(dueAt?.toISOString()).toBe('2026-03-04T02:00:00.000Z');
  const appointmentAt = new Date('2026-03-05T09:00:00+08:00');
  const answer = { ...anAnswer, bed: '5号' };
  await town.transact((tx) => acceptReferral(tx, { referralId: id, staffId: ownerId ?? '', appointmentAt, answer }));
  expect((await town.texts('referral.accepted'))[0]).toContain('门诊号：5号');
});

test('检验检查: the result of a shared test comes back as a report', async () => {
  const town = await referralTown();
  const { id } = await town.prepare({ direction: 'test', category: 'ecg', department: '心电图室' });
  const by = { referralId: id, staffId: town.people.wuMin };
  await town.transact((tx) =>
    acceptReferral(tx, { ...by, appointmentAt: new Date('2026-03-04T09:00:00+08:00'), answer: anAnswer }),
  );
  await town.transact((tx) => noteAttendance(tx, by));
  await town.transact((tx) => returnReferral(tx, { ...by, outcome: { summary: '窦性心律', advice: '' } }));
  const report = await town.read((tx) => tx.prisma.report.findFirstOrThrow({ where: { referralId: id } }));
  expect(report).toMatchObject({ kind: 'ecg', title: '心电图', organisationId: town.places.secondHospital });
  expect(report.contentSealed).not.toContain('窦性');
});

test('after a referral up, and after one down, a follow-up within two weeks comes by itself', async () => {
  const town = await referralTown();
  const { id } = await town.prepare();
  const plan = await town.read((tx) =>
    tx.prisma.carePlan.findFirstOrThrow({ where: { causeId: id }, include: { tasks: true } }),
  );
  expect(plan).toMatchObject({ kind: 'after-referral', status: 'active', doctorId: town.ids.chenZhiyuan });
  expect(plan.tasks.map(({ dueOn }) => dueOn)).toEqual(['2026-03-16']);
});
