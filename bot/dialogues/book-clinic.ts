import type { BookableSession } from '#domain/clinics/bookable.sql.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import type { Booker } from '#domain/clinics/booker.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import { joinWaitlist } from '#domain/clinics/waitlist.ts';
import { rulesOf } from '#domain/packs/current.ts';
import type { HouseholdMember } from '#domain/residents/family.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { clinics } from '../replies/clinics.ts';
import { bindFirst } from './bind-first.ts';
import { chooseTime } from './choose-time.ts';
import { chooseWho } from './choose-who.ts';
import { saySession } from './clinic-choices.ts';

const givenUpBy =
  /^(?:算了,?|那|还是|先|我)*(?:不约|不看|不去|不来|不挂|不想约|不想看|不用约|不要约)了(?:吧|,?算了)?$/u;

/** 夜门诊：绑定 → 就诊人 → 时间（一个数字定下日期、地点、时间）→ 核对 → 号。 */
export const bookNightClinic: Dialogue = {
  name: 'book-night-clinic',
  service: '夜门诊',
  audience: 'resident',
  title: '预约夜门诊',
  givenUpBy,
  script: (script, world) => bookClinic(script, world, 'night'),
};

/** 专家门诊：同样的步骤，看的是到中心坐诊的专家。 */
export const bookExpertClinic: Dialogue = {
  name: 'book-expert-clinic',
  service: '专家门诊',
  audience: 'resident',
  title: '预约专家门诊',
  givenUpBy,
  script: (script, world) => bookClinic(script, world, 'expert'),
};

type Kind = 'night' | 'expert';

async function bookClinic(script: Script, world: DialogueWorld, kind: Kind): Promise<void> {
  const { tx, contact } = world;
  const me = await bindFirst(script, world);
  const { key: whose, who } = await chooseWho(script, world, me.id);
  const by: Booker = { kind: 'resident', residentId: me.id, contactId: contact.id };
  const chosen = await chooseTime(script, world, kind, who);
  if (chosen.line.does === 'wait')
    return waitFor(script, world, { who, by, of: [whose, chosen.key], session: chosen.line.session });
  const { session, slotId, startsAt } = chosen.line;
  const place = clinics.placeOf(session.centre, session.address);
  const { whatToBring } = rulesOf(session.rulePack).clinics;
  await script.confirm('confirm', {
    title: clinics.check(serviceNames[kind]),
    of: [whose, chosen.key],
    also: [
      { title: clinics.place, label: place },
      { title: clinics.doctor, label: session.doctor },
      { title: clinics.bring, label: whatToBring },
    ],
  });
  const booked = await script.act('book', () => bookPlace(tx, { slotId, residentId: who.residentId, by }), {
    reopen: {
      'slot-taken': chosen.key,
      'session-full': chosen.key,
      'session-closed': chosen.key,
      'session-started': chosen.key,
      'booked-in-session': chosen.key,
      'booked-at-that-time': chosen.key,
    },
  });
  script.receipt({
    done: clinics.booked(who.name, tx.day.say(startsAt), serviceNames[kind], place),
    number: clinics.number(booked.number),
    undo: clinics.afterBooking(whatToBring),
  });
}

async function waitFor(
  script: Script,
  { tx }: DialogueWorld,
  wish: {
    who: HouseholdMember;
    by: Extract<Booker, { kind: 'resident' }>;
    of: [whose: string, time: string];
    session: BookableSession;
  },
): Promise<void> {
  const { who, by, of, session } = wish;
  const [, key] = of;
  const service = serviceNames[session.kind];
  await script.confirm('confirm-wait', { title: clinics.checkWait(service), of });
  const joined = await script.act(
    'wait',
    () => joinWaitlist(tx, { sessionId: session.id, residentId: who.residentId, by }),
    { reopen: { 'session-closed': key, 'session-started': key, 'booked-in-session': key } },
  );
  script.receipt({
    done: clinics.waiting(who.name, saySession(tx.day, session)),
    number: joined.offered ? clinics.offeredAtOnce : clinics.position(joined.position),
    undo: clinics.afterWaiting,
  });
}
