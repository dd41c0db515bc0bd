import { rulesAt } from '../packs/of-organisation.ts';
import { reachOf } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** A centre where fewer experts sit in this week than are due. */
export interface ShortOfSitIns {
  organisationId: string;
  shortName: string;
  /** Half-days on which the expert signed in. */
  held: number;
  /** Still to come. */
  planned: number;
  due: number;
}

/**
 * The centres that somebody administers and that fall short of expert sit-ins in the week (Monday to Sunday) of a date:
 * three half-days a week are due (seed 001 二(二)1). One that is over counts when the expert signed in; one to come counts
 * as planned. Those of a centre's stations count for it.
 */
export async function shortOfSitIns(tx: Transaction, staffId: string, date: string): Promise<ShortOfSitIns[]> {
  const weeks = await sitInWeeks(tx, staffId, date);
  return weeks.filter(({ held, planned, due }) => held + planned < due);
}

/** One session of the week. */
export interface SitInLine {
  startsAt: Date;
  endsAt: Date;
  shortName: string;
  doctor: string;
  arrivedAt: Date | undefined;
}

/** A centre's sit-ins in a week. */
export interface SitInWeek extends ShortOfSitIns {
  sessions: SitInLine[];
}

/** The week's sit-ins of every centre that somebody administers, by the name of the centre. */
export async function sitInWeeks(tx: Transaction, staffId: string, date: string): Promise<SitInWeek[]> {
  const reached = await reachOf(tx, staffId, administratorRoles);
  const centres = await tx.prisma.organisation.findMany({
    where: { id: { in: reached }, kind: 'centre', active: true },
    select: { id: true, shortName: true, children: { select: { id: true } } },
    orderBy: { name: 'asc' },
  });
  const sessions = centres.length === 0 ? [] : await sessionsOfWeek(tx, date);
  const weeks: SitInWeek[] = [];
  for (const { id, shortName, children } of centres) {
    const places = [id, ...children.map((station) => station.id)];
    const here = sessions.filter(({ organisationId }) => places.includes(organisationId));
    weeks.push({
      organisationId: id,
      shortName,
      held: here.filter(({ arrivedAt }) => arrivedAt !== undefined).length,
      planned: here.filter(({ arrivedAt, endsAt }) => arrivedAt === undefined && endsAt > tx.now).length,
      due: (await rulesAt(tx, id)).clinics.sitInsPerWeek,
      sessions: here,
    });
  }
  return weeks;
}

async function sessionsOfWeek(tx: Transaction, date: string) {
  const monday = tx.day.add(date, 1 - tx.day.weekday(date));
  const sessions = await tx.prisma.clinicSession.findMany({
    where: { kind: 'expert', status: 'open', date: { gte: monday, lte: tx.day.add(monday, 6) } },
    include: {
      sitIn: { select: { arrivedAt: true } },
      doctor: { select: { name: true } },
      organisation: { select: { shortName: true } },
    },
    orderBy: { startsAt: 'asc' },
  });
  return sessions.map(({ organisationId, startsAt, endsAt, organisation, doctor, sitIn }) => ({
    organisationId,
    startsAt,
    endsAt,
    shortName: organisation.shortName,
    doctor: doctor.name,
    arrivedAt: sitIn?.arrivedAt,
  }));
}
