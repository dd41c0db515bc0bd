import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { shortNumber } from '../case-number.ts';
import {
  referralAtDesk,
  referralCall,
  referralOverdue,
  referralProgress,
  referralReview,
  referralSummary,
  type ReferralCase,
} from '../notices/referral-work.ts';
import type { NoticeDefinition } from '../notices/notice.ts';
import { quietUntil } from '../notices/quiet-hours.ts';
import { send } from '../notices/send.ts';
import { rulesOf } from '../packs/current.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { referralKind } from './kind.ts';
import { answerers } from './owner.ts';
import { packetOf } from './packet.ts';

/** What the task ids of all cards about one referral begin with. */
export function referralCardsOf(referralId: string): string {
  return `referral-${referralId}-`;
}

/** The referral that a card is about; undefined for a card that is not a referral's. */
export function referralOfCard(cardTaskId: string): string | undefined {
  return /^referral-([0-9a-f-]{36})-/.exec(cardTaskId)?.[1];
}

/** To the family doctor, or who covers: a resident asks. */
export async function sendReviewCards(tx: Transaction, referral: Referral): Promise<void> {
  await toAnswerers(tx, referral, { notice: referralReview, side: 'sender', data: await caseOf(tx, referral) });
}

/** To everybody at the recipient's desk. */
export async function sendDeskCards(tx: Transaction, referral: Referral): Promise<void> {
  await toAnswerers(tx, referral, { notice: referralAtDesk, side: 'recipient', data: await caseOf(tx, referral) });
}

/** To the family doctor: the summary is here. */
export async function sendSummaryCards(tx: Transaction, referral: Referral): Promise<void> {
  await toAnswerers(tx, referral, { notice: referralSummary, side: 'sender', data: await caseOf(tx, referral) });
}

/** To the next who may answer. @returns how many were asked. */
export async function sendOverdueCards(
  tx: Transaction,
  referral: Referral,
  { side, who }: { side: 'sender' | 'recipient'; who: string },
): Promise<number> {
  const data = { ...(await caseOf(tx, referral)), who };
  return toAnswerers(tx, referral, { notice: referralOverdue, side, data, rank: referral.escalations });
}

/** The number to call, to who refers. */
export async function sendCall(tx: Transaction, referral: Referral): Promise<void> {
  const { toOrganisationId } = referral;
  const to = toOrganisationId && (await tx.prisma.organisation.findUnique({ where: { id: toOrganisationId } }));
  const data = { ...(await caseOf(tx, referral)), phone: to ? to.phone : '' };
  await toAnswerers(tx, referral, { notice: referralCall, side: 'sender', data });
}

/** What became of it, to the other side: a line without buttons. */
export async function tellSide(
  tx: Transaction,
  referral: Referral,
  side: 'sender' | 'recipient',
  news: string,
): Promise<void> {
  const data = {
    number: shortNumber(referral.number),
    name: await residentName(tx, referral.residentId),
    what: referralKind(referral),
    news,
  };
  for (const staffId of await answerers(tx, referral, side, 0)) {
    const key = `${referralProgress.name}/${referral.id}/${referral.version}/${staffId}`;
    await send(tx, referralProgress, { staff: staffId }, data, { key });
  }
}

/** What staff see of a referral at a glance. */
export async function caseOf(tx: Transaction, referral: Referral): Promise<ReferralCase> {
  const { residentId, doctorId, toOrganisationId, dueAt } = referral;
  const resident = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  const age = tx.day.ageOn(resident.birthDate, tx.day.dateOf(tx.now));
  const doctor = await tx.prisma.staff.findUniqueOrThrow({ where: { id: doctorId } });
  const from = await tx.prisma.organisation.findUniqueOrThrow({ where: { id: referral.fromOrganisationId } });
  const to = toOrganisationId && (await tx.prisma.organisation.findUnique({ where: { id: toOrganisationId } }));
  return {
    number: shortNumber(referral.number),
    name: await residentName(tx, residentId),
    person: `${resident.sex === 'female' ? '女' : '男'} ${age}岁`,
    what: referralKind(referral),
    urgency: referral.urgency,
    from: from.kind === 'hospital' ? from.shortName : `${from.shortName} ${doctor.name}医生`,
    to: to ? to.shortName : '',
    department: referral.department,
    reason: packetOf(tx, referral).reason,
    phone: from.phone,
    by: dueAt === null ? '' : sayBy(tx, dueAt),
  };
}

interface Cards<Data> {
  notice: NoticeDefinition<Data>;
  side: 'sender' | 'recipient';
  data: Data;
  rank?: number;
}

async function toAnswerers<Data>(
  tx: Transaction,
  referral: Referral,
  { notice, side, data, rank = 0 }: Cards<Data>,
): Promise<number> {
  const staffIds = await answerers(tx, referral, side, rank);
  for (const staffId of staffIds) {
    const key = `${notice.name}/${referral.id}/${referral.version}/${staffId}`;
    const cardTaskId = `${referralCardsOf(referral.id)}${notice.name.split('.')[1]}-${referral.version}-${staffId}`;
    await send(tx, notice, { staff: staffId }, data, { key, cardTaskId, dueAt: leavesAt(tx, referral) });
  }
  return staffIds.length;
}

/** What is not urgent waits for the morning, though it is of a kind that would not. */
function leavesAt(tx: Transaction, { urgency, rulePack }: Referral): Date | undefined {
  return urgency === 'routine' ? quietUntil(tx.day, rulesOf(rulePack).notices, tx.now) : undefined;
}

/** A term that ends with a day is called by that day: nobody reads 凌晨0:00 as the evening before. */
function sayBy({ day }: Transaction, dueAt: Date): string {
  return day.timeOf(dueAt) === '00:00' ? `${day.sayDate(day.add(day.dateOf(dueAt), -1))}之内` : day.say(dueAt);
}
