import { peopleAhead } from '#domain/clinics/ahead.ts';
import { arrive, arriveFrom, undoArrive } from '#domain/clinics/arrive.ts';
import type { Booker } from '#domain/clinics/booker.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { clinics } from '../replies/clinics.ts';
import { bindFirst } from './bind-first.ts';
import { mayBookFor, meant, type VisitLine, visitLines } from './own-visits.ts';

/** 签到：到了门诊报到；已经报过的，可以撤回。 */
export const checkIn: Dialogue = {
  name: 'check-in',
  service: '签到',
  audience: 'resident',
  title: '签到',
  async script(script, world) {
    const { tx, contact } = world;
    const me = await bindFirst(script, world);
    const visits = await visitLines(world, await mayBookFor(world, me.id));
    const today = visits.filter(({ visit }) => arriveFrom(visit) <= tx.now && visit.status !== 'called');
    const [early] = visits;
    if (today.length === 0 && early) return script.say(sayTooEarly(world, early));
    const line = await script.choose('visit', {
      title: clinics.visit,
      prompt: clinics.whichArrival,
      shown: 'hidden',
      from: today,
      id: ({ id }) => id,
      label: ({ label }) => label,
      only: 'take',
      none: { say: clinics.noArrival },
      fact: (facts) => meant(today, facts),
    });
    const by: Booker = { kind: 'resident', residentId: me.id, contactId: contact.id };
    const wasThere = await script.keep('was-there', () => line.visit.status === 'arrived');
    if (wasThere) return takeBack(script, world, line, by);
    const arrived = await script.act('arrive', async () => {
      const appointment = await arrive(tx, { appointmentId: line.id, by });
      return { number: appointment.number, ahead: await peopleAhead(tx, appointment) };
    });
    script.receipt({
      done: clinics.arrived(line.member.name, arrived.number),
      number: clinics.ahead(arrived.ahead),
      undo: clinics.undoArrival,
    });
  },
};

async function takeBack(script: Script, { tx }: DialogueWorld, line: VisitLine, by: Booker): Promise<void> {
  const isThere = await script.decide('still-there', {
    title: clinics.visit,
    prompt: clinics.alreadyArrived(line.member.name, line.visit.number, await peopleAhead(tx, line.visit)),
    shown: 'hidden',
    yes: clinics.waitsOn,
    no: clinics.takeBack,
  });
  if (isThere) return script.say(clinics.waitsOnSaid);
  await script.act('undo', async () => {
    await undoArrive(tx, { appointmentId: line.id, by });
  });
  script.say(clinics.takenBack);
}

function sayTooEarly({ tx }: DialogueWorld, { visit }: VisitLine): string {
  return clinics.tooEarlyFor(tx.day.say(visit.startsAt), tx.day.say(arriveFrom(visit)));
}
