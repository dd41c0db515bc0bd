import { beforeEach, describe, expect, test } from 'vitest';
import { announce, type NewGathering } from '#domain/gatherings/announce.ts';
import { type Attendee, gatheringsAhead, signedUpFor } from '#domain/gatherings/gathering.ts';
import { callOff, guestsOf, recordWhoCame } from '#domain/gatherings/host.ts';
import { askHostWhoCame, remindOfGathering } from '#domain/gatherings/remind.ts';
import { giveSeatBack, signUp } from '#domain/gatherings/sign-up.ts';
import { shortOfTraining, trainingOf, trainingRecord } from '#domain/gatherings/training-record.ts';
import { zhanggong202601 } from '#domain/packs/zhanggong-2026-01.ts';
import { districtDay } from '#kit/day.ts';
import { clockTo, createStaff, neighbour, type Neighbour, neighbours, type Town, town } from '#tests/support/clinic.ts';
import { told } from '#tests/support/clinic-rows.ts';
import { engines } from '#tests/support/engines.ts';

let at: Town;
beforeEach(async () => {
  at = await town();
});

const put = (in_: Town, more: Partial<NewGathering> = {}) =>
  in_.database.transact((tx) =>
    announce(tx, {
      organisationId: in_.gongbei,
      kind: 'lecture',
      title: '高血压怎么吃',
      topic: '少盐',
      place: '三楼会议室',
      startsAt: new Date('2026-03-10T15:00:00+08:00'),
      endsAt: new Date('2026-03-10T16:30:00+08:00'),
      capacity: 2,
      by: in_.chen,
      ...more,
    }),
  );
const resident = ({ id, contactId }: Neighbour): Attendee => ({ kind: 'resident', residentId: id, contactId });
const staff = (staffId: string): Attendee => ({ kind: 'staff', staffId });
const join = (in_: Town, gatheringId: string, who: Attendee) =>
  in_.database.transact((tx) => signUp(tx, { gatheringId, who }));
const leave = (in_: Town, gatheringId: string, who: Attendee) =>
  in_.database.transact((tx) => giveSeatBack(tx, { gatheringId, who }));
const taken = async (in_: Town, id: string) =>
  (await in_.database.read((tx) => tx.prisma.gathering.findUniqueOrThrow({ where: { id } }))).taken;

describe.each(engines)('signing up on %s', (engine) => {
  test('of eight who want the last two seats two get them; nobody sits twice', async () => {
    const here = await town({ engine });
    const id = await put(here);
    const all = await neighbours(here, 8);
    const results = await Promise.allSettled(all.map((who) => join(here, id, resident(who))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'gathering-full' });
    expect(await taken(here, id)).toBe(2);
  });

  test('who presses three times at once is signed up once', async () => {
    const here = await town({ engine });
    const id = await put(here);
    const who = resident(await neighbour(here));
    const results = await Promise.allSettled([1, 2, 3].map(() => join(here, id, who)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'signed-up-already' });
    expect(await taken(here, id)).toBe(1);
  });
});

test('a seat that is given back is free again, also for who gave it back', async () => {
  const id = await put(at, { capacity: 1 });
  const [one, two] = (await neighbours(at, 2)).map(resident) as [Attendee, Attendee];
  await join(at, id, one);
  await leave(at, id, one);
  await expect(leave(at, id, one)).rejects.toMatchObject({ code: 'sign-up-over' });
  await join(at, id, two);
  await leave(at, id, two);
  await join(at, id, one);
  expect(await at.database.read((tx) => signedUpFor(tx, one))).toEqual(new Set([id]));
  expect(await taken(at, id)).toBe(1);
});

test('nobody signs up for what has begun, and staff not for a lecture', async () => {
  const id = await put(at);
  await expect(join(at, id, staff(at.lin))).rejects.toMatchObject({ code: 'gathering-closed' });
  clockTo(at, '2026-03-10T15:00');
  await expect(join(at, id, resident(await neighbour(at)))).rejects.toMatchObject({ code: 'gathering-closed' });
  expect(await at.database.read((tx) => gatheringsAhead(tx, 'lecture'))).toEqual([]);
});

test.each<[string, Partial<NewGathering>, string]>([
  ['in the past', { startsAt: new Date('2026-03-01T17:00:00+08:00') }, 'gathering-dates'],
  ['that ends before it begins', { endsAt: new Date('2026-03-10T14:00:00+08:00') }, 'gathering-dates'],
  ['without a seat', { capacity: 0 }, 'gathering-dates'],
])('a lecture %s is not put up', async (_, more, code) => {
  await expect(put(at, more)).rejects.toMatchObject({ code });
});

test('who signed up is reminded on the evening before, once; the host is asked afterwards who came', async () => {
  const id = await put(at);
  const wang = await neighbour(at, { name: '王秀英' });
  await join(at, id, resident(wang));
  const jobs = await at.database.read((tx) => tx.prisma.job.findMany({ orderBy: { dueAt: 'asc' } }));
  expect(jobs.map(({ name, dueAt }) => [name, dueAt.toISOString()])).toEqual([
    ['gathering.remind', '2026-03-09T11:00:00.000Z'],
    ['gathering.ask-who-came', '2026-03-10T08:30:00.000Z'],
  ]);
  clockTo(at, '2026-03-09T19:00');
  for (const round of [1, 2]) {
    await at.database.transact((tx) => remindOfGathering(tx, id));
    const reminders = await told(at.database, 'gathering.reminder');
    expect(reminders, `round ${round}`).toHaveLength(1);
    expect(reminders[0]?.text).toContain('王秀英您好，您报名的讲座《高血压怎么吃》3月10日（周二）下午3:00开始');
  }
  clockTo(at, '2026-03-10T16:30');
  await at.database.transact((tx) => askHostWhoCame(tx, id));
  expect(await told(at.database, 'gathering.who-came')).toMatchObject([{ recipientId: at.chen }]);
});

test('a lecture that is called off is told to everybody who signed up, at once, and nobody is reminded of it', async () => {
  const id = await put(at);
  await join(at, id, resident(await neighbour(at)));
  await join(at, id, resident(await neighbour(at)));
  const off = () => at.database.transact((tx) => callOff(tx, { gatheringId: id, by: at.chen }));
  expect(await off()).toEqual({ told: 2 });
  await expect(off()).rejects.toMatchObject({ code: 'gathering-closed' });
  expect(await told(at.database, 'gathering.called-off')).toHaveLength(2);
  expect(await at.database.transact((tx) => remindOfGathering(tx, id))).toBe('cancelled');
  expect(await told(at.database, 'gathering.reminder')).toEqual([]);
});

test('attendance is recorded once, after it has begun, by the host or the centre; looking at the names is audited', async () => {
  const id = await put(at);
  const [one, two] = (await neighbours(at, 2)).map(resident) as [Attendee, Attendee];
  await join(at, id, one);
  await join(at, id, two);
  const guests = await at.database.transact((tx) => guestsOf(tx, id, at.chen));
  const came = guests.slice(0, 1).map((guest) => guest.id);
  const record = (by = at.chen) => at.database.transact((tx) => recordWhoCame(tx, { gatheringId: id, came, by }));
  await expect(record()).rejects.toMatchObject({ code: 'gathering-dates' });
  clockTo(at, '2026-03-10T16:30');
  await expect(record(at.zhou)).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await record(at.lin)).toEqual({ came: 1, absent: 1 });
  await expect(record()).rejects.toMatchObject({ code: 'gathering-closed' });
  const read = await at.database.read((tx) =>
    tx.prisma.auditEntry.count({ where: { action: 'gathering.guests-read' } }),
  );
  expect(read).toBe(1);
});

describe('乡村医生 (seed 002 §20): twice a year, two weeks in all', () => {
  const rules = zhanggong202601.support.training;
  const day = districtDay('Asia/Shanghai');

  test.each([
    [[], { times: 0, days: 0, timesMissing: 2, daysMissing: 14 }],
    [[['2026-03-02', '2026-03-15']], { times: 1, days: 14, timesMissing: 1, daysMissing: 0 }],
    [
      [
        ['2026-03-02', '2026-03-06'],
        ['2026-06-01', '2026-06-01'],
      ],
      { times: 2, days: 6, timesMissing: 0, daysMissing: 8 },
    ],
  ])('%j comes to %j', (spans, record) => {
    const attended = spans.map(([from = '', to = '']) => ({ from, to }));
    expect(trainingRecord(attended, rules, day)).toEqual(record);
  });

  test('a station’s doctor who was at a training of five days is still short, and the administrator sees it', async () => {
    const station = await at.database.transact(async (tx) => {
      const id = tx.id();
      const common = { address: '', phone: '', hours: '', way: '' };
      await tx.prisma.organisation.create({
        data: { id, kind: 'station', name: '侨光站', shortName: '侨光站', parentId: at.gongbei, ...common },
      });
      return id;
    });
    const village = await at.database.transact((tx) => createStaff(tx, '黄村医', station, 'doctor'));
    const id = await put(at, { kind: 'training', endsAt: new Date('2026-03-14T17:00:00+08:00') });
    await join(at, id, staff(village));
    clockTo(at, '2026-03-14T17:00');
    const guests = await at.database.transact((tx) => guestsOf(tx, id, at.chen));
    await at.database.transact((tx) =>
      recordWhoCame(tx, { gatheringId: id, came: guests.map((guest) => guest.id), by: at.chen }),
    );
    const short = { times: 1, days: 5, timesMissing: 1, daysMissing: 9 };
    expect(await at.database.read((tx) => trainingOf(tx, village))).toEqual(short);
    expect(await at.database.read((tx) => shortOfTraining(tx, [station, at.gongbei]))).toEqual([
      { ...short, name: '黄村医' },
    ]);
  });
});
