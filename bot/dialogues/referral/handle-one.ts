import { shortNumber } from '#domain/case-number.ts';
import { closeReferral } from '#domain/referrals/close.ts';
import { sendWithWitness } from '#domain/referrals/agree.ts';
import {
  acceptReferral,
  declineReferral,
  declineWords,
  forwardReferral,
  noteAttendance,
  returnReferral,
} from '#domain/referrals/desk.ts';
import type { ReferralView } from '#domain/referrals/look.ts';
import { adviseInstead, agreeToRequest } from '#domain/referrals/review.ts';
import type { DeclineReason } from '#domain/referrals/rules.ts';
import { withdrawReferral } from '#domain/referrals/withdraw.ts';
import { readSentence } from '#kit/chinese-input/sentence.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { referralWork as words } from '../../replies/referral-work.ts';
import { askAppointment } from './appointment.ts';
import { chooseHospital } from './choose-hospital.ts';

export type Doing = keyof typeof words.does;

interface Handled {
  view: ReferralView;
  doing: Doing;
  staffId: string;
}

/** 做一件事，说一句结果。 */
export async function handleOne(script: Script, world: DialogueWorld, handled: Handled): Promise<void> {
  const { tx } = world;
  const { view, doing, staffId } = handled;
  const by = { referralId: view.referral.id, staffId };
  const number = shortNumber(view.referral.number);
  switch (doing) {
    case 'later':
      return script.say(words.leftOpen);
    case 'send': {
      const { status } = await script.act('send', () => agreeToRequest(tx, by).then((now) => ({ status: now.status })));
      return script.say(status === 'sent' ? words.sent(number, view.face.to) : words.waits(number, view.face.to));
    }
    case 'elsewhere':
      return sendElsewhere(script, world, handled);
    case 'centre-first':
    case 'not-needed':
      await script.act('advise', () => adviseInstead(tx, { ...by, reason: doing }).then(() => null));
      return script.say(words.advised(number));
    case 'agreed-here':
      await script.act('agreed', () => sendWithWitness(tx, by).then(() => null));
      return script.say(words.sent(number, view.face.to));
    case 'accept':
    case 'accept-by-phone':
    case 'move': {
      const { appointmentAt, answer } = await askAppointment(script, tx, view);
      await script.confirm('check', { title: words.check });
      await script.act('accept', () => acceptReferral(tx, { ...by, appointmentAt, answer }).then(() => null));
      return script.say(words.accepted(number, tx.day.say(appointmentAt)));
    }
    case 'decline':
    case 'decline-by-phone':
      return decline(script, world, handled);
    case 'forward':
      return forward(script, world, handled);
    case 'attend':
      await script.act('attend', () => noteAttendance(tx, by).then(() => null));
      return script.say(words.attended(number));
    case 'return':
      return writeSummary(script, world, handled);
    case 'close':
      await script.act('close', () => closeReferral(tx, by).then(() => null));
      return script.say(words.closed(number));
    case 'withdraw':
      await script.act('withdraw', () =>
        withdrawReferral(tx, { referralId: by.referralId, by: { staffId } }).then(() => null),
      );
      return script.say(words.withdrawn(number));
  }
}

async function sendElsewhere(script: Script, { tx }: DialogueWorld, { view, staffId }: Handled): Promise<void> {
  const { referral } = view;
  const route = await chooseHospital(script, tx, {
    fromOrganisationId: referral.fromOrganisationId,
    direction: referral.direction,
    urgency: referral.urgency,
    catalogueEntry: referral.catalogueEntry,
  });
  const { status } = await script.act('send-elsewhere', () =>
    agreeToRequest(tx, { referralId: referral.id, staffId, ...route.chosen }).then((now) => ({ status: now.status })),
  );
  const number = shortNumber(referral.number);
  script.say(status === 'sent' ? words.sent(number, route.name) : words.waits(number, route.name));
}

async function decline(script: Script, { tx }: DialogueWorld, { view, staffId }: Handled): Promise<void> {
  const reason = await script.choose('why', {
    title: words.whyTitle,
    prompt: words.askDecline,
    from: Object.keys(declineWords).filter((one): one is DeclineReason => one in declineWords),
    id: (one) => one,
    label: (one) => declineWords[one],
    none: { say: words.none },
  });
  const advice = await script.ask('advice', {
    title: words.adviceTitle,
    prompt: words.askAdvice,
    accept: (text) => ([...text.trim()].length <= 60 ? text.trim().replace(/。$/u, '') : undefined),
    hint: words.textHint,
    skip: words.skipAdvice,
  });
  await script.act('decline', () =>
    declineReferral(tx, { referralId: view.referral.id, staffId, reason, advice }).then(() => null),
  );
  script.say(words.declined(shortNumber(view.referral.number)));
}

async function forward(script: Script, { tx }: DialogueWorld, { view, staffId }: Handled): Promise<void> {
  const { referral } = view;
  const hospitals = await tx.prisma.organisation.findMany({
    where: { kind: 'hospital', active: true, id: { not: referral.toOrganisationId ?? '' } },
    orderBy: { name: 'asc' },
  });
  const hospital = await script.choose('forward-to', {
    title: words.hospitalTitle,
    prompt: words.askHospital,
    from: hospitals,
    id: ({ id }) => id,
    label: ({ shortName }) => shortName,
    names: ({ name }) => [name],
    none: { say: words.noHospital },
  });
  const why = await script.ask('forward-why', {
    title: words.whyTitle,
    accept: (text) => readSentence(text, 60)?.replace(/。$/u, ''),
    hint: words.textHint,
  });
  const next = await script.act('forward', () =>
    forwardReferral(tx, { referralId: referral.id, staffId, toOrganisationId: hospital.id, why }).then(
      (one) => one.number,
    ),
  );
  script.say(words.forwarded(shortNumber(next), hospital.shortName));
}

async function writeSummary(script: Script, { tx }: DialogueWorld, { view, staffId }: Handled): Promise<void> {
  const summary = await script.ask('summary', {
    title: words.summaryTitle,
    prompt: words.askSummary,
    accept: (text) => readSentence(text, 500),
    hint: words.summaryHint,
  });
  const advice = await script.ask('follow', {
    title: words.adviceTitle,
    prompt: words.askFollow,
    accept: (text) => ([...text.trim()].length <= 200 ? text.trim() : undefined),
    hint: words.summaryHint,
    skip: words.skipAdvice,
  });
  await script.act('return', () =>
    returnReferral(tx, { referralId: view.referral.id, staffId, outcome: { summary, advice } }).then(() => null),
  );
  script.say(words.returned(shortNumber(view.referral.number)));
}
