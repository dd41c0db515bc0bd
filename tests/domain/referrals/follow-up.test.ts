import { expect, test } from 'vitest';
import { recordVisit } from '#domain/follow-ups/record-visit.ts';
import { takeInReport } from '#domain/reports/take-in.ts';
import { acceptReferral, declineReferral, noteAttendance, returnReferral } from '#domain/referrals/desk.ts';
import { closeReferral } from '#domain/referrals/close.ts';
import { withdrawReferral } from '#domain/referrals/withdraw.ts';
import { anAnswer, referralTown } from '#tests/support/referral-town.ts';

type Town = Awaited<ReturnType<typeof referralTown>>;

const plans = (town: Town, causeId: string) =>
  town.read((tx) =>
    tx.prisma.carePlan.findMany({
      where: { causeId },
      include: { tasks: { orderBy: [{ dueOn: 'asc' }] } },
      orderBy: { openedAt: 'asc' },
    }),
  );
const tasks = async (town: Town, causeId: string) =>
  (await plans(town, causeId)).flatMap((plan) =>
    plan.tasks.map(({ milestone, dueOn, status }) => `${milestone} ${dueOn} ${status}`),
  );
const accept = (town: Town, referralId: string, day = '05') =>
  town.transact((tx) =>
    acceptReferral(tx, {
      ...{ referralId, staffId: town.people.wuMin, answer: anAnswer },
      appointmentAt: new Date(`2026-03-${day}T09:00:00+08:00`),
    }),
  );

test('the follow-up of a referral that was withdrawn, declined or lapsed is not due any more', async () => {
  const town = await referralTown();
  const ends = {
    withdrawn: (referralId: string) =>
      town.transact((tx) => withdrawReferral(tx, { referralId, by: { staffId: town.ids.chenZhiyuan } })),
    declined: (referralId: string) =>
      town.transact((tx) =>
        declineReferral(tx, { referralId, staffId: town.people.wuMin, reason: 'full', advice: '' }),
      ),
    lapsed: async (referralId: string) => {
      await accept(town, referralId);
      await town.runOut(referralId);
    },
  };
  for (const [status, end] of Object.entries(ends)) {
    const { id } = await town.prepare();
    expect(await tasks(town, id)).toEqual(['two-weeks 2026-03-16 open']);
    await end(id);
    expect((await town.referral(id)).status).toBe(status);
    expect(await plans(town, id)).toMatchObject([{ status: 'closed', closeReason: 'referral-ended' }]);
    expect(await tasks(town, id)).toEqual(['two-weeks 2026-03-16 cleared']);
  }
});

test('the follow-up of a referral that was closed goes on: they have been seen', async () => {
  const town = await referralTown();
  const { id } = await town.prepare();
  const by = { referralId: id, staffId: town.people.wuMin };
  await accept(town, id);
  await town.transact((tx) => noteAttendance(tx, by));
  await town.transact((tx) => returnReferral(tx, { ...by, outcome: { summary: '血压已控制', advice: '' } }));
  await town.transact((tx) => closeReferral(tx, { referralId: id, staffId: town.ids.chenZhiyuan }));
  expect(await tasks(town, id)).toEqual(['two-weeks 2026-03-16 open']);
});

test('the hospital’s advice “三周复查血压” is due too, after the two weeks', async () => {
  const town = await referralTown();
  const { id } = await town.prepare();
  const by = { referralId: id, staffId: town.people.wuMin };
  await accept(town, id);
  await town.transact((tx) => noteAttendance(tx, by));
  await town.transact((tx) => returnReferral(tx, { ...by, outcome: { summary: '高血压2级', advice: '三周复查血压' } }));
  expect(await tasks(town, id)).toEqual(['two-weeks 2026-03-16 open', 'by-summary 2026-03-23 open']);
  const [plan] = await plans(town, id);
  const seen = {
    residentId: town.ids.wangXiuying,
    staffId: town.ids.chenZhiyuan,
    mode: 'phone',
    findings: {},
  } as const;
  const visit = () => town.transact((tx) => recordVisit(tx, { ...seen, planIds: [plan?.id ?? ''] }));
  expect((await visit()).outcomes).toMatchObject([{ nextDueOn: '2026-03-23' }]);
  expect(await plans(town, id)).toMatchObject([{ status: 'active' }]);
  await visit();
  expect(await plans(town, id)).toMatchObject([{ status: 'closed', closeReason: 'came-to-its-end' }]);
});

test('down to the centre: the day in the summary takes the place of the two weeks when it is sooner, and is due besides when it is later', async () => {
  const town = await referralTown();
  const down = async (findings: string) => {
    const { id } = await town.prepare({
      ...{ direction: 'down', category: 'rehabilitation', catalogueEntry: null, department: '康复' },
      ...{ fromOrganisationId: town.places.secondHospital, toOrganisationId: town.places.gongbei },
      packet: { reason: '脑梗死恢复期', findings, results: [], criteria: [] },
      staffId: town.people.wuMin,
    });
    await town.transact((tx) =>
      acceptReferral(tx, {
        ...{ referralId: id, staffId: town.ids.heJing, answer: { ...anAnswer, bed: '3楼12床' } },
        appointmentAt: new Date('2026-03-04T15:00:00+08:00'),
      }),
    );
    return tasks(town, id);
  };
  expect(await down('能自己走路，继续服药')).toEqual(['two-weeks 2026-03-16 open']);
  expect(await down('出院后一周复查凝血')).toEqual(['two-weeks 2026-03-09 open']);
  expect(await down('1个月后门诊复诊')).toEqual(['two-weeks 2026-03-16 open', 'by-summary 2026-04-02 open']);
});

test('出院小结: who was discharged is seen within two weeks, and by its plan; an old one is only kept', async () => {
  const town = await referralTown();
  const discharge = (issuedAt: string, externalId: string) =>
    town.transact((tx) =>
      takeInReport(tx, {
        ...{ residentId: town.ids.wangXiuying, organisationId: town.places.secondHospital, kind: 'discharge' },
        ...{ title: '出院小结', issuedAt: new Date(issuedAt), externalId },
        content: { items: [], findings: '肺炎，好转', conclusion: '一个月后复查胸片' },
      }),
    );
  const id = await discharge('2026-02-28T10:00:00+08:00', '1');
  expect(await tasks(town, id ?? '')).toEqual(['two-weeks 2026-03-14 open', 'by-summary 2026-03-28 open']);
  expect(await plans(town, id ?? '')).toMatchObject([{ kind: 'after-discharge' }]);
  expect(await discharge('2026-02-28T10:00:00+08:00', '1')).toBeUndefined();
  const old = await discharge('2025-11-28T10:00:00+08:00', '2');
  expect(await plans(town, old ?? '')).toEqual([]);
});
