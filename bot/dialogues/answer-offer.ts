import { serviceNames } from '#domain/clinics/hearers.ts';
import { acceptOffer, leaveWaitlist } from '#domain/clinics/waitlist.ts';
import { rulesOf } from '#domain/packs/current.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { clinics } from '../replies/clinics.ts';
import { start } from '../router/flow.ts';
import type { Phrase } from '../router/phrases.ts';
import { dialogueNamed, openOf } from '../router/talk.ts';
import { bindFirst } from './bind-first.ts';
import { entryLines, mayBookFor } from './own-visits.ts';

/** 候补有号的答复：“要”“不要”，或通知里的数字。 */
export const answerOffer: Dialogue = {
  name: 'answer-offer',
  service: '候补',
  audience: 'resident',
  title: '答复候补',
  async script(script, world) {
    const { tx, contact } = world;
    const me = await bindFirst(script, world);
    const [given, wish] = (await script.keep('chosen', () => '/')).split('/');
    const lines = (await entryLines(world, await mayBookFor(world, me.id))).filter(({ entry }) => entry.offer);
    const by = { kind: 'resident', residentId: me.id, contactId: contact.id } as const;
    const line = await script.choose('offer', {
      title: clinics.offer,
      prompt: clinics.whichOffer,
      from: given ? lines.filter(({ id }) => id === given) : lines,
      id: ({ id }) => id,
      label: ({ label }) => label,
      only: 'take',
      none: { say: given ? clinics.offerGone : clinics.noOffer },
    });
    const wants = wish
      ? wish === 'accept'
      : await script.decide('wants', {
          title: clinics.offer,
          prompt: `${line.label}。${clinics.wantIt}？`,
          shown: 'hidden',
          yes: clinics.want,
          no: clinics.dontWant,
        });
    if (!wants) {
      await script.act('decline', () => leaveWaitlist(tx, { entryId: line.id, by }));
      return script.say(clinics.declined);
    }
    const booked = await script.act('accept', () => acceptOffer(tx, { entryId: line.id, by }));
    const { whatToBring } = rulesOf(line.entry.rulePack).clinics;
    script.receipt({
      done: clinics.booked(
        line.member.name,
        tx.day.say(new Date(booked.startsAt)),
        serviceNames[line.kind],
        line.shortName,
      ),
      number: clinics.number(booked.number),
      undo: clinics.afterBooking(whatToBring),
    });
  },
};

/** “要”“不要”，只在有号留着的时候归这里管。 */
export const wantOffer: Phrase = {
  audience: 'resident',
  pattern: /^(?:我)?(?<no>不)?(?:想)?要(?:了|的|这个|这个号|号)*$/u,
  async said(talk, match) {
    const dialogue = dialogueNamed(talk, answerOffer.name);
    const world = await talk.world();
    if (!dialogue || !world.resident) return undefined;
    const lines = await entryLines(world, await mayBookFor(world, world.resident.id));
    if (!lines.some(({ entry }) => entry.offer)) return undefined;
    const chosen = { value: `/${match.groups?.['no'] ? 'decline' : 'accept'}` };
    return { replies: await start(talk, dialogue, { kept: { chosen }, returnTo: openOf(talk)?.id }) };
  },
};
