import type { AppointmentInSession } from '#domain/clinics/appointment.ts';
import { type Booked, bookPlace } from '#domain/clinics/book.ts';
import { bookableSessions } from '#domain/clinics/bookable.sql.ts';
import type { Booker } from '#domain/clinics/booker.ts';
import { changeAppointment } from '#domain/clinics/change.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import { lostVisits } from '#domain/clinics/lost-visits.ts';
import { nearestPlaces, sayPlace } from '#domain/clinics/nearest-places.ts';
import { personOf } from '#domain/clinics/person.sql.ts';
import { rulesOf } from '#domain/packs/current.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import type { Stored } from '../engine/script.ts';
import { clinics } from '../replies/clinics.ts';
import { bindFirst } from './bind-first.ts';
import { linesSaid, slotLines } from './clinic-choices.ts';
import { mayBookFor, meant, visitLine, type VisitLine, visitLines } from './own-visits.ts';

/** 改约：停诊后从最近的几个里选一个；或者自己想换个时间。 */
export const changeVisit: Dialogue = {
  name: 'change-appointment',
  service: '改约',
  audience: 'resident',
  title: '改约',
  async script(script, world) {
    const { contact } = world;
    const me = await bindFirst(script, world);
    const [given, place] = (await script.keep('chosen', () => '/')).split('/');
    const lines = await linesOf(world, me.id);
    const line = await script.choose('visit', {
      title: clinics.changedFrom,
      prompt: clinics.whichChange,
      from: given ? lines.filter(({ id }) => id === given) : lines,
      id: ({ id }) => id,
      label: ({ label }) => label,
      only: 'take',
      none: { say: clinics.noChange },
      // A day or a place that is said is the new one.
      fact: ({ people }) => (people?.length ? meant(lines, { people }) : undefined),
    });
    const by: Booker = { kind: 'resident', residentId: me.id, contactId: contact.id };
    return line.visit.status === 'cancelled'
      ? bookInstead(script, world, { line, by, place })
      : moveTo(script, world, { line, by });
  },
};

/** What was lost when a session was closed comes before what somebody merely wants otherwise. */
async function linesOf(world: DialogueWorld, residentId: string): Promise<VisitLine[]> {
  const { tx } = world;
  const members = await mayBookFor(world, residentId);
  const lost = await lostVisits(
    tx,
    members.map((member) => member.residentId),
  );
  const open = (await visitLines(world, members)).filter(
    ({ visit: { status, startsAt } }) => status !== 'called' && startsAt > tx.now,
  );
  return [...lost.flatMap((visit) => visitLine(tx, members, visit)), ...open];
}

interface Wanted {
  line: VisitLine;
  by: Booker;
  /** The slot that was picked in the notice, or `none`. */
  place?: string | undefined;
}

/** The nearest places once more, as they are now; what was picked in the notice is taken if it is still there. */
async function bookInstead(script: Script, { tx }: DialogueWorld, { line, by, place }: Wanted): Promise<void> {
  const { residentId, startsAt, session } = line.visit;
  const places = await nearestPlaces(tx, residentId, { ...session, startsAt });
  const service = serviceNames[session.kind];
  const lines = places.map((near) => ({
    id: near.slotId,
    label: sayPlace(tx, near),
    place: clinics.placeOf(near.centre, near.address),
  }));
  const none = { id: 'none', label: clinics.dontMind, place: '' };
  if (place && place !== none.id && !lines.some(({ id }) => id === place)) script.say(clinics.placeGone);
  const to = await script.choose('new-time', {
    title: clinics.newTime,
    prompt: clinics.askNewTime,
    from: lines.length > 0 ? [...lines, none] : [],
    id: ({ id }) => id,
    label: ({ label }) => label,
    usual: [...lines, none].find(({ id }) => id === place),
    none: { say: clinics.noneNearClosed(session.organisation.phone) },
  });
  if (to.id === none.id) return script.say(clinics.notRebooked(service));
  const booked = await script.act('rebook', () => bookPlace(tx, { slotId: to.id, residentId, by }), reopening);
  say(script, tx, { line, booked, place: to.place });
}

/** One's own wish: the whole list, and a confirmation that shows both. */
async function moveTo(script: Script, { tx }: DialogueWorld, { line, by }: Wanted): Promise<void> {
  const { visit, kind, member } = line;
  const sessions = await bookableSessions(tx, kind, await personOf(tx, visit.residentId));
  const sorted = [...sessions].sort((one, other) => rank(one, visit) - rank(other, visit));
  const lines = sorted.flatMap((session) => slotLines(tx.day, session));
  const to = await script.choose('new-time', {
    title: clinics.newTime,
    prompt: clinics.askNewTime,
    from: lines,
    id: ({ id }) => id,
    label: ({ label }) => label,
    none: { say: clinics.noneNear(serviceNames[kind]) },
    fact: (facts) => linesSaid(tx.day, lines, facts, member.homeCentreId)?.filter((one) => one.does === 'book'),
    misfit: () => clinics.noneAtTime(serviceNames[kind]),
  });
  await script.confirm('confirm', { title: clinics.checkChange, of: ['visit', 'new-time'] });
  const change = () => changeAppointment(tx, { appointmentId: visit.id, slotId: to.slotId, by });
  const booked = await script.act('change', change, reopening);
  say(script, tx, { line, booked, place: clinics.placeOf(to.session.centre, to.session.address) });
}

const reopening = {
  reopen: {
    'slot-taken': 'new-time',
    'session-full': 'new-time',
    'session-closed': 'new-time',
    'session-started': 'new-time',
    'booked-in-session': 'new-time',
    'booked-at-that-time': 'new-time',
  },
} as const;

/** The same centre first. */
function rank(session: { organisationId: string }, visit: AppointmentInSession): number {
  return session.organisationId === visit.session.organisationId ? 0 : 1;
}

function say(
  script: Script,
  tx: DialogueWorld['tx'],
  { line, booked, place }: { line: VisitLine; booked: Stored<Booked>; place: string },
): void {
  const when = tx.day.say(new Date(booked.startsAt));
  script.receipt({
    done: clinics.changed(line.member.name, when, serviceNames[line.kind], place),
    number: clinics.number(booked.number),
    undo: clinics.afterBooking(rulesOf(line.visit.session.rulePack).clinics.whatToBring),
  });
}
