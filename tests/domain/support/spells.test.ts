import { beforeEach, describe, expect, test } from 'vitest';
import { addMonths } from '#domain/contracts/term.ts';
import { recordLoan, remindOfLoan } from '#domain/support/loans.ts';
import { endSpell, recordSpell, serviceTimeOf, spellsAt, withdrawSpell } from '#domain/support/spells.ts';
import { contractTown, type ContractTown } from '#tests/support/contract-town.ts';
import { engines } from '#tests/support/engines.ts';
import { settled } from '#tests/support/people.ts';

let at: ContractTown;
let places: { gongbei: string; hospital: string; zhao: string };
beforeEach(async () => {
  at = await contractTown();
  places = await at.read(async ({ prisma }) => ({
    gongbei: (await prisma.organisation.findFirstOrThrow({ where: { shortName: '拱北', kind: 'centre' } })).id,
    hospital: (await prisma.organisation.findFirstOrThrow({ where: { kind: 'hospital' } })).id,
    zhao: (await prisma.staff.findUniqueOrThrow({ where: { wecomUserid: 'zhao.yiming' } })).id,
  }));
});

const record = (fromDate: string, toDate: string | null = null, by = at.ids.fangMin) =>
  at.transact((tx) => recordSpell(tx, { staffId: places.zhao, organisationId: places.gongbei, fromDate, toDate, by }));

test('an administrator records that an expert serves; days left follow, until the last day is known', async () => {
  const spellId = await record('2025-11-01');
  expect(await at.read((tx) => serviceTimeOf(tx, places.zhao))).toMatchObject({ countedDays: 121, daysLeft: 244 });
  await at.transact((tx) => endSpell(tx, { spellId, toDate: '2025-12-31', by: at.ids.fangMin }));
  expect(await at.read((tx) => serviceTimeOf(tx, places.zhao)), 'too short').toMatchObject({ countedDays: 0 });
  await expect(
    at.transact((tx) => endSpell(tx, { spellId, toDate: '2026-02-01', by: at.ids.fangMin })),
  ).rejects.toMatchObject({ code: 'spell-over' });
  expect(await at.read((tx) => spellsAt(tx, [places.gongbei]))).toMatchObject([
    { name: '赵一鸣', fromDate: '2025-11-01', toDate: '2025-12-31' },
  ]);
});

test('what was recorded by mistake never counts, and makes room', async () => {
  const spellId = await record('2025-11-01');
  await expect(record('2026-01-01', '2026-02-01')).rejects.toMatchObject({ code: 'spell-overlaps' });
  await at.transact((tx) => withdrawSpell(tx, { spellId, by: at.ids.fangMin }));
  expect(await at.read((tx) => serviceTimeOf(tx, places.zhao))).toBeUndefined();
  await record('2026-01-01', '2026-02-01');
});

test('a day to come, an end before its start, a doctor of the centre itself and who does not administer are refused', async () => {
  await expect(record('2026-03-02')).rejects.toMatchObject({ code: 'spell-dates' });
  await expect(record('2026-02-02', '2026-02-01')).rejects.toMatchObject({ code: 'spell-dates' });
  await expect(record('2026-02-02', null, at.ids.chenZhiyuan)).rejects.toMatchObject({ code: 'not-allowed' });
  const own = { staffId: at.ids.heJing, organisationId: places.gongbei, fromDate: '2026-02-01', toDate: null };
  await expect(at.transact((tx) => recordSpell(tx, { ...own, by: at.ids.fangMin }))).rejects.toMatchObject({
    code: 'staff-unknown',
  });
});

describe('a loan of a centre’s staff (seed 002 §7)', () => {
  const lend = (toDate: string) =>
    at.transact((tx) =>
      recordLoan(tx, {
        staffId: at.ids.heJing,
        organisationId: places.hospital,
        fromDate: '2026-03-01',
        toDate,
        by: at.ids.fangMin,
      }),
    );

  test('lasts six months at most', async () => {
    expect(addMonths('2026-03-01', 6)).toBe('2026-09-01');
    await expect(lend('2026-09-01')).rejects.toMatchObject({ code: 'loan-too-long', details: { until: '2026-08-31' } });
    await lend('2026-08-31');
  });

  test('the administrators are reminded two weeks before its end, once', async () => {
    const spellId = await lend('2026-08-31');
    const job = await at.read((tx) => tx.prisma.job.findFirstOrThrow({ where: { name: 'loan.remind' } }));
    expect(job.dueAt).toEqual(new Date('2026-08-17T09:00:00+08:00'));
    at.to('2026-08-17T09:00:00+08:00');
    for (const round of [1, 2]) {
      expect(await at.transact((tx) => remindOfLoan(tx, spellId)), `round ${round}`).toBeUndefined();
      expect(await at.told('loan.ends'), `round ${round}`).toMatchObject([{ recipientId: at.ids.huangGuoqiang }]);
    }
    expect((await at.told('loan.ends'))[0]?.content.text).toContain('何静借用到');
  });

  test('nobody is reminded of one that was withdrawn', async () => {
    const spellId = await lend('2026-08-31');
    await at.transact((tx) => withdrawSpell(tx, { spellId, by: at.ids.fangMin }));
    expect(await at.transact((tx) => remindOfLoan(tx, spellId))).toBe('withdrawn');
    expect(await at.told('loan.ends')).toEqual([]);
  });
});

test.each(engines)('on %s of two that record the same spell at once one does', async (engine) => {
  const { database, people } = await settled({ engine });
  const spell = {
    staffId: people.staff('zhao.yiming'),
    organisationId: people.place('拱北'),
    fromDate: '2025-12-01',
    toDate: null,
    by: people.staff('fang.min'),
  };
  const results = await Promise.allSettled([1, 2, 3].map(() => database.transact((tx) => recordSpell(tx, spell))));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await database.read((tx) => tx.prisma.serviceSpell.count())).toBe(1);
});
