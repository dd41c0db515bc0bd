import { expect, test } from 'vitest';
import { consoleDistrict } from '#tests/support/console-district.ts';
import { testDatabase } from '#tests/support/database.ts';

interface Figured {
  subjects: {
    name: string;
    figures: { indicator: string; rows: number; value: number | null }[];
    scores: { id: string; score: number | null }[];
  }[];
}

async function district() {
  const town = await consoleDistrict(await testDatabase({ start: '2026-07-02T09:00:00+08:00' }));
  const { organisationId } = town.targets.own;
  await town.database.transact(async (tx) => {
    const staff = await tx.prisma.staff.findUniqueOrThrow({ where: { wecomUserid: 'chen.zhiyuan' } });
    const { residentId } = town.targets.own;
    const [score, day] = [[5, 3], new Date('2026-05-06T10:00:00+08:00')];
    for (const given of score)
      await tx.prisma.rating.create({
        data: {
          ...{ id: tx.id(), residentId, organisationId, staffId: staff.id, subjectKind: 'visit', subjectId: tx.id() },
          ...{ score: given, askedAt: day, answeredAt: day },
        },
      });
  });
  const path = `/organisations/${organisationId}/assessment`;
  return { town, path };
}

test('the centre’s administrator reads its figures and those of its doctors, and what each is made of', async () => {
  const { town, path } = await district();
  const browser = await town.as('centre_administrator');
  const { body } = await browser.ask('GET', `${path}?period=2026-1`);
  const { subjects } = body as Figured;
  expect(subjects[0]?.name).toBe('拱北');
  const score = subjects[0]?.figures.find(({ indicator }) => indicator === 'satisfaction.score');
  expect(score).toMatchObject({ rows: 2, value: 4 });
  expect(subjects[0]?.scores.map(({ id }) => id)).toEqual(['centre', 'doctor', 'hospital']);
  const doctors = await browser.ask('GET', `${path}?period=2026-1&by=staff`);
  const chen = (doctors.body as Figured).subjects.find(({ name }) => name === '陈志远');
  expect(chen?.figures.find(({ indicator }) => indicator === 'satisfaction.content')?.value).toBe(0.5);
  const rows = await browser.ask('GET', `${path}/rows?period=2026-1&indicator=satisfaction.score&limit=1`);
  expect(rows.body.items).toMatchObject([{ staff: '陈志远', organisation: '拱北', part: 5, whole: 1 }]);
  const more = await browser.ask(
    'GET',
    `${path}/rows?period=2026-1&indicator=satisfaction.score&limit=1&cursor=${rows.body.next}`,
  );
  expect(more.body.items).toMatchObject([{ part: 3 }]);
  expect(more.body.next).toBeNull();
});

test('whose work it is not to be asked of there looks as if they did not exist', async () => {
  const { town, path } = await district();
  const browser = await town.as('centre_administrator');
  const { staffId } = town.targets.sibling;
  expect((await browser.ask('GET', `${path}/rows?staffId=${staffId}`)).status).toBe(404);
  expect((await browser.ask('GET', `${path}?period=2026-3`)).status).toBe(422);
});

test('a half-year is closed by the district, once, and not while it runs', async () => {
  const { town } = await district();
  const browser = await town.as('district_administrator');
  expect((await browser.ask('POST', '/assessment/closings', { period: '2026-2' })).status).toBe(409);
  expect((await browser.ask('POST', '/assessment/closings', { period: '2026-1' })).status).toBe(204);
  expect((await browser.ask('POST', '/assessment/closings', { period: '2026-1' })).status).toBe(409);
});
