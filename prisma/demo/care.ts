import { addMonths } from '#domain/contracts/term.ts';
import { recordDiagnosis } from '#domain/follow-ups/diagnose.ts';
import { recordPregnancy } from '#domain/follow-ups/mother-and-child.ts';
import { findByDocument } from '#domain/residents/find.ts';
import type { Transaction } from '#domain/transaction.ts';
import { care, residents } from './residents.ts';

/** What the demo's people are followed up for: 王秀英's pressure and sugar, 陈小雨's pregnancy; by age it follows by itself. */
export async function loadCare(tx: Transaction): Promise<void> {
  const today = tx.day.dateOf(tx.now);
  const staff = await tx.prisma.staff.findUniqueOrThrow({ where: { wecomUserid: care.doctor }, select: { id: true } });
  for (const { resident, codes } of care.diagnoses)
    for (const code of codes)
      await recordDiagnosis(tx, {
        residentId: await onFile(tx, resident),
        code,
        // The first visit is due three months after.
        diagnosedOn: addMonths(tx.day.add(today, care.dueInDays), -3),
        staffId: staff.id,
      });
  const lastPeriodOn = tx.day.add(today, -7 * care.pregnancy.weeks);
  await recordPregnancy(tx, { residentId: await onFile(tx, care.pregnancy.resident), lastPeriodOn, staffId: staff.id });
}

async function onFile(tx: Transaction, key: string): Promise<string> {
  const resident = residents.find((one) => one.key === key);
  const found = resident && (await findByDocument(tx, 'id_card', resident.document));
  if (!found) throw new Error(`the demo names ${key}, who is not in it`);
  return found.id;
}
