import { workingDaysAfter } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { nextCaseNumber } from '../case-number.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { staffMeant } from './about-whom.ts';
import { type Complainant, ownedBy, sealPlace } from './complaint.ts';
import { firstDecider } from './deciders.ts';
import { tellDecider } from './tell.ts';

/** What somebody complains of. */
export interface NewComplaint extends Complainant {
  organisationId: string;
  /** What happened, in their own words. */
  text: string;
  /** Of whom, in their own words; empty when they do not say. */
  about: string;
}

/**
 * Takes a complaint, with a number and a time for the answer, from whoever has an account, bound or not (domain.md §6). It
 * is the administrator's of the place, or of what is above where nobody administers it or they are complained of themselves.
 *
 * @returns its number, whose administrator has it (区卫生局), and the last instant for the answer.
 * @throws Refusal `complaint-too-many`, `complaint-nobody-decides`.
 */
export async function fileComplaint(
  tx: Transaction,
  { contactId, residentId, organisationId, text, about }: NewComplaint,
): Promise<{ complaintId: string; number: string; place: string; dueAt: Date }> {
  const { complaints: rules, version } = await rulesAt(tx, organisationId);
  await oneAtATime(tx, `complaint/${contactId}`);
  const open = await tx.prisma.complaint.count({
    where: { ...ownedBy({ contactId, residentId }), status: { not: 'closed' } },
  });
  if (open >= rules.openAtATime) throw refuse('complaint-too-many', { most: String(rules.openAtATime) });
  const aboutStaffId = about === '' ? null : await staffMeant(tx, organisationId, about);
  const ownerId = await firstDecider(tx, { organisationId, aboutStaffId });
  if (ownerId === undefined) throw refuse('complaint-nobody-decides');
  const [id, number] = [tx.id(), await nextCaseNumber(tx, 'TS')];
  const dueAt = workingDaysAfter(tx.day, tx.now, rules.answerWithinWorkingDays);
  await tx.prisma.complaint.create({
    data: {
      ...{ id, number, contactId, residentId: residentId ?? null, organisationId, aboutStaffId, ownerId },
      ...{ status: 'open', rulePack: version, filedAt: tx.now, dueAt },
      textSealed: tx.vault.seal(sealPlace('textSealed', id), about === '' ? text : `${text}\n涉及：${about}`),
    },
  });
  await requestLook(tx, 'complaint.escalate', { complaintId: id }, dueAt);
  await tellDecider(tx, id, 'filed');
  tx.audit({
    actor: { kind: 'contact', id: contactId },
    action: 'complaint.filed',
    subject: { kind: 'complaint', id },
    detail: { organisationId, ownerId },
  });
  const { organisation } = await tx.prisma.staff.findUniqueOrThrow({
    where: { id: ownerId },
    select: { organisation: { select: { shortName: true } } },
  });
  return { complaintId: id, number, place: organisation.shortName, dueAt };
}
