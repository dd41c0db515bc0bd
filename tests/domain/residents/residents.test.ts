import { describe, expect, test } from 'vitest';
import { SealBroken } from '#kit/vault.ts';
import { findByDocument, searchByName } from '#domain/residents/find.ts';
import { areaTeam, ownTeam, placeByAddress } from '#domain/residents/home.ts';
import { putOnFile, registerProvisional } from '#domain/residents/register.ts';
import { readResident, residentNames } from '#domain/residents/resident.ts';
import {
  isAdultAt,
  residentTags,
  shownTags,
  staffOnlyTags,
  storedTags,
  surnameOf,
  tagsAt,
} from '#domain/residents/rules.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { settled, wangLele, wangXiuying } from '#tests/support/people.ts';

const rules = rulesOn('2026-03-01').identity;

describe('the rules of domain.md §1', () => {
  test.each([
    [17, false],
    [18, true],
  ])('at %i somebody consents and signs for themselves: %s', (age, adult) => {
    expect(isAdultAt(age, rules)).toBe(adult);
  });

  test.each([
    [6, [], ['0–6岁']],
    [7, [], []],
    [64, ['高血压'], ['高血压']],
    [65, ['高血压'], ['老年人', '高血压']],
    [30, ['老年人', '孕产妇', '不在单子上'], ['孕产妇']],
    [30, 'not a list', []],
  ])('tags at %i with %j on file are %j: those of age follow from the document', (age, stored, expected) => {
    expect(tagsAt(stored, age, rules)).toEqual(expected);
  });

  test('poverty, mental disorder and tuberculosis are for staff only', () => {
    expect(shownTags(residentTags)).toEqual(['老年人', '高血压', '糖尿病', '孕产妇', '0–6岁', '残疾人']);
    expect(staffOnlyTags).toEqual(expect.arrayContaining(['严重精神障碍', '肺结核', '低保', '防返贫监测']));
    expect(storedTags(['肺结核', '0–6岁'])).toEqual(['肺结核']);
  });

  test.each([
    ['王秀英', '王'],
    ['欧阳明', '欧阳'],
    ['欧阳', '欧'],
    ['司徒美堂', '司徒'],
    ['阿依古丽·买买提', '阿依古丽'],
    ['𠮷田', '𠮷'],
    ['Maria da Silva', 'Silva'],
  ])('the surname of %s is %s', (name, surname) => {
    expect(surnameOf(name)).toBe(surname);
  });
});

describe('residents', async () => {
  const { database, people } = await settled();
  const staff = { actor: { kind: 'staff' as const, id: people.staff('he.jing') }, purpose: 'identity.check' };
  const looks = () => database.read((tx) => tx.prisma.auditEntry.count({ where: { action: 'resident.read' } }));

  test('somebody is read in full, with age and tags by the document, and the look is audited', async () => {
    const before = await looks();
    const seen = await database.transact((tx) => readResident(tx, people.wang, staff));
    expect(seen).toMatchObject({
      name: '王秀英',
      documentNumber: '440402195803120022',
      phone: '13800000001',
      age: 67,
      adult: true,
      tags: ['老年人', '高血压', '糖尿病'],
      homeCentreId: people.place('拱北'),
    });
    expect(await looks()).toBe(before + 1);
    const note = await database.read((tx) => tx.prisma.auditEntry.findFirst({ where: { action: 'resident.read' } }));
    expect(note).toMatchObject({ actorId: people.staff('he.jing'), subjectId: people.wang, purpose: 'identity.check' });
  });

  test('a resident who reads about themselves is not audited, and neither is the program', async () => {
    const before = await looks();
    const own = { actor: { kind: 'resident' as const, id: people.wang }, purpose: 'mine' };
    await database.read((tx) => readResident(tx, people.wang, own));
    await database.read((tx) => readResident(tx, people.wang, { actor: { kind: 'system' }, purpose: 'notice' }));
    expect(await looks()).toBe(before);
    const other = { actor: { kind: 'resident' as const, id: people.li }, purpose: 'mine' };
    await database.transact((tx) => readResident(tx, people.wang, other));
    expect(await looks()).toBe(before + 1);
  });

  test('a name moved into another row does not open', async () => {
    await database.transact(async (tx) => {
      const { nameSealed } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: people.li } });
      const id = await registerProvisional(tx, { ...wangXiuying, documentNumber: 'E1' });
      await tx.prisma.resident.update({ where: { id }, data: { nameSealed } });
      await expect(residentNames(tx, [id])).rejects.toThrow(SealBroken);
    });
  });

  test('who is on file is found by document; a registration is not', async () => {
    const find = (number: string) => database.read((tx) => findByDocument(tx, 'id_card', number));
    expect(await find('440402195803120022')).toEqual({ id: people.wang });
    await database.transact((tx) => registerProvisional(tx, { ...wangLele, documentNumber: '110101199003070011' }));
    expect(await find('110101199003070011')).toBeUndefined();
  });

  test('one document is on file once, and may be registered as often as somebody tries', async () => {
    await database.transact((tx) => registerProvisional(tx, wangXiuying));
    await database.transact((tx) => registerProvisional(tx, wangXiuying));
    await expect(database.transact((tx) => putOnFile(tx, wangXiuying))).rejects.toThrow();
  });

  test.each([
    ['王秀英', ['王秀英']],
    ['王', ['王建军', '王乐乐', '王秀英']],
    ['王秀', []],
    ['李', []],
  ])('a search for %s among who lives at 拱北 finds %j', async (word, names) => {
    const found = await database.read((tx) => searchByName(tx, word, [people.place('拱北')]));
    expect(found.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  test('a name in traditional characters, or with spaces, is the same name', async () => {
    await database.transact((tx) =>
      putOnFile(tx, { ...wangXiuying, name: '陈國強', documentNumber: 'E2', homeCentreId: people.place('拱北') }),
    );
    for (const word of ['陈国强', '陳國強', '陳'])
      expect(await database.read((tx) => searchByName(tx, word, [people.place('拱北')]))).toMatchObject([
        { name: '陈國強' },
      ]);
  });

  test.each([
    ['拱北侨光路示范花园3栋502', '拱北'],
    ['珠海市香洲区梅华西路8号', '梅华'],
    ['前山明珠路1号', undefined],
  ])('the address %s belongs to the grid of %s', async (address, centre) => {
    const place = await database.read((tx) => placeByAddress(tx, address));
    expect(place?.centreId).toBe(centre && people.place(centre));
  });

  test('who has no contract belongs to the grid’s team, else to the first of the home centre', async () => {
    const team = (id: string) => database.read((tx) => areaTeam(tx, id));
    expect(await team(people.wang)).toMatchObject({ name: '拱北第一团队' });
    const moved = await database.transact((tx) =>
      putOnFile(tx, { ...wangXiuying, documentNumber: 'E3', homeCentreId: people.place('香湾') }),
    );
    expect(await team(moved)).toMatchObject({ name: '香湾第一团队' });
    const unknown = await database.transact((tx) => registerProvisional(tx, { ...wangXiuying, documentNumber: 'E4' }));
    expect(await team(unknown)).toBeUndefined();
  });

  test('with a contract the contract’s team cares', async () => {
    await database.transact(async (tx) => {
      const team = await tx.prisma.team.findFirstOrThrow({ where: { centreId: people.place('香湾') } });
      const doctor = { doctorId: people.staff('zhou.wenbo'), teamId: team.id, centreId: team.centreId };
      await tx.prisma.contract.create({
        data: {
          id: tx.id(),
          number: 'T-1',
          residentId: people.wang,
          ...doctor,
          status: 'active',
          origin: 'resident',
          rulePack: 'zhuhai-xiangzhou@2026-01',
          agreementVersion: '2026-01',
          packages: ['basic'],
          startsOn: '2026-01-01',
          endsOn: '2026-12-31',
          evidenceHash: 'hash',
          createdAt: tx.now,
        },
      });
    });
    expect(await database.read((tx) => ownTeam(tx, people.wang))).toMatchObject({ name: '香湾第一团队' });
    expect(await database.read((tx) => areaTeam(tx, people.wang))).toMatchObject({ name: '拱北第一团队' });
  });
});
