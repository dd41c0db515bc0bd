import { requestLook } from '#domain/care/hand-on.ts';
import { nextCaseNumber } from '#domain/case-number.ts';
import { askOn } from '#domain/medicines/rules.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { findByDocument } from '#domain/residents/find.ts';
import type { Transaction } from '#domain/transaction.ts';

interface DemoMedicine {
  place: string;
  name: string;
  strength: string;
  unit: string;
  essential: boolean;
  longTerm: boolean;
  /** 联系用药, by the hospital's short name. */
  supplier?: string;
}

/** Two lists of the district: what stands on them is usual, what is in stock is invented. */
const medicines: readonly DemoMedicine[] = [
  { place: '拱北', name: '氨氯地平片', strength: '5mg', unit: '盒', essential: true, longTerm: true },
  { place: '拱北', name: '二甲双胍片', strength: '0.5g', unit: '盒', essential: true, longTerm: true },
  { place: '拱北', name: '阿司匹林肠溶片', strength: '100mg', unit: '盒', essential: true, longTerm: true },
  { place: '拱北', name: '瑞舒伐他汀钙片', strength: '10mg', unit: '盒', essential: false, longTerm: true },
  { place: '拱北', name: '阿莫西林胶囊', strength: '0.25g', unit: '盒', essential: true, longTerm: false },
  {
    ...{ place: '拱北', name: '沙库巴曲缬沙坦钠片', strength: '100mg', unit: '盒', essential: false, longTerm: true },
    supplier: '市二院',
  },
  { place: '茂盛站', name: '硝苯地平控释片', strength: '30mg', unit: '盒', essential: true, longTerm: true },
  { place: '香湾', name: '氨氯地平片', strength: '5mg', unit: '盒', essential: true, longTerm: true },
  { place: '香湾', name: '缬沙坦胶囊', strength: '80mg', unit: '盒', essential: true, longTerm: true },
];

/** What 王秀英 has at home, and when 陈志远 last saw her, counted in days from the first start. */
const atHome = [
  { name: '氨氯地平片', daysLeft: 9 },
  { name: '二甲双胍片', daysLeft: 20 },
] as const;
const seenDaysAgo = 19;

/** The lists of medicines, and what 王秀英 takes. Rows that are there already stay as they are. */
export async function loadMedicines(tx: Transaction): Promise<void> {
  if ((await tx.prisma.medicine.count()) > 0) return;
  const [nurse, administrator, doctor] = await Promise.all(
    ['he.jing', 'fang.min', 'chen.zhiyuan'].map((wecomUserid) =>
      tx.prisma.staff.findUniqueOrThrow({ where: { wecomUserid }, select: { id: true } }),
    ),
  );
  const wang = await findByDocument(tx, 'id_card', '440402195803120022');
  if (!nurse || !administrator || !doctor || !wang) throw new Error('the demo’s people are loaded first');
  for (const { place, supplier, ...medicine } of medicines)
    await tx.prisma.medicine.create({
      data: {
        ...{ id: tx.id(), ...medicine, status: 'stocked', organisationId: await placeCalled(tx, place) },
        supplierId: supplier === undefined ? null : await placeCalled(tx, supplier),
        ...{ proposedById: nurse.id, approvedById: administrator.id, changedAt: tx.now },
      },
    });
  await seen(tx, wang.id, doctor.id);
  for (const one of atHome) await takes(tx, { ...one, residentId: wang.id, staffId: nurse.id });
}

async function placeCalled(tx: Transaction, shortName: string): Promise<string> {
  const kinds = ['centre', 'station', 'hospital'] as const;
  const found = await tx.prisma.organisation.findFirstOrThrow({ where: { shortName, kind: { in: [...kinds] } } });
  return found.id;
}

async function seen(tx: Transaction, residentId: string, staffId: string): Promise<void> {
  const heldAt = tx.day.at(tx.day.add(tx.day.dateOf(tx.now), -seenDaysAgo), '09:30');
  const rulePack = rulesOn(tx.day.dateOf(tx.now)).version;
  await tx.prisma.encounter.create({
    data: { id: tx.id(), residentId, staffId, mode: 'clinic', heldAt, rulePack, recordedAt: heldAt },
  });
}

async function takes(
  tx: Transaction,
  { name, daysLeft, residentId, staffId }: { name: string; daysLeft: number; residentId: string; staffId: string },
): Promise<void> {
  const today = tx.day.dateOf(tx.now);
  const { version, medicines: rules } = rulesOn(today);
  const medicine = await tx.prisma.medicine.findFirstOrThrow({ where: { name, organisation: { shortName: '拱北' } } });
  const [id, days] = [tx.id(), rules.chronicDays];
  const runsOutOn = tx.day.add(today, daysLeft);
  const collectedOn = tx.day.add(runsOutOn, -days);
  const collectedAt = tx.day.at(collectedOn, '10:00');
  await tx.prisma.medicineSupply.create({
    data: {
      ...{ id, number: await nextCaseNumber(tx, 'YY'), residentId, medicineId: medicine.id, status: 'collected' },
      ...{ ownerId: staffId, rulePack: version, days, requestedAt: collectedAt, collectedAt, runsOutOn },
    },
  });
  const on = askOn({ runsOutOn, collectedOn, medicine }, rules, tx.day);
  if (on !== undefined) await requestLook(tx, 'supply.ask', { supplyId: id }, tx.day.at(on, rules.askAt));
}
