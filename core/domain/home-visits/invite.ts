import { maskName } from '#kit/mask.ts';
import { isWorkingDay } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { ownerOf } from '../care/owner.ts';
import { nextCaseNumbers } from '../case-number.ts';
import { hearersOf, tell } from '../clinics/hearers.ts';
import { offerChoices } from '../clinics/offer-choices.ts';
import { homeVisitInvited, invitationLines } from '../notices/home-visits.ts';
import { rulesOf } from '../packs/current.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import type { RulePack } from '../packs/rule-pack.ts';
import { residentName } from '../residents/resident.ts';
import { tagsAt } from '../residents/rules.ts';
import { instant, rowSet, type StoredInstant } from '../row-set.ts';
import type { Transaction } from '../transaction.ts';
import { sealPlace, stepVisit, type VisitEnd } from './home-visit.ts';
import {
  invitableStatement,
  invitedTodayStatement,
  inviteJobsStatement,
  inviteStatement,
  rangeEndStatement,
} from './invite.sql.ts';

/** So many residents are looked at in one transaction; messages wait no longer than that. */
export const residentsASweep = 2_000;
const cursor = 'home-visits.invite';
/** What is written as the reason in words. */
const whatFor = '家庭医生上门看看';

interface Invitable {
  id: string;
  homeCentreId: string;
  birthDate: string;
  tags: unknown;
  lastAt: StoredInstant | null;
}

/**
 * Invites residents of the priority groups who have no contract to ask for a visit, at most as often a year as their
 * district's rules say, so many of a centre on a working day (domain.md §6; seed 000 三(四)2). Each invitation is a row, and
 * is told by a job of its own, within preferences and quiet hours.
 * @returns `more` while there are residents to look at today.
 */
export async function inviteToVisits(tx: Transaction): Promise<'done' | 'more'> {
  const today = tx.day.dateOf(tx.now);
  if (!isWorkingDay(tx.day, today)) return 'done';
  const after = await reachedOn(tx, today);
  const range = await tx.sql.one<{ last: string | null; count: number | bigint }>(rangeEndStatement, [
    after,
    residentsASweep,
  ]);
  if (!range?.last) return 'done';
  const found = await tx.sql.all<Invitable>(invitableStatement, [after, residentsASweep]);
  await invite(tx, found);
  const value = `${today}/${range.last}`;
  await tx.prisma.setting.upsert({ where: { name: cursor }, create: { name: cursor, value }, update: { value } });
  return Number(range.count) < residentsASweep ? 'done' : 'more';
}

/** Twice a year is not more often than every 183 days. */
function daysBetween(timesAYear: number): number {
  return Math.ceil(365 / timesAYear);
}

/** The last one who was looked at today. */
async function reachedOn(tx: Transaction, today: string): Promise<string> {
  const kept = await tx.prisma.setting.findUnique({ where: { name: cursor } });
  const [date, residentId] = kept?.value.split('/') ?? [];
  return date === today ? (residentId ?? '') : '';
}

/** What is the same for everybody of a centre. */
interface Centre {
  pack: RulePack;
  ownerId: string;
  left: number;
}

async function invite(tx: Transaction, found: readonly Invitable[]): Promise<void> {
  const today = tx.day.dateOf(tx.now);
  const counted = await tx.sql.all<{ homeCentreId: string; count: number | bigint }>(invitedTodayStatement, [
    tx.day.at(today, '00:00'),
  ]);
  const invitedToday = new Map(counted.map(({ homeCentreId, count }) => [homeCentreId, Number(count)]));
  const centres = new Map<string, Centre>();
  const chosen: { residentId: string; centre: Centre }[] = [];
  for (const resident of found) {
    const centre = centres.get(resident.homeCentreId) ?? (await centreOf(tx, resident, invitedToday));
    centres.set(resident.homeCentreId, centre);
    if (centre.left === 0 || !isDue(tx, resident, centre.pack)) continue;
    centre.left -= 1;
    chosen.push({ residentId: resident.id, centre });
  }
  if (chosen.length > 0) await write(tx, chosen);
}

async function centreOf(
  tx: Transaction,
  { id, homeCentreId }: Invitable,
  invitedToday: ReadonlyMap<string, number>,
): Promise<Centre> {
  const pack = await rulesAt(tx, homeCentreId);
  const left = Math.max(0, pack.homeVisits.invitations.aDay - (invitedToday.get(homeCentreId) ?? 0));
  // Until somebody says yes it is anybody's of the centre; then it becomes that of who looks after them.
  return { pack, ownerId: await ownerOf(tx, id), left };
}

function isDue(tx: Transaction, { birthDate, tags, lastAt }: Invitable, { identity, homeVisits }: RulePack): boolean {
  const today = tx.day.dateOf(tx.now);
  const { tags: invited, timesAYear } = homeVisits.invitations;
  if (lastAt !== null && tx.day.daysBetween(tx.day.dateOf(instant(lastAt)), today) < daysBetween(timesAYear))
    return false;
  // SQLite keeps JSON as text.
  const stored: unknown = typeof tags === 'string' ? JSON.parse(tags) : tags;
  return tagsAt(stored, tx.day.ageOn(birthDate, today), identity).some((tag) => invited.includes(tag));
}

const visitColumns = {
  id: 'text',
  number: 'text',
  residentId: 'text',
  textSealed: 'text',
  ownerId: 'text',
  rulePack: 'text',
  askedAt: 'instant',
  dueAt: 'instant',
} as const;
const jobColumns = { id: 'text', visitId: 'text', payload: 'text', at: 'instant', expiresAt: 'instant' } as const;

/** All of them by two statements. */
async function write(tx: Transaction, chosen: readonly { residentId: string; centre: Centre }[]): Promise<void> {
  const today = tx.day.dateOf(tx.now);
  const numbers = await nextCaseNumbers(tx, 'SM', chosen.length);
  const rows = chosen.map(({ residentId, centre: { pack, ownerId } }, index) => {
    const id = tx.id();
    const { holdsDays } = pack.homeVisits.invitations;
    return {
      ...{ id, number: numbers[index] ?? '', residentId, ownerId, rulePack: pack.version, askedAt: tx.now },
      textSealed: tx.vault.seal(sealPlace(id), whatFor),
      dueAt: tx.day.at(tx.day.add(today, holdsDays), tx.day.timeOf(tx.now)),
    };
  });
  const visits = rowSet(tx.sql.engine, visitColumns);
  await tx.sql.run(inviteStatement(visits.from), [visits.parameter(rows)]);
  const jobs = rowSet(tx.sql.engine, jobColumns);
  const asked = rows.map(({ id, rulePack }) => ({
    ...{ id: tx.id(), visitId: id, payload: JSON.stringify({ visitId: id }), at: tx.now },
    expiresAt: tx.day.at(today, rulesOf(rulePack).notices.quietFrom),
  }));
  await tx.sql.run(inviteJobsStatement(jobs.from, tx.sql.engine), [jobs.parameter(asked)]);
  tx.audit({
    actor: { kind: 'system' },
    action: 'home-visit.invited',
    subject: { kind: 'home-visit' },
    detail: { count: rows.length },
  });
}

/**
 * Tells one invitation, to the resident or who acts for them; one number answers it.
 * @returns why nobody was told, or undefined.
 */
export async function tellInvitation(tx: Transaction, visitId: string): Promise<string | undefined> {
  const visit = await tx.prisma.homeVisit.findUniqueOrThrow({
    where: { id: visitId },
    include: { resident: { select: { homeCentre: { select: { shortName: true, phone: true } } } } },
  });
  const { status, residentId, dueAt, resident, rulePack } = visit;
  if (status !== 'offered' || dueAt === null) return status;
  const signed = await tx.prisma.contract.count({ where: { residentId, status: { in: ['submitted', 'active'] } } });
  if (signed > 0) {
    await stepVisit(tx, visit, {
      status: 'lapsed',
      endedAt: tx.now,
      dueAt: null,
      endReason: 'signed' satisfies VisitEnd,
    });
    return 'signed';
  }
  const { quietFrom } = rulesOf(rulePack).notices;
  const hearers = await hearersOf(tx, residentId, null);
  const said = {
    name: maskName(await residentName(tx, residentId)),
    centre: resident.homeCentre?.shortName ?? '',
    phone: resident.homeCentre?.phone ?? '',
  };
  await tell(tx, hearers, homeVisitInvited, said, {
    key: `home-visit.invited/${visitId}`,
    about: residentId,
    expiresAt: tx.day.at(tx.day.dateOf(tx.now), quietFrom),
  });
  const lines = invitationLines.map(({ key, label }) => ({ key: `${visitId}/${key}`, label }));
  await offerChoices(tx, hearers, 'home-visit', lines);
  await requestLook(tx, 'home-visit.lapse', { visitId }, dueAt);
  return undefined;
}

/** An invitation that nobody has answered in its time. @returns why it stays, or undefined. */
export async function lapseInvitation(tx: Transaction, visitId: string): Promise<string | undefined> {
  const visit = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  if (visit.status !== 'offered') return visit.status;
  const endReason: VisitEnd = 'invitation-over';
  await stepVisit(tx, visit, { status: 'lapsed', endedAt: tx.now, dueAt: null, endReason });
  return undefined;
}
