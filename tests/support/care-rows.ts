import type { Transaction } from '#domain/transaction.ts';

/** One row of care in every table that seals something, about a resident of the demo district. */
export async function fillCare(
  tx: Transaction,
  { residentId, contactId }: { residentId: string; contactId: string },
): Promise<void> {
  const seal = (table: string, column: string, row: string) => tx.vault.seal({ table, column, row }, `${table}/${row}`);
  const staff = await tx.prisma.staff.findFirstOrThrow();
  const [staffId, organisationId] = [staff.id, staff.organisationId];
  const opened = { rulePack: 'zhuhai-xiangzhou@2026-01', ownerId: staffId } as const;
  await tx.prisma.recordEntry.create({
    data: {
      id: 'entry',
      residentId,
      kind: 'allergy',
      textSealed: seal('RecordEntry', 'textSealed', 'entry'),
      recordedAt: tx.now,
    },
  });
  await tx.prisma.recordCorrection.create({
    data: {
      ...{ ...opened, id: 'correction', number: '1', residentId, askedById: residentId, status: 'corrected' },
      ...{ askedAt: tx.now, dueAt: tx.now, answeredAt: tx.now },
      textSealed: seal('RecordCorrection', 'textSealed', 'correction'),
      answerSealed: seal('RecordCorrection', 'answerSealed', 'correction'),
    },
  });
  await tx.prisma.reading.create({
    data: {
      ...{ id: 'reading', residentId, kind: 'pressure', class: 'controlled', rulePack: opened.rulePack },
      ...{ measuredAt: tx.now, source: 'resident', recordedAt: tx.now },
      valueSealed: seal('Reading', 'valueSealed', 'reading'),
    },
  });
  await tx.prisma.encounter.create({
    data: {
      ...{ id: 'encounter', residentId, staffId, mode: 'clinic', rulePack: opened.rulePack },
      ...{ heldAt: tx.now, recordedAt: tx.now },
      noteSealed: seal('Encounter', 'noteSealed', 'encounter'),
    },
  });
  await tx.prisma.referral.create({
    data: {
      ...{ id: 'referral', number: '1', residentId, direction: 'up', status: 'declined', urgency: 'routine' },
      ...{ origin: 'resident', rulePack: opened.rulePack, fromOrganisationId: organisationId, doctorId: staffId },
      createdAt: tx.now,
      packetSealed: seal('Referral', 'packetSealed', 'referral'),
      answerSealed: seal('Referral', 'answerSealed', 'referral'),
      outcomeSealed: seal('Referral', 'outcomeSealed', 'referral'),
    },
  });
  await tx.prisma.consultation.create({
    data: {
      ...{ ...opened, id: 'consultation', number: '1', residentId, contactId, doctorId: staffId },
      ...{ status: 'closed', askedAt: tx.now },
      lines: {
        create: { id: 'line', textSealed: seal('ConsultationLine', 'textSealed', 'line'), at: tx.now },
      },
    },
  });
  await tx.prisma.report.create({
    data: {
      ...{ id: 'report', residentId, organisationId, kind: 'laboratory', title: '血常规' },
      ...{ issuedAt: tx.now, receivedAt: tx.now },
      contentSealed: seal('Report', 'contentSealed', 'report'),
    },
  });
  await tx.prisma.homeVisit.create({
    data: {
      ...{ ...opened, id: 'visit', number: '1', residentId, reason: 'other', status: 'done', askedAt: tx.now },
      textSealed: seal('HomeVisit', 'textSealed', 'visit'),
    },
  });
  await tx.prisma.complaint.create({
    data: {
      ...{ ...opened, id: 'complaint', number: '1', contactId, organisationId, status: 'closed', filedAt: tx.now },
      textSealed: seal('Complaint', 'textSealed', 'complaint'),
      answerSealed: seal('Complaint', 'answerSealed', 'complaint'),
    },
  });
  await tx.prisma.rating.create({
    data: {
      ...{ id: 'rating', residentId, organisationId, subjectKind: 'appointment', subjectId: 'a', askedAt: tx.now },
      wordSealed: seal('Rating', 'wordSealed', 'rating'),
    },
  });
}
