import { type AppointmentInSession, openAppointments } from '#domain/clinics/appointment.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import { type InLine, placesInLine } from '#domain/clinics/own-line.ts';
import { household, type HouseholdMember } from '#domain/residents/family.ts';
import type { DialogueWorld } from '../dialogue-world.ts';
import { clinics } from '../replies/clinics.ts';
import type { SaidFacts } from '../understand/said-facts.ts';

/** Something that somebody, or their family, has booked or waits for: as one line of a list. */
export interface OwnLine {
  id: string;
  label: string;
  residentId: string;
  kind: 'night' | 'expert';
  /** YYYY-MM-DD */
  date: string;
  shortName: string;
  member: HouseholdMember;
}

export type VisitLine = OwnLine & { visit: AppointmentInSession };
export type EntryLine = OwnLine & { entry: InLine };

/** Whom somebody may book for, themselves first. */
export async function mayBookFor({ tx }: DialogueWorld, residentId: string): Promise<HouseholdMember[]> {
  return (await household(tx, residentId)).filter(({ powers }) => powers.includes('book'));
}

export async function visitLines({ tx }: DialogueWorld, members: readonly HouseholdMember[]): Promise<VisitLine[]> {
  const visits = await openAppointments(
    tx,
    members.map(({ residentId }) => residentId),
  );
  return visits.flatMap((visit) => visitLine(tx, members, visit));
}

/** Empty when the visit is of nobody among them. */
export function visitLine(
  tx: DialogueWorld['tx'],
  members: readonly HouseholdMember[],
  visit: AppointmentInSession,
): VisitLine[] {
  const member = members.find(({ residentId }) => residentId === visit.residentId);
  if (!member) return [];
  const { kind, date, organisation } = visit.session;
  const { shortName } = organisation;
  const label = clinics.visitLine(tx.day.say(visit.startsAt), shortName, serviceNames[kind], visit.number, member.name);
  return [{ id: visit.id, label, residentId: visit.residentId, kind, date, shortName, member, visit }];
}

export async function entryLines({ tx }: DialogueWorld, members: readonly HouseholdMember[]): Promise<EntryLine[]> {
  const entries = await placesInLine(
    tx,
    members.map(({ residentId }) => residentId),
  );
  return entries.flatMap((entry) => {
    const member = members.find(({ residentId }) => residentId === entry.residentId);
    if (!member) return [];
    const { entryId: id, residentId, kind, date, shortName, offer } = entry;
    const session = clinics.sessionOf(tx.day.sayDate(date), shortName, serviceNames[kind]);
    const label = offer
      ? clinics.offerLine(tx.day.say(offer.startsAt), shortName, serviceNames[kind], entry.name)
      : clinics.entryLine(session, entry.name);
    return [{ id, label, residentId, kind, date, shortName, member, entry }];
  });
}

/** Those that a sentence means: 周三的, 妈妈的, 拱北的, 专家门诊; undefined when it says nothing of the kind. */
export function meant<Line extends OwnLine>(
  lines: readonly Line[],
  { days, people, places, clinic }: SaidFacts,
): Line[] | undefined {
  if (!days?.length && !people?.length && !places?.length && clinic === undefined) return undefined;
  return lines.filter(
    (line) =>
      (!days?.length || days.includes(line.date)) &&
      (!places?.length || places.includes(line.shortName)) &&
      (!people?.length || people.some((said) => isSaid(line.member, said))) &&
      (clinic === undefined || clinic === line.kind),
  );
}

/** 我, 妈妈, a name, or a given name by itself. */
export function isSaid({ kind, kinship, name }: HouseholdMember, said: string): boolean {
  const isName = said === name || (said.length === 2 && name.length === 3 && name.endsWith(said));
  return isName || said === kinship || (said === '我' && kind === 'self');
}
