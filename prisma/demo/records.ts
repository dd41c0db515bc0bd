import { findByDocument } from '#domain/residents/find.ts';
import { keepReport } from '#domain/reports/take-in.ts';
import { addEntry } from '#domain/records/entries.ts';
import type { RecordKind } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '#domain/transaction.ts';

/** What is on file of 王秀英 before the first start: a report that she was told of long ago. All of it invented. */
export async function loadRecords(tx: Transaction): Promise<void> {
  const wang = await findByDocument(tx, 'id_card', '440402195803120022');
  const hospital = await tx.prisma.organisation.findFirst({ where: { kind: 'hospital', shortName: '市二院' } });
  if (!wang || !hospital) throw new Error('the demo’s people are loaded first');
  await loadEntries(tx, wang.id);
  await keepReport(tx, {
    residentId: wang.id,
    organisationId: hospital.id,
    kind: 'laboratory',
    title: '糖化血红蛋白和血脂',
    content: {
      items: [
        { name: '糖化血红蛋白', value: '7.2', unit: '%', range: '4.0–6.0', flag: 'high' },
        { name: '总胆固醇', value: '4.8', unit: 'mmol/L', range: '＜5.2' },
        { name: '甘油三酯', value: '1.5', unit: 'mmol/L', range: '＜1.7' },
        { name: '低密度脂蛋白', value: '2.4', unit: 'mmol/L', range: '＜3.4' },
      ],
      conclusion: '请结合临床，由医生判断。',
    },
    issuedAt: tx.day.at(tx.day.add(tx.day.dateOf(tx.now), -5), '10:30'),
    externalId: 'demo-1',
  });
}

const entries: readonly { kind: RecordKind; text: string }[] = [
  { kind: 'allergy', text: '青霉素，用后皮疹' },
  { kind: 'history', text: '高血压十二年，糖尿病六年' },
  { kind: 'family_history', text: '母亲有高血压' },
  { kind: 'lifestyle', text: '不吸烟，每天散步半小时' },
];

async function loadEntries(tx: Transaction, residentId: string): Promise<void> {
  if (await tx.prisma.recordEntry.findFirst({ where: { residentId } })) return;
  for (const entry of entries) await addEntry(tx, { residentId, ...entry });
}
