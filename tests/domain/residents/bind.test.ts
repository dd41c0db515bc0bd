import { describe, expect, test } from 'vitest';
import { bind } from '#domain/residents/bind.ts';
import { bindTo, boundResident } from '#domain/residents/binding.ts';
import { sendCode } from '#domain/residents/codes.ts';
import type { Identity } from '#domain/residents/columns.ts';
import { issueDeskCode } from '#domain/residents/desk-code.ts';
import { actsFor } from '#domain/residents/family.ts';
import { putOnFile } from '#domain/residents/register.ts';
import { objectToMove, unbind, unfollow } from '#domain/residents/unbind.ts';
import { hasConsent } from '#domain/consent/consents.ts';
import { send } from '#domain/notices/send.ts';
import { identityVerifiedNotice } from '#domain/notices/identity.ts';
import { postgresqlIsHere } from '#tests/support/database.ts';
import { lastCode, liJianguo, newContact, settled, wangXiuying, written } from '#tests/support/people.ts';

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);
const day = 24 * 3_600_000;

describe.each(engines)('binding on %s', async (engine) => {
  const { database, clock, people } = await settled({ engine });
  const wait = (milliseconds: number) => clock.moveTo(new Date(clock.now().getTime() + milliseconds));
  const account = () => database.transact(newContact);
  const bound = (contactId: string) => database.read((tx) => boundResident(tx, contactId));
  let phones = 13_700_000_000;
  const newPhone = () => String((phones += 1));

  /** Asks for a code and answers it, from an account. */
  async function binds(contactId: string, identity: Identity, code?: string) {
    const { phone = '' } = identity;
    wait(61_000);
    await database.transact((tx) => sendCode(tx, { purpose: 'bind', contactId, phone }));
    const said = code ?? (await database.read((tx) => lastCode(tx, phone)));
    return database.transact((tx) => bind(tx, { contactId, channel: 'wechat', identity, code: said }));
  }
  /** Somebody new on file. */
  let sequence = 0;
  async function onFile(): Promise<{ id: string; identity: Identity }> {
    sequence += 1;
    const documentNumber = `E${String(10_000_000 + sequence)}`;
    const identity: Identity = { ...wangXiuying, documentKind: 'passport', documentNumber, phone: newPhone() };
    return { identity, id: await database.transact((tx) => putOnFile(tx, identity)) };
  }

  test('on file with the phone on file: bound to who is on file', async () => {
    const me = await account();
    expect(await binds(me, wangXiuying)).toMatchObject({
      outcome: 'bound',
      residentId: people.wang,
      level: 'verified',
    });
    expect(await bound(me)).toMatchObject({
      id: people.wang,
      name: '王秀英',
      identityLevel: 'verified',
      birthDate: '1958-03-12',
    });
    expect(await database.read((tx) => hasConsent(tx, people.wang, { subject: 'privacy' }))).toBe(true);
  });

  test.each<[string, () => Promise<Identity>]>([
    ['on file with another phone', async () => ({ ...(await onFile()).identity, phone: newPhone() })],
    ['on file under another name', async () => ({ ...(await onFile()).identity, name: '王秀芳' })],
    [
      'not on file',
      async () => ({ ...wangXiuying, documentKind: 'passport', documentNumber: 'E99999999', phone: newPhone() }),
    ],
  ])('%s: a registration of its own, which sees no record and touches nothing on file', async (_case, claim) => {
    const me = await account();
    const identity = await claim();
    const filed = await database.read((tx) => tx.prisma.resident.findMany({ where: { identityLevel: 'verified' } }));
    const result = await binds(me, identity);
    expect(result).toMatchObject({ outcome: 'bound', level: 'provisional' });
    const mine = await bound(me);
    expect(mine).toMatchObject({ identityLevel: 'provisional', name: identity.name });
    expect(filed.map(({ id }) => id)).not.toContain(mine?.id);
    const own = mine?.id ?? '';
    const may = async (what: 'book' | 'sign' | 'records') => database.read((tx) => actsFor(tx, own, own, what));
    expect([await may('book'), await may('sign'), await may('records')]).toEqual([true, true, false]);
    const after = await database.read((tx) => tx.prisma.resident.findMany({ where: { identityLevel: 'verified' } }));
    expect(after).toEqual(filed);
  });

  test('who has died is registered anew, like somebody unknown', async () => {
    const { id, identity } = await onFile();
    await database.transact((tx) => tx.prisma.resident.update({ where: { id }, data: { diedOn: '2026-02-01' } }));
    expect(await binds(await account(), identity)).toMatchObject({ outcome: 'bound', level: 'provisional' });
  });

  test('a wrong code binds nobody and is counted, and says the same whoever is on file', async () => {
    const known = await binds(await account(), liJianguo, 'wrong');
    const unknown = await binds(
      await account(),
      { ...liJianguo, documentNumber: '440402197907050099', phone: newPhone() },
      'wrong',
    );
    expect(known).toEqual({ outcome: 'wrong', left: 4 });
    expect(unknown).toEqual(known);
  });

  test('the desk’s code binds to who is on file with another phone, or without any', async () => {
    const { id, identity } = await onFile();
    for (const phone of [newPhone(), undefined]) {
      const { code } = await database.transact((tx) =>
        issueDeskCode(tx, { staffId: people.staff('he.jing'), residentId: id }),
      );
      const me = await account();
      const claim = { contactId: me, channel: 'wechat' as const, identity: { ...identity, phone }, code };
      expect(await database.transact((tx) => bind(tx, claim))).toMatchObject({
        outcome: 'bound',
        residentId: id,
        level: 'verified',
      });
    }
  });

  test('the desk’s code of one resident binds nobody else', async () => {
    const [one, other] = [await onFile(), await onFile()];
    const { code } = await database.transact((tx) =>
      issueDeskCode(tx, { staffId: people.staff('he.jing'), residentId: one.id }),
    );
    const claim = { contactId: await account(), channel: 'wechat' as const, identity: other.identity, code };
    expect((await database.transact((tx) => bind(tx, claim))).outcome).not.toBe('bound');
  });

  test('an account is one resident’s at a time', async () => {
    const me = await account();
    await binds(me, (await onFile()).identity);
    await expect(binds(me, (await onFile()).identity)).rejects.toMatchObject({ code: 'already-bound' });
  });

  test('the same registration again is the same row, and keeps what hangs on it', async () => {
    const identity = { ...wangXiuying, phone: newPhone() };
    const first = await binds(await account(), identity);
    const again = await binds(await account(), identity);
    expect(again).toMatchObject({ outcome: 'bound', residentId: first.outcome === 'bound' ? first.residentId : '' });
  });

  test('another account of the same resident: the one before ends, is told at once and may object for a day', async () => {
    const { id, identity } = await onFile();
    const [old, young] = [await account(), await account()];
    await binds(old, identity);
    await binds(young, identity);
    expect(await bound(old)).toBeUndefined();
    expect(await bound(young)).toMatchObject({ id });
    const told = (await database.read((tx) => written(tx, 'binding.moved'))).at(-1);
    expect(told).toMatchObject({ recipientId: old, status: 'pending' });
    expect(told?.text).toContain('不是我');
    const note = await database.read((tx) =>
      tx.prisma.auditEntry.findFirst({ where: { action: 'binding.moved', subjectId: id } }),
    );
    expect(note?.detail).toMatchObject({
      before: old,
      objectUntil: new Date(clock.now().getTime() + day).toISOString(),
    });
  });

  test('“不是我” stops the other account at once and leaves it to the desk', async () => {
    const { id, identity } = await onFile();
    const [old, young] = [await account(), await account()];
    await binds(old, identity);
    await binds(young, identity);
    expect(await database.transact((tx) => objectToMove(tx, old))).toBe('stopped');
    expect([await bound(old), await bound(young)]).toEqual([undefined, undefined]);
    expect((await database.read((tx) => written(tx, 'binding.objected'))).at(-1)).toMatchObject({ recipientId: young });
    // Twice moved or objected within thirty days: only the desk binds now, and the chat says nothing else than before.
    expect(await binds(await account(), identity)).toMatchObject({ outcome: 'bound', level: 'provisional' });
    wait(31 * day);
    expect(await binds(await account(), identity)).toMatchObject({ residentId: id, level: 'verified' });
  });

  test('a day later, without a move, or against the desk, an objection changes nothing', async () => {
    const { id, identity } = await onFile();
    const [old, young, third] = [await account(), await account(), await account()];
    await binds(old, identity);
    await binds(young, identity);
    wait(day + 1000);
    expect(await database.transact((tx) => objectToMove(tx, old))).toBe('nothing');
    expect(await database.transact((tx) => objectToMove(tx, third))).toBe('nothing');
    await database.transact((tx) => bindTo(tx, { contactId: third, channel: 'wechat', residentId: id, by: 'desk' }));
    expect(await database.transact((tx) => objectToMove(tx, young))).toBe('at-desk');
    expect(await bound(third)).toMatchObject({ id });
  });

  test('two accounts that bind the same resident at once: one is bound in the end, and the other is told', async () => {
    const { id } = await onFile();
    const accounts = [await account(), await account(), await account(), await account()];
    await Promise.all(
      accounts.map((contactId) =>
        database.transact((tx) => bindTo(tx, { contactId, channel: 'wechat', residentId: id, by: 'sms' })),
      ),
    );
    const active = await database.read((tx) =>
      tx.prisma.binding.findMany({ where: { residentId: id, status: 'active' } }),
    );
    expect(active).toHaveLength(1);
    const told = await database.read((tx) => written(tx, 'binding.moved'));
    const others = accounts.filter((contactId) => contactId !== active[0]?.contactId);
    expect(told.map(({ recipientId }) => recipientId)).toEqual(expect.arrayContaining(others));
  });

  test('an account that binds twice at once is bound once', async () => {
    const me = await account();
    const residents = [(await onFile()).id, (await onFile()).id, (await onFile()).id];
    const tried = await Promise.allSettled(
      residents.map((residentId) =>
        database.transact((tx) => bindTo(tx, { contactId: me, channel: 'wechat', residentId, by: 'sms' })),
      ),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const { reason } of tried.filter((one) => one.status === 'rejected'))
      expect(reason).toMatchObject({ code: 'already-bound' });
  });

  test('解绑 ends the binding and cancels what waits to be pushed', async () => {
    const { id, identity } = await onFile();
    const me = await account();
    await binds(me, identity);
    const push = (key: string) =>
      database.transact((tx) =>
        send(
          tx,
          identityVerifiedNotice,
          { resident: id },
          { name: '王*英' },
          { key, dueAt: new Date(tx.now.getTime() + day) },
        ),
      );
    await push(`push/${id}`);
    await database.transact((tx) => unbind(tx, me));
    expect(await bound(me)).toBeUndefined();
    const [row] = await database.read((tx) => tx.prisma.delivery.findMany({ where: { key: `push/${id}` } }));
    expect(row).toMatchObject({ status: 'cancelled', reason: 'unbound' });
    await expect(database.transact((tx) => unbind(tx, me))).rejects.toMatchObject({ code: 'not-bound' });
  });

  test('unfollowing cancels what waits, and keeps the binding for who comes back', async () => {
    const { id, identity } = await onFile();
    const me = await account();
    await binds(me, identity);
    await database.transact((tx) =>
      send(
        tx,
        identityVerifiedNotice,
        { resident: id },
        { name: '王*英' },
        { key: `care/${id}`, dueAt: new Date(tx.now.getTime() + day) },
      ),
    );
    await database.transact((tx) => unfollow(tx, me));
    const [row] = await database.read((tx) => tx.prisma.delivery.findMany({ where: { key: `care/${id}` } }));
    expect(row).toMatchObject({ status: 'cancelled', reason: 'unfollowed' });
    expect(await bound(me)).toMatchObject({ id });
    const contact = await database.read((tx) => tx.prisma.contact.findUnique({ where: { id: me } }));
    expect(contact).toMatchObject({ following: false, windowRemaining: 0 });
  });

  test('a wrong code after the desk issued one does not say so', async () => {
    const { id, identity } = await onFile();
    await database.transact((tx) => issueDeskCode(tx, { staffId: people.staff('he.jing'), residentId: id }));
    const me = await account();
    const claim = {
      contactId: me,
      channel: 'wechat' as const,
      identity: { ...identity, phone: undefined },
      code: 'wrong',
    };
    const withCode = await database.transact((tx) => bind(tx, claim));
    const without = await database.transact((tx) =>
      bind(tx, { ...claim, identity: { ...claim.identity, documentNumber: 'E00000000' } }),
    );
    expect(withCode).toEqual(without);
  });

  test('nothing that is stored holds a name, a document or a phone in the clear', async () => {
    const rows = await database.read(async (tx) => [
      await tx.prisma.resident.findMany(),
      await tx.prisma.verificationCode.findMany(),
      await tx.prisma.delivery.findMany(),
      await tx.prisma.auditEntry.findMany(),
      await tx.prisma.binding.findMany(),
    ]);
    const stored = JSON.stringify(rows);
    for (const secret of ['王秀英', '李建国', wangXiuying.documentNumber, '13800000001', '13800000002'])
      expect(stored).not.toContain(secret);
  });
});
