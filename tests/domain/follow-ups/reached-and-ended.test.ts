import { beforeEach, describe, expect, test } from 'vitest';
import { closePlans } from '#domain/follow-ups/close-plan.ts';
import { endDiagnosis } from '#domain/follow-ups/diagnose.ts';
import { recordBirth, recordPregnancy } from '#domain/follow-ups/mother-and-child.ts';
import { openPlan } from '#domain/follow-ups/open-plan.ts';
import { doctorLeaves } from '#domain/contracts/doctor-leaves.ts';
import { terminate } from '#domain/contracts/terminate.ts';
import { unbind } from '#domain/residents/unbind.ts';
import { noteDeath } from '#domain/residents/death.ts';
import { recordAttempt } from '#domain/staff-tasks/attempt.ts';
import { engines } from '#tests/support/engines.ts';
import { followUpTown, type FollowUpTown } from '#tests/support/follow-up-town.ts';

const good = { pressure: { systolic: 130, diastolic: 80 } };

describe.each(engines)('who is reached, and when it ends, on %s', (engine) => {
  let at: FollowUpTown;
  beforeEach(async () => {
    at = await followUpTown({ engine });
  });

  describe('who cannot be asked by chat', () => {
    const calls = async () =>
      (await at.read((tx) => tx.prisma.staffTask.findMany({ orderBy: { id: 'asc' } }))).map(
        ({ kind, reason, status, ownerId }) => ({ kind, reason, status, ownerId }),
      );

    test('becomes a call, once', async () => {
      const { wangXiuying, chenZhiyuan, wangJianjun } = at.ids;
      await at.transact((tx) => tx.prisma.delegation.deleteMany({ where: { actorId: wangJianjun } }));
      await at.diagnose(wangXiuying, 'hypertension');
      await at.sweepOn('2026-05-30');
      await at.sweepOn('2026-06-02');
      expect(await calls()).toEqual([
        { kind: 'phone', reason: 'care-unreached', status: 'open', ownerId: chenZhiyuan },
      ]);
      expect(await at.dues()).toEqual([]);
      await at.visit(wangXiuying, ['hypertension'], { findings: good });
      expect(await calls()).toMatchObject([{ status: 'cleared' }]);
    });

    test('who has unbound is not written to, but called', async () => {
      const { wangXiuying } = at.ids;
      const contactId = await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      await at.transact((tx) => unbind(tx, contactId));
      await at.sweepOn('2026-05-30');
      expect(await at.dues()).toEqual([]);
      expect(await calls()).toMatchObject([{ kind: 'phone', reason: 'care-unreached' }]);
    });

    test('a child’s guardian is asked', async () => {
      const { wangLele, wangJianjun } = at.ids;
      await at.bind(wangJianjun);
      expect((await at.tasks(wangLele, 'child')).at(0)).toBe('years-4 2026-09-01 open');
      await at.sweepOn('2026-08-29');
      const [due] = await at.told('follow-up.due');
      expect(due?.content.text).toContain('王*乐');
    });

    test('of a pregnancy the family hears nothing', async () => {
      const { chenXiaoyu, wangJianjun } = at.ids;
      await at.bind(wangJianjun);
      await at.transact(async (tx) => {
        await tx.prisma.delegation.create({
          data: {
            ...{ id: tx.id(), actorId: wangJianjun, subjectId: chenXiaoyu, kind: 'agent', kinship: '妹妹' },
            ...{ status: 'active', verifiedAt: tx.now, createdAt: tx.now },
          },
        });
        await recordPregnancy(tx, { residentId: chenXiaoyu, lastPeriodOn: '2025-10-13', staffId: at.ids.chenZhiyuan });
      });
      // 22 weeks.
      await at.sweepOn('2026-03-16');
      expect(await at.dues()).toEqual([]);
      expect((await calls()).map(({ reason }) => reason)).toContain('care-unreached');
    });

    test('refused by phone ends that plan; moved away ends every plan', async () => {
      const { liJianguo } = at.ids;
      await at.transact(async (tx) => {
        for (const kind of ['high-risk-pressure', 'high-risk-glucose'] as const)
          await openPlan(tx, { residentId: liJianguo, kind, anchorOn: '2026-03-02' });
      });
      await at.sweepOn('2026-09-02');
      const call = () =>
        at.read((tx) => tx.prisma.staffTask.findFirstOrThrow({ where: { status: 'open', residentId: liJianguo } }));
      const { id } = await call();
      await at.transact((tx) => recordAttempt(tx, { taskId: id, staffId: at.ids.zhouWenbo, outcome: 'refused' }));
      expect(await at.plan(liJianguo, 'high-risk-pressure')).toMatchObject({
        status: 'closed',
        closeReason: 'refused',
      });
      await at.sweepOn('2027-03-02');
      const second = await call();
      await at.transact((tx) => recordAttempt(tx, { taskId: second.id, staffId: at.ids.zhouWenbo, outcome: 'moved' }));
      expect(await at.plan(liJianguo, 'high-risk-glucose')).toMatchObject({
        status: 'closed',
        closeReason: 'moved-away',
      });
    });
  });

  describe('mental disorder and tuberculosis', () => {
    test('are for staff alone: no push at all, and the leader hears of what is overdue', async () => {
      const { wangJianjun } = at.ids;
      await at.bind(wangJianjun);
      await at.diagnose(wangJianjun, 'severe-mental-disorder');
      await at.diagnose(wangJianjun, 'tuberculosis');
      expect(await at.tasks(wangJianjun, 'tuberculosis')).toEqual(['first-visit 2026-03-05 open']);
      for (const date of ['2026-03-05', '2026-03-12', '2026-06-02', '2026-06-09']) await at.sweepOn(date);
      expect(await at.told('follow-up.due')).toEqual([]);
      expect((await at.task(wangJianjun, 'mental-disorder')).escalatedAt).not.toBeNull();
    });

    test('risk 3 raises an alert that names nothing', async () => {
      const { wangJianjun } = at.ids;
      await at.diagnose(wangJianjun, 'severe-mental-disorder');
      expect(
        (await at.visit(wangJianjun, ['mental-disorder'], { mode: 'home', findings: { risk: 3 } })).outcomes,
      ).toMatchObject([{ class: 'unstable', advice: 'refer-now', nextDueOn: '2026-03-16' }]);
      const [alert] = await at.told('alert.raised');
      expect(alert?.content.text).toContain('随访提示风险');
      expect(alert?.content.text).not.toMatch(/精神|障碍/u);
    });
  });

  describe('plans end', () => {
    test('with a death: nothing is asked any more', async () => {
      const { wangXiuying } = at.ids;
      await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      await at.sweepOn('2026-05-30', '22:00');
      await at.transact((tx) => noteDeath(tx, { residentId: wangXiuying, staffId: at.ids.chenZhiyuan }));
      expect(await at.plan(wangXiuying, 'hypertension')).toMatchObject({ closeReason: 'resident-died' });
      await at.sweepOn('2026-06-05');
      expect(await at.dues()).toEqual(['remind-before cleared']);
    });

    test('with a birth: the mother’s and the child’s begin', async () => {
      const { chenXiaoyu, chenZhiyuan } = at.ids;
      await at.transact((tx) =>
        recordPregnancy(tx, { residentId: chenXiaoyu, lastPeriodOn: '2025-10-13', staffId: chenZhiyuan }),
      );
      // 20 weeks on 2 March: the first visit's weeks are over.
      expect((await at.tasks(chenXiaoyu, 'pregnancy')).map((line) => line.split(' ')[0])).toEqual([
        'weeks-16-20',
        'weeks-21-24',
        'weeks-28-36',
        'weeks-37-40',
      ]);
      at.to('2026-07-20T10:00:00+08:00');
      await at.transact((tx) =>
        recordBirth(tx, {
          motherId: chenXiaoyu,
          bornOn: '2026-07-15',
          dischargedOn: '2026-07-19',
          staffId: chenZhiyuan,
        }),
      );
      expect(await at.plan(chenXiaoyu, 'pregnancy')).toMatchObject({ closeReason: 'born' });
      expect(await at.tasks(chenXiaoyu, 'postnatal')).toEqual([
        'discharge-7-days 2026-07-24 open',
        'days-42 2026-08-26 open',
      ]);
    });

    test('with a diagnosis that does not hold any more', async () => {
      const { wangXiuying, chenZhiyuan } = at.ids;
      await at.diagnose(wangXiuying, 'hypertension');
      await at.transact((tx) =>
        endDiagnosis(tx, {
          ...{ residentId: wangXiuying, code: 'hypertension', staffId: chenZhiyuan },
          endReason: 'recorded-by-mistake',
        }),
      );
      expect(await at.plan(wangXiuying, 'hypertension')).toMatchObject({ closeReason: 'diagnosis-ended' });
      expect(await at.diagnose(wangXiuying, 'hypertension')).toBeDefined();
    });

    test('when they have come to their end', async () => {
      const { wangXiuying } = at.ids;
      await at.transact((tx) =>
        openPlan(tx, {
          residentId: wangXiuying,
          kind: 'after-referral',
          causeId: 'referral-1',
          anchorOn: '2026-03-02',
        }),
      );
      await at.visit(wangXiuying, ['after-referral'], { mode: 'phone' });
      expect(await at.plan(wangXiuying, 'after-referral')).toMatchObject({ closeReason: 'came-to-its-end' });
      expect(await at.tasks(wangXiuying, 'after-referral')).toEqual(['two-weeks 2026-03-16 done seen']);
    });

    test('of a series what was not held is missed, and the next goes on', async () => {
      const { chenXiaoyu, chenZhiyuan } = at.ids;
      await at.transact((tx) =>
        recordPregnancy(tx, { residentId: chenXiaoyu, lastPeriodOn: '2025-10-13', staffId: chenZhiyuan }),
      );
      const [first] = await at.tasks(chenXiaoyu, 'pregnancy');
      expect(first).toBe('weeks-16-20 2026-02-16 open');
      await at.sweepOn('2026-04-13');
      expect((await at.tasks(chenXiaoyu, 'pregnancy'))[0]).toBe('weeks-16-20 2026-02-16 open');
      await at.sweepOn('2026-04-14');
      expect((await at.tasks(chenXiaoyu, 'pregnancy'))[0]).toBe('weeks-16-20 2026-02-16 missed');
    });

    test('a plan that was closed stays closed', async () => {
      const { wangXiuying } = at.ids;
      await at.diagnose(wangXiuying, 'hypertension');
      expect(await at.transact((tx) => closePlans(tx, { residentId: wangXiuying }, 'refused'))).toBeGreaterThan(0);
      expect(await at.transact((tx) => closePlans(tx, { residentId: wangXiuying }, 'refused'))).toBe(0);
    });
  });

  describe('another doctor', () => {
    test('takes plans and tasks along with the contract, and gives them back', async () => {
      const { wangXiuying, linXiaomei, chenZhiyuan } = at.ids;
      await at.diagnose(wangXiuying, 'hypertension');
      expect((await at.task(wangXiuying, 'hypertension')).doctorId).toBe(chenZhiyuan);
      const contractId = await at.signed({ residentId: wangXiuying, doctorId: linXiaomei });
      at.later(11);
      expect((await at.task(wangXiuying, 'hypertension')).doctorId).toBe(linXiaomei);
      await at.transact((tx) =>
        terminate(tx, { contractId, by: { kind: 'resident', id: wangXiuying }, reason: 'resident-wish' }),
      );
      expect((await at.task(wangXiuying, 'hypertension')).doctorId).toBe(chenZhiyuan);
    });

    test('of a doctor who leaves the leader looks after them', async () => {
      const { wangXiuying, linXiaomei, chenZhiyuan, fangMin } = at.ids;
      await at.diagnose(wangXiuying, 'hypertension');
      await at.signed({ residentId: wangXiuying, doctorId: linXiaomei });
      at.later(11);
      await at.transact((tx) => doctorLeaves(tx, { doctorId: linXiaomei, by: fangMin }));
      expect((await at.plan(wangXiuying, 'hypertension')).doctorId).toBe(chenZhiyuan);
    });
  });
});
