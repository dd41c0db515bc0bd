import { bookableSessions } from '#domain/clinics/bookable.sql.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import { personOf } from '#domain/clinics/person.sql.ts';
import { standsAgainst } from '#domain/clinics/may-book.ts';
import type { HouseholdMember } from '#domain/residents/family.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { clinics } from '../../replies/clinics.ts';
import { referring } from '../../replies/referrals.ts';
import { linesOf } from '../clinic-choices.ts';

const mostOffered = 3;

/** 建议先到中心：一个数字就约好；也可以还是请医生看要不要转。 */
export async function centreFirst(
  script: Script,
  { tx, contact }: DialogueWorld,
  { me, who, said }: { me: { id: string }; who: HouseholdMember; said: string },
): Promise<'goes' | 'asks'> {
  const person = await personOf(tx, who.residentId);
  const sessions = (await standsAgainst(tx, person)) ? [] : await bookableSessions(tx, 'night', person);
  const places = linesOf(tx.day, sessions, who.homeCentreId)
    .filter((line) => line.does === 'book')
    .slice(0, mostOffered);
  script.say(said);
  if (places.length === 0) {
    script.say(referring.noPlaces);
    const asks = await script.decide('asks-doctor', {
      title: referring.centreTitle,
      prompt: referring.askOrLeave,
      shown: 'hidden',
      yes: referring.askDoctorOnly,
      no: referring.justGo,
    });
    if (!asks) script.say(referring.goThere);
    return asks ? 'asks' : 'goes';
  }
  const lines = [
    ...places.map(({ id, label }) => ({ id, label })),
    { id: 'doctor', label: referring.askDoctor },
    { id: 'go', label: referring.justGo },
  ];
  const line = await script.choose('centre-first', {
    title: referring.centreTitle,
    prompt: referring.askCentre,
    shown: 'hidden',
    from: lines,
    id: ({ id }) => id,
    label: ({ label }) => label,
    none: { say: referring.noPlaces },
  });
  if (line.id === 'doctor') return 'asks';
  const place = places.find(({ id }) => id === line.id);
  if (!place) {
    script.say(referring.goThere);
    return 'goes';
  }
  const by = { kind: 'resident', residentId: me.id, contactId: contact.id } as const;
  const booked = await script.act(
    'book-centre',
    () => bookPlace(tx, { slotId: place.slotId, residentId: who.residentId, by }),
    { reopen: { 'slot-taken': 'centre-first', 'session-full': 'centre-first', 'session-closed': 'centre-first' } },
  );
  script.receipt({
    done: referring.booked(who.name, tx.day.say(place.startsAt), place.session.centre),
    number: clinics.number(booked.number),
    undo: clinics.afterBooking(''),
  });
  return 'goes';
}
