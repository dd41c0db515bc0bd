import { openAppointments } from '#domain/clinics/appointment.ts';
import { bookableSessions, type BookableSession } from '#domain/clinics/bookable.sql.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import { standsAgainst } from '#domain/clinics/may-book.ts';
import { nextOpening } from '#domain/clinics/next-opening.ts';
import { personOf } from '#domain/clinics/person.sql.ts';
import type { HouseholdMember } from '#domain/residents/family.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { clinics } from '../replies/clinics.ts';
import {
  type Line,
  linesNear,
  linesOf,
  linesSaid,
  saySession,
  slotLines,
  waitLine,
  whyNone,
} from './clinic-choices.ts';

type ClinicKind = 'night' | 'expert';

/** What somebody settled on. */
export interface Chosen {
  /** The question that it was chosen at. */
  key: string;
  line: Extract<Line, { does: 'book' | 'wait' }>;
}

/**
 * Place, day and time in one question: the likeliest session first, any other by words or by a second list. Who can book
 * nothing now hears it before choosing.
 */
export async function chooseTime(
  script: Script,
  { tx }: DialogueWorld,
  kind: ClinicKind,
  who: HouseholdMember,
): Promise<Chosen> {
  const service = serviceNames[kind];
  const person = await personOf(tx, who.residentId);
  const obstacle = await standsAgainst(tx, person);
  if (obstacle) throw obstacle;
  const booked = await openAppointments(tx, [who.residentId]);
  const sessions = (await bookableSessions(tx, kind, person)).filter(
    ({ id }) => !booked.some(({ sessionId }) => sessionId === id),
  );
  const lines = linesOf(tx.day, sessions, who.homeCentreId);
  const line = await script.choose('slot', {
    title: clinics.time,
    prompt: clinics.askTime(service),
    help: clinics.timeHelp,
    from: lines,
    id: ({ id }) => id,
    label: ({ label }) => label,
    none: { say: lines.length > 0 ? '' : await sayNext(tx, kind) },
    fact: (facts, before) =>
      linesSaid(
        tx.day,
        lines,
        facts,
        who.homeCentreId,
        lines.find(({ id }) => id === before),
      ),
    near: (facts) => linesNear(tx.day, lines, facts, who.homeCentreId),
    misfit(facts) {
      const same = booked.find(({ session }) => session.kind === kind && facts.days?.includes(session.date));
      return same ? clinics.already(tx.day.say(same.startsAt), same.number) : whyNone(tx.day, sessions, kind, facts);
    },
  });
  if (line.does !== 'look-further') return { key: 'slot', line };
  const session = await chooseSession(script, tx, sessions, service);
  if (session.free.length === 0) return { key: 'session', line: waitLine(tx.day, session) };
  const there = slotLines(tx.day, session);
  const slot = await script.choose('slot-there', {
    title: clinics.time,
    prompt: clinics.askTimeThere,
    from: there,
    id: ({ id }) => id,
    label: ({ label }) => label,
    fact: ({ times, range }) =>
      linesSaid(tx.day, there, { times, range }, who.homeCentreId)?.filter((one) => one.does === 'book'),
    none: { say: clinics.noneAtTime(service), reopen: 'session' },
  });
  return { key: 'slot-there', line: slot };
}

function chooseSession(
  script: Script,
  tx: DialogueWorld['tx'],
  sessions: readonly BookableSession[],
  service: string,
): Promise<BookableSession> {
  return script.choose('session', {
    title: clinics.session,
    prompt: clinics.askSession(service),
    from: sessions,
    id: ({ id }) => id,
    label: (session) => `${saySession(tx.day, session)}，${stateOf(session)}`,
    none: { say: clinics.noneOpen(service) },
  });
}

function stateOf({ free, keptUntil }: BookableSession): string {
  if (free.length > 0) return clinics.free(free.length);
  return keptUntil === undefined ? clinics.full : clinics.keptUntil(keptUntil);
}

/** When none is open, the answer names the next one. */
async function sayNext(tx: DialogueWorld['tx'], kind: ClinicKind): Promise<string> {
  const next = await nextOpening(tx, kind);
  const service = serviceNames[kind];
  if (!next) return clinics.noneOpen(service);
  const when = tx.day.say(tx.day.at(next.date, next.startTime));
  return clinics.next(service, when, next.shortName, tx.day.sayDate(next.opensOn));
}
