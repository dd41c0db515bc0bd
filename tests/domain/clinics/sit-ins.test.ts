import { describe, expect, test } from 'vitest';
import { closeSession } from '#domain/clinics/close-session.ts';
import { signInAt, signOutOf, sitInsNow } from '#domain/clinics/sign-in.ts';
import { shortOfSitIns, sitInWeeks } from '#domain/clinics/sit-ins.ts';
import { sendTimetables } from '#domain/clinics/timetable.ts';
import { clockTo, createStaff, roster, sessionOn, type Town, town } from '#tests/support/clinic.ts';
import { told } from '#tests/support/clinic-rows.ts';
import { engines } from '#tests/support/engines.ts';

const tuesday = '2026-03-03';

/** An expert of a hospital sits in at 拱北 on Tuesday afternoon. */
async function afternoon(options: Parameters<typeof town>[0] = {}) {
  const at = await town(options);
  const expert = await at.database.transact((tx) => createStaff(tx, '赵一鸣', at.gongbei, 'expert'));
  await roster(at, {
    kind: 'expert',
    doctorId: expert,
    department: '心血管内科',
    weekdays: [2],
    startTime: '14:30',
    endTime: '17:00',
  });
  const { id: sessionId } = await sessionOn(at, tuesday);
  const signIn = (staffId = expert) => at.database.transact((tx) => signInAt(tx, { sessionId, staffId }));
  return { ...at, expert, sessionId, signIn };
}

const administrator = (at: Town) =>
  at.database.transact((tx) => createStaff(tx, '管理员', at.gongbei, 'centre_administrator'));

describe.each(engines)('坐诊签到 on %s', (engine) => {
  test('counts once, however often it is pressed, and keeps the first time', async () => {
    const at = await afternoon({ engine });
    clockTo(at, `${tuesday}T14:20`);
    const first = new Date(`${tuesday}T14:20:00+08:00`);
    expect(await at.signIn()).toEqual(first);
    clockTo(at, `${tuesday}T15:00`);
    const again = await Promise.all([at.signIn(), at.signIn()]);
    expect(again).toEqual([first, first]);
    expect(await at.database.read((tx) => tx.prisma.sitIn.findMany())).toMatchObject([
      { sessionId: at.sessionId, staffId: at.expert, arrivedAt: first, leftAt: null },
    ]);
    const audited = await at.database.read((tx) => tx.prisma.auditEntry.count({ where: { action: 'sit-in.arrived' } }));
    expect(audited).toBe(1);
  });
});

test.each([
  ['half an hour before', '14:00', 1],
  ['a minute earlier', '13:59', 0],
  ['until it ends', '16:59', 1],
  ['not after it', '17:00', 0],
])('the window of a sit-in: %s', async (_, time, open) => {
  const at = await afternoon();
  clockTo(at, `${tuesday}T${time}`);
  expect(await at.database.read((tx) => sitInsNow(tx, at.expert))).toHaveLength(open);
  const signed = at.signIn();
  if (open === 1) await signed;
  else await expect(signed).rejects.toMatchObject({ code: 'sit-in-not-now' });
});

test('another doctor cannot sign in for the expert, nor anybody at a session that was closed', async () => {
  const at = await afternoon();
  clockTo(at, `${tuesday}T14:20`);
  await expect(at.signIn(at.chen)).rejects.toMatchObject({ code: 'sit-in-not-now' });
  await at.database.transact((tx) =>
    closeSession(tx, { sessionId: at.sessionId, reason: '停电' }, { staffId: at.expert }),
  );
  await expect(at.signIn()).rejects.toMatchObject({ code: 'sit-in-not-now' });
});

test('leaving is noted once, and not without having come', async () => {
  const at = await afternoon();
  clockTo(at, `${tuesday}T14:30`);
  const leave = () => at.database.transact((tx) => signOutOf(tx, { sessionId: at.sessionId, staffId: at.expert }));
  await expect(leave()).rejects.toMatchObject({ code: 'sit-in-not-now' });
  await at.signIn();
  clockTo(at, `${tuesday}T17:05`);
  await leave();
  clockTo(at, `${tuesday}T18:00`);
  await leave();
  const [row] = await at.database.read((tx) => tx.prisma.sitIn.findMany());
  expect(row?.leftAt).toEqual(new Date(`${tuesday}T17:05:00+08:00`));
});

test('a sit-in counts when the expert signed in; one that is over without it does not', async () => {
  const at = await afternoon();
  const administratorId = await administrator(at);
  const week = async () => (await at.database.read((tx) => shortOfSitIns(tx, administratorId, tuesday)))[0];
  expect(await week()).toMatchObject({ held: 0, planned: 1, due: 3 });
  clockTo(at, `${tuesday}T14:30`);
  await at.signIn();
  expect(await week()).toMatchObject({ held: 1, planned: 0 });
  await at.database.transact((tx) => tx.prisma.sitIn.deleteMany());
  clockTo(at, `${tuesday}T17:30`);
  expect(await week()).toMatchObject({ held: 0, planned: 0 });
  const [shown] = await at.database.read((tx) => sitInWeeks(tx, administratorId, tuesday));
  expect(shown?.sessions).toMatchObject([{ doctor: '赵一鸣', arrivedAt: undefined }]);
});

test('on Sunday the centre’s staff and the expert get next week’s timetable, once', async () => {
  const at = await afternoon();
  for (const round of [1, 2]) {
    while ((await at.database.transact(sendTimetables)) === 'more');
    const tables = await told(at.database, 'sit-ins.timetable');
    const hearers = tables.map(({ recipientId }) => recipientId).sort();
    expect(hearers, `round ${round}`).toEqual([at.chen, at.expert, at.lin, at.nurse].sort());
    expect(tables[0]?.text).toContain('3月3日（周二）下午2:30 拱北 心血管内科 赵一鸣');
  }
});
