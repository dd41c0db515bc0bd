import { beforeEach, describe, expect, test } from 'vitest';
import { answerAlert } from '#domain/alerts/answer.ts';
import { escalateAlert } from '#domain/alerts/escalate.ts';
import { raiseAlert } from '#domain/alerts/raise.ts';
import { takeBackReadings } from '#domain/follow-ups/report-reading.ts';
import { engines } from '#tests/support/engines.ts';
import { followUpTown, type FollowUpTown } from '#tests/support/follow-up-town.ts';

const veryHigh = { kind: 'pressure', systolic: 185, diastolic: 112 } as const;

describe.each(engines)('alerts on %s', (engine) => {
  let at: FollowUpTown;
  beforeEach(async () => {
    at = await followUpTown({ engine });
  });

  const alert = () => at.read((tx) => tx.prisma.alert.findFirstOrThrow());
  const raise = () => at.transact((tx) => raiseAlert(tx, { residentId: at.ids.wangXiuying, kind: 'pressure-danger' }));
  const answer = (staffId: string, outcome: 'called' | 'unreachable' = 'called') =>
    at.transact(async (tx) =>
      answerAlert(tx, { alertId: (await tx.prisma.alert.findFirstOrThrow()).id, staffId, outcome, label: '已答复' }),
    );

  test('a reading of danger tells the doctor at once, on a card, with what to call', async () => {
    const { wangXiuying, chenZhiyuan } = at.ids;
    await at.report(wangXiuying, await at.bind(wangXiuying), veryHigh);
    expect(await alert()).toMatchObject({ status: 'open', ownerId: chenZhiyuan, kind: 'pressure-danger' });
    const [told] = await at.told('alert.raised');
    expect(told?.content.text).toContain('【血压很高】王秀英（67岁）3月2日（周一）上午9:30，血压185/112');
    expect(told?.content.text).toContain('13800000001');
  });

  test('while one is open, the same again raises no other', async () => {
    expect(await raise()).toBe(await raise());
    expect(await at.told('alert.raised')).toHaveLength(1);
  });

  test('is answered once, by whoever works at the centre', async () => {
    await raise();
    await answer(at.ids.heJing);
    expect(await alert()).toMatchObject({ status: 'answered', outcome: 'called', answeredById: at.ids.heJing });
    await expect(answer(at.ids.chenZhiyuan)).rejects.toMatchObject({ code: 'alert-answered' });
  });

  test('not by another centre’s doctor', async () => {
    await raise();
    await expect(answer(at.ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('who could not be reached is visited', async () => {
    await raise();
    await answer(at.ids.chenZhiyuan, 'unreachable');
    expect(await at.read((tx) => tx.prisma.staffTask.findMany())).toMatchObject([
      { kind: 'visit', reason: 'alert-unreachable', ownerId: at.ids.chenZhiyuan },
    ]);
  });

  test('unanswered it goes to the leader, to the centre’s director, then to the district, and stays there, always owned', async () => {
    const { wangXiuying, linXiaomei, chenZhiyuan, huangGuoqiang, fangMin } = at.ids;
    await at.signed({ residentId: wangXiuying, doctorId: linXiaomei });
    await raise();
    const owners = [(await alert()).ownerId];
    for (const escalations of [0, 1, 2, 3]) {
      const alertId = (await alert()).id;
      await at.transact((tx) => escalateAlert(tx, { alertId, escalations }));
      owners.push((await alert()).ownerId);
    }
    expect(owners).toEqual([linXiaomei, chenZhiyuan, huangGuoqiang, fangMin, fangMin]);
    expect(await at.told('alert.raised')).toHaveLength(4);
  });

  test('the same look twice hands it on once; an answered one is left alone', async () => {
    await raise();
    const { id: alertId } = await alert();
    await at.transact((tx) => escalateAlert(tx, { alertId, escalations: 0 }));
    expect(await at.transact((tx) => escalateAlert(tx, { alertId, escalations: 0 }))).toBe('escalated-before');
    await answer(at.ids.chenZhiyuan);
    expect(await at.transact((tx) => escalateAlert(tx, { alertId, escalations: 1 }))).toBe('answered');
  });

  test('at night whoever has the duty phone owns it, after midnight too; then the doctor', async () => {
    const { heJing, chenZhiyuan } = at.ids;
    await at.transact(async (tx) => {
      const { id: organisationId } = await tx.prisma.organisation.findFirstOrThrow({ where: { shortName: '拱北' } });
      await tx.prisma.duty.create({ data: { organisationId, date: '2026-03-02', staffId: heJing } });
    });
    at.to('2026-03-03T02:10:00+08:00');
    await raise();
    expect((await alert()).ownerId).toBe(heJing);
    await at.transact(async (tx) => escalateAlert(tx, { alertId: (await alert()).id, escalations: 0 }));
    expect((await alert()).ownerId).toBe(chenZhiyuan);
  });

  test('a reading that is taken back takes its alert back', async () => {
    const { wangXiuying } = at.ids;
    const contactId = await at.bind(wangXiuying);
    await at.report(wangXiuying, contactId, veryHigh);
    await at.transact((tx) => takeBackReadings(tx, contactId));
    expect(await alert()).toMatchObject({ status: 'answered', outcome: 'false-alarm' });
  });
});
