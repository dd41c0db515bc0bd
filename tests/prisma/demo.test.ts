import { expect, test } from 'vitest';
import { verifyAudit } from '#domain/audit/chain.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';

const { database } = await testDatabase();
await loadDemo(database);

const counts = () =>
  database.read(async ({ prisma }) => ({
    hospitals: await prisma.organisation.count({ where: { kind: 'hospital' } }),
    centres: await prisma.organisation.count({ where: { kind: 'centre' } }),
    twinnings: await prisma.twinning.count(),
    staff: await prisma.staff.count(),
    residents: await prisma.resident.count(),
    schedules: await prisma.clinicSchedule.count(),
    delegations: await prisma.delegation.count(),
    contracts: await prisma.contract.count(),
    reports: await prisma.report.count(),
  }));

test('the demo has the seven hospitals and sixteen centres of seed 001, annex 2, twinned as there', async () => {
  expect(await counts()).toMatchObject({ hospitals: 7, centres: 16, twinnings: 16, residents: 5 });
  const gongbei = await database.read(({ prisma }) =>
    prisma.twinning.findFirst({ where: { centre: { shortName: '拱北' } }, include: { hospital: true } }),
  );
  expect(gongbei?.hospital.name).toBe('市第二人民医院');
});

test('loading the demo again changes nothing', async () => {
  const before = await counts();
  await loadDemo(database);
  expect(await counts()).toEqual(before);
});

test.each(engines)('on %s, three processes that start at once load it once', async (engine) => {
  const { database: empty } = await testDatabase({ engine });
  await Promise.all([loadDemo(empty), loadDemo(empty), loadDemo(empty)]);
  const [residents, staff] = await empty.read(({ prisma }) =>
    Promise.all([prisma.resident.count(), prisma.staff.count()]),
  );
  const here = await counts();
  expect({ residents, staff }).toEqual({ residents: here.residents, staff: here.staff });
});

test('李建国’s contract ends twenty days after the first start', async () => {
  const [contract] = await database.read(({ prisma }) => prisma.contract.findMany({ include: { doctor: true } }));
  expect(contract).toMatchObject({ status: 'active', endsOn: '2026-03-21', startsOn: '2025-03-22' });
  expect(contract?.doctor).toMatchObject({ name: '周文博', contractsHeld: 1 });
});

test('what the demo enters is audited', async () => {
  expect(await database.read(verifyAudit)).toMatchObject({ brokenAt: undefined });
});

test('no name, phone or document of a resident stands in the clear', async () => {
  const rows = await database.read(({ prisma }) => prisma.resident.findMany());
  const text = JSON.stringify(rows);
  for (const word of ['王秀英', '13800000001', '440402195803120022', '侨光路']) expect(text).not.toContain(word);
});
