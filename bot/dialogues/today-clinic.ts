import { arrive, undoArrive } from '#domain/clinics/arrive.ts';
import { callAppointment, callNext, finishAppointment } from '#domain/clinics/call.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import { noteMissedByStaff } from '#domain/clinics/miss.ts';
import {
  auditVisitors,
  byNumber,
  nextSession,
  type StaffSession,
  staffSessions,
  visitorsOf,
} from '#domain/clinics/staff-sessions.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import { clinicRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script, TalkingStaff } from '../dialogue-world.ts';
import { clinicWork as words, statusWords } from '../replies/clinic-work.ts';

/** What a member of staff wants done, by a word in passing: 下一位, 3到了. */
export type Doing = 'look' | 'next' | 'call' | 'came' | 'undo-came' | 'missed' | 'finish';

/** 今日门诊：看名单；“下一位”“叫3”“3到了”“3未到”“3结束”也都归到这里。 */
export const todayClinic: Dialogue = {
  name: 'today-clinic',
  service: '今日门诊',
  audience: 'staff',
  roles: clinicRoles,
  title: '看今日门诊',
  midway: 'return',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.noneToday);
    const today = tx.day.dateOf(tx.now);
    const sessions = (await staffSessions(tx, staff.id, { from: today, to: today })).filter(
      ({ status, booked }) => status === 'open' || booked > 0,
    );
    const session = await script.choose('session', {
      title: words.session,
      prompt: words.whichSession,
      from: sessions,
      id: ({ id }) => id,
      label: (one) => saySession(world, one),
      only: 'take',
      usual: likeliest(tx.now, staff, sessions),
      none: { say: sessions.length > 0 ? words.noneToday : await noneToday(world, staff.id) },
      fact: ({ clinic, places }) =>
        clinic === undefined && !places?.length
          ? undefined
          : sessions.filter(
              ({ kind, shortName }) => (clinic ?? kind) === kind && (!places?.length || places.includes(shortName)),
            ),
    });
    const wanted = await script.keep<{ doing: Doing; number: number }>('doing', () => ({ doing: 'look', number: 0 }));
    return wanted.doing === 'look'
      ? show(script, world, { session, staff })
      : act(script, world, { session, staff, doing: wanted.doing, number: wanted.number });
  },
};

/** Says when the next one is. */
async function noneToday(world: DialogueWorld, staffId: string): Promise<string> {
  const { tx } = world;
  const today = tx.day.dateOf(tx.now);
  const to = tx.day.add(today, (await rulesAt(tx, world.staff?.organisationId)).clinics.bookingOpensDaysAhead);
  const next = await nextSession(tx, staffId, { from: tx.day.add(today, 1), to });
  return next ? words.nextIs(saySession(world, next), next.booked) : words.noneToday;
}

interface Seat {
  session: StaffSession;
  staff: TalkingStaff;
}

/** Names in chat are as many as fit into one message. */
const mostShown = 20;

async function show(script: Script, world: DialogueWorld, { session, staff }: Seat): Promise<void> {
  const { tx } = world;
  const name = saySession(world, session);
  if (session.status === 'closed') script.say(words.closedHead(name));
  else script.say(words.head(name, session.booked, session.places, session.waiting));
  const visitors = await visitorsOf(tx, session.id);
  await script.act('look', async () => auditVisitors(tx, session.id, staff.id));
  if (visitors.length === 0) return script.say(words.nobody);
  const lines = visitors
    .slice(0, mostShown)
    .map(({ number, startsAt, name, status }) =>
      words.visitor(number, tx.day.timeOf(startsAt), name, statusWords[status]),
    );
  const hidden = visitors.length - lines.length;
  script.say([...lines, ...(hidden > 0 ? [words.more(hidden)] : []), words.how].join('\n'));
}

async function act(
  script: Script,
  { tx }: DialogueWorld,
  { session, staff, doing, number }: Seat & { doing: Doing; number: number },
): Promise<void> {
  if (doing === 'next') {
    const { finished, called } = await script.act('next', async () => {
      const done = await callNext(tx, { sessionId: session.id, staffId: staff.id });
      return { finished: done.finished, called: done.called?.number ?? null };
    });
    if (finished.length > 0) script.say(words.finished(finished));
    if (called === null) return script.say(words.nobodyWaits);
    const visitors = await visitorsOf(tx, session.id);
    script.say(words.called(called, visitors.find((one) => one.number === called)?.name ?? ''));
    return script.say(words.waiting(visitors.filter(({ status }) => status === 'arrived').length));
  }
  const appointmentId = await byNumber(tx, session.id, number);
  if (appointmentId === undefined) return script.say(words.numberUnknown(number));
  const by = { kind: 'staff', staffId: staff.id } as const;
  const chosen = { appointmentId, staffId: staff.id };
  await script.act('do', async () => {
    switch (doing) {
      case 'call':
        return callAppointment(tx, chosen);
      case 'came':
        return void (await arrive(tx, { appointmentId, by }));
      case 'undo-came':
        return void (await undoArrive(tx, { appointmentId, by }));
      case 'missed':
        return noteMissedByStaff(tx, chosen);
      case 'finish':
        return finishAppointment(tx, chosen);
      case 'look':
        return;
    }
  });
  const name = (await visitorsOf(tx, session.id)).find((one) => one.number === number)?.name ?? '';
  script.say(said(doing, number, name));
}

function said(doing: Exclude<Doing, 'next'>, number: number, name: string): string {
  switch (doing) {
    case 'call':
      return words.called(number, name);
    case 'came':
      return words.came(number, name);
    case 'undo-came':
      return words.cameUndone(number, name);
    case 'missed':
      return words.missed(number, name);
    case 'finish':
    case 'look':
      return words.seen(number, name);
  }
}

const anHour = 3_600_000;

/** The one that runs now, one's own before others'; several at once are asked between. */
function likeliest(now: Date, staff: TalkingStaff, sessions: readonly StaffSession[]): StaffSession | undefined {
  const running = sessions.filter(
    ({ startsAt, endsAt }) =>
      startsAt.getTime() - anHour <= now.getTime() && now.getTime() <= endsAt.getTime() + anHour,
  );
  const own = running.filter(({ doctorId }) => doctorId === staff.id);
  if (own[0]) return own[0];
  return running.length === 1 ? running[0] : undefined;
}

function saySession({ tx }: DialogueWorld, { startsAt, shortName, kind, doctor }: StaffSession): string {
  return words.sessionLine(tx.day.say(startsAt), shortName, serviceNames[kind], doctor);
}
