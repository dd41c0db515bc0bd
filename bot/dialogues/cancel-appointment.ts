import { cancelAppointment } from '#domain/clinics/cancel.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import { leaveWaitlist } from '#domain/clinics/waitlist.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { clinics } from '../replies/clinics.ts';
import { bindFirst } from './bind-first.ts';
import { entryLines, mayBookFor, meant, visitLines } from './own-visits.ts';

/** 取消预约：退号，或不再候补。说的是改时间，就转到改约。 */
export const cancelVisit: Dialogue = {
  name: 'cancel-appointment',
  service: '取消预约',
  audience: 'resident',
  title: '退号',
  async script(script, world) {
    const { tx, contact } = world;
    const me = await bindFirst(script, world);
    const way = await script.choose('way', {
      title: clinics.visit,
      shown: 'hidden',
      from: ['cancel', 'change'],
      id: (one) => one,
      label: (one) => one,
      usual: 'cancel',
      none: { say: clinics.noVisits },
      fact: ({ action }) => (action === 'change' ? 'change' : undefined),
    });
    if (way === 'change') return script.turnTo('change-appointment');
    const members = await mayBookFor(world, me.id);
    const visits = (await visitLines(world, members)).filter(
      ({ visit: { status, startsAt } }) => status !== 'called' && startsAt > tx.now,
    );
    const lines = [...visits, ...(await entryLines(world, members))];
    const line = await script.choose('visit', {
      title: clinics.visit,
      prompt: clinics.whichVisit,
      from: lines,
      id: ({ id }) => id,
      label: ({ label }) => label,
      only: 'take',
      none: { say: clinics.noVisits },
      fact: (facts) => meant(lines, facts),
    });
    const goes = await script.decide('give-back', {
      title: clinics.visit,
      prompt: 'entry' in line ? clinics.askLeave(line.label) : clinics.askCancel(line.label),
      shown: 'hidden',
      yes: 'entry' in line ? clinics.leave : clinics.giveBack,
      no: 'entry' in line ? clinics.stay : clinics.keep,
    });
    if (!goes) return script.say(clinics.kept);
    const by = { kind: 'resident', residentId: me.id, contactId: contact.id } as const;
    await script.act('cancel', async () => {
      if ('entry' in line) await leaveWaitlist(tx, { entryId: line.id, by });
      else await cancelAppointment(tx, { appointmentId: line.id, by });
    });
    script.receipt({
      done: 'entry' in line ? clinics.left(line.label) : clinics.cancelled(line.label),
      undo: clinics.afterCancelling(serviceNames[line.kind]),
    });
  },
};
