import { expect, test } from 'vitest';
import { answerAlert } from '#domain/alerts/answer.ts';
import { agreeOn, saidDone } from '#domain/follow-ups/agree.ts';
import { recordDiagnosis } from '#domain/follow-ups/diagnose.ts';
import { recordPregnancy } from '#domain/follow-ups/mother-and-child.ts';
import { openPlan } from '#domain/follow-ups/open-plan.ts';
import { recordVisit } from '#domain/follow-ups/record-visit.ts';
import { reportReadings } from '#domain/follow-ups/report-reading.ts';
import type { Findings } from '#domain/follow-ups/rules.ts';
import { allNotices } from '#domain/notices/all.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import type { PlanKind } from '#domain/packs/follow-up-rules.ts';
import { noteDeath } from '#domain/residents/death.ts';
import { putOnFile } from '#domain/residents/register.ts';
import { unbind } from '#domain/residents/unbind.ts';
import { recordAttempt } from '#domain/staff-tasks/attempt.ts';
import type { Transaction } from '#domain/transaction.ts';
import { ticks } from '#jobs/ticks.ts';
import { examine } from '#prisma/examine/examine.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { startLater } from '#tests/support/later-work.ts';

const residents = 2_000;
const firstDay = '2026-03-02';
const days = 365;

/** Chance that repeats. */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    happens: (probability: number) => next() < probability,
    between: (from: number, to: number) => from + Math.floor(next() * (to - from + 1)),
  };
}

interface Person {
  id: string;
  contactId: string | undefined;
}

test('a year of 2,000 residents with chance and standstills: what is due is found once, and nobody is bothered', async () => {
  const at = await contractTown({ start: `${firstDay}T08:30:00+08:00` });
  const { transact, read, ids } = at;
  const { happens, between } = chance(20260302);
  const later = await startLater(at.database, at.clock, {
    catalogue: createCatalogue(allNotices),
    ticks: ticks.filter(({ name }) => /^(?:follow-ups|contracts)\./u.test(name)),
  });
  const day = await read(async (tx) => tx.day);
  const people: Person[] = [];
  while (people.length < residents)
    await transact(async (tx) => {
      for (let count = 0; count < 100; count += 1) people.push(await settle(tx, people.length));
    });

  /** One of the town, with what chance gave them. */
  async function settle(tx: Transaction, serial: number): Promise<Person> {
    const kind = between(1, 100);
    const year = kind <= 6 ? between(2020, 2025) : kind <= 30 ? between(1936, 1960) : between(1962, 2005);
    const id = await putOnFile(tx, {
      name: `居民${serial}`,
      documentKind: 'passport',
      documentNumber: `Y${String(serial).padStart(8, '0')}`,
      phone: happens(0.9) ? `139${String(serial).padStart(8, '0')}` : undefined,
      birthDate: `${year}-${String(between(1, 12)).padStart(2, '0')}-${String(between(1, 28)).padStart(2, '0')}`,
      sex: 'female',
      address: '拱北侨光路1号',
    });
    const common = { residentId: id, staffId: happens(0.5) ? ids.chenZhiyuan : ids.linXiaomei };
    const diagnosedOn = tx.day.add(firstDay, -between(0, 89));
    if (kind > 6 && happens(0.15)) await recordDiagnosis(tx, { ...common, code: 'hypertension', diagnosedOn });
    if (kind > 6 && happens(0.07)) await recordDiagnosis(tx, { ...common, code: 'type-2-diabetes', diagnosedOn });
    if (kind > 30 && happens(0.02))
      await recordDiagnosis(tx, { ...common, code: 'severe-mental-disorder', diagnosedOn });
    if (kind > 30 && happens(0.004))
      await recordDiagnosis(tx, { ...common, code: 'tuberculosis', diagnosedOn: firstDay });
    if (kind > 70 && happens(0.08))
      await recordPregnancy(tx, { ...common, lastPeriodOn: tx.day.add(firstDay, -between(30, 150)) });
    if (kind > 50 && happens(0.05))
      await openPlan(tx, { residentId: id, kind: 'high-risk-pressure', anchorOn: firstDay });
    return { id, contactId: happens(0.7) ? await account(tx, id) : undefined };
  }

  async function account(tx: Transaction, residentId: string): Promise<string> {
    const id = tx.id();
    const accountSealed = tx.vault.seal({ table: 'Contact', column: 'accountSealed', row: id }, id);
    await tx.prisma.contact.create({
      data: { id, channel: 'wechat', accountSealed, accountIndex: id, createdAt: tx.now },
    });
    const row = {
      id: tx.id(),
      contactId: id,
      residentId,
      channel: 'wechat',
      status: 'active',
      boundAt: tx.now,
    } as const;
    await tx.prisma.binding.create({ data: row });
    return id;
  }

  let up = true;
  let standstill = 0;
  const lateRuns: string[] = [];
  for (let count = 0; count < days; count += 1) {
    const date = day.add(firstDay, count);
    if (standstill > 0) standstill -= 1;
    else if (happens(0.04)) standstill = between(1, 4);
    const wasUp = up;
    up = standstill === 0;
    if (up) {
      // After a standstill somebody starts it again at any hour, at night too.
      const hour = wasUp ? '09:00' : `${String(between(0, 23)).padStart(2, '0')}:10`;
      if (!wasUp) lateRuns.push(`${date}T${hour}`);
      if (day.at(date, hour) > at.clock.now()) at.clock.moveTo(day.at(date, hour));
      await later.runUntilQuiet();
    }
    if (day.at(date, '23:30') > at.clock.now()) {
      const noon = day.at(date, '15:00');
      if (noon > at.clock.now()) at.clock.moveTo(noon);
      await transact((tx) => live(tx, date));
      if (up) await later.runUntilQuiet();
      if (up && happens(0.1)) {
        at.clock.moveTo(day.at(date, '23:30'));
        await later.runUntilQuiet();
      }
    }
    if (count % 90 === 89 && up) expect(await examine(at.database), date).toEqual([]);
  }

  /** What people do on a day. */
  async function live(tx: Transaction, date: string): Promise<void> {
    const tasks = await tx.prisma.careTask.findMany({
      where: { status: 'open', dueFrom: { lte: date } },
      include: { plan: { select: { kind: true } } },
      orderBy: { id: 'asc' },
    });
    const isOpen = async (id: string) => (await tx.prisma.careTask.findUnique({ where: { id } }))?.status === 'open';
    for (const { id, residentId, planId, plan, agreedOn, saidDoneOn } of tasks) {
      const does = happens(agreedOn === date ? 0.8 : 0.06) ? 'come' : happens(0.01) ? 'speak' : 'nothing';
      if (does === 'nothing' || !(await isOpen(id))) continue;
      if (does === 'come')
        await recordVisit(tx, {
          ...{ residentId, planIds: [planId], staffId: ids.chenZhiyuan },
          mode: happens(0.1) ? 'phone' : happens(0.2) ? 'home' : 'clinic',
          // The plan's kind was written from the closed list.
          findings: found(plan.kind as PlanKind),
        });
      else if (plan.kind === 'hypertension')
        await agreeOn(tx, { taskId: id, by: residentId, date: tx.day.add(date, between(1, 12)) });
      else if (saidDoneOn === null && plan.kind === 'diabetes') await saidDone(tx, { taskId: id, by: residentId });
    }
    for (let times = 0; times < 6; times += 1) {
      const person = people[between(0, people.length - 1)];
      if (!person?.contactId) continue;
      const alive = await tx.prisma.resident.findUniqueOrThrow({ where: { id: person.id }, select: { diedOn: true } });
      if (alive.diedOn !== null) continue;
      const pressure = { kind: 'pressure', systolic: between(105, 190), diastolic: between(60, 104) } as const;
      await reportReadings(tx, {
        residentId: person.id,
        contactId: person.contactId,
        by: person.id,
        measured: [pressure],
      });
    }
    if (happens(0.3)) {
      const person = people[between(0, people.length - 1)];
      if (person?.contactId) {
        await unbind(tx, person.contactId);
        person.contactId = undefined;
      }
    }
    if (happens(0.06)) {
      const person = people[between(0, people.length - 1)];
      if (person) await noteDeath(tx, { residentId: person.id, staffId: ids.heJing });
      if (person) person.contactId = undefined;
    }
    const alerts = await tx.prisma.alert.findMany({ where: { status: 'open' }, orderBy: { id: 'asc' } });
    for (const { id, ownerId } of alerts)
      if (happens(0.5))
        await answerAlert(tx, {
          alertId: id,
          staffId: ownerId,
          outcome: happens(0.1) ? 'unreachable' : 'called',
          label: '已答复',
        });
    const calls = await tx.prisma.staffTask.findMany({ where: { status: 'open' }, orderBy: { id: 'asc' }, take: 20 });
    for (const { id, ownerId } of calls)
      if (happens(0.4)) {
        const outcomes = [
          'reached',
          'reached',
          'no-answer',
          'reached',
          'refused',
          'no-answer',
          'moved',
          'reached',
        ] as const;
        await recordAttempt(tx, { taskId: id, staffId: ownerId, outcome: outcomes[between(0, 7)] ?? 'reached' });
      }
  }

  function found(kind: PlanKind): Findings {
    const pressure = { systolic: between(118, 172), diastolic: between(66, 104) };
    switch (kind) {
      case 'hypertension':
        return { pressure };
      case 'diabetes':
        return { glucose: { value: between(45, 95) / 10, when: 'fasting' } };
      case 'mental-disorder':
        return { risk: happens(0.1) ? 3 : between(0, 1) };
      case 'tuberculosis':
        return { adverse: happens(0.05) };
      default:
        return {};
    }
  }

  const year = await transact(async ({ prisma }) => ({
    tasks: await prisma.careTask.findMany({ include: { plan: { select: { kind: true, status: true } } } }),
    dues: await prisma.delivery.findMany({ where: { kind: 'follow-up.due' }, include: { attemptLog: true } }),
    calls: await prisma.staffTask.findMany({ where: { reason: { in: ['care-unreached', 'notice-unreached'] } } }),
    alerts: await prisma.alert.findMany({ include: { owner: true } }),
    standing: await prisma.tick.findUniqueOrThrow({ where: { name: 'follow-ups.steps' } }),
  }));
  const byTask = new Map(year.tasks.map((task) => [task.id, task]));
  const taskOf = (key: string) => byTask.get(key.split('/')[1] ?? '');

  // Something happened at all.
  expect(year.dues.length).toBeGreaterThan(1_000);
  expect(year.calls.length).toBeGreaterThan(100);
  expect(year.alerts.length).toBeGreaterThan(20);
  expect(lateRuns.length).toBeGreaterThan(5);
  expect(year.tasks.filter(({ status }) => status === 'done').length).toBeGreaterThan(1_000);

  // Found exactly once: each step of each day that was aimed at leaves one message at most to one account …
  expect(new Set(year.dues.map(({ key }) => key)).size).toBe(year.dues.length);
  for (const call of year.calls) expect(year.calls.filter(({ key }) => key === call.key)).toHaveLength(1);
  // … and at least one: whoever was still due on the day (no standstill) was asked, together with something else, or called.
  const lastRun = year.standing.lastRunAt ?? new Date(0);
  const asked = new Set([
    ...year.dues.map(({ residentId }) => residentId),
    ...year.calls.map(({ residentId }) => residentId),
  ]);
  const overlooked = year.tasks.filter(({ plan, dueOn, agreedOn, createdAt, closedAt, residentId, saidDoneOn }) => {
    const shown = plan.kind !== 'mental-disorder' && plan.kind !== 'tuberculosis';
    const aimed = day.at(agreedOn ?? dueOn, '09:00');
    const wasOpen =
      createdAt < aimed &&
      aimed <= lastRun &&
      (closedAt === null || closedAt.getTime() > aimed.getTime() + 5 * 86_400_000);
    return shown && saidDoneOn === null && wasOpen && !asked.has(residentId);
  });
  expect(overlooked.map(({ id, milestone, dueOn }) => `${id} ${milestone} ${dueOn}`)).toEqual([]);
  // Seven days overdue and looked at: the leader's.
  const forgotten = year.tasks.filter(
    ({ status, dueTo, agreedOn, escalatedAt }) =>
      status === 'open' &&
      escalatedAt === null &&
      day.at(day.add(agreedOn && agreedOn > dueTo ? agreedOn : dueTo, 7), '09:00') < lastRun,
  );
  expect(forgotten).toEqual([]);

  const sent = year.dues.flatMap(({ attemptLog, ...due }) =>
    attemptLog.map(({ startedAt }) => ({ ...due, startedAt })),
  );
  // No reminder for what was done, none at night, none of what is for staff alone.
  expect(sent.filter(({ key, startedAt }) => (taskOf(key)?.closedAt ?? startedAt) < startedAt)).toEqual([]);
  const atNight = (instant: Date) => day.timeOf(instant) >= '21:30' || day.timeOf(instant) < '07:30';
  expect(sent.filter(({ startedAt }) => atNight(startedAt))).toEqual([]);
  expect(
    year.dues.filter(({ key }) => ['mental-disorder', 'tuberculosis'].includes(taskOf(key)?.plan.kind ?? '')),
  ).toEqual([]);
  // None to who had unbound, every alert owned: among what the examination says.
  expect(year.alerts.filter(({ owner }) => !owner.active)).toEqual([]);
  expect(await examine(at.database)).toEqual([]);
}, 600_000);
