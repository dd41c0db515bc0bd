import { beforeEach, expect, test } from 'vitest';
import { dutyNow, dutyRoster, putOnDuty } from '#domain/staff/duty-roster.ts';
import { dutyStaff } from '#domain/staff/duty.ts';
import { isAway } from '#tests/support/absences.ts';
import { contractTown, type ContractTown } from '#tests/support/contract-town.ts';

let at: ContractTown;
let centreId: string;
beforeEach(async () => {
  at = await contractTown();
  centreId = await at.read(async (tx) => {
    const centre = await tx.prisma.organisation.findFirstOrThrow({ where: { shortName: '拱北', kind: 'centre' } });
    return centre.id;
  });
});

const put = (date: string, staffId = at.ids.linXiaomei, by = at.ids.chenZhiyuan) =>
  at.transact((tx) => putOnDuty(tx, { centreId, date, staffId, by }));
const now = async () => (await at.read((tx) => dutyNow(tx, centreId)))?.staffId;

test('out of hours the roster’s person is told first, until the next morning; a day off is on duty as a whole', async () => {
  await put('2026-03-01', at.ids.heJing);
  await put('2026-03-02');
  at.to('2026-03-01T11:00:00+08:00');
  expect(await now(), 'Sunday at eleven').toBe(at.ids.heJing);
  at.to('2026-03-02T07:59:00+08:00');
  expect(await now(), 'Monday before eight').toBe(at.ids.heJing);
  at.to('2026-03-02T08:00:00+08:00');
  expect(await now(), 'in working hours').toBeUndefined();
  at.to('2026-03-02T17:30:00+08:00');
  expect(await now(), 'from half past five').toBe(at.ids.linXiaomei);
  expect((await at.read((tx) => dutyStaff(tx, centreId)))[0]).toBe(at.ids.linXiaomei);
  expect((await at.read((tx) => dutyNow(tx, centreId)))?.phone).toMatch(/^1380000\d{4}$/u);
});

test('who is away is told only when nobody else is there; their cover has the duty', async () => {
  await put('2026-03-01');
  await at.transact((tx) =>
    isAway(tx, {
      staffId: at.ids.linXiaomei,
      coverId: at.ids.heJing,
      fromDate: '2026-03-01',
      toDate: '2026-03-01',
    }),
  );
  expect(await now()).toBe(at.ids.heJing);
  const told = await at.read((tx) => dutyStaff(tx, centreId));
  expect(told[0]).toBe(at.ids.heJing);
  expect(told).not.toContain(at.ids.linXiaomei);
});

test('the roster is planned a week ahead by leaders and administrators, with those who work at the centre', async () => {
  await put('2026-03-02');
  await put('2026-03-02', at.ids.heJing, at.ids.fangMin);
  const roster = await at.read((tx) => dutyRoster(tx, centreId));
  expect(roster.slice(0, 3).map(({ date, name }) => [date, name])).toEqual([
    ['2026-03-01', undefined],
    ['2026-03-02', '何静'],
    ['2026-03-03', undefined],
  ]);
  await expect(put('2026-03-03', at.ids.heJing, at.ids.linXiaomei)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(put('2026-03-03', at.ids.zhouWenbo)).rejects.toMatchObject({ code: 'staff-unknown' });
});
