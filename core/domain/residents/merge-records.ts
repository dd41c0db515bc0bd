import { closeConsultation } from '../consultations/close.ts';
import { giveSeatBack } from '../gatherings/sign-up.ts';
import type { Transaction } from '../transaction.ts';

/** Tables and columns that name a resident, beyond those that have a way of their own (a test compares with the schema). */
const named = [
  ['RecordEntry', 'residentId'],
  ['RecordCorrection', 'residentId'],
  ['RecordCorrection', 'askedById'],
  ['Referral', 'residentId'],
  ['Referral', 'askedById'],
  ['Consultation', 'residentId'],
  ['Report', 'residentId'],
  ['MedicineSupply', 'residentId'],
  ['HomeVisit', 'residentId'],
  ['Complaint', 'residentId'],
  ['Rating', 'residentId'],
  ['SignUp', 'residentId'],
  ['VerificationCode', 'residentId'],
] as const;

/**
 * Moves everything that was written down about a registration to who it turned out to be. What that one has open already
 * ends for the registration: of two one is enough.
 */
export async function moveRecords(tx: Transaction, fromId: string, toId: string): Promise<void> {
  await endDoubled(tx, fromId, toId);
  for (const [table, column] of named)
    await tx.sql.run(`UPDATE "${table}" SET "${column}" = ? WHERE "${column}" = ?`, [toId, fromId]);
}

async function endDoubled(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const running = { status: { in: ['open' as const, 'answered' as const] } };
  const threads = await tx.prisma.consultation.findMany({ where: { residentId: toId, ...running } });
  const doubledThreads = await tx.prisma.consultation.findMany({
    where: { residentId: fromId, ...running, contactId: { in: threads.map(({ contactId }) => contactId) } },
  });
  for (const { id, contactId } of doubledThreads) await closeConsultation(tx, { consultationId: id, contactId });

  const seats = await tx.prisma.signUp.findMany({ where: { residentId: toId, status: 'signed_up' } });
  const doubledSeats = await tx.prisma.signUp.findMany({
    where: {
      residentId: fromId,
      status: 'signed_up',
      gatheringId: { in: seats.map(({ gatheringId }) => gatheringId) },
    },
  });
  for (const { gatheringId, contactId } of doubledSeats)
    await giveSeatBack(tx, { gatheringId, who: { kind: 'resident', residentId: fromId, contactId: contactId ?? '' } });

  const waiting = { status: { in: ['requested' as const, 'preparing' as const, 'ready' as const] } };
  const refills = await tx.prisma.medicineSupply.findMany({ where: { residentId: toId, ...waiting } });
  await tx.prisma.medicineSupply.updateMany({
    where: { residentId: fromId, ...waiting, medicineId: { in: refills.map(({ medicineId }) => medicineId) } },
    data: { status: 'withdrawn', dueAt: null, version: { increment: 1 } },
  });
  const asked = { status: { in: ['requested' as const, 'planned' as const] } };
  if ((await tx.prisma.homeVisit.count({ where: { residentId: toId, ...asked } })) > 0)
    await tx.prisma.homeVisit.updateMany({
      where: { residentId: fromId, ...asked },
      data: {
        ...{ status: 'withdrawn', endReason: 'identity-merged', endedAt: tx.now, dueAt: null },
        version: { increment: 1 },
      },
    });
}
