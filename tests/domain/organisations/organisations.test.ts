import { describe, expect, test } from 'vitest';
import { placesSaid } from '#domain/organisations/place.ts';
import { mentions } from '#domain/organisations/rules.ts';
import { centreOf, lineageOf, subtreeOf } from '#domain/organisations/tree.ts';
import { twinHospital, twinnedCentres } from '#domain/organisations/twin.ts';
import { postgresqlIsHere } from '#tests/support/database.ts';
import { settled } from '#tests/support/people.ts';

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);

describe.each(engines)('the organisations on %s', async (engine) => {
  const { database, people } = await settled({ engine });
  const [gongbei, station, bureau, hospital] = ['拱北', '茂盛站', '区卫生局', '市二院'].map(people.place) as [
    string,
    string,
    string,
    string,
  ]; // four in, four out

  test('a centre manages its stations, and the bureau has everything below it', async () => {
    const below = await database.read((tx) => subtreeOf(tx, gongbei));
    expect(below.sort()).toEqual([gongbei, station].sort());
    const district = await database.read((tx) => subtreeOf(tx, bureau));
    expect(district).toHaveLength(await database.read((tx) => tx.prisma.organisation.count()));
  });

  test('from a station the way up is its centre and then the bureau', async () => {
    expect(await database.read((tx) => lineageOf(tx, station))).toEqual([station, gongbei, bureau]);
  });

  test.each([
    ['茂盛站', '拱北'],
    ['拱北', '拱北'],
    ['市二院', undefined],
  ])('the centre of %s is %s', async (place, centre) => {
    const found = await database.read((tx) => centreOf(tx, people.place(place)));
    expect(found).toBe(centre && people.place(centre));
  });

  test.each([
    ['拱北', '市第二人民医院'],
    ['茂盛站', '市第二人民医院'],
    ['香湾', '市人民医院'],
    ['梅华', '中山大学附属第五医院'],
    ['横琴', '市第二人民医院'],
  ])('我的上级医院 of %s is %s (seed 001, annex 2)', async (place, name) => {
    const twin = await database.read((tx) => twinHospital(tx, people.place(place), '2026-03-01'));
    expect(twin?.name).toBe(name);
  });

  test('a twinning holds from its first to its last day, and the newest counts', async () => {
    await database.transact(async (tx) => {
      const twinning = { centreId: people.place('吉大'), hospitalId: hospital };
      await tx.prisma.twinning.create({
        data: { id: tx.id(), ...twinning, fromDate: '2027-01-01', toDate: '2027-12-31' },
      });
    });
    const on = (date: string) => database.read((tx) => twinHospital(tx, people.place('吉大'), date));
    expect((await on('2011-01-01'))?.name).toBe(undefined);
    expect((await on('2026-12-31'))?.name).toBe('省中医院珠海医院');
    expect((await on('2027-12-31'))?.name).toBe('市第二人民医院');
    expect((await on('2028-01-01'))?.name).toBe('省中医院珠海医院');
    const guided = await database.read((tx) => twinnedCentres(tx, hospital, '2027-06-01'));
    expect(guided).toContain(people.place('吉大'));
  });

  test.each([
    ['拱北的夜门诊', ['拱北']],
    ['香洲区拱北社区卫生服务中心怎么走', ['拱北']],
    ['前山北几点开门', ['前山北']],
    ['前山', ['前山']],
    ['拱北和香湾哪个近', ['拱北', '香湾']],
    ['我想看病', []],
    ['中心', []],
  ])('“%s” means %j', async (said, meant) => {
    const places = await database.read((tx) => placesSaid(tx, said, ['centre']));
    expect(places.map(({ shortName }) => shortName).sort()).toEqual([...meant].sort());
  });

  test('a place that is no longer in service is not found', async () => {
    await database.transact((tx) =>
      tx.prisma.organisation.update({ where: { id: people.place('金鼎') }, data: { active: false } }),
    );
    expect(await database.read((tx) => placesSaid(tx, '金鼎', ['centre']))).toEqual([]);
  });
});

test('the short name of one place inside the name of another does not make it meant', () => {
  const places = [
    { name: '香洲区前山社区卫生服务中心', shortName: '前山' },
    { name: '香洲区前山北社区卫生服务中心', shortName: '前山北' },
  ];
  expect(mentions('前山北社区卫生服务中心', places)).toEqual([places[1]]);
  expect(mentions('前山社区', places)).toEqual([places[0]]);
});
