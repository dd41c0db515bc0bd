import type { Transaction } from '../transaction.ts';

/**
 * What can be asked to happen later, by name: names are stored and never renamed, payloads hold ids only. Each has a
 * definition in jobs/definitions (complete by type).
 */
export interface JobRequests {
  /** A dialogue that has been quiet: one polite line, then it is suspended. `revision` says whether it moved on. */
  'dialogue.expire': { dialogueId: string; revision: number };
  /** A death that was noted and not taken back; `staffId` noted it. */
  'resident.death': { residentId: string; staffId: string };
  'appointment.remind': { appointmentId: string; when: 'evening-before' | 'two-hours-before' };
  'appointment.miss': { appointmentId: string };
  'session.release-reserved': { sessionId: string };
  'waitlist.offer': { sessionId: string };
  'waitlist.lapse': { entryId: string };
  'contract.escalate': { contractId: string };
  'contract.settle': { contractId: string };
  'contract.offer-renewal': { contractId: string; days: number };
  'contract.expire': { contractId: string };
  'contract.invite-unused': { contractId: string };
  /** Tells a page of the residents whose doctor left; `after` is the last contract of the page before. */
  'contract.tell-doctor-left': { doctorId: string; after: string };
  /** What a referral waits for has not come; `version` says whether it moved on. */
  'referral.time-out': { referralId: string; version: number };
  'referral.call': { referralId: string };
  /** `date` of the visit, YYYY-MM-DD. */
  'referral.remind': { referralId: string; date: string };
  /** An alert that nobody has answered by its time; `escalations` says whether it moved on. */
  'alert.escalate': { alertId: string; escalations: number };
  /** Cards about a subject show that it was answered; `subject` is what their task ids begin with. */
  'cards.close': { subject: string; label: string };
  /** The look whether a call or a visit was made in time. */
  'staff-task.escalate': { taskId: string };
  /** The look whether a consultation was answered in time, and whether an answered one is over. */
  'consultation.escalate': { consultationId: string };
  'consultation.close': { consultationId: string };
  /** The look whether a complaint was answered in time, and whether an answered one is over. */
  'complaint.escalate': { complaintId: string };
  'complaint.close': { complaintId: string };
  /** The look whether a visit at home was arranged, or recorded, in time. */
  'home-visit.escalate': { visitId: string };
  /** `at`: the time that was arranged, ISO. */
  'home-visit.remind': { visitId: string; at: string };
  'home-visit.invite': { visitId: string };
  'home-visit.lapse': { visitId: string };
  'loan.remind': { spellId: string };
  'gathering.remind': { gatheringId: string };
  'gathering.ask-who-came': { gatheringId: string };
  /** The look whether a correction of a record was answered in time. */
  'correction.escalate': { correctionId: string };
  /** The look whether a request for medicines was answered, or prepared, in time. */
  'supply.escalate': { supplyId: string };
  /** What is ready and was not collected: a reminder, then it is put back. */
  'supply.uncollected': { supplyId: string; round: 'reminder' | 'last' };
  /** Before what was collected runs out. */
  'supply.ask': { supplyId: string };
  /** Tells a page of those whom a change of a medicine touches; `changedAt` says of which one, `after` is the last supply before. */
  'medicine.tell': { medicineId: string; changedAt: string; after: string };
  'rating.ask': { ratingId: string; round: 'first' | 'reminder' };
  /** A notice of care that reached nobody: somebody calls instead. */
  'delivery.call-instead': { deliveryId: string };
  /** Counts a draft's people in ranges, then shows its writer; `version` says whether it was written anew. */
  'broadcast.count': { broadcastId: string; version: number };
  /** Freezes a broadcast's audience and sends to it, in portions; `version` says whether it was paused or cancelled. */
  'broadcast.run': { broadcastId: string; version: number };
  /** One that nobody agreed to in time is over. */
  'broadcast.lapse': { broadcastId: string };
  /** Asks for calls to a page of those whom it did not reach; `after` is the last one before. */
  'broadcast.call': { broadcastId: string; after: string };
  /** Looks who has answered, once the time for it is over. */
  'broadcast.answers': { broadcastId: string };
  /** Keeps a range of rows of a half-year that is being closed: of this indicator, after this row. */
  'assessment.keep': { periodId: string; indicator: string; after: string };
  /** A platform's late word that came before our own record of the message. */
  'delivery.report': { platformMessageId: string; outcome: 'delivered' | 'blocked' | 'failed' };
}

export type JobName = keyof JobRequests;

/**
 * Writes one job in this transaction; the same key again writes nothing.
 * @param when `dueAt` an instant; `expiresAt` after which it is not worth doing any more.
 */
export async function requestJob<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobRequests[Name],
  when: { key: string; dueAt: Date; expiresAt?: Date | undefined; priority?: 0 | 1 },
): Promise<void> {
  const id = tx.id();
  const priority = when.priority ?? 0;
  const written = await tx.sql.run(
    `INSERT INTO "Job" ("id", "name", "key", "payload", "priority", "status", "dueAt", "expiresAt", "createdAt")
     VALUES (?, ?, ?, ${tx.sql.engine === 'postgresql' ? '?::jsonb' : '?'}, ?, 'pending', ?, ?, ?) ON CONFLICT ("key") DO NOTHING`,
    [id, name, when.key, JSON.stringify(payload), priority, when.dueAt, when.expiresAt ?? null, tx.now],
  );
  if (written > 0 && when.dueAt <= tx.now) tx.handOver({ table: 'Job', id, priority });
}

/** Clears pending jobs by their keys, because what they were for is over. */
export async function clearJobs(tx: Transaction, keys: readonly string[], reason: string): Promise<void> {
  await tx.prisma.job.updateMany({
    where: { key: { in: [...keys] }, status: 'pending' },
    data: { status: 'cleared', outcome: reason, endedAt: tx.now },
  });
}
