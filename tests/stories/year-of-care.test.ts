import { describe, expect, test } from 'vitest';
import { allNotices } from '#domain/notices/all.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { runsOutAt } from '#domain/referrals/timers.ts';
import { callInsteadKey } from '#domain/staff-tasks/call-instead.ts';
import { examine } from '#prisma/examine/examine.ts';
import { liveAYear } from '#tests/support/year/live.ts';
import { rowsOf } from '#tests/support/year/rows.ts';

/**
 * A year of follow-ups and referrals of 2,000 residents: who comes, says when, measures, dies, leaves the chat, asks for a
 * referral, is accepted, declined, forwarded or forgotten is chance; so is when the program stands still. The promises
 * are read from what it left.
 */
const year = await liveAYear({ seed: 20260302, residents: 2_000, from: '2026-03-02', days: 365, doctorLeavesOn: 200 });
const { day, looks, town } = year;
const rows = await rowsOf(year);

const lastLook = looks.at(-1) ?? new Date(0);
const dues = rows.deliveries.filter(({ kind }) => kind === 'follow-up.due');
const taskById = new Map(rows.tasks.map((task) => [task.id, task]));
/** A reminder's key: its kind, what it is about, the day, … */
const about = ({ key }: { key: string }) => key.split('/')[1] ?? '';
const isStaffsAlone = (kind: string | undefined) => kind === 'mental-disorder' || kind === 'tuberculosis';
const days = (count: number) => count * 86_400_000;

test('no work failed on the way', () => {
  // What a busy machine makes late is rolled back and taken up again: the promises below hold all the same.
  expect(year.complaints.filter((complaint) => !complaint.includes('TransactionLate'))).toEqual([]);
});

test('something happened', () => {
  const ends = (status: string) => rows.referrals.filter((referral) => referral.status === status).length;
  expect(year.restarts.length).toBeGreaterThan(8);
  expect(dues.length).toBeGreaterThan(1_000);
  expect(rows.calls.filter(({ reason }) => reason === 'care-unreached').length).toBeGreaterThan(100);
  expect(rows.alerts.length).toBeGreaterThan(20);
  expect(rows.tasks.filter(({ status }) => status === 'done').length).toBeGreaterThan(1_000);
  expect(rows.referrals.length).toBeGreaterThan(150);
  for (const status of ['closed', 'declined', 'forwarded', 'withdrawn', 'lapsed'])
    expect(ends(status), status).toBeGreaterThan(4);
  for (const direction of ['up', 'down', 'test'])
    expect(
      rows.referrals.filter((one) => one.direction === direction && one.status === 'closed').length,
      direction,
    ).toBeGreaterThan(4);
  expect(rows.deliveries.filter(({ kind }) => kind === 'referral.reminder').length).toBeGreaterThan(20);
  expect(year.refused).toBeGreaterThan(50);
});

describe('follow-ups', () => {
  test('each that is due is found at the first look from nine o’clock of its day on', () => {
    const overlooked = rows.tasks.filter(({ id, plan, residentId, createdAt, closedAt, saidDoneOn, ...task }) => {
      const aimed = day.at(task.agreedOn ?? task.dueOn, '09:00');
      const look = looks.find((instant) => instant >= aimed);
      if (look === undefined || isStaffsAlone(plan.kind) || saidDoneOn !== null) return false;
      if (createdAt > aimed || (closedAt !== null && closedAt <= look)) return false;
      const isTold = dues.some((due) => due.residentId === residentId && +due.createdAt === +look);
      const isCalled = rows.calls.some(
        ({ key, createdAt: at }) => key === callInsteadKey('follow-up.due', id) && at <= look,
      );
      return !isTold && !isCalled;
    });
    expect(overlooked.map(({ id, milestone, dueOn }) => `${id} ${milestone} ${dueOn}`)).toEqual([]);
  });

  test('… and once: nobody is asked twice at one look, and nobody who is called is asked too', () => {
    const looked = dues.map(({ recipientId, createdAt }) => `${recipientId} ${createdAt.toISOString()}`);
    expect(looked.filter((one, index) => looked.indexOf(one) !== index)).toEqual([]);
    const steps = dues.map(({ key }) => key.split('/').slice(1, 4).join('/'));
    expect(steps.filter((one, index) => steps.indexOf(one) !== index)).toEqual([]);
  });

  test('seven days after its last day it has been handed up', () => {
    const forgotten = rows.tasks.filter(
      ({ status, dueTo, agreedOn, escalatedAt }) =>
        status === 'open' &&
        escalatedAt === null &&
        day.at(day.add(agreedOn && agreedOn > dueTo ? agreedOn : dueTo, 7), '09:00') < lastLook,
    );
    expect(forgotten).toEqual([]);
  });

  test('nobody is reminded of what is done', () => {
    const late = dues.filter((due) => {
      const closedAt = taskById.get(about(due))?.closedAt;
      return due.tries.some((tried) => closedAt && tried > closedAt);
    });
    expect(late).toEqual([]);
  });

  test('what is for staff alone is not told at all', () => {
    expect(rows.tasks.some(({ plan }) => isStaffsAlone(plan.kind))).toBe(true);
    expect(dues.filter((due) => isStaffsAlone(taskById.get(about(due))?.plan.kind))).toEqual([]);
  });
});

describe('messages', () => {
  test('no reminder leaves at night', () => {
    const kinds = allNotices
      .filter(({ purpose }) => purpose === 'care' || purpose === 'invitation')
      .map(({ name }) => name);
    const reminders = rows.deliveries.filter(({ kind }) => kinds.includes(kind));
    const atNight = (instant: Date) => day.timeOf(instant) >= '21:30' || day.timeOf(instant) < '07:30';
    expect(reminders.filter(({ tries }) => tries.some(atNight)).map(({ key }) => key)).toEqual([]);
    // It was looked at night, and there was something to say.
    expect(reminders.some(({ createdAt }) => atNight(createdAt))).toBe(true);
  });

  test('nothing is sent to who is not bound', () => {
    const unbound = rows.deliveries.filter(({ recipientKind, recipientId, tries }) => {
      const binding = rows.bindings.get(recipientId ?? '');
      return recipientKind === 'binding' && tries.some((at) => !binding || (binding.endedAt && at > binding.endedAt));
    });
    expect([...rows.bindings.values()].some(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(unbound.map(({ key }) => key)).toEqual([]);
  });

  test('nobody is reminded of a visit to a hospital that is not to be any more', () => {
    const reminders = rows.deliveries.filter(({ kind }) => kind === 'referral.reminder');
    const late = reminders.filter((reminder) => {
      const endedAt = rows.referrals.find(({ id }) => id === about(reminder))?.endedAt;
      return reminder.tries.some((tried) => endedAt && tried > endedAt);
    });
    expect(late).toEqual([]);
  });
});

describe('alerts', () => {
  test('every open one is owned by somebody who works here, though a doctor has left', () => {
    expect(rows.staff.get(town.ids.linXiaomei)?.active).toBe(false);
    expect(rows.alerts.filter(({ status, owner }) => status === 'open' && !owner.active)).toEqual([]);
    expect(rows.calls.filter(({ status, ownerId }) => status === 'open' && !rows.staff.get(ownerId)?.active)).toEqual(
      [],
    );
  });
});

describe('referrals', () => {
  /** domain.md §4, as one draws it. */
  const ways: Readonly<Record<string, readonly string[]>> = {
    none: ['requested', 'reviewing'],
    requested: ['reviewing', 'declined', 'withdrawn'],
    reviewing: ['sent', 'declined', 'withdrawn', 'lapsed'],
    sent: ['accepted', 'attended', 'declined', 'forwarded', 'withdrawn'],
    accepted: ['attended', 'withdrawn', 'lapsed'],
    attended: ['returned'],
    returned: ['closed'],
  };
  const pathOf = (id: string) => rows.steps.filter(({ referralId }) => referralId === id);
  /** How long each stayed in each state, until now where it is in it still. */
  const stays = rows.referrals.flatMap(({ id }) =>
    pathOf(id).map(({ to, at }, index, path) => ({ id, state: to, from: at, until: path[index + 1]?.at ?? lastLook })),
  );

  test('each goes on legal paths only, step by step', () => {
    for (const referral of rows.referrals) {
      const path = pathOf(referral.id);
      expect(path.at(-1)?.to, referral.id).toBe(referral.status);
      for (const [index, { from, to }] of path.entries()) {
        expect(from, referral.id).toBe(path[index - 1]?.to ?? null);
        expect(ways[from ?? 'none'], `${referral.id}: ${from} → ${to}`).toContain(to);
        // Who is not in danger does not go without an appointment.
        if (from === 'sent' && to === 'attended') expect(referral.urgency).toBe('emergency');
      }
    }
  });

  test('every open one has an owner who works here, or waits for its resident, and a time', () => {
    const open = rows.referrals.filter(({ endedAt }) => endedAt === null);
    expect(open.length).toBeGreaterThan(0);
    for (const { id, status, ownerId, dueAt } of open) {
      expect(dueAt && dueAt > lastLook, id).toBe(true);
      if (status === 'reviewing' || status === 'accepted') expect(ownerId, id).toBeNull();
      else expect(rows.staff.get(ownerId ?? '')?.active, id).toBe(true);
    }
  });

  test('a consent is waited for seven days, and not shorter before it lapses', () => {
    // A standstill is four days at most, and somebody looks again in the afternoon after it.
    const waiting = stays.filter(({ state }) => state === 'reviewing');
    expect(waiting.filter(({ from, until }) => +until - +from > days(7 + 5))).toEqual([]);
    for (const { id, from, until } of waiting)
      if (rows.referrals.find((one) => one.id === id)?.endReason === 'no-consent')
        expect(+until - +from, id).toBeGreaterThanOrEqual(days(7));
  });

  test('whoever was accepted and did not come has a week after the day of the appointment', () => {
    const missed = rows.referrals.filter(({ endReason }) => endReason === 'not-attended');
    expect(missed.length).toBeGreaterThan(3);
    for (const { id, appointmentAt, endedAt } of missed)
      expect(+(endedAt ?? 0) - +(appointmentAt ?? 0), id).toBeGreaterThan(days(7));
  });

  test('what staff let lie is handed up to the next as soon as its time has run out', () => {
    const timers = { requested: 'review', sent: 'answer', attended: 'return', returned: 'close' } as const;
    const lain = stays.flatMap(({ id, state, from, until }) => {
      const referral = rows.referrals.find((one) => one.id === id);
      if (!referral || !(state in timers)) return [];
      const { referrals } = rulesOf(referral.rulePack);
      // Only these four states are looked up.
      const runsOut = runsOutAt(referrals, day, from, timers[state as keyof typeof timers], referral);
      const look = runsOut && looks.find((instant) => instant >= runsOut);
      return look && look < until ? [{ id, state, look }] : [];
    });
    expect(lain.length).toBeGreaterThan(10);
    const isHandedUp = ({ id, look }: { id: string; look: Date }) =>
      rows.handedUp.some(({ subjectId, at }) => subjectId === id && +at === +look);
    expect(lain.filter((one) => !isHandedUp(one))).toEqual([]);
  });
});

test('the examination finds nothing, month after month', async () => {
  expect(year.violations.length).toBeGreaterThan(8);
  expect(year.violations.filter(({ found }) => found.length > 0)).toEqual([]);
  expect(await examine(town.database)).toEqual([]);
});
