import { askRefill } from '#domain/medicines/ask.ts';
import { agreeToSupply } from '#domain/medicines/answer.ts';
import { handOut, markReady, recordHandedOut } from '#domain/medicines/hand-out.ts';
import { askBeforeRunOut } from '#domain/medicines/run-out.ts';
import type { Transaction } from '#domain/transaction.ts';
import { contractTown } from './contract-town.ts';

export interface TestMedicine {
  name: string;
  essential?: boolean;
  longTerm?: boolean;
  /** 联系用药, by the hospital's short name. */
  supplier?: string;
  part?: string;
}

/** Puts a medicine on 拱北's list, as 何静 proposed and 方敏 approved it. @returns its id. */
export async function putOnList(tx: Transaction, medicine: TestMedicine): Promise<string> {
  const { name, essential = true, longTerm = true, part = '', supplier } = medicine;
  const place = (shortName: string) => tx.prisma.organisation.findFirstOrThrow({ where: { shortName } });
  const staff = (wecomUserid: string) => tx.prisma.staff.findUniqueOrThrow({ where: { wecomUserid } });
  const id = tx.id();
  await tx.prisma.medicine.create({
    data: {
      ...{ id, name, strength: '5mg', unit: '盒', essential, longTerm, part, status: 'stocked', changedAt: tx.now },
      organisationId: (await place('拱北')).id,
      supplierId: supplier === undefined ? null : (await place(supplier)).id,
      proposedById: (await staff('he.jing')).id,
      approvedById: (await staff('fang.min')).id,
    },
  });
  return id;
}

/** A doctor has seen somebody face to face, so many days ago. */
export async function wasSeen(
  tx: Transaction,
  { residentId, staffId, daysAgo = 10 }: { residentId: string; staffId: string; daysAgo?: number },
): Promise<void> {
  const heldAt = tx.day.at(tx.day.add(tx.day.dateOf(tx.now), -daysAgo), '09:30');
  await tx.prisma.encounter.create({
    data: {
      ...{ id: tx.id(), residentId, staffId, mode: 'clinic', heldAt, recordedAt: heldAt },
      rulePack: 'zhuhai-xiangzhou@2026-01',
    },
  });
}

/** The demo's people on Monday, 2 March 2026, with a list at 拱北; 王秀英 was seen ten days ago. */
export async function medicineTown(options: { engine?: 'sqlite' | 'postgresql' } = {}) {
  const at = await contractTown({ start: '2026-03-02T09:30:00+08:00', ...options });
  const { transact, read, ids } = at;
  const [amlodipine, rosuvastatin, sacubitril] = await transact((tx) =>
    Promise.all([
      putOnList(tx, { name: '氨氯地平片' }),
      putOnList(tx, { name: '瑞舒伐他汀钙片', essential: false }),
      putOnList(tx, { name: '沙库巴曲缬沙坦钠片', supplier: '市二院' }),
    ]),
  );
  const list = { amlodipine: amlodipine ?? '', rosuvastatin: rosuvastatin ?? '', sacubitril: sacubitril ?? '' };
  await transact((tx) => wasSeen(tx, { residentId: ids.wangXiuying, staffId: ids.chenZhiyuan }));
  const wang = { residentId: ids.wangXiuying, contactId: await at.bind(ids.wangXiuying) };

  const ask = (medicineId = list.amlodipine, more: { longTerm?: boolean; residentId?: string } = {}) => {
    const residentId = more.residentId ?? wang.residentId;
    return transact((tx) =>
      askRefill(tx, {
        residentId,
        actorId: residentId,
        contactId: wang.contactId,
        medicineId,
        longTerm: more.longTerm ?? false,
      }),
    );
  };
  const supply = (id: string) => read((tx) => tx.prisma.medicineSupply.findUniqueOrThrow({ where: { id } }));
  const agree = (supplyId: string, staffId = ids.chenZhiyuan) =>
    transact((tx) => agreeToSupply(tx, { supplyId, staffId }));
  const ready = (supplyId: string, staffId = ids.heJing) => transact((tx) => markReady(tx, { supplyId, staffId }));
  const collect = (supplyId: string, staffId = ids.heJing) => transact((tx) => handOut(tx, { supplyId, staffId }));
  const takes = (days: number, medicineId = list.amlodipine, residentId = wang.residentId) =>
    transact((tx) => recordHandedOut(tx, { residentId, medicineId, days, staffId: ids.heJing }));
  const runsOut = (supplyId: string) => transact((tx) => askBeforeRunOut(tx, supplyId));
  const texts = async (kind: string) => (await at.told(kind)).map(({ content }) => content.text);
  const jobs = (name: string) =>
    read(async (tx) => {
      const rows = await tx.prisma.job.findMany({ where: { name }, orderBy: { dueAt: 'asc' } });
      return rows.map(({ dueAt }) => tx.day.say(dueAt));
    });
  return { ...at, list, wang, ask, supply, agree, ready, collect, takes, runsOut, texts, jobs };
}

export type MedicineTown = Awaited<ReturnType<typeof medicineTown>>;
