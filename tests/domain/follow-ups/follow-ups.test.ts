import { beforeEach, describe, expect, test } from 'vitest';
import { agreeOn, saidDone } from '#domain/follow-ups/agree.ts';
import { openPlan } from '#domain/follow-ups/open-plan.ts';
import { takeBackReadings } from '#domain/follow-ups/report-reading.ts';
import { engines } from '#tests/support/engines.ts';
import { followUpTown, type FollowUpTown } from '#tests/support/follow-up-town.ts';

const pressure = (systolic: number, diastolic: number) => ({ kind: 'pressure', systolic, diastolic }) as const;
const good = { pressure: { systolic: 130, diastolic: 80 } };
const high = { pressure: { systolic: 165, diastolic: 95 } };

describe.each(engines)('follow-ups on %s', (engine) => {
  let at: FollowUpTown;
  beforeEach(async () => {
    at = await followUpTown({ engine });
  });

  test('a diagnosis opens its plan, once, and the doctor of the contract looks after it', async () => {
    const { wangXiuying } = at.ids;
    await at.signed({ residentId: wangXiuying, doctorId: at.ids.linXiaomei });
    expect(await at.diagnose(wangXiuying, 'hypertension')).toBeDefined();
    expect(await at.diagnose(wangXiuying, 'hypertension')).toBeUndefined();
    expect(await at.tasks(wangXiuying, 'hypertension')).toEqual(['quarter 2026-06-02 open']);
    expect(await at.plan(wangXiuying, 'hypertension')).toMatchObject({
      doctorId: at.ids.linXiaomei,
      rulePack: 'zhuhai-xiangzhou@2026-01',
    });
  });

  test('staff of another centre record no diagnosis', async () => {
    await expect(at.diagnose(at.ids.wangXiuying, 'hypertension', at.ids.zhouWenbo)).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('each visit closes what is due and opens what follows: three months, two weeks, referral the second time', async () => {
    const { wangXiuying } = at.ids;
    await at.diagnose(wangXiuying, 'hypertension');
    at.to('2026-06-01T10:00:00+08:00');
    expect((await at.visit(wangXiuying, ['hypertension'], { findings: good })).outcomes).toMatchObject([
      { class: 'controlled', nextDueOn: '2026-09-01' },
    ]);
    at.to('2026-09-01T10:00:00+08:00');
    expect((await at.visit(wangXiuying, ['hypertension'], { findings: high })).outcomes).toMatchObject([
      { class: 'first-not-controlled', nextDueOn: '2026-09-15', advice: undefined },
    ]);
    at.to('2026-09-15T10:00:00+08:00');
    expect((await at.visit(wangXiuying, ['hypertension'], { findings: high })).outcomes).toMatchObject([
      { class: 'again-not-controlled', nextDueOn: '2026-09-29', advice: 'refer' },
    ]);
    expect(await at.tasks(wangXiuying, 'hypertension')).toEqual([
      'quarter 2026-06-02 done controlled',
      'quarter 2026-09-01 done first-not-controlled',
      'two-weeks 2026-09-15 done again-not-controlled',
      'two-weeks 2026-09-29 open',
    ]);
  });

  test('one visit serves two plans', async () => {
    const { wangXiuying } = at.ids;
    await at.diagnose(wangXiuying, 'hypertension');
    await at.diagnose(wangXiuying, 'type-2-diabetes');
    const { encounterId, outcomes } = await at.visit(wangXiuying, ['hypertension', 'diabetes'], {
      findings: { ...good, glucose: { value: 8.1, when: 'fasting' } },
    });
    expect(outcomes.map(({ kind, class: found }) => [kind, found])).toEqual([
      ['hypertension', 'controlled'],
      ['diabetes', 'first-not-controlled'],
    ]);
    const readings = await at.read((tx) => tx.prisma.reading.findMany({ where: { encounterId } }));
    expect(readings.map(({ kind, class: found }) => `${kind} ${found}`).sort()).toEqual([
      'glucose high',
      'pressure controlled',
    ]);
  });

  test('a visit of diabetes without a glucose is not guessed', async () => {
    const { wangXiuying } = at.ids;
    await at.diagnose(wangXiuying, 'type-2-diabetes');
    await expect(at.visit(wangXiuying, ['diabetes'], { findings: good })).rejects.toMatchObject({
      code: 'findings-missing',
    });
  });

  test('a call is kept and counted apart: it closes nothing of who must be seen face to face', async () => {
    const { wangXiuying } = at.ids;
    await at.diagnose(wangXiuying, 'hypertension');
    await at.visit(wangXiuying, ['hypertension'], { mode: 'phone', findings: high });
    expect(await at.tasks(wangXiuying, 'hypertension')).toEqual(['quarter 2026-06-02 open']);
    expect(await at.read((tx) => tx.prisma.encounter.count({ where: { mode: 'phone' } }))).toBe(1);
  });

  test('two who record the same visit record it once', async () => {
    const { wangXiuying } = at.ids;
    await at.diagnose(wangXiuying, 'hypertension');
    const settled = await Promise.allSettled([
      at.visit(wangXiuying, ['hypertension'], { findings: good }),
      at.visit(wangXiuying, ['hypertension'], { findings: good, staffId: at.ids.linXiaomei }),
    ]);
    const refusals = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []));
    // Either the second met the first, or it closed the next task: never one task twice.
    for (const refusal of refusals) expect(refusal.code).toBe('care-task-closed');
    const open = (await at.tasks(wangXiuying, 'hypertension')).filter((line) => line.includes('open'));
    expect(open).toHaveLength(1);
  });

  describe('a reading by chat', () => {
    test('is no visit: two high ones of a morning are not “the second time running”', async () => {
      const { wangXiuying } = at.ids;
      const contactId = await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      await at.report(wangXiuying, contactId, pressure(165, 95));
      await at.report(wangXiuying, contactId, pressure(170, 96));
      expect((await at.visit(wangXiuying, ['hypertension'], { findings: high })).outcomes).toMatchObject([
        { class: 'first-not-controlled' },
      ]);
    });

    test('that is high brings the visit forward to two weeks, and “说错了” puts it back', async () => {
      const { wangXiuying } = at.ids;
      const contactId = await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      const [reported] = await at.report(wangXiuying, contactId, pressure(165, 95));
      expect(reported).toMatchObject({ class: 'high', visitDueOn: '2026-03-16' });
      expect(await at.tasks(wangXiuying, 'hypertension')).toEqual(['quarter 2026-03-16 open']);
      expect(await at.transact((tx) => takeBackReadings(tx, contactId))).toBe(1);
      expect(await at.tasks(wangXiuying, 'hypertension')).toEqual(['quarter 2026-06-02 open']);
      expect(await at.transact((tx) => takeBackReadings(tx, contactId))).toBe(0);
    });

    test('that is well leaves the day of the visit as it is', async () => {
      const { wangXiuying } = at.ids;
      const contactId = await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      const [reported] = await at.report(wangXiuying, contactId, pressure(128, 78));
      expect(reported).toMatchObject({ class: 'controlled', visitDueOn: '2026-06-02' });
    });

    test('stays when half an hour is over', async () => {
      const { wangXiuying } = at.ids;
      const contactId = await at.bind(wangXiuying);
      await at.report(wangXiuying, contactId, pressure(128, 78));
      at.later(31);
      expect(await at.transact((tx) => takeBackReadings(tx, contactId))).toBe(0);
    });

    test('does what is due of who is only to measure', async () => {
      const { liJianguo } = at.ids;
      const contactId = await at.bind(liJianguo);
      await at.transact((tx) =>
        openPlan(tx, { residentId: liJianguo, kind: 'high-risk-pressure', anchorOn: '2026-03-02' }),
      );
      at.to('2026-08-20T10:00:00+08:00');
      await at.report(liJianguo, contactId, pressure(128, 82));
      expect(await at.tasks(liJianguo, 'high-risk-pressure')).toEqual([
        'half-year 2026-09-02 done',
        'half-year 2027-02-20 open',
      ]);
    });

    test('is sealed', async () => {
      const { wangXiuying } = at.ids;
      await at.report(wangXiuying, await at.bind(wangXiuying), pressure(165, 95));
      expect(JSON.stringify(await at.read((tx) => tx.prisma.reading.findMany()))).not.toContain('165');
    });
  });

  describe('reminders', () => {
    test('three days before, on the day, three days after; seven days overdue it is the leader’s', async () => {
      const { wangXiuying } = at.ids;
      await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      await at.sweepOn('2026-05-29');
      expect(await at.dues()).toEqual([]);
      await at.sweepOn('2026-05-30');
      await at.sweepOn('2026-05-31');
      expect(await at.dues()).toEqual(['remind-before pending']);
      await at.sweepOn('2026-06-02');
      await at.sweepOn('2026-06-05');
      expect((await at.dues()).map((line) => line.split(' ')[0])).toEqual([
        'remind-before',
        'remind-on',
        'remind-after',
      ]);
      await at.sweepOn('2026-06-08');
      expect((await at.task(wangXiuying, 'hypertension')).escalatedAt).toBeNull();
      await at.sweepOn('2026-06-09');
      expect(await at.task(wangXiuying, 'hypertension')).toMatchObject({
        escalatedAt: new Date('2026-06-09T01:00:00Z'),
        nextStepAt: null,
      });
    });

    test('of two plans that are due together are one message', async () => {
      const { wangXiuying } = at.ids;
      await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      await at.diagnose(wangXiuying, 'type-2-diabetes');
      await at.sweepOn('2026-05-30');
      expect(await at.dues()).toEqual(['remind-before pending']);
    });

    test('names no condition', async () => {
      const { wangXiuying } = at.ids;
      await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      await at.sweepOn('2026-05-30');
      const [due] = await at.told('follow-up.due');
      expect(due?.content.text).toContain('陈志远医生请王*英在6月2日（周二）前到拱北做一次健康随访');
      expect(JSON.stringify(due?.content)).not.toMatch(/高血压|血压|糖尿/u);
    });

    test('after a standstill only the last one goes out, never at night', async () => {
      const { wangXiuying } = at.ids;
      await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      await at.sweepOn('2026-06-03', '23:10');
      const [due, ...others] = await at.told('follow-up.due');
      expect(others).toEqual([]);
      expect(due?.key).toContain('/remind-on/');
      expect(due?.dueAt).toEqual(new Date('2026-06-04T07:30:00+08:00'));
    });

    test('a done task is never reminded, not even by what waits for the morning', async () => {
      const { wangXiuying } = at.ids;
      await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      await at.sweepOn('2026-05-30', '23:10');
      await at.visit(wangXiuying, ['hypertension'], { findings: good });
      expect(await at.dues()).toEqual(['remind-before cleared']);
      await at.sweepOn('2026-06-05');
      expect(await at.dues()).toEqual(['remind-before cleared']);
    });

    test('the same sweep twice sends once', async () => {
      const { wangXiuying } = at.ids;
      await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      await at.sweepOn('2026-05-30');
      await at.sweepOn('2026-05-30', '09:05');
      expect(await at.dues()).toHaveLength(1);
    });

    test('go by the day that was agreed on', async () => {
      const { wangXiuying } = at.ids;
      await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      const { id } = await at.task(wangXiuying, 'hypertension');
      await at.sweepOn('2026-05-30');
      await at.transact((tx) => agreeOn(tx, { taskId: id, by: wangXiuying, date: '2026-06-10' }));
      await at.sweepOn('2026-06-02');
      expect(await at.dues()).toEqual(['remind-before cleared']);
      await at.sweepOn('2026-06-07');
      const dues = await at.told('follow-up.due');
      expect(dues.at(-1)?.content.text).toContain('约好6月10日（周三）在拱北见面');
    });

    test('end when somebody says that they have been; it stays on the doctor’s list', async () => {
      const { wangXiuying } = at.ids;
      await at.bind(wangXiuying);
      await at.diagnose(wangXiuying, 'hypertension');
      const { id } = await at.task(wangXiuying, 'hypertension');
      await at.sweepOn('2026-05-30');
      await at.transact((tx) => saidDone(tx, { taskId: id, by: wangXiuying }));
      await at.sweepOn('2026-06-02');
      expect(await at.dues()).toEqual(['remind-before cleared']);
      expect(await at.task(wangXiuying, 'hypertension')).toMatchObject({ status: 'open', saidDoneOn: '2026-05-30' });
    });
  });
});
