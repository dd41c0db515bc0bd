import { expect, test } from 'vitest';
import { sendDigests } from '#domain/clinics/digest.ts';
import { shortOfSitIns } from '#domain/clinics/sit-ins.ts';
import { workOf } from '#domain/clinics/work.ts';
import { book, clockTo, createStaff, neighbour, roster, type Town, town } from '#tests/support/clinic.ts';
import { told } from '#tests/support/clinic-rows.ts';

const monday = '2026-03-02';

/** Somebody who administers 拱北. */
const administrator = (at: Town) =>
  at.database.transact(async (tx) => {
    const id = await createStaff(tx, '管理员', at.gongbei, 'nurse');
    await tx.prisma.staffRole.create({
      data: { staffId: id, organisationId: at.gongbei, role: 'centre_administrator' },
    });
    return id;
  });

test('who falls short of three expert sit-ins a week is shown to who administers the centre', async () => {
  const at = await town();
  await roster(
    at,
    { kind: 'expert', weekdays: [2], startTime: '14:00', endTime: '17:00' },
    { kind: 'expert', weekdays: [4], startTime: '14:00', endTime: '17:00' },
  );
  const administratorId = await administrator(at);
  const short = () => at.database.read((tx) => shortOfSitIns(tx, administratorId, monday));
  expect(await short()).toMatchObject([{ shortName: '拱北', held: 0, planned: 2, due: 3 }]);
  expect(await at.database.read((tx) => shortOfSitIns(tx, at.chen, monday))).toEqual([]);
  const lines = await at.database.read(async (tx) => (await workOf(tx, administratorId)).map(({ text }) => text));
  expect(lines).toEqual(['专家坐诊：拱北本周已坐诊0次，还排了0次，应有3次']);
  await roster(at, { kind: 'expert', weekdays: [3], startTime: '14:00', endTime: '17:00' });
  expect(await short()).toEqual([]);
});

test('what waits today is one’s own sessions and those at one’s desk, with who is booked', async () => {
  const at = await town();
  await roster(at, {}, { organisationId: at.xiangwan, doctorId: at.zhou });
  await book(at, await neighbour(at), monday, '18:00');
  clockTo(at, '2026-03-02T09:00');
  const work = (staffId: string) => at.database.read(async (tx) => (await workOf(tx, staffId)).map(({ text }) => text));
  expect(await work(at.chen)).toEqual(['晚上6:00拱北夜门诊：已约1人']);
  expect(await work(at.nurse)).toEqual(['晚上6:00拱北夜门诊：已约1人']);
  expect(await work(at.zhou)).toEqual(['晚上6:00香湾夜门诊：已约0人']);
  clockTo(at, '2026-03-02T21:00');
  expect(await work(at.chen)).toEqual([]);
});

test('the digest has at most five lines and is not sent a second time', async () => {
  const at = await town();
  const times = ['08:00', '09:00', '10:00', '11:00', '14:00', '15:00', '16:00'];
  await roster(at, ...times.map((startTime) => ({ startTime, endTime: `${startTime.slice(0, 2)}:30`, weekdays: [1] })));
  clockTo(at, '2026-03-02T07:55');
  for (const round of [1, 2]) {
    await at.database.transact(sendDigests);
    const digests = (await told(at.database, 'work.digest')).filter(({ recipientId }) => recipientId === at.chen);
    expect(digests, `round ${round}`).toHaveLength(1);
    expect(digests[0]?.text.match(/^\d\. /gm)).toHaveLength(5);
    expect(digests[0]?.expiresAt).toEqual(new Date('2026-03-02T12:00:00+08:00'));
  }
});
