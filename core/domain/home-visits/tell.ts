import type { HomeVisit } from '#prisma/generated/sqlite/client.ts';
import { hearersOf, tell } from '../clinics/hearers.ts';
import { shortNumber } from '../case-number.ts';
import {
  homeVisitAsked,
  homeVisitDeclined,
  homeVisitHandedOn,
  homeVisitNotHome,
  homeVisitOverdue,
  homeVisitPlanned,
  homeVisitReminder,
  homeVisitToGo,
  homeVisitWithdrawn,
} from '../notices/home-visits.ts';
import { send } from '../notices/send.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { residentName } from '../residents/resident.ts';
import { staffOnlyTags, tagsAt } from '../residents/rules.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, type DeclineReason, type OtherOffer, textOf } from './home-visit.ts';

/** Shows the owner what is asked for, on a card that one press begins to answer. */
export async function tellOwner(
  tx: Transaction,
  visitId: string,
  why: 'asked' | 'unanswered' | 'unrecorded',
): Promise<void> {
  const visit = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  const { ownerId, residentId: about, version } = visit;
  const data = await forStaff(tx, visit);
  const options = { about, cardTaskId: `${cardsOf(visitId)}${version}` };
  if (why === 'asked')
    await send(tx, homeVisitAsked, { staff: ownerId }, data, { ...options, key: `home-visit.asked/${visitId}` });
  else {
    const key = `home-visit.overdue/${visitId}/${version}`;
    await send(tx, homeVisitOverdue, { staff: ownerId }, { ...data, what: why }, { ...options, key });
  }
}

/** Tells who is to go, when somebody else arranged it. */
export async function tellGoer(tx: Transaction, visitId: string, goerId: string): Promise<void> {
  const visit = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  const key = `home-visit.to-go/${visitId}/${visit.version}`;
  await send(tx, homeVisitToGo, { staff: goerId }, await forStaff(tx, visit), { key, about: visit.residentId });
}

/** Tells who was to answer or to go that nobody need come. */
export async function tellWithdrawn(tx: Transaction, visitId: string): Promise<void> {
  const visit = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  const { number, name, when } = await forStaff(tx, visit);
  const key = `home-visit.withdrawn/${visitId}`;
  await send(
    tx,
    homeVisitWithdrawn,
    { staff: visit.ownerId },
    { number, name, when },
    { key, about: visit.residentId },
  );
}

/** What residents are told of a visit. */
type Told = 'planned' | 'reminder' | 'declined' | 'handed-on' | 'not-home' | 'not-home-over';

/** Tells the resident, and who asked for them, once for each step of the visit. */
export async function tellResident(
  tx: Transaction,
  visitId: string,
  what: Told,
  answer?: { reason: DeclineReason; offer: OtherOffer },
): Promise<void> {
  const visit = await tx.prisma.homeVisit.findUniqueOrThrow({
    where: { id: visitId },
    include: { owner: { select: { name: true, organisation: { select: { phone: true } } } } },
  });
  const { residentId, contactId, owner, plannedAt, version } = visit;
  const hearers = await hearersOf(tx, residentId, contactId);
  const said = {
    name: await residentName(tx, residentId),
    doctor: owner.name,
    when: plannedAt === null ? '' : tx.day.say(plannedAt),
    phone: owner.organisation.phone,
  };
  const options = { key: `home-visit.${what}/${visitId}/${version}`, about: residentId };
  switch (what) {
    case 'planned':
      return tell(tx, hearers, homeVisitPlanned, said, options);
    case 'reminder':
      return tell(tx, hearers, homeVisitReminder, said, { ...options, expiresAt: plannedAt ?? undefined });
    case 'handed-on':
      return tell(tx, hearers, homeVisitHandedOn, said, options);
    case 'declined':
      if (answer) await tell(tx, hearers, homeVisitDeclined, { ...said, ...answer }, options);
      return;
    case 'not-home':
    case 'not-home-over':
      return tell(tx, hearers, homeVisitNotHome, { ...said, isOver: what === 'not-home-over' }, options);
  }
}

/** 3月5日（周四）下午, 下午都行, 都行 */
export function sayWish(
  tx: Transaction,
  { wishedOn, wishedPart }: { wishedOn: string | null | undefined; wishedPart: string | null | undefined },
): string {
  const part = wishedPart === 'morning' ? '上午' : wishedPart === 'afternoon' ? '下午' : '';
  if (!wishedOn) return part === '' ? '都行' : `哪天都行，${part}`;
  return `${tx.day.sayDate(wishedOn)}${part === '' ? '，上午下午都行' : part}`;
}

async function forStaff(tx: Transaction, visit: HomeVisit) {
  const { residentId, number, plannedAt } = visit;
  const { birthDate, sex, tags, homeCentreId } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { birthDate: true, sex: true, tags: true, homeCentreId: true },
  });
  const today = tx.day.dateOf(tx.now);
  const age = tx.day.ageOn(birthDate, today);
  return {
    number: shortNumber(number),
    name: await residentName(tx, residentId),
    person: `${sex === 'female' ? '女' : '男'} ${age}岁`,
    tags: tagsAt(tags, age, (await rulesAt(tx, homeCentreId)).identity)
      .filter((tag) => !staffOnlyTags.includes(tag))
      .join('、'),
    text: textOf(tx, visit),
    wish: sayWish(tx, visit),
    when: plannedAt === null ? '' : tx.day.say(plannedAt),
  };
}
