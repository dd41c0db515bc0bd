import { addWorkingDays } from '#domain/calendar/working-day.ts';
import { shortNumber } from '#domain/case-number.ts';
import { arrangeVisit, declineVisit, whoCanGo } from '#domain/home-visits/arrange.ts';
import { recordNotHome, recordRefused } from '#domain/home-visits/hold.ts';
import { declineReasons, otherOffers } from '#domain/home-visits/home-visit.ts';
import { homeVisitsFor, lookAtVisit } from '#domain/home-visits/list.ts';
import { sayWish } from '#domain/home-visits/tell.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { residentName } from '#domain/residents/resident.ts';
import { administratorRoles, deskRoles } from '#domain/staff/roles.ts';
import { findDates } from '#kit/chinese-input/dates.ts';
import { findTimes } from '#kit/chinese-input/times.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { visitWork as words } from '../replies/home-visits.ts';
import { start } from '../router/flow.ts';
import { dialogueNamed, openOf, type CardHandler } from '../router/talk.ts';
import { type AtWork, registerHeldVisit } from './register-held-visit.ts';

/** 上门安排：申请的定谁去、什么时候去，或者说明不能去；去过的登记结果。 */
export const arrangeHomeVisits: Dialogue = {
  name: 'arrange-home-visits',
  service: '上门安排',
  audience: 'staff',
  roles: [...deskRoles, ...administratorRoles],
  title: '安排上门',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.none);
    const [given = '', pressed = ''] = (await script.keep('chosen', () => '')).split('/');
    const visitId = given === '' ? await script.part('which', () => chooseOne(script, world, staff.id)) : given;
    await workOn(script, world, { visitId, staffId: staff.id, pressed });
    const left = (await homeVisitsFor(tx, staff.id)).filter(({ id, isToday, status }) => {
      return id !== visitId && (status === 'requested' || isToday);
    }).length;
    if (left > 0) script.say(words.more(left));
  },
};

async function chooseOne(script: Script, { tx }: DialogueWorld, staffId: string): Promise<string> {
  const waiting = await homeVisitsFor(tx, staffId);
  const asked = waiting.filter(({ status }) => status === 'requested').length;
  const { id } = await script.choose('visit', {
    title: words.title,
    prompt: words.choose(asked, waiting.length - asked),
    shown: 'hidden',
    from: waiting,
    id: (one) => one.id,
    label({ number, residentName: name, plannedAt, isOverdue }) {
      const late = isOverdue ? words.late : '';
      return plannedAt
        ? words.planned(shortNumber(number), name, tx.day.say(plannedAt), late)
        : words.requested(shortNumber(number), name, late);
    },
    names: ({ residentName: name, number }) => [name, shortNumber(number)],
    none: { say: words.none },
  });
  return id;
}

type Doing = keyof typeof words.doings;

async function workOn(
  script: Script,
  world: DialogueWorld,
  { visitId, staffId, pressed }: { visitId: string; staffId: string; pressed: string },
): Promise<void> {
  const { tx } = world;
  const row = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  const { residentId, rulePack } = row;
  const shown = await script.act('look', () => lookAtVisit(tx, { visitId, staffId }));
  const name = await residentName(tx, residentId);
  const planned = await script.keep('planned', () => row.plannedAt?.toISOString() ?? '');
  script.say(
    [
      words.detail(name, shown.text, sayWish(tx, shown)),
      ...(planned === '' ? [] : [words.when(tx.day.say(new Date(planned)))]),
      ...shown.phones.map(({ whose, phone }) => words.phone(whose, phone)),
      ...(shown.phones.length === 0 ? [words.noPhone] : []),
      shown.address === undefined ? words.noAddress : words.address(shown.address),
    ].join('\n'),
  );
  const doings: readonly Doing[] =
    planned === '' ? ['arrange', 'decline', 'later'] : ['held', 'not-home', 'refused', 'move', 'later'];
  const doing =
    doings.find((one) => one === pressed) ??
    (await script.choose('do', {
      title: words.doTitle,
      prompt: planned === '' ? words.askRequested : words.askPlanned,
      shown: 'hidden',
      from: doings,
      id: (one) => one,
      label: (one) => words.doings[one],
      none: { say: words.none },
    }));
  const work = { visitId, staffId, residentId, name, rulePack };
  switch (doing) {
    case 'later':
      return script.say(words.later);
    case 'arrange':
    case 'move':
      return arrange(script, world, work, planned === '' ? 'requested' : 'planned');
    case 'decline':
      return decline(script, world, work);
    case 'held':
      return registerHeldVisit(script, world, work);
    case 'refused':
      await script.act('refused', () => recordRefused(tx, { visitId, staffId }));
      return script.say(words.refused);
    case 'not-home': {
      const isOver = await script.act('not-home', () => recordNotHome(tx, { visitId, staffId }));
      return script.say(isOver ? words.notHomeOver : words.notHome);
    }
  }
}

async function arrange(
  script: Script,
  { tx }: DialogueWorld,
  { visitId, staffId, residentId, name, rulePack }: AtWork,
  was: 'requested' | 'planned',
): Promise<void> {
  const { morning, afternoon } = rulesOf(rulePack).homeVisits;
  const { wishedOn, wishedPart } = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  const when = await script.ask('when', {
    title: words.whenTitle,
    prompt: words.askWhen,
    suggest: suggestedTimes(tx, { wishedOn, wishedPart, morning, afternoon }),
    accept(text) {
      const instant = readInstant(tx, text, { from: morning.from, to: afternoon.to });
      return instant && { value: instant.toISOString(), label: tx.day.say(instant) };
    },
    hint: words.whenHint,
  });
  const staff = await whoCanGo(tx, { residentId, staffId });
  const goer = await script.choose('goer', {
    title: words.goerTitle,
    prompt: words.askGoer,
    from: staff,
    id: ({ id }) => id,
    label: ({ name: called }) => called,
    usual: staff.find(({ id }) => id === staffId),
    none: { say: words.nobodyGoes },
    fact: ({ doctors }) => (doctors?.length ? staff.filter((one) => doctors.includes(one.name)) : undefined),
  });
  await script.confirm('confirm', { title: words.check, also: [{ title: words.resident, label: name }] });
  const at = new Date(when);
  await script.act('arrange', () => arrangeVisit(tx, { visitId, staffId, goerId: goer.id, at, was }), {
    reopen: { 'home-visit-time': 'when' },
  });
  script.receipt({ done: words.arranged(name, tx.day.say(at)), undo: words.undo });
}

interface Wished {
  wishedOn: string | null;
  wishedPart: string | null;
  morning: { from: string; to: string };
  afternoon: { from: string; to: string };
}

/** Hours of the wished half-day of the wished day; without a day those of the next working days. */
function suggestedTimes(tx: DialogueWorld['tx'], { wishedOn, wishedPart, morning, afternoon }: Wished): string[] {
  const today = tx.day.dateOf(tx.now);
  const hasDay = wishedOn !== null && wishedOn > today;
  const days = hasDay ? [wishedOn] : [1, 2].map((count) => addWorkingDays(tx.day, today, count));
  const parts = wishedPart === 'morning' ? [morning] : wishedPart === 'afternoon' ? [afternoon] : [morning, afternoon];
  const perPart = 4 / (days.length * parts.length);
  return days.flatMap((date) =>
    parts.flatMap(({ from, to }) => {
      const [first, last] = [tx.day.at(date, from).getTime(), tx.day.at(date, to).getTime()];
      const hours = Array.from({ length: perPart }, (_, hour) => first + hour * 3_600_000);
      return hours.filter((at) => at < last).map((at) => tx.day.say(new Date(at)));
    }),
  );
}

async function decline(script: Script, { tx }: DialogueWorld, { visitId, staffId, name }: AtWork): Promise<void> {
  const reason = await script.choose('reason', {
    title: words.reasonTitle,
    prompt: words.askReason,
    from: declineReasons,
    id: (one) => one,
    label: (one) => words.reasons[one],
    none: { say: words.none },
  });
  const offer = await script.choose('offer', {
    title: words.offerTitle,
    prompt: words.askOffer,
    from: otherOffers,
    id: (one) => one,
    label: (one) => words.offers[one],
    none: { say: words.none },
  });
  await script.confirm('confirm-decline', {
    title: words.checkDecline,
    also: [{ title: words.resident, label: name }],
  });
  await script.act('decline', () => declineVisit(tx, { visitId, staffId, reason, offer }));
  script.say(words.declined(name));
}

/** An instant that was stored, or what somebody says of a day and a time; not in the past. */
function readInstant(tx: DialogueWorld['tx'], said: string, between: { from: string; to: string }): Date | undefined {
  if (/^\d{4}-\d\d-\d\dT/u.test(said)) return new Date(said);
  const [date] = findDates(said, tx.day.dateOf(tx.now));
  const [time] = findTimes(said, { between }).times;
  const instant = date && time ? tx.day.at(date, time) : undefined;
  return instant && instant > tx.now ? instant : undefined;
}

/** Cards of visits: both buttons open it; who is to be visited, where and what for is read first. */
export const homeVisitCards: CardHandler = {
  prefix: 'homevisit',
  async pressed(talk, { id, key }) {
    const visitId = /^([0-9a-f-]{36})-/.exec(id)?.[1];
    const dialogue = dialogueNamed(talk, arrangeHomeVisits.name);
    const waiting = (await homeVisitsFor(talk.tx, talk.contact.staffId ?? '')).find((one) => one.id === visitId);
    if (!dialogue || !waiting) return { replies: [{ text: words.none }], pressed: '已办' };
    const kept = { chosen: { value: `${waiting.id}/${key}` } };
    return { replies: await start(talk, dialogue, { kept, returnTo: openOf(talk)?.id }), pressed: '处理中' };
  },
};
