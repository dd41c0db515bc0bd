import { describe, expect, test } from 'vitest';
import { answerShortage } from '#domain/medicines/answer-shortage.ts';
import { changesFor, decideChange, proposeMedicine, proposeRemoval } from '#domain/medicines/change-list.ts';
import { listOf } from '#domain/medicines/medicine.ts';
import { markInStock, markOutOfStock, tellAffected } from '#domain/medicines/shortage.ts';
import { engines } from '#tests/support/engines.ts';
import { medicineTown, type MedicineTown } from '#tests/support/medicine-town.ts';

const valsartan = { name: '缬沙坦胶囊', strength: '80mg', unit: '盒', essential: true, longTerm: true, part: '' };

async function gongbei({ read }: MedicineTown): Promise<string> {
  return read(async (tx) => (await tx.prisma.organisation.findFirstOrThrow({ where: { shortName: '拱北' } })).id);
}

describe.each(engines)('the list of medicines on %s', async (engine) => {
  const at = await medicineTown({ engine });
  const organisationId = await gongbei(at);
  const onList = async () => {
    const list = await at.read((tx) => listOf(tx, organisationId));
    return list.map(({ name }) => name);
  };
  const propose = (staffId = at.ids.heJing) =>
    at.transact((tx) => proposeMedicine(tx, { ...valsartan, organisationId, supplierId: null }, staffId));
  const decide = (medicineId: string, approve = true, staffId = at.ids.fangMin) =>
    at.transact((tx) => decideChange(tx, { medicineId, staffId, approve }));

  test('changes by approval: one proposes, an administrator who is somebody else approves, once', async () => {
    await expect(propose(at.ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
    const results = await Promise.allSettled([propose(), propose()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const id = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))[0] ?? '';
    expect(await onList()).not.toContain('缬沙坦胶囊');
    expect(await at.told('medicine.proposed')).toMatchObject([{ recipientId: at.ids.huangGuoqiang }]);
    expect(await at.read((tx) => changesFor(tx, at.ids.fangMin))).toMatchObject([{ id }]);
    await expect(decide(id, true, at.ids.heJing)).rejects.toMatchObject({ code: 'not-allowed' });
    const presses = await Promise.allSettled([decide(id), decide(id, false)]);
    expect(presses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await at.told('medicine.decided')).toMatchObject([{ recipientId: at.ids.heJing }]);
  });

  test('loses a medicine by approval too, those who take it are told, and it may come back later', async () => {
    await at.takes(28);
    await at.transact((tx) => proposeRemoval(tx, at.list.amlodipine, at.ids.heJing));
    await expect(at.transact((tx) => proposeRemoval(tx, at.list.amlodipine, at.ids.heJing))).rejects.toMatchObject({
      code: 'medicine-changed',
    });
    expect(await onList()).toContain('氨氯地平片');
    await decide(at.list.amlodipine, false);
    await at.transact((tx) => proposeRemoval(tx, at.list.amlodipine, at.ids.heJing));
    at.later(1);
    await decide(at.list.amlodipine);
    expect(await onList()).not.toContain('氨氯地平片');
    await tell(at, at.list.amlodipine);
    const [told] = await at.texts('medicine.short');
    expect(told).toContain('以后中心不配了，请不要自己停药或换药');
    expect(told).not.toMatch(/氨氯地平|等到货/u);
    await at.transact((tx) =>
      proposeMedicine(
        tx,
        { ...valsartan, name: '氨氯地平片', strength: '5mg', organisationId, supplierId: null },
        at.ids.heJing,
      ),
    );
  });
});

/** The page that the change asked for, run twice. */
async function tell({ transact, read }: MedicineTown, medicineId: string): Promise<void> {
  const { changedAt } = await read((tx) => tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } }));
  const page = { medicineId, changedAt: changedAt.toISOString(), after: '' };
  for (const _ of [1, 2]) await transact((tx) => tellAffected(tx, page));
}

describe('a medicine that is out of stock', () => {
  const short = (at: MedicineTown, substituteId: string | null = null) =>
    at.transact((tx) => markOutOfStock(tx, { medicineId: at.list.amlodipine, staffId: at.ids.heJing, substituteId }));

  test('is told to exactly those who have asked for it or take it, once each, with a choice', async () => {
    const at = await medicineTown();
    const [taking, finished, other] = [await at.neighbour(1), await at.neighbour(2), await at.neighbour(3)];
    await at.takes(28, at.list.amlodipine, taking);
    await at.takes(7, at.list.amlodipine, finished);
    await at.takes(28, at.list.sacubitril, other);
    at.to('2026-03-10T09:30:00+08:00');
    await at.ask();
    await short(at, at.list.sacubitril);
    await tell(at, at.list.amlodipine);
    const told = await at.told('medicine.short');
    expect(told.map(({ residentId }) => residentId).sort()).toEqual([taking, at.wang.residentId].sort());
    const wangs = told.find(({ residentId }) => residentId === at.wang.residentId);
    expect(wangs?.content.text).toContain('暂时缺货');
    expect(wangs?.content.text).toContain('2. 用替代的药，请医生定');
    await expect(short(at)).rejects.toMatchObject({ code: 'medicine-changed' });
  });

  test('is given up for a substitute that the doctor decides on, waited for, or talked about on the phone', async () => {
    const at = await medicineTown();
    const { supplyId } = await at.ask();
    await short(at, at.list.sacubitril);
    const wish = (one: 'wait' | 'substitute' | 'call') =>
      at.transact((tx) =>
        answerShortage(tx, {
          ...{ ...at.wang, actorId: at.wang.residentId, medicineId: at.list.amlodipine },
          wish: one,
        }),
      );
    expect(await wish('wait')).toBeNull();
    await wish('call');
    await wish('call');
    const tasks = await at.read((tx) => tx.prisma.staffTask.findMany());
    expect(tasks).toMatchObject([{ reason: 'medicine-short' }]);
    const asked = await wish('substitute');
    expect(await at.supply(supplyId)).toMatchObject({ status: 'withdrawn' });
    expect(await at.supply(asked?.supplyId ?? '')).toMatchObject({
      status: 'requested',
      medicineId: at.list.sacubitril,
      ownerId: at.ids.chenZhiyuan,
    });
  });

  test('is news again when it is back, to who needs it soon', async () => {
    const at = await medicineTown();
    await at.takes(28);
    await short(at);
    at.to('2026-03-22T09:30:00+08:00');
    await at.transact((tx) => markInStock(tx, { medicineId: at.list.amlodipine, staffId: at.ids.heJing }));
    await tell(at, at.list.amlodipine);
    expect(await at.texts('medicine.back')).toHaveLength(1);
    await expect(
      at.transact((tx) =>
        answerShortage(tx, {
          ...{ ...at.wang, actorId: at.wang.residentId, medicineId: at.list.amlodipine },
          wish: 'wait',
        }),
      ),
    ).rejects.toMatchObject({ code: 'medicine-changed' });
  });
});
