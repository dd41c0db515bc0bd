import type { BookableSession } from '#domain/clinics/bookable.sql.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import type { DistrictDay } from '#kit/day.ts';
import type { Facts } from '../facts.ts';
import { clinics } from '../replies/clinics.ts';

/** One line of the list of times. */
export type Line = { id: string; label: string } & (
  | { does: 'book'; slotId: string; startsAt: Date; session: BookableSession }
  | { does: 'wait'; session: BookableSession }
  | { does: 'look-further' }
);

const firstLines = 7;

/** 换一天或换地方 */
export const lookFurther: Line = { id: 'other', label: clinics.other, does: 'look-further' };

/**
 * Everything that can be had, in one list: first the session that somebody most likely means (the home centre's next one
 * with a place, else the soonest), then the way to the others. What was said narrows the list.
 */
export function linesOf(
  day: DistrictDay,
  sessions: readonly BookableSession[],
  homeCentreId: string | undefined,
): Line[] {
  const open = sessions.filter(({ free }) => free.length > 0);
  const focus = open.find(({ organisationId }) => organisationId === homeCentreId) ?? open[0];
  const first = focus ? slotLines(day, focus) : [];
  const rest = sessions.filter((session) => session !== focus);
  return [
    ...first.slice(0, firstLines),
    ...(rest.length > 0 ? [lookFurther] : []),
    ...first.slice(firstLines),
    ...rest.flatMap((session): Line[] =>
      session.free.length > 0 ? slotLines(day, session) : [waitLine(day, session)],
    ),
  ];
}

export function slotLines(day: DistrictDay, session: BookableSession): Extract<Line, { does: 'book' }>[] {
  return session.free.map(({ id, startsAt }) => ({
    id,
    label: `${day.say(startsAt)} ${placeAndDoctor(session)}`,
    does: 'book',
    slotId: id,
    startsAt,
    session,
  }));
}

export function waitLine(day: DistrictDay, session: BookableSession): Extract<Line, { does: 'wait' }> {
  return { id: `wait-${session.id}`, label: clinics.waitLine(saySession(day, session)), does: 'wait', session };
}

/** `3月2日（周一）晚上6:00起 拱北` */
export function saySession(day: DistrictDay, session: BookableSession): string {
  return `${day.say(session.firstAt)}起 ${placeAndDoctor(session)}`;
}

/** Who goes to an expert goes to that doctor; at a night clinic the place says enough. */
function placeAndDoctor({ kind, shortName, department, doctor }: BookableSession): string {
  return kind === 'expert' ? `${shortName} ${department}${doctor}` : shortName;
}

/**
 * The lines that fit what was said: undefined when nothing was said of it, none when it is not to be had. Where no place
 * was named the home centre comes first; of what is full, the waitlist.
 * @param before what had been chosen: “改成八点” keeps its day and place, “改成明天” its place and, where it can be, its time.
 */
export function linesSaid(
  day: DistrictDay,
  lines: readonly Line[],
  facts: Facts,
  homeCentreId: string | undefined,
  before?: Line,
): Line[] | undefined {
  if (!saysAnything(facts)) return undefined;
  for (const wish of completed(day, facts, before)) {
    const found = fittingLines(day, lines, wish, homeCentreId);
    if (found.length > 0) return found;
  }
  return [];
}

/** What comes nearest to a wish that cannot be had: another time of that day, then another day there. */
export function linesNear(
  day: DistrictDay,
  lines: readonly Line[],
  facts: Facts,
  homeCentreId: string | undefined,
): Line[] {
  const { days, places, doctors } = facts;
  for (const wish of [{ days, places, doctors }, { days }, { places, doctors }]) {
    const found = saysAnything(wish) ? fittingLines(day, lines, wish, homeCentreId) : [];
    if (found.length > 0) return found;
  }
  return [];
}

/** What was said with what had been chosen, as much of it as can be kept first; the day is never given up unsaid. */
function completed(day: DistrictDay, facts: Facts, before: Line | undefined): Facts[] {
  if (before?.does !== 'book' || facts.doctors?.length) return [facts];
  const { session, startsAt } = before;
  const days = facts.days?.length ? facts.days : [session.date];
  const places = facts.places?.length ? facts.places : [session.shortName];
  const time = day.timeOf(startsAt);
  const times = fitsTime(time, facts) ? [time] : facts.times;
  return [
    { ...facts, days, places, times },
    { ...facts, days, places },
    { ...facts, days },
  ];
}

function fittingLines(
  day: DistrictDay,
  lines: readonly Line[],
  facts: Facts,
  homeCentreId: string | undefined,
): Line[] {
  const fitting = lines.filter((line) => line.does !== 'look-further' && fitsSession(line.session, facts));
  const slots = fitting.filter((line) => line.does === 'book' && fitsTime(day.timeOf(line.startsAt), facts));
  const wanted = slots.length > 0 ? slots : fitting.filter(({ does }) => does === 'wait');
  const atHome = wanted.filter((line) => line.does !== 'look-further' && line.session.organisationId === homeCentreId);
  const nearest = facts.places?.length || atHome.length === 0 ? wanted : atHome;
  return facts.days?.length ? nearest : soonestDay(nearest);
}

/** What to say when what was said is not to be had. */
export function whyNone(
  day: DistrictDay,
  sessions: readonly BookableSession[],
  kind: 'night' | 'expert',
  facts: Facts,
): string {
  const service = serviceNames[kind];
  const [date] = facts.days ?? [];
  const [place] = facts.places ?? [];
  if (date !== undefined && !sessions.some((session) => session.date === date))
    return clinics.noneOnDay(day.sayDate(date), service);
  if (place !== undefined && !sessions.some((session) => isAt(session, [place])))
    return clinics.nonePlace(place, service);
  if (date !== undefined && place !== undefined && !sessions.some((one) => one.date === date && isAt(one, [place])))
    return clinics.noneOnDay(`${day.sayDate(date)}${place}`, service);
  return clinics.noneAtTime(service);
}

function saysAnything({ days, times, range, places, doctors }: Facts): boolean {
  return [days, times, places, doctors].some((said) => said?.length) || range !== undefined;
}

function fitsSession(session: BookableSession, { days, places, doctors }: Facts): boolean {
  return (
    (!days?.length || days.includes(session.date)) &&
    (!places?.length || isAt(session, places)) &&
    (!doctors?.length || doctors.some((doctor) => session.doctor.includes(doctor)))
  );
}

function isAt({ shortName, centre }: BookableSession, places: readonly string[]): boolean {
  return places.some((place) => place === shortName || centre.includes(place));
}

function fitsTime(time: string, { times, range }: Facts): boolean {
  if (times?.length) return times.includes(time);
  return range === undefined || (time >= range.from && time <= range.to);
}

/** A time without a day means the next day that has it. */
function soonestDay(lines: readonly Line[]): Line[] {
  const dateOf = (line: Line) => (line.does === 'look-further' ? '' : line.session.date);
  const dates = lines.map(dateOf).sort();
  return lines.filter((line) => dateOf(line) === dates[0]);
}
