import { describe, expect, test } from 'vitest';
import { giveConsent } from '#domain/consent/consents.ts';
import { heldConsents } from '#domain/consent/list.ts';
import { privacyNote } from '#domain/consent/privacy.ts';
import { answerCorrection, askCorrection, correctionsFor, escalateCorrection } from '#domain/records/corrections.ts';
import { addEntry } from '#domain/records/entries.ts';
import { looksAt } from '#domain/records/looks.ts';
import { lookAtOwnRecord } from '#domain/records/own-look.ts';
import { lookAtRecord, lookOf } from '#domain/records/staff-look.ts';
import { recordHandedOut } from '#domain/medicines/hand-out.ts';
import { putOnList } from '#tests/support/medicine-town.ts';
import { powerConsent } from '#domain/residents/family-rules.ts';
import { engines } from '#tests/support/engines.ts';
import { settled, written } from '#tests/support/people.ts';

async function clinic(engine: 'sqlite' | 'postgresql' = 'sqlite') {
  const { people, ...test } = await settled({ engine });
  const { transact, read } = test.database;
  const add = (kind: Parameters<typeof addEntry>[1]['kind'], text: string, more: object = {}) =>
    transact((tx) => addEntry(tx, { residentId: people.wang, kind, text, ...more }));
  const own = (viewerId: string, residentId = people.wang) =>
    transact((tx) => lookAtOwnRecord(tx, { viewerId, residentId }));
  const staff = (userid: string, residentId = people.wang) =>
    transact((tx) => lookAtRecord(tx, { staffId: people.staff(userid), residentId, purpose: 'treatment' }));
  return { ...test, people, transact, read, add, own, staff };
}

describe('a health record', async () => {
  const { people, transact, read, add, own, staff, clock } = await clinic();

  test('is empty at first and says so; who is on file sees their own, a stranger nothing', async () => {
    expect(await own(people.wang)).toMatchObject({ name: '王秀英', entries: [], updatedOn: undefined, isOld: true });
    expect(await own(people.li)).toBeUndefined();
  });

  test('leaves out for residents what is for staff only, and for family what is never shared by default', async () => {
    await add('allergy', '青霉素');
    await add('remark', '随访时请先打电话给儿子');
    await add('history', '流产一次', { part: 'pregnancy' });
    await transact(async (tx) => {
      for (const code of ['hypertension', 'tuberculosis'])
        await tx.prisma.diagnosis.create({
          data: { id: tx.id(), residentId: people.wang, code, diagnosedOn: '2020-01-01', recordedAt: tx.now },
        });
      const id = tx.id();
      const how = { kind: 'agent', kinship: '妈妈', status: 'active', verifiedAt: tx.now } as const;
      await tx.prisma.delegation.create({
        data: { id, actorId: people.jianjun, subjectId: people.wang, ...how, createdAt: tx.now },
      });
      await giveConsent(tx, people.wang, powerConsent(id, 'records'));
    });
    const medicine = (name: string, part = '') =>
      transact(async (tx) => {
        const medicineId = await putOnList(tx, { name, part });
        const supply = { residentId: people.wang, medicineId, days: 30, staffId: people.staff('he.jing') };
        await recordHandedOut(tx, supply);
      });
    await medicine('氨氯地平片');
    await medicine('异烟肼片', 'tuberculosis');
    const [mine, family, doctor] = [await own(people.wang), await own(people.jianjun), await staff('lin.xiaomei')];
    const texts = (view: typeof mine) => view?.entries.map(({ text }) => text);
    expect(mine?.diagnoses).toEqual(['高血压']);
    expect(texts(mine)).toEqual(['青霉素', '流产一次']);
    expect(texts(family)).toEqual(['青霉素']);
    expect(doctor.diagnoses).toEqual(['高血压', '肺结核']);
    const taken = (view: typeof mine) => view?.medicines.map(({ text }) => text);
    expect(taken(mine)).toEqual(
      expect.arrayContaining(['氨氯地平片 5mg，够用到3月30日', '异烟肼片 5mg，够用到3月30日']),
    );
    expect(taken(doctor)).toEqual(taken(mine));
    expect(taken(family)).toEqual(['氨氯地平片 5mg，够用到3月30日']);
    expect(texts(doctor)).toContain('随访时请先打电话给儿子');
  });

  test('谁看过 names who looked, when and why, the newest first', async () => {
    const looks = await read((tx) => looksAt(tx, people.wang, 3));
    expect(looks).toMatchObject([
      { who: '林晓梅（香洲区拱北社区卫生服务中心）', purpose: 'treatment' },
      { who: '王建军', purpose: 'family-record' },
      { isOwn: true, purpose: 'own-record' },
    ]);
  });

  test('is not shown to staff of another centre, nor to a hospital without a referral', async () => {
    await expect(staff('zhou.wenbo')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(staff('wu.min')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('is shown to a hospital while a referral binds it, without what is for the centre alone, and not afterwards', async () => {
    const referral = await transact(async (tx) => {
      const consent = { id: tx.id(), residentId: people.wang, subject: 'referral/x/y', version: '1', givenAt: tx.now };
      await tx.prisma.consent.create({ data: consent });
      return tx.prisma.referral.create({
        data: {
          id: tx.id(),
          number: 'ZZ1',
          residentId: people.wang,
          direction: 'up',
          status: 'sent',
          urgency: 'routine',
          origin: 'doctor',
          rulePack: 'zhuhai-xiangzhou@2026-01',
          fromOrganisationId: people.place('拱北'),
          toOrganisationId: people.place('市二院'),
          packetSealed: '',
          consentId: consent.id,
          doctorId: people.staff('chen.zhiyuan'),
          createdAt: tx.now,
          sentAt: tx.now,
        },
      });
    });
    const seen = await staff('wu.min');
    expect(seen.diagnoses).toEqual(['高血压']);
    expect(seen.medicines).toMatchObject([{ text: expect.stringContaining('氨氯地平片') }]);
    expect(seen.entries.map(({ text }) => text)).toEqual(['青霉素']);
    await transact((tx) =>
      tx.prisma.referral.update({ where: { id: referral.id }, data: { status: 'withdrawn', endedAt: tx.now } }),
    );
    await expect(staff('wu.min')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('an entry is never edited: the old one stays and points to the new one, and is corrected once', async () => {
    const before = await add('lifestyle', '吸烟');
    const after = await add('lifestyle', '已戒烟', { supersedes: before, staffId: people.staff('chen.zhiyuan') });
    const rows = await read(({ prisma }) => prisma.recordEntry.findMany({ where: { kind: 'lifestyle' } }));
    expect(rows).toMatchObject([
      { id: before, supersededById: after },
      { id: after, supersededById: null },
    ]);
    await expect(add('lifestyle', '又吸了', { supersedes: before })).rejects.toMatchObject({ code: 'record-changed' });
    await expect(add('remark', '路过', { staffId: people.staff('zhou.wenbo') })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('after a year without a change an update is advised', async () => {
    expect(await own(people.wang)).toMatchObject({ isOld: false, updatedOn: '2026-03-01' });
    clock.moveTo(new Date('2027-03-01T10:00:00+08:00'));
    expect(await own(people.wang)).toMatchObject({ isOld: true });
  });
});

describe.each(engines)('a correction on %s', async (engine) => {
  const { people, transact, read, clock } = await clinic(engine);
  const answer = (correctionId: string, userid: string) =>
    transact((tx) =>
      answerCorrection(tx, { correctionId, staffId: people.staff(userid), status: 'corrected', answer: '已改。' }),
    );

  test('has an owner, a number and a time; unanswered it goes up; answered once, the resident is told without a word of it', async () => {
    const asked = await transact((tx) =>
      askCorrection(tx, { residentId: people.wang, askedById: people.wang, text: '我对青霉素不过敏' }),
    );
    expect(asked).toEqual({ number: 'GZ2026000001', answeredBy: '2026-03-13' });
    const leader = people.staff('chen.zhiyuan');
    const [waiting] = await read((tx) => correctionsFor(tx, leader));
    expect(waiting).toMatchObject({ residentName: '王秀英', text: '我对青霉素不过敏', isOverdue: false });
    const id = waiting?.id ?? '';
    expect(await transact((tx) => escalateCorrection(tx, id))).toBe('due-later');
    clock.moveTo(new Date('2026-03-20T10:00:00+08:00'));
    await transact((tx) => escalateCorrection(tx, id));
    const row = await read(({ prisma }) => prisma.recordCorrection.findUniqueOrThrow({ where: { id } }));
    expect(row.escalations === 1 || row.ownerId === leader).toBe(true);
    const results = await Promise.allSettled([answer(id, 'lin.xiaomei'), answer(id, 'he.jing')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const told = await read((tx) => written(tx, 'correction.answered'));
    expect(told.map(({ text }) => text)).toEqual(['您的档案更正申请0001有答复了。请在公众号里回复“档案”查看。']);
  });

  test('is for those who may see the record', async () => {
    await expect(
      transact((tx) => askCorrection(tx, { residentId: people.wang, askedById: people.li, text: '改' })),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

test('what was agreed to is listed with whom it lets do something', async () => {
  const { people, transact, read } = await clinic();
  await transact(async (tx) => {
    const id = tx.id();
    const how = { kind: 'agent', kinship: '妈妈', status: 'active' } as const;
    await tx.prisma.delegation.create({
      data: { id, actorId: people.jianjun, subjectId: people.wang, ...how, createdAt: tx.now },
    });
    await giveConsent(tx, people.wang, privacyNote);
    await giveConsent(tx, people.wang, powerConsent(id, 'records'));
  });
  const held = await read((tx) => heldConsents(tx, people.wang));
  expect(held.map(({ kind, whom }) => [kind, whom]).sort()).toEqual([
    ['family', '王建军'],
    ['privacy', ''],
  ]);
  expect(await read((tx) => lookOf(tx, { staffId: people.staff('wu.min'), residentId: people.wang }))).toBeUndefined();
});
