import { workingDaysAfter } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { ownerOf } from '../care/owner.ts';
import { nextCaseNumber } from '../case-number.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesOf } from '../packs/current.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';
import { openStates, sealPlace, stepVisit, type VisitEnd } from './home-visit.ts';
import { tellOwner } from './tell.ts';

/** When somebody would like staff to come; both undefined is any time. */
export interface WishedTime {
  /** YYYY-MM-DD */
  wishedOn: string | undefined;
  wishedPart: 'morning' | 'afternoon' | undefined;
}

/** A visit at home, as it is asked for in chat. */
export interface WishedVisit extends WishedTime {
  residentId: string;
  actorId: string;
  contactId: string;
  /** What for: one of the rule pack's reasons, or their own words. */
  text: string;
  /** Where to, when no address is on file; empty otherwise. */
  address: string;
}

/** What was asked for: its number, who answers, and by when. */
export interface AskedVisit {
  visitId: string;
  number: string;
  ownerName: string;
  dueAt: Date;
}

/**
 * Asks for a visit at home (domain.md §6): it is for who looks after the resident to arrange or to decline. One at a time
 * for a person.
 * @throws Refusal `not-allowed`, `resident-deceased`, `home-visit-open`.
 */
export async function askHomeVisit(tx: Transaction, wish: WishedVisit): Promise<AskedVisit> {
  const { residentId, actorId, contactId, text, address, wishedOn, wishedPart } = wish;
  await mayAsk(tx, { residentId, actorId });
  const { homeCentreId } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  const { homeVisits, version } = await rulesAt(tx, homeCentreId);
  const [id, number, ownerId] = [tx.id(), await nextCaseNumber(tx, 'SM'), await ownerOf(tx, residentId)];
  const dueAt = workingDaysAfter(tx.day, tx.now, homeVisits.answerWithinWorkingDays);
  await tx.prisma.homeVisit.updateMany({
    where: { residentId, status: 'offered' },
    data: { status: 'lapsed', endedAt: tx.now, dueAt: null, endReason: 'asked-for' satisfies VisitEnd },
  });
  await tx.prisma.homeVisit.create({
    data: {
      ...{ id, number, residentId, contactId, ownerId, dueAt, status: 'requested', rulePack: version },
      reason: reasonOf(text, homeVisits.reasons),
      textSealed: tx.vault.seal(sealPlace(id), address === '' ? text : `${text}（住址：${address}）`),
      ...{ wishedOn: wishedOn ?? null, wishedPart: wishedPart ?? null, askedAt: tx.now },
    },
  });
  return asked(tx, id, actorId);
}

/**
 * Says yes to an invitation: from now on it is a visit that was asked for.
 * @throws Refusal `not-allowed`, `resident-deceased`, `home-visit-open`, `home-visit-state-changed`.
 */
export async function acceptInvitation(
  tx: Transaction,
  {
    visitId,
    actorId,
    contactId,
    wishedOn,
    wishedPart,
  }: WishedTime & { visitId: string; actorId: string; contactId: string },
): Promise<AskedVisit> {
  const visit = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  const { residentId, rulePack } = visit;
  await mayAsk(tx, { residentId, actorId });
  if (visit.status !== 'offered') throw refuse('home-visit-state-changed');
  await stepVisit(tx, visit, {
    ...{ status: 'requested', contactId, ownerId: await ownerOf(tx, residentId) },
    ...{ wishedOn: wishedOn ?? null, wishedPart: wishedPart ?? null },
    dueAt: workingDaysAfter(tx.day, tx.now, rulesOf(rulePack).homeVisits.answerWithinWorkingDays),
  });
  return asked(tx, visitId, actorId);
}

/** The one of the rule pack's reasons that the words name: “要换尿管” is 换尿管、胃管. Else `other`. */
function reasonOf(text: string, reasons: readonly { code: string; name: string }[]): string {
  const named = reasons.filter(({ name }) => name.split(/[、，]/u).some((part) => text.includes(part)));
  return (named.length === 1 ? named[0]?.code : undefined) ?? 'other';
}

async function mayAsk(
  tx: Transaction,
  { residentId, actorId }: { residentId: string; actorId: string },
): Promise<void> {
  const { diedOn } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { diedOn: true },
  });
  if (diedOn !== null) throw refuse('resident-deceased');
  if (!(await actsFor(tx, actorId, residentId, 'book'))) throw refuse('not-allowed');
  // Counted and written by one at a time; the index on what is open is the last word.
  await oneAtATime(tx, `home-visit/${residentId}`);
  const open = await tx.prisma.homeVisit.count({ where: { residentId, status: { in: [...openStates] } } });
  if (open > 0) throw refuse('home-visit-open');
}

async function asked(tx: Transaction, visitId: string, actorId: string): Promise<AskedVisit> {
  const { number, ownerId, dueAt, residentId, owner } = await tx.prisma.homeVisit.findUniqueOrThrow({
    where: { id: visitId },
    include: { owner: { select: { name: true } } },
  });
  if (dueAt === null) throw new Error(`home visit ${visitId} was asked for without a time for the answer`);
  await requestLook(tx, 'home-visit.escalate', { visitId }, dueAt);
  await tellOwner(tx, visitId, 'asked');
  tx.audit({
    actor: { kind: 'resident', id: actorId },
    action: 'home-visit.asked',
    subject: { kind: 'home-visit', id: visitId },
    detail: { residentId, ownerId },
  });
  return { visitId, number, ownerName: owner.name, dueAt };
}
