import { describe, expect, test } from 'vitest';
import { bookPlace } from '#domain/clinics/book.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { openDraft } from '#domain/contracts/draft.ts';
import { submit } from '#domain/contracts/submit.ts';
import { registration } from '#domain/residents/bind.ts';
import { bindTo, boundResident } from '#domain/residents/binding.ts';
import { confirmIdentity } from '#domain/residents/confirm-identity.ts';
import { addFamily } from '#domain/residents/delegate.ts';
import { actsFor } from '#domain/residents/family.ts';
import { refuseIdentity } from '#domain/residents/refuse-identity.ts';
import { registerAtDesk } from '#domain/residents/register-at-desk.ts';
import { registerProvisional } from '#domain/residents/register.ts';
import { signingOf } from '#tests/support/contract-town.ts';
import { engines } from '#tests/support/engines.ts';
import { newContact, settled, wangLele, wangXiuying, written } from '#tests/support/people.ts';

describe.each(engines)('a false registration on %s', async (engine) => {
  const { database, people } = await settled({ engine });
  const { read, transact } = database;
  await transact(openSessionsAhead);
  const staffId = people.staff('he.jing');
  let sequence = 0;
  const identity = () => ({
    ...wangXiuying,
    documentKind: 'passport' as const,
    documentNumber: `E${String(50_000_000 + (sequence += 1))}`,
    phone: String(13_600_000_000 + sequence),
  });
  const refusing = (residentId: string) =>
    transact((tx) => refuseIdentity(tx, { residentId, staffId, reason: 'mismatch' }));
  async function registered() {
    const claimed = identity();
    return transact(async (tx) => {
      const residentId = await registerProvisional(tx, claimed);
      const contactId = await newContact(tx);
      await bindTo(tx, { contactId, channel: 'wechat', residentId, by: 'sms' });
      return { claimed, residentId, contactId, by: { kind: 'resident' as const, residentId, contactId } };
    });
  }
  const firstSlot = () =>
    read((tx) => tx.prisma.slot.findFirstOrThrow({ where: { taken: 0 }, orderBy: { id: 'asc' } }));

  test('ends with its visit, its application and its account; the account is told how to go on', async () => {
    const { residentId, contactId, by } = await registered();
    const slot = await firstSlot();
    await transact((tx) => bookPlace(tx, { slotId: slot.id, residentId, by }));
    const doctorId = people.staff('chen.zhiyuan');
    const drafted = { residentId, doctorId, packages: [], by: { kind: 'resident' as const, id: residentId } };
    const draft = await transact((tx) => openDraft(tx, { ...drafted, replaces: 'nothing' }));
    await transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)));
    await refusing(residentId);
    const row = await read((tx) =>
      tx.prisma.resident.findUniqueOrThrow({
        where: { id: residentId },
        include: { appointments: true, contracts: true, bindings: true },
      }),
    );
    expect(row).toMatchObject({ identityLevel: 'refused', refusedFor: 'mismatch', refusedById: staffId });
    expect(row.appointments).toMatchObject([{ status: 'cancelled', cancelReason: 'identity-refused' }]);
    expect(row.contracts).toMatchObject([{ status: 'withdrawn', endReason: 'identity-refused' }]);
    expect(row.bindings).toMatchObject([{ status: 'ended', endReason: 'identity-refused' }]);
    expect((await read((tx) => tx.prisma.slot.findUniqueOrThrow({ where: { id: slot.id } }))).taken).toBe(0);
    expect(await read((tx) => boundResident(tx, contactId))).toBeUndefined();
    const told = (await read((tx) => written(tx, 'identity.refused'))).filter((one) => one.recipientId === contactId);
    expect(told).toHaveLength(1);
    const notes = await read((tx) =>
      tx.prisma.auditEntry.count({ where: { subjectId: residentId, action: 'identity.refused' } }),
    );
    expect(notes).toBe(1);
  });

  test('cannot be used any more, and registering anew begins anew', async () => {
    const { residentId, by, claimed } = await registered();
    await refusing(residentId);
    const slot = await firstSlot();
    await expect(transact((tx) => bookPlace(tx, { slotId: slot.id, residentId, by }))).rejects.toThrow(
      'subject-not-found',
    );
    expect(await read((tx) => actsFor(tx, residentId, residentId, 'book'))).toBe(false);
    expect(await transact((tx) => registration(tx, claimed))).not.toBe(residentId);
  });

  test('refused and confirmed at once: one of the two is decided, and neither twice', async () => {
    const { residentId } = await registered();
    const outcomes = await Promise.allSettled([
      refusing(residentId),
      transact((tx) => confirmIdentity(tx, { residentId, staffId })),
      refusing(residentId),
    ]);
    const { identityLevel } = await read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } }));
    expect(['refused', 'verified']).toContain(identityLevel);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(refusing(residentId)).rejects.toThrow('identity-decided');
  });

  test('of a child: who added it is told, and acts for it no more', async () => {
    const subject = { ...wangLele, documentKind: 'birth_certificate' as const, documentNumber: 'S123456789' };
    const contactId = await transact(async (tx) => {
      const proof = { kind: 'own-phone' as const, phone: '13100009999' };
      await addFamily(tx, { actorId: people.wang, subject, kinship: '孙子', kind: 'guardian', proof });
      const id = await newContact(tx);
      await bindTo(tx, { contactId: id, channel: 'wechat', residentId: people.wang, by: 'sms' });
      return id;
    });
    const { subjectId } = await read((tx) =>
      tx.prisma.delegation.findFirstOrThrow({ where: { actorId: people.wang } }),
    );
    await refusing(subjectId);
    expect(await read((tx) => actsFor(tx, people.wang, subjectId, 'book'))).toBe(false);
    expect(contactId).toBeDefined();
    expect(await read((tx) => written(tx, 'identity.family-refused'))).toHaveLength(1);
  });

  test('a hospital’s staff refuses nothing', async () => {
    const { residentId } = await registered();
    const refused = transact((tx) =>
      refuseIdentity(tx, { residentId, staffId: people.staff('wu.min'), reason: 'duplicate' }),
    );
    await expect(refused).rejects.toThrow('not-allowed');
  });

  test('the same card registered at two desks at once is one file', async () => {
    const claimed = identity();
    const at = { identity: claimed, staffId, centreId: people.place('拱北') };
    const [one, other] = await Promise.all([1, 2].map(() => transact((tx) => registerAtDesk(tx, at))));
    expect(one?.residentId).toBe(other?.residentId);
    expect([one?.outcome, other?.outcome].sort()).toEqual(['found', 'registered']);
  });
});
