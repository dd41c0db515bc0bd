import { describe, expect, test } from 'vitest';
import { bookPlace } from '#domain/clinics/book.ts';
import type { Booker } from '#domain/clinics/booker.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { joinWaitlist } from '#domain/clinics/waitlist.ts';
import { openDraft } from '#domain/contracts/draft.ts';
import { submit } from '#domain/contracts/submit.ts';
import { verifyEvidence } from '#domain/contracts/verify-evidence.ts';
import { giveConsent, hasConsent } from '#domain/consent/consents.ts';
import { switchedOff, switchOff } from '#domain/preferences/preferences.ts';
import { bindTo, boundResident } from '#domain/residents/binding.ts';
import type { Identity } from '#domain/residents/columns.ts';
import { confirmFamily, confirmIdentity } from '#domain/residents/confirm-identity.ts';
import { addFamily } from '#domain/residents/delegate.ts';
import { actsFor, household } from '#domain/residents/family.ts';
import { identitiesByCard, identityQueue, uncheckedFamily } from '#domain/residents/identity-queue.ts';
import { putOnFile, registerProvisional } from '#domain/residents/register.ts';
import { readResident } from '#domain/residents/resident.ts';
import { postgresqlIsHere } from '#tests/support/database.ts';
import { newContact, settled, wangLele, wangXiuying, written } from '#tests/support/people.ts';

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);

describe.each(engines)('身份核实 on %s', async (engine) => {
  const { database, clock, people } = await settled({ engine });
  await database.transact(openSessionsAhead);
  const staffId = people.staff('he.jing');
  const gongbei = people.place('拱北');
  let sequence = 0;

  /** Somebody who is on file, and who registered from another phone on an account. */
  async function twice() {
    sequence += 1;
    const identity: Identity = {
      ...wangXiuying,
      documentKind: 'passport',
      documentNumber: `E${String(30_000_000 + sequence)}`,
      phone: String(13_500_000_000 + sequence),
    };
    const onFile = await database.transact((tx) => putOnFile(tx, { ...identity, homeCentreId: gongbei }));
    const phone = String(13_400_000_000 + sequence);
    const registered = await register({ ...identity, phone });
    return { identity, onFile, ...registered, phone };
  }
  async function register(identity: Identity) {
    return database.transact(async (tx) => {
      const registration = await registerProvisional(tx, identity);
      const contactId = await newContact(tx);
      await bindTo(tx, { contactId, channel: 'wechat', residentId: registration, by: 'sms' });
      return { registration, contactId };
    });
  }
  const confirm = (residentId: string) =>
    database.transact((tx) => confirmIdentity(tx, { residentId, staffId, centreId: gongbei }));
  const by = (residentId: string, contactId: string): Extract<Booker, { kind: 'resident' }> => ({
    kind: 'resident',
    residentId,
    contactId,
  });
  const slots = async (at = 0) => {
    const sessions = await database.read((tx) =>
      tx.prisma.clinicSession.findMany({
        where: { kind: 'night', organisationId: gongbei },
        include: { slots: { orderBy: { startsAt: 'asc' } } },
        orderBy: { startsAt: 'asc' },
      }),
    );
    const session = sessions[at];
    if (!session) throw new Error('no session');
    const free = session.slots.filter(({ taken, capacity }) => taken < capacity).map(({ id }) => id);
    return { session, free: free.slice(0, 3) as [string, string, string] }; // twelve a night
  };
  const taken = async (at = 0) => (await slots(at)).session.taken;
  const sign = async (residentId: string, doctor = 'chen.zhiyuan') => {
    const draft = await database.transact((tx) =>
      openDraft(tx, {
        residentId,
        doctorId: people.staff(doctor),
        packages: ['basic'],
        by: { kind: 'resident', id: residentId },
        replaces: 'nothing',
      }),
    );
    const channel = { name: 'wechat', contactId: null, account: null } as const;
    const signing = { signer: { residentId }, method: 'chat', channel, shownAt: clock.now() } as const;
    return database.transact((tx) => submit(tx, draft.id, signing));
  };
  const heldBy = (doctor: string) =>
    database.read(
      async (tx) => (await tx.prisma.staff.findUniqueOrThrow({ where: { wecomUserid: doctor } })).contractsHeld,
    );

  test('who is not on file is verified, once, is told, and sees the own record from then on', async () => {
    sequence += 1;
    const identity = { ...wangXiuying, documentNumber: `E${String(40_000_000 + sequence)}`, phone: '13400000099' };
    const { registration } = await register(identity);
    expect(await confirm(registration)).toEqual({ residentId: registration, outcome: 'verified' });
    expect(await confirm(registration)).toEqual({ residentId: registration, outcome: 'already' });
    expect(await database.read((tx) => actsFor(tx, registration, registration, 'records'))).toBe(true);
    const row = await database.read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: registration } }));
    expect(row).toMatchObject({ verifiedById: staffId, homeCentreId: gongbei });
    const told = await database.read((tx) => written(tx, 'identity.verified'));
    expect(told.filter(({ text }) => text.includes('身份已经核实'))).toHaveLength(1);
    const notes = await database.read((tx) =>
      tx.prisma.auditEntry.count({ where: { subjectId: registration, action: 'identity.verified' } }),
    );
    expect(notes).toBe(1);
  });

  test('ten desks that confirm at once: one merge', async () => {
    const { registration, onFile } = await twice();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => confirm(registration)));
    expect(outcomes.filter(({ outcome }) => outcome === 'merged')).toHaveLength(1);
    expect(new Set(outcomes.map(({ residentId }) => residentId))).toEqual(new Set([onFile]));
  });

  test('two registrations of one document, confirmed at once: one is verified, the other joins it', async () => {
    const identity = { ...wangXiuying, documentNumber: 'E50000001', phone: '13400000051' };
    const [one, other] = [await register(identity), await register({ ...identity, phone: '13400000052' })];
    const outcomes = await Promise.all([confirm(one.registration), confirm(other.registration)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['merged', 'verified']);
    expect(new Set(outcomes.map(({ residentId }) => residentId)).size).toBe(1);
  });

  test('the account moves to who is on file, with the phone that was proven; the account before ends', async () => {
    const { registration, contactId, onFile, phone } = await twice();
    const old = await database.transact(newContact);
    await database.transact((tx) => bindTo(tx, { contactId: old, channel: 'wechat', residentId: onFile, by: 'sms' }));
    expect(await confirm(registration)).toEqual({ residentId: onFile, outcome: 'merged' });
    expect(await database.read((tx) => boundResident(tx, contactId))).toMatchObject({
      id: onFile,
      identityLevel: 'verified',
    });
    expect(await database.read((tx) => boundResident(tx, old))).toBeUndefined();
    const look = { actor: { kind: 'system' as const }, purpose: 'test' };
    const seen = await database.read((tx) => readResident(tx, registration, look));
    expect(seen).toMatchObject({ id: onFile, phone, name: '王秀英' });
  });

  test('visits move; two in one session become one, and the place is free again', async () => {
    const { registration, contactId, onFile } = await twice();
    const { free, session } = await slots(0);
    const later = await slots(1);
    const before = await taken(0);
    const book = (slotId: string, residentId: string) =>
      database.transact((tx) => bookPlace(tx, { slotId, residentId, by: by(residentId, contactId) }));
    await book(free[0], onFile);
    const doubled = await book(free[1], registration);
    const moved = await book(later.free[0], registration);
    expect(await taken(0)).toBe(before + 2);
    await confirm(registration);
    const visits = await database.read((tx) => tx.prisma.appointment.findMany({ where: { residentId: onFile } }));
    expect(visits).toHaveLength(3);
    expect(visits.find(({ id }) => id === doubled.appointmentId)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'identity-merged',
    });
    expect(visits.find(({ id }) => id === moved.appointmentId)).toMatchObject({ status: 'booked' });
    expect(await taken(0)).toBe(before + 1);
    expect(await database.read((tx) => tx.prisma.appointment.count({ where: { residentId: registration } }))).toBe(0);
    const { taken: sum } = await database.read((tx) =>
      tx.prisma.clinicSession.findUniqueOrThrow({ where: { id: session.id } }),
    );
    const open = { sessionId: session.id, status: { in: ['booked' as const] } };
    expect(sum).toBe(await database.read((tx) => tx.prisma.appointment.count({ where: open })));
  });

  test('a place in line moves; whoever has a visit in that session needs none', async () => {
    const [waiter, visitor] = [await twice(), await twice()];
    const { session, free } = await slots(2);
    const line = (residentId: string, contactId: string) =>
      database.transact((tx) => joinWaitlist(tx, { sessionId: session.id, residentId, by: by(residentId, contactId) }));
    const moved = await line(waiter.registration, waiter.contactId);
    const spare = await line(visitor.registration, visitor.contactId);
    await database.transact((tx) =>
      bookPlace(tx, { slotId: free[2], residentId: visitor.onFile, by: by(visitor.onFile, visitor.contactId) }),
    );
    await confirm(waiter.registration);
    await confirm(visitor.registration);
    const entry = (id: string) => database.read((tx) => tx.prisma.waitlistEntry.findUniqueOrThrow({ where: { id } }));
    expect(await entry(moved.entryId)).toMatchObject({
      residentId: waiter.onFile,
      status: expect.not.stringMatching('left'),
    });
    expect(await entry(spare.entryId)).toMatchObject({ residentId: visitor.onFile, status: 'left' });
  });

  test('an application to sign moves, and its evidence still holds', async () => {
    const { registration, onFile } = await twice();
    const { contractId } = await sign(registration);
    await confirm(registration);
    const contract = await database.read((tx) => tx.prisma.contract.findUniqueOrThrow({ where: { id: contractId } }));
    expect(contract).toMatchObject({ residentId: onFile, status: 'submitted' });
    expect((await database.read(verifyEvidence)).broken).toEqual([]);
  });

  test('where an application runs already the registration’s is withdrawn and its place given back', async () => {
    const { registration, onFile } = await twice();
    const kept = await sign(onFile);
    const before = await heldBy('lin.xiaomei');
    const { contractId } = await sign(registration, 'lin.xiaomei');
    expect(await heldBy('lin.xiaomei')).toBe(before + 1);
    await confirm(registration);
    expect(await heldBy('lin.xiaomei')).toBe(before);
    const find = (id: string) => database.read((tx) => tx.prisma.contract.findUniqueOrThrow({ where: { id } }));
    expect(await find(contractId)).toMatchObject({
      status: 'withdrawn',
      endReason: 'identity-merged',
      residentId: onFile,
    });
    expect(await find(kept.contractId)).toMatchObject({ status: 'submitted' });
  });

  test('consents and notice settings move', async () => {
    const { registration, onFile } = await twice();
    await database.transact((tx) => giveConsent(tx, registration, { subject: 'research', version: '1' }));
    await database.transact((tx) => switchOff(tx, registration, ['appointment.reminder']));
    await confirm(registration);
    expect(await database.read((tx) => hasConsent(tx, onFile, { subject: 'research' }))).toBe(true);
    expect(await database.read((tx) => switchedOff(tx, onFile))).toEqual(new Set(['appointment.reminder']));
  });

  test('a child that a guardian registered becomes the child on file; the desk checks the family too', async () => {
    const mother = await twice();
    const proof = { kind: 'own-phone', phone: mother.phone } as const;
    const family = { actorId: mother.registration, kinship: '儿子', kind: 'guardian', proof } as const;
    const { id } = await database.transact((tx) =>
      addFamily(tx, { ...family, subject: { ...wangLele, phone: undefined } }),
    );
    const [, child] = await database.read((tx) => household(tx, mother.registration));
    await confirm(mother.registration);
    const merged = await confirm(child?.residentId ?? '');
    expect(merged).toEqual({ residentId: people.lele, outcome: 'merged' });
    const may = (what: 'sign' | 'records') => database.read((tx) => actsFor(tx, mother.onFile, people.lele, what));
    expect([await may('sign'), await may('records')]).toEqual([true, false]);
    const unchecked = await database.read((tx) => uncheckedFamily(tx, people.lele));
    expect(unchecked).toEqual([{ delegationId: id, actorName: '王秀英', kind: 'guardian', kinship: '儿子' }]);
    await database.transact((tx) => confirmFamily(tx, { delegationId: id, staffId }));
    expect(await may('records')).toBe(true);
    expect(await database.read((tx) => actsFor(tx, people.jianjun, people.lele, 'records'))).toBe(true);
  });

  test('a registration waits at the centre where it has a visit, and is found anywhere with the card in hand', async () => {
    const { registration, contactId, onFile, identity } = await twice();
    const queue = async (place: string) =>
      (await database.read((tx) => identityQueue(tx, [people.place(place)]))).map(({ residentId }) => residentId);
    expect(await queue('拱北')).not.toContain(registration);
    const { free } = await slots(3);
    await database.transact((tx) =>
      bookPlace(tx, { slotId: free[0], residentId: registration, by: by(registration, contactId) }),
    );
    expect(await queue('拱北')).toContain(registration);
    expect(await queue('香湾')).not.toContain(registration);
    const found = await database.read((tx) => identitiesByCard(tx, identity.documentNumber));
    expect(found.waiting.map(({ residentId }) => residentId)).toEqual([registration]);
    expect(found.onFile).toEqual({ residentId: onFile, name: '王秀英' });
  });

  test('nothing of a merged registration can be acted on any more', async () => {
    const { registration } = await twice();
    await confirm(registration);
    expect(await database.read((tx) => actsFor(tx, registration, registration, 'book'))).toBe(false);
  });
});
