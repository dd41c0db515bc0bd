import { beforeAll, describe, expect, test, vi } from 'vitest';
import { bookableSessions } from '#domain/clinics/bookable.sql.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { personOf } from '#domain/clinics/person.sql.ts';
import { sitInWeeks } from '#domain/clinics/sit-ins.ts';
import { askQuestion } from '#domain/consultations/ask.ts';
import { accept } from '#domain/contracts/accept.ts';
import { openDraft } from '#domain/contracts/draft.ts';
import { submit } from '#domain/contracts/submit.ts';
import { requestTermEnds } from '#domain/contracts/term-ends.ts';
import { openPlansOfNewElders } from '#domain/follow-ups/by-age.ts';
import { allNotices } from '#domain/notices/all.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import { followUpArrange } from '#domain/notices/follow-ups.ts';
import { send } from '#domain/notices/send.ts';
import type * as all from '#domain/packs/all.ts';
import type { RulePack } from '#domain/packs/rule-pack.ts';
import { putOnFile } from '#domain/residents/register.ts';
import type { Transaction } from '#domain/transaction.ts';
import { contractTown, signingOf } from '#tests/support/contract-town.ts';
import { startLater } from '#tests/support/later-work.ts';

/** A district whose numbers are all other than 珠海's, and its next version. */
vi.mock('#domain/packs/all.ts', async (original) => {
  const { allPacks, defaultPack } = await original<typeof all>();
  const [base] = allPacks;
  if (!base) throw new Error('there is no pack');
  const elsewhere: RulePack = {
    ...base,
    ...{ id: 'elsewhere', version: 'elsewhere@2026-01' },
    identity: { ...base.identity, elderFromAge: 60 },
    clinics: { ...base.clinics, bookingOpensDaysAhead: 3, priorityTags: [] },
    contracts: { ...base.contracts, termMonths: 6, renewalOfferDays: [50] },
    consultations: { ...base.consultations, answerWithinWorkingDays: 3 },
    notices: { ...base.notices, quietFrom: '20:00' },
  };
  const next: RulePack = {
    ...elsewhere,
    ...{ version: 'elsewhere@2026-07', effectiveFrom: '2026-07-01' },
    clinics: { ...elsewhere.clinics, bookingOpensDaysAhead: 5 },
    contracts: { ...elsewhere.contracts, termMonths: 24 },
  };
  return { allPacks: [...allPacks, elsewhere, next], defaultPack };
});

/** A district of its own: bureau, centre, doctor, a night clinic every evening, somebody who lives there. */
async function district(tx: Transaction, packId: string) {
  const common = { address: '', phone: '', hours: '', way: '' };
  const [bureauId, centreId, doctorId, teamId] = [tx.id(), tx.id(), tx.id(), tx.id()];
  const bureau = { id: bureauId, kind: 'bureau', name: `${packId}局`, shortName: `${packId}局`, packId } as const;
  await tx.prisma.organisation.create({ data: { ...common, ...bureau } });
  const centre = { id: centreId, kind: 'centre', name: packId, shortName: packId, parentId: bureauId } as const;
  await tx.prisma.organisation.create({ data: { ...common, ...centre } });
  await tx.prisma.staff.create({
    data: {
      ...{ id: doctorId, wecomUserid: packId, name: '外地医生', title: '家庭医生', organisationId: centreId },
      ...{ contractCapacity: 100, roles: { create: { organisationId: centreId, role: 'centre_administrator' } } },
    },
  });
  await tx.prisma.team.create({
    data: { id: teamId, centreId, leaderId: doctorId, name: '一队', members: { create: { staffId: doctorId } } },
  });
  await tx.prisma.clinicSchedule.create({
    data: {
      ...{ id: tx.id(), organisationId: centreId, doctorId, kind: 'night', department: '', placesPerSlot: 1 },
      ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], startTime: '18:00', endTime: '20:00', slotMinutes: 15 },
      ...{ validFrom: '2026-01-01', reservedPlaces: 8 },
    },
  });
  const resident = (serial: string, birthDate: string) =>
    putOnFile(tx, {
      ...{ name: '外地居民', documentKind: 'passport', documentNumber: `${packId}${serial}`, birthDate, sex: 'male' },
      ...{ phone: `1370000${serial}`, address: '', homeCentreId: centreId, tags: ['残疾人'] },
    });
  return { centreId, doctorId, residentId: await resident('0001', '1980-01-01'), resident };
}

describe('each number of a place is that of the place', async () => {
  const town = await contractTown({ start: '2026-03-02T10:00:00+08:00' });
  const { transact, read, ids } = town;
  let away: Awaited<ReturnType<typeof district>>;
  beforeAll(async () => {
    away = await transact((tx) => district(tx, 'elsewhere'));
    await transact(openSessionsAhead);
  });
  const version = (row: { rulePack: string }) => row.rulePack;
  const signed = (residentId: string, doctorId: string) =>
    transact(async (tx) => {
      const by = { kind: 'resident', id: residentId } as const;
      const { id } = await openDraft(tx, { residentId, doctorId, packages: [], by, replaces: 'nothing' });
      await submit(tx, id, signingOf(tx, residentId));
      await accept(tx, { contractId: id, staffId: doctorId });
      return tx.prisma.contract.findUniqueOrThrow({ where: { id } });
    });

  test('clinics open as far ahead as there, under the rules of there', async () => {
    const of = (organisationId: string) =>
      read((tx) => tx.prisma.clinicSession.findMany({ where: { organisationId }, orderBy: { date: 'asc' } }));
    const gongbei = await read((tx) =>
      tx.prisma.organisation.findFirstOrThrow({ where: { shortName: '拱北', kind: 'centre' } }),
    );
    const [there, here] = [await of(away.centreId), await of(gongbei.id)];
    expect([there.at(-1)?.date, here.at(-1)?.date]).toEqual(['2026-03-05', '2026-03-09']);
    expect(new Set(there.map(version))).toEqual(new Set(['elsewhere@2026-01']));
    expect(new Set(here.map(version))).toEqual(new Set(['zhuhai-xiangzhou@2026-01']));
  });

  test('who has priority here has none there', async () => {
    const free = await read(async (tx) => {
      const sessions = await bookableSessions(tx, 'night', await personOf(tx, away.residentId));
      return sessions.filter(({ organisationId }) => organisationId === away.centreId)[0]?.free.length;
    });
    expect(free).toBe(0);
  });

  test('a contract runs as long as there, and its renewal is offered as there', async () => {
    const [there, here] = [
      await signed(away.residentId, away.doctorId),
      await signed(ids.wangXiuying, ids.chenZhiyuan),
    ];
    expect([there.endsOn, here.endsOn]).toEqual(['2026-09-01', '2027-03-01']);
    const offered = async () => {
      await transact(requestTermEnds);
      return read((tx) =>
        tx.prisma.job.count({ where: { key: { startsWith: `contract.offer-renewal/${there.id}` } } }),
      );
    };
    town.to('2026-07-12T10:00:00+08:00');
    expect(await offered()).toBe(0);
    town.to('2026-07-13T10:00:00+08:00');
    expect(await offered()).toBe(1);
  });

  test('a new version takes effect on its date; what was opened keeps its own', async () => {
    const before = await read((tx) => tx.prisma.contract.findFirstOrThrow({ where: { residentId: away.residentId } }));
    expect(version(before)).toBe('elsewhere@2026-01');
    const second = await transact((tx) =>
      putOnFile(tx, {
        ...{ name: '外地邻居', documentKind: 'passport', documentNumber: 'E7', birthDate: '1981-01-01', sex: 'male' },
        ...{ phone: '13700009999', address: '', homeCentreId: away.centreId, tags: [] },
      }),
    );
    const after = await signed(second, away.doctorId);
    expect([version(after), after.startsOn, after.endsOn]).toEqual(['elsewhere@2026-07', '2026-07-13', '2028-07-12']);
    await transact(openSessionsAhead);
    const last = await read((tx) =>
      tx.prisma.clinicSession.findFirstOrThrow({
        where: { organisationId: away.centreId },
        orderBy: { date: 'desc' },
      }),
    );
    expect([last.date, version(last)]).toEqual(['2026-07-18', 'elsewhere@2026-07']);
    const old = await read((tx) =>
      tx.prisma.clinicSession.findFirstOrThrow({ where: { organisationId: away.centreId } }),
    );
    expect(version(old)).toBe('elsewhere@2026-01');
  });

  test('a question waits as long as there', async () => {
    const asked = async (residentId: string) => {
      const contactId = await town.bind(residentId);
      return transact((tx) => askQuestion(tx, { residentId, actorId: residentId, contactId, text: '能运动吗' }));
    };
    const [there, here] = [await asked(away.residentId), await asked(ids.liJianguo)];
    expect(there.dueAt.toISOString()).toBe('2026-07-16T02:00:00.000Z');
    expect(here.dueAt.toISOString()).toBe('2026-07-14T02:00:00.000Z');
  });

  test('somebody is an elder from the age of there', async () => {
    const [there, here] = await transact(async (tx) => {
      const person = (documentNumber: string, homeCentreId: string) =>
        putOnFile(tx, {
          ...{ name: '六十岁', documentKind: 'passport', documentNumber, birthDate: '1966-08-01', sex: 'male' },
          ...{ phone: undefined, address: '', homeCentreId, tags: [] },
        });
      const gongbei = await tx.prisma.organisation.findFirstOrThrow({ where: { shortName: '拱北', kind: 'centre' } });
      return [await person('E60', away.centreId), await person('E61', gongbei.id)];
    });
    town.to('2026-08-03T10:00:00+08:00');
    await transact(openPlansOfNewElders);
    const plans = await read((tx) =>
      tx.prisma.carePlan.findMany({ where: { residentId: { in: [there, here] } }, select: { residentId: true } }),
    );
    expect(plans).toEqual([{ residentId: there }]);
  });

  test('nobody is pushed in the quiet hours of there', async () => {
    const later = await startLater(town.database, town.clock, { catalogue: createCatalogue(allNotices), ticks: [] });
    town.to('2026-08-03T20:30:00+08:00');
    await transact(async (tx) => {
      for (const resident of [away.residentId, ids.liJianguo])
        await send(tx, followUpArrange, { resident }, { phone: '0756' }, { key: `test/${resident}` });
    });
    await later.runUntilQuiet();
    const states = await read((tx) => tx.prisma.delivery.findMany({ where: { key: { startsWith: 'test/' } } }));
    const of = (residentId: string) => states.find(({ key }) => key === `test/${residentId}`);
    expect(of(away.residentId)).toMatchObject({ status: 'pending', reason: 'quiet-hours' });
    expect(of(ids.liJianguo)?.status).toBe('sent');
  });
});

test('江阴 and 章贡 beside 珠海: each centre’s sit-ins are counted against its own number', async () => {
  const town = await contractTown({ start: '2026-03-02T10:00:00+08:00' });
  const due = await town.transact(async (tx) => {
    const found: Record<string, number | undefined> = {};
    for (const packId of ['jiangyin', 'zhanggong', 'zhuhai-xiangzhou']) {
      const { doctorId } = await district(tx, packId);
      found[packId] = (await sitInWeeks(tx, doctorId, '2026-03-02'))[0]?.due;
    }
    return found;
  });
  expect(due).toEqual({ jiangyin: 1, zhanggong: 0, 'zhuhai-xiangzhou': 3 });
});
