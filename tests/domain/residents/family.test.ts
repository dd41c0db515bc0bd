import { describe, expect, test } from 'vitest';
import { giveConsent } from '#domain/consent/consents.ts';
import { bindTo } from '#domain/residents/binding.ts';
import type { Identity } from '#domain/residents/columns.ts';
import { confirmFamily } from '#domain/residents/confirm-identity.ts';
import {
  agreeToFamily,
  declineFamily,
  endOutgrown,
  requestsTo,
  revokeFamily,
} from '#domain/residents/decide-family.ts';
import { addFamily, type NewFamily } from '#domain/residents/delegate.ts';
import { partConsent, powersOf, type Held, type Power } from '#domain/residents/family-rules.ts';
import { actsFor, household, seesPart } from '#domain/residents/family.ts';
import { registerProvisional } from '#domain/residents/register.ts';
import { postgresqlIsHere } from '#tests/support/database.ts';
import { liJianguo, newContact, settled, wangJianjun, wangLele, wangXiuying, written } from '#tests/support/people.ts';

const held: Held = { kind: 'guardian', subjectIsMinor: true, checked: true, bothVerified: true, granted: [] };

describe('what a delegation allows (domain.md §1)', () => {
  test.each<[string, Partial<Held>, Power[]]>([
    ['a guardian consents, signs and sees the record of a minor', {}, ['book', 'remind', 'sign', 'records']],
    ['no record before the desk has checked', { checked: false }, ['book', 'remind', 'sign']],
    ['no record of or to a registration', { bothVerified: false }, ['book', 'remind', 'sign']],
    ['turning 18 ends guardianship', { subjectIsMinor: false }, []],
    ['a grandparent books and is reminded', { kind: 'helper' }, ['book', 'remind']],
    ['a helper of an adult is nobody', { kind: 'helper', subjectIsMinor: false }, []],
    ['an agent books and is reminded', { kind: 'agent', subjectIsMinor: false }, ['book', 'remind']],
    [
      'an agent signs by consent',
      { kind: 'agent', subjectIsMinor: false, granted: ['sign'] },
      ['book', 'remind', 'sign'],
    ],
    [
      'an agent sees the record by consent',
      { kind: 'agent', subjectIsMinor: false, granted: ['records'] },
      ['book', 'remind', 'records'],
    ],
    [
      '… but not before the desk has checked',
      { kind: 'agent', subjectIsMinor: false, granted: ['sign', 'records'], checked: false },
      ['book', 'remind', 'sign'],
    ],
    ['a minor appoints nobody', { kind: 'agent' }, []],
  ])('%s', (_rule, facts, expected) => {
    expect(powersOf({ ...held, ...facts })).toEqual(expected);
  });
});

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);

describe.each(engines)('family on %s', async (engine) => {
  const { database, clock, people } = await settled({ engine });
  const { wang, li, lele, jianjun } = people;
  const add = (family: NewFamily) => database.transact((tx) => addFamily(tx, family));
  const may = (actor: string, subject: string, what: Power) => database.read((tx) => actsFor(tx, actor, subject, what));
  const wholeHousehold = async (residentId: string) =>
    (await database.read((tx) => household(tx, residentId))).map(({ kinship, name, powers }) => [
      kinship,
      name,
      powers,
    ]);
  const account = async (residentId: string) => {
    const contactId = await database.transact(newContact);
    await database.transact((tx) => bindTo(tx, { contactId, channel: 'wechat', residentId, by: 'sms' }));
    return contactId;
  };
  let sequence = 0;
  const newAdult = (): Identity => {
    sequence += 1;
    const phone = String(13_600_000_000 + sequence);
    return {
      ...liJianguo,
      name: '何大为',
      documentKind: 'passport',
      documentNumber: `E${String(20_000_000 + sequence)}`,
      phone,
    };
  };
  const registered = () => database.transact((tx) => registerProvisional(tx, newAdult()));
  const grandson = { ...wangLele, phone: undefined };
  await account(jianjun);

  test('a guardian on file acts for the child in everything, and for nobody else', async () => {
    expect(await wholeHousehold(jianjun)).toEqual([
      ['本人', '王建军', ['book', 'remind', 'sign', 'records']],
      ['儿子', '王乐乐', ['book', 'remind', 'sign', 'records']],
    ]);
    expect(await may(jianjun, li, 'book')).toBe(false);
    expect(await may(lele, jianjun, 'book')).toBe(false);
  });

  test('a grandparent helps once the guardian agrees, and never signs or sees records', async () => {
    const { id, status } = await add({
      actorId: wang,
      subject: grandson,
      kinship: '孙子',
      kind: 'helper',
      proof: { kind: 'asked' },
    });
    expect(status).toBe('pending');
    expect(await may(wang, lele, 'book')).toBe(false);
    const asked = (await database.read((tx) => written(tx, 'family.requested'))).at(-1);
    expect(asked?.text).toContain('王*英想替王*乐预约');
    const requests = await database.read((tx) => requestsTo(tx, jianjun));
    expect(requests).toMatchObject([{ delegationId: id, askerName: '王秀英', subjectName: '王乐乐', kind: 'helper' }]);
    await expect(
      database.transact((tx) => agreeToFamily(tx, { deciderId: li, delegationId: id })),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await database.transact((tx) => agreeToFamily(tx, { deciderId: jianjun, delegationId: id, granted: ['sign'] }));
    const powers = await Promise.all(
      (['book', 'remind', 'sign', 'records'] as const).map((what) => may(wang, lele, what)),
    );
    expect(powers).toEqual([true, true, false, false]);
    await expect(
      database.transact((tx) => agreeToFamily(tx, { deciderId: jianjun, delegationId: id })),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await database.transact((tx) => revokeFamily(tx, { residentId: jianjun, delegationId: id }));
    expect(await may(wang, lele, 'book')).toBe(false);
  });

  test('asking for a child whom nobody knows looks the same to who asks', async () => {
    const asked = { actorId: await registered(), kinship: '孙子', kind: 'helper', proof: { kind: 'asked' } } as const;
    const known = await add({ ...asked, subject: grandson });
    const stranger = await add({
      ...asked,
      subject: { ...grandson, documentNumber: 'S123456789', documentKind: 'birth_certificate' },
    });
    expect([known.status, stranger.status]).toEqual(['pending', 'pending']);
    const subjects = await database.read((tx) =>
      tx.prisma.delegation.findMany({
        where: { actorId: asked.actorId },
        include: { subject: true },
        orderBy: { id: 'asc' },
      }),
    );
    expect(subjects.map(({ subject }) => subject.identityLevel)).toEqual(['verified', 'provisional']);
    expect(await wholeHousehold(asked.actorId)).toHaveLength(1);
  });

  test('a child added by who says to be the guardian is a registration until the desk has checked', async () => {
    const mother = await registered();
    const proof = { kind: 'own-phone', phone: '13600009999' } as const;
    const { id } = await add({ actorId: mother, subject: grandson, kinship: '儿子', kind: 'guardian', proof });
    const [, child] = await database.read((tx) => household(tx, mother));
    expect(child).toMatchObject({ identityLevel: 'provisional', powers: ['book', 'remind', 'sign'] });
    expect(child?.residentId).not.toBe(lele);
    expect(await may(mother, lele, 'book')).toBe(false);
    await database.transact((tx) => confirmFamily(tx, { delegationId: id, staffId: people.staff('he.jing') }));
    expect(await may(mother, child?.residentId ?? '', 'records')).toBe(false);
  });

  test('an adult’s own phone on file is their consent: agent of who is on file, for what was agreed', async () => {
    await account(wang);
    const daughter = await registered();
    const proof = { kind: 'subject-phone', phone: '13800000001' } as const;
    const family = { actorId: daughter, subject: wangXiuying, kinship: '妈妈', kind: 'agent', proof } as const;
    await add({ ...family, granted: ['sign'] });
    const powers = await Promise.all(
      (['book', 'remind', 'sign', 'records'] as const).map((what) => may(daughter, wang, what)),
    );
    expect(powers).toEqual([true, true, true, false]);
    const told = (await database.read((tx) => written(tx, 'family.acts'))).at(-1);
    expect(told?.text).toContain('可以替您预约、接收提醒、签约');
    await expect(add(family)).rejects.toMatchObject({ code: 'delegation-exists' });
  });

  test('an adult with another phone is a registration, whoever is on file', async () => {
    const friend = await registered();
    const proof = { kind: 'subject-phone', phone: '13600008888' } as const;
    await add({ actorId: friend, subject: wangXiuying, kinship: '阿姨', kind: 'agent', proof, granted: ['records'] });
    expect(await may(friend, wang, 'book')).toBe(false);
    const [, aunt] = await database.read((tx) => household(tx, friend));
    expect(aunt).toMatchObject({ name: '王秀英', identityLevel: 'provisional', powers: ['book', 'remind'] });
  });

  test('an able adult agrees in their own chat, chooses what for, and takes it back', async () => {
    await account(li);
    const wife = await registered();
    const proof = { kind: 'asked' } as const;
    const { id } = await add({ actorId: wife, subject: liJianguo, kinship: '老公', kind: 'agent', proof });
    expect(await may(wife, li, 'book')).toBe(false);
    await database.transact((tx) =>
      agreeToFamily(tx, { deciderId: li, delegationId: id, granted: ['sign', 'records'] }),
    );
    expect([await may(wife, li, 'sign'), await may(wife, li, 'records')]).toEqual([true, false]);
    await database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: wife }, data: { identityLevel: 'verified' } }),
    );
    expect(await may(wife, li, 'records')).toBe(true);
    await database.transact((tx) => revokeFamily(tx, { residentId: li, delegationId: id }));
    expect([await may(wife, li, 'book'), await may(wife, li, 'records')]).toEqual([false, false]);
  });

  test('no is no: who asked is not told, and may ask again', async () => {
    const stranger = await registered();
    const family = {
      actorId: stranger,
      subject: liJianguo,
      kinship: '朋友',
      kind: 'agent',
      proof: { kind: 'asked' },
    } as const;
    const { id } = await add(family);
    const before = await database.read((tx) => tx.prisma.delivery.count({ where: { residentId: stranger } }));
    await database.transact((tx) => declineFamily(tx, { deciderId: li, delegationId: id }));
    expect(await may(stranger, li, 'book')).toBe(false);
    expect(await database.read((tx) => tx.prisma.delivery.count({ where: { residentId: stranger } }))).toBe(before);
    expect((await add(family)).status).toBe('pending');
  });

  test.each(['pregnancy', 'mental-health', 'tuberculosis'] as const)('%s is never shared by default', async (part) => {
    const sees = (what: string) => database.read((tx) => seesPart(tx, jianjun, lele, what));
    expect(await sees('medicines')).toBe(true);
    expect(await sees(part)).toBe(false);
    const delegation = await database.read((tx) =>
      tx.prisma.delegation.findFirstOrThrow({ where: { actorId: jianjun } }),
    );
    await database.transact((tx) => giveConsent(tx, lele, partConsent(delegation.id, part)));
    expect(await sees(part)).toBe(true);
    expect(await database.read((tx) => seesPart(tx, wang, lele, part))).toBe(false);
    expect(await database.read((tx) => seesPart(tx, lele, lele, part))).toBe(true);
  });

  test('nobody acts for themselves as somebody else', async () => {
    const proof = { kind: 'own-phone', phone: wangJianjun.phone ?? '' } as const;
    const self = { actorId: jianjun, subject: wangJianjun, kinship: '我', kind: 'agent', proof } as const;
    await expect(add(self)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('five family members a day', async () => {
    const busy = await registered();
    const one = () => {
      const subject = newAdult();
      const proof = { kind: 'subject-phone', phone: subject.phone ?? '' } as const;
      return add({ actorId: busy, subject, kinship: '朋友', kind: 'agent', proof });
    };
    for (let added = 0; added < 5; added += 1) await one();
    await expect(one()).rejects.toMatchObject({ code: 'code-too-often' });
  });

  test('of ten that add the same member at once one does', async () => {
    const actorId = await registered();
    const subject = newAdult();
    const proof = { kind: 'subject-phone', phone: subject.phone ?? '' } as const;
    const tried = await Promise.allSettled(
      Array.from({ length: 10 }, () => add({ actorId, subject, kinship: '朋友', kind: 'agent', proof })),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('who has died is acted for by nobody', async () => {
    const { id } = await database.read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: lele } }));
    await database.transact((tx) => tx.prisma.resident.update({ where: { id }, data: { diedOn: '2026-03-01' } }));
    expect(await may(jianjun, lele, 'book')).toBe(false);
    await database.transact((tx) => tx.prisma.resident.update({ where: { id }, data: { diedOn: null } }));
  });

  test('turning 18 ends guardianship on the day itself, and the daily look ends the rows', async () => {
    clock.moveTo(new Date('2040-08-31T23:59:00+08:00'));
    expect(await may(jianjun, lele, 'sign')).toBe(true);
    clock.moveTo(new Date('2040-09-01T00:00:00+08:00'));
    expect(await may(jianjun, lele, 'sign')).toBe(false);
    expect(await wholeHousehold(jianjun)).toHaveLength(1);
    expect(await database.transact(endOutgrown)).toBeGreaterThanOrEqual(1);
    expect(await database.transact(endOutgrown)).toBe(0);
    const row = await database.read((tx) => tx.prisma.delegation.findFirstOrThrow({ where: { actorId: jianjun } }));
    expect(row).toMatchObject({ status: 'ended', endReason: 'came-of-age' });
  });
});
