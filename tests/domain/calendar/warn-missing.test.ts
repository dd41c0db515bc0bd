import { describe, expect, test } from 'vitest';
import { warnOfMissingHolidays } from '#domain/calendar/warn-missing.ts';
import { loadDistrict } from '#prisma/demo/load.ts';
import { testDatabase } from '#tests/support/database.ts';

describe('the alarm for missing holidays', async () => {
  const { database, clock } = await testDatabase({ start: '2026-11-30T09:00:00+08:00' });
  await database.transact(loadDistrict);
  const told = () =>
    database.read((tx) => tx.prisma.delivery.findMany({ where: { kind: 'calendar.holidays-missing' } }));

  test('is silent until December', async () => {
    expect(await database.transact(warnOfMissingHolidays)).toBeUndefined();
    expect(await told()).toEqual([]);
  });

  test('tells the district’s administrator in December, once', async () => {
    clock.moveTo(new Date('2026-12-01T09:00:00+08:00'));
    expect(await database.transact(warnOfMissingHolidays)).toBe(2027);
    await database.transact(warnOfMissingHolidays);
    const fangMin = await database.read((tx) => tx.prisma.staff.findFirstOrThrow({ where: { name: '方敏' } }));
    expect((await told()).map(({ recipientId }) => recipientId)).toEqual([fangMin.id]);
  });

  test('… and again in January, when it is late', async () => {
    clock.moveTo(new Date('2027-01-04T09:00:00+08:00'));
    await database.transact(warnOfMissingHolidays);
    expect(await told()).toHaveLength(2);
  });
});
