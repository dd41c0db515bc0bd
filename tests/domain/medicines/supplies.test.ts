import { beforeEach, describe, expect, test } from 'vitest';
import { recordDiagnosis } from '#domain/follow-ups/diagnose.ts';
import { recordVisit } from '#domain/follow-ups/record-visit.ts';
import { refuseSupply } from '#domain/medicines/answer.ts';
import { withdrawSupply } from '#domain/medicines/end.ts';
import { escalateSupply } from '#domain/medicines/escalate.ts';
import { answerOnRequest } from '#domain/medicines/hospital.ts';
import { medicinesInUse } from '#domain/medicines/in-use.ts';
import { noteAdherence } from '#domain/medicines/run-out.ts';
import { lookAtUncollected } from '#domain/medicines/uncollected.ts';
import { noteDeath } from '#domain/residents/death.ts';
import { engines } from '#tests/support/engines.ts';
import { medicineTown, wasSeen, type MedicineTown } from '#tests/support/medicine-town.ts';

let at: MedicineTown;
beforeEach(async () => {
  at = await medicineTown();
});

describe('a refill', () => {
  test('is answered by the doctor, prepared by the nurse, collected at the desk, and asked about before it runs out', async () => {
    const { supplyId, number, ownerName } = await at.ask();
    expect({ number, ownerName }).toEqual({ number: 'YY2026000001', ownerName: '陈志远' });
    const [card] = await at.told('supply.asked');
    expect(card?.content.card?.lines).toContainEqual({ name: '当面看过', value: '2月20日（周五）' });

    await at.agree(supplyId);
    expect(await at.supply(supplyId)).toMatchObject({ status: 'preparing', ownerId: at.ids.heJing });
    expect(await at.texts('supply.agreed')).toEqual([
      '王*英的续药申请（0001）医生同意了。正在备药，大约1个工作日，好了通知您来取。',
    ]);
    await at.ready(supplyId);
    const [told] = await at.texts('supply.ready');
    expect(told).toContain('王*英的药备好了，取药号0001。请在3月9日（周一）前到拱北');
    expect(told).not.toContain('氨氯地平');

    expect(await at.collect(supplyId)).toMatchObject({ runsOutOn: '2026-03-30' });
    expect(await at.jobs('supply.ask')).toEqual(['3月25日（周三）上午10:00']);
    const rating = await at.read((tx) => tx.prisma.rating.findFirstOrThrow());
    expect(rating).toMatchObject({ subjectKind: 'supply', subjectId: supplyId });

    at.to('2026-03-25T10:00:00+08:00');
    expect(await at.runsOut(supplyId)).toBeUndefined();
    const [asked, ...more] = await at.texts('supply.run-out');
    expect(more).toEqual([]);
    expect(asked).toContain('还够5天');
    expect(asked).not.toContain('氨氯地平');
  });

  test('comes on top of what is left at home', async () => {
    await at.takes(6);
    const { supplyId } = await at.ask();
    await at.agree(supplyId);
    expect(await at.collect(supplyId)).toMatchObject({ runsOutOn: '2026-04-05' });
    const inUse = await at.read((tx) => medicinesInUse(tx, at.wang.residentId));
    expect(inUse).toMatchObject([{ name: '氨氯地平片 5mg', daysLeft: 34 }]);
  });

  test('is refused without a recent visit face to face; a call is none', async () => {
    const residentId = await at.neighbour(1);
    await expect(at.ask(at.list.amlodipine, { residentId })).rejects.toMatchObject({ code: 'medicine-needs-visit' });
    await at.transact((tx) => wasSeen(tx, { residentId, staffId: at.ids.chenZhiyuan, daysAgo: 91 }));
    await expect(at.ask(at.list.amlodipine, { residentId })).rejects.toMatchObject({ code: 'medicine-needs-visit' });
    await at.transact((tx) =>
      tx.prisma.encounter.updateMany({ where: { residentId }, data: { mode: 'phone', heldAt: tx.now } }),
    );
    await expect(at.ask(at.list.amlodipine, { residentId })).rejects.toMatchObject({ code: 'medicine-needs-visit' });
    await at.transact((tx) => tx.prisma.encounter.updateMany({ where: { residentId }, data: { mode: 'station' } }));
    await at.ask(at.list.amlodipine, { residentId });
  });

  test('of a non-essential medicine is for residents with a contract, and audited', async () => {
    await expect(at.ask(at.list.rosuvastatin)).rejects.toMatchObject({ code: 'medicine-needs-contract' });
    await at.signed({ residentId: at.wang.residentId });
    const { supplyId } = await at.ask(at.list.rosuvastatin);
    const entry = await at.read((tx) => tx.prisma.auditEntry.findFirstOrThrow({ where: { action: 'supply.asked' } }));
    expect(entry).toMatchObject({ subjectId: supplyId, detail: { essential: false } });
  });

  test('for longer (长处方) is for who has a contract and is stable', async () => {
    await at.signed({ residentId: at.wang.residentId });
    await expect(at.ask(at.list.amlodipine, { longTerm: true })).rejects.toMatchObject({ code: 'not-allowed' });
    await at.transact(async (tx) => {
      const by = { residentId: at.wang.residentId, staffId: at.ids.chenZhiyuan };
      const planId = await recordDiagnosis(tx, { ...by, code: 'hypertension', diagnosedOn: '2025-12-01' });
      await recordVisit(tx, {
        ...by,
        planIds: [planId ?? ''],
        mode: 'clinic',
        findings: { pressure: { systolic: 128, diastolic: 78 } },
      });
    });
    const { supplyId } = await at.ask(at.list.amlodipine, { longTerm: true });
    expect(await at.supply(supplyId)).toMatchObject({ days: 84, longTerm: true });
  });

  test('waits while there is enough at home, and is asked for once at a time', async () => {
    await at.takes(28);
    await expect(at.ask()).rejects.toMatchObject({ code: 'medicine-enough-left', details: { from: '2026-03-20' } });
    at.to('2026-03-20T09:30:00+08:00');
    await at.ask();
    await expect(at.ask()).rejects.toMatchObject({ code: 'supply-open' });
  });

  test('is refused by the doctor with a reason and the way on', async () => {
    const { supplyId } = await at.ask();
    await at.transact((tx) =>
      refuseSupply(tx, { supplyId, staffId: at.ids.chenZhiyuan, reason: 'see-doctor', from: 'requested' }),
    );
    expect(await at.supply(supplyId)).toMatchObject({ status: 'refused', refusal: 'see-doctor', dueAt: null });
    const [told] = await at.texts('supply.refused');
    expect(told).toContain('医生想先当面看一看');
    expect(told).toContain('夜门诊');
    await expect(at.agree(supplyId)).rejects.toMatchObject({ code: 'supply-state-changed' });
  });

  test('is answered by doctors, prepared by anybody at the desk, by nobody of another centre', async () => {
    const { supplyId } = await at.ask();
    await expect(at.agree(supplyId, at.ids.heJing)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(at.agree(supplyId, at.ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
    await at.agree(supplyId, at.ids.linXiaomei);
    await expect(at.ready(supplyId, at.ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
    await at.ready(supplyId, at.ids.linXiaomei);
  });

  test('that nobody answers for a working day goes to the next owner, who gets the card', async () => {
    await at.signed({ residentId: at.wang.residentId, doctorId: at.ids.linXiaomei });
    const { supplyId } = await at.ask();
    const look = () => at.transact((tx) => escalateSupply(tx, supplyId));
    expect(await look()).toBe('due-later');
    at.to('2026-03-03T09:30:00+08:00');
    expect(await look()).toBeUndefined();
    expect(await look()).toBe('due-later');
    expect(await at.supply(supplyId)).toMatchObject({ ownerId: at.ids.chenZhiyuan, escalations: 1 });
    const cards = await at.told('supply.asked');
    expect(cards.map(({ recipientId }) => recipientId)).toEqual([at.ids.linXiaomei, at.ids.chenZhiyuan]);
    expect(cards[1]?.content.text).toContain('超时转来的续药申请0001');
    await at.agree(supplyId);
    at.to('2026-03-20T09:30:00+08:00');
    await look();
    expect(await at.supply(supplyId)).toMatchObject({ status: 'preparing', escalations: 1 });
  });

  test('that nobody collects is reminded of once, then put back; whoever dies gets nothing prepared', async () => {
    const { supplyId } = await at.ask();
    await at.agree(supplyId);
    await at.ready(supplyId);
    expect(await at.jobs('supply.uncollected')).toEqual(['3月5日（周四）上午10:00', '3月10日（周二）上午10:00']);
    const look = (round: 'reminder' | 'last') => at.transact((tx) => lookAtUncollected(tx, { supplyId, round }));
    await look('reminder');
    await look('reminder');
    expect(await at.texts('supply.waits')).toHaveLength(1);
    await look('last');
    expect(await look('last')).toBe('lapsed');
    expect(await at.supply(supplyId)).toMatchObject({ status: 'lapsed' });
    const { supplyId: next } = await at.ask();
    await at.transact((tx) => noteDeath(tx, { residentId: at.wang.residentId, staffId: at.ids.chenZhiyuan }));
    expect(await at.supply(next)).toMatchObject({ status: 'withdrawn' });
  });
});

describe('联系用药', () => {
  test('is asked of the twinned hospital’s desk without a name, takes longer and says so; its answer reaches the nurse once', async () => {
    const { supplyId } = await at.ask(at.list.sacubitril);
    await at.agree(supplyId);
    const [resident] = await at.texts('supply.agreed');
    expect(resident).toContain('要向市二院调药，大约5个工作日');
    const [card] = await at.told('supply.on-request');
    expect(card?.content.text).toContain('拱北请求联系用药0001：沙库巴曲缬沙坦钠片 5mg，28天的量');
    expect(card?.content.text).not.toMatch(/王|秀英/u);
    const wuMin = card?.recipientId ?? '';
    const answer = (staffId: string) => at.transact((tx) => answerOnRequest(tx, { supplyId, staffId, sent: true }));
    await expect(answer(at.ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
    await answer(wuMin);
    await expect(answer(wuMin)).rejects.toMatchObject({ code: 'supply-state-changed' });
    expect(await at.told('supply.on-request-answered')).toMatchObject([{ recipientId: at.ids.heJing }]);
    await at.ready(supplyId);
    await at.collect(supplyId);
    // Ten days before, because it takes longer to get.
    expect(await at.jobs('supply.ask')).toEqual(['3月20日（周五）上午10:00']);
  });
});

describe('before it runs out', () => {
  test('nobody is asked who has asked for more, collected more, or answered', async () => {
    const { supplyId } = await at.takes(28);
    at.to('2026-03-25T10:00:00+08:00');
    const { supplyId: more } = await at.ask();
    expect(await at.runsOut(supplyId)).toBe('asked-for');
    await at.transact((tx) => withdrawSupply(tx, { supplyId: more, actorId: at.wang.residentId }));
    expect(await at.runsOut(supplyId)).toBeUndefined();
    await at.transact((tx) => noteAdherence(tx, { supplyId, actorId: at.wang.residentId, adherence: 'on-time' }));
    expect(await at.runsOut(supplyId)).toBe('asked-before');
    await at.takes(28);
    expect(await at.runsOut(supplyId)).toBe('asked-before');
  });

  test('who has stopped is called by who looks after them, once', async () => {
    const { supplyId } = await at.takes(28);
    const stop = () =>
      at.transact((tx) => noteAdherence(tx, { supplyId, actorId: at.wang.residentId, adherence: 'stopped' }));
    await stop();
    await stop();
    const tasks = await at.read((tx) => tx.prisma.staffTask.findMany());
    expect(tasks).toMatchObject([{ reason: 'medicine-stopped', kind: 'phone', ownerId: at.ids.chenZhiyuan }]);
    await expect(
      at.transact((tx) => noteAdherence(tx, { supplyId, actorId: at.ids.liJianguo, adherence: 'on-time' })),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe.each(engines)('at the same moment, on %s', (engine) => {
  test('of two who ask for one medicine, agree, press or hand out, one does', async () => {
    const both = await medicineTown({ engine });
    const outcomes = async (...works: Promise<unknown>[]) =>
      (await Promise.allSettled(works)).map(({ status }) => status).sort();
    expect(await outcomes(both.ask(), both.ask())).toEqual(['fulfilled', 'rejected']);
    const { id } = await both.read((tx) => tx.prisma.medicineSupply.findFirstOrThrow());
    expect(await outcomes(both.agree(id), both.agree(id, both.ids.linXiaomei))).toEqual(['fulfilled', 'rejected']);
    expect(await both.told('supply.to-prepare')).toHaveLength(1);
    expect(await outcomes(both.ready(id), both.ready(id, both.ids.linXiaomei))).toEqual(['fulfilled', 'rejected']);
    expect(await outcomes(both.collect(id), both.collect(id))).toEqual(['fulfilled', 'rejected']);
    expect(await both.told('supply.ready')).toHaveLength(1);
    expect(await both.supply(id)).toMatchObject({ status: 'collected', runsOutOn: '2026-03-30' });
    // Two boxes handed out at once last one after the other.
    await Promise.all([both.takes(28), both.takes(28)]);
    const inUse = await both.read((tx) => medicinesInUse(tx, both.wang.residentId));
    expect(inUse).toMatchObject([{ daysLeft: 84 }]);
  });
});
