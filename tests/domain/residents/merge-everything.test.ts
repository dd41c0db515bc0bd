import { describe, expect, test } from 'vitest';
import { mergeInto } from '#domain/residents/merge.ts';
import type { SqlValue, Transaction } from '#domain/transaction.ts';
import type { Database } from '#prisma/database.ts';
import { anyRow } from '#tests/support/any-row.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { testDatabase } from '#tests/support/database.ts';

/** Every column that names a resident: those that refer to one, and those that are called so. */
async function columnsOfResidents(database: Database): Promise<[table: string, column: string][]> {
  return database.read(async (tx) => {
    const rows = await tx.sql.all<{ table: string; column: string }>(
      `SELECT m."name" AS "table", c."name" AS "column" FROM sqlite_master m, pragma_table_info(m."name") c
       WHERE m."type" = 'table' AND (c."name" = 'residentId' OR EXISTS (
         SELECT 1 FROM pragma_foreign_key_list(m."name") f WHERE f."from" = c."name" AND f."table" = 'Resident'))
       ORDER BY 1, 2`,
    );
    return rows.map(({ table, column }) => [table, column]);
  });
}

/** What a row must say besides, for what looks at it. */
const said: Readonly<Record<string, Readonly<Record<string, SqlValue>>>> = {
  Binding: { channel: 'wechat', status: 'active' },
  Contract: { status: 'submitted', origin: 'resident', interimForId: 'nobody' },
  Delegation: { kind: 'agent', status: 'active' },
  CarePlan: { status: 'active' },
  Delivery: { status: 'pending', recipientKind: 'contact' },
  Alert: { status: 'open' },
  Consultation: { status: 'open' },
  Referral: { direction: 'up', status: 'sent', urgency: 'routine', origin: 'doctor' },
  Appointment: { status: 'booked', origin: 'resident' },
  WaitlistEntry: { status: 'left' },
  SignUp: { status: 'signed_up' },
  MedicineSupply: { status: 'requested' },
  HomeVisit: { status: 'requested' },
};

/** Which registration it was: it stays. */
const stays = new Set(['Resident.mergedIntoId']);

const { database } = await testDatabase();
const columns = (await columnsOfResidents(database)).filter(([table, column]) => !stays.has(`${table}.${column}`));

describe('a registration that turns out to be somebody on file', async () => {
  const town = await contractTown();
  const onFile = town.ids.wangXiuying;

  class Undone extends Error {}
  const undone = async (work: (tx: Transaction) => Promise<void>) => {
    await town
      .transact(async (tx) => {
        await work(tx);
        throw new Undone();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
  };

  test('every table that names a resident is known', () => {
    expect(columns.length).toBeGreaterThan(25);
    expect(columns.map(([table]) => table)).toEqual(
      expect.arrayContaining(['Referral', 'Rating', 'Report', 'StaffTask']),
    );
  });

  test.each(columns)('%s.%s moves', async (table, column) => {
    const registration = await town.neighbour(columns.findIndex(([one, other]) => one === table && other === column));
    await undone(async (tx) => {
      await anyRow(tx, table, { ...said[table], [column]: registration });
      await mergeInto(tx, registration, onFile);
      const left = await tx.sql.all(`SELECT 1 FROM "${table}" WHERE "${column}" = ?`, [registration]);
      expect(left).toEqual([]);
      const moved = await tx.sql.all(`SELECT 1 FROM "${table}" WHERE "${column}" = ?`, [onFile]);
      expect(moved.length).toBeGreaterThan(0);
    });
  });

  test('of what both have open one goes on', async () => {
    const registration = await town.neighbour(999);
    const opened = { ownerId: town.ids.chenZhiyuan, rulePack: 'zhuhai-xiangzhou@2026-01' };
    await undone(async (tx) => {
      const { prisma } = tx;
      const contactId = 'contact';
      await prisma.contact.create({
        data: { id: contactId, channel: 'wechat', accountIndex: 'x', accountSealed: '', createdAt: tx.now },
      });
      await prisma.gathering.create({
        data: {
          ...{ id: 'lecture', kind: 'lecture', title: '', topic: '', place: '', status: 'open', capacity: 5, taken: 2 },
          ...{ createdById: town.ids.heJing, createdAt: tx.now },
          ...{ startsAt: new Date(tx.now.getTime() + 3_600_000), endsAt: new Date(tx.now.getTime() + 7_200_000) },
          organisationId: (await prisma.organisation.findFirstOrThrow()).id,
        },
      });
      for (const residentId of [onFile, registration]) {
        await prisma.alert.create({
          data: {
            ...{ id: tx.id(), residentId, kind: 'risk', status: 'open', ownerId: opened.ownerId },
            ...{ raisedAt: tx.now, dueAt: tx.now },
          },
        });
        await prisma.consultation.create({
          data: {
            ...{ ...opened, id: tx.id(), number: residentId, residentId, contactId, doctorId: opened.ownerId },
            ...{ status: 'open', askedAt: tx.now },
          },
        });
        await prisma.signUp.create({
          data: { id: tx.id(), gatheringId: 'lecture', residentId, status: 'signed_up', at: tx.now },
        });
        await anyRow(tx, 'MedicineSupply', { residentId, medicineId: 'medicine', status: 'requested' });
        await anyRow(tx, 'HomeVisit', { residentId, status: 'requested' });
      }
      await mergeInto(tx, registration, onFile);
      const states = async (table: string) =>
        (
          await tx.sql.all<{ status: string }>(`SELECT "status" FROM "${table}" WHERE "residentId" = ? ORDER BY 1`, [
            onFile,
          ])
        )
          .map(({ status }) => status)
          .join(' ');
      expect(await states('Alert')).toBe('answered open');
      expect(await states('Consultation')).toBe('closed open');
      expect(await states('SignUp')).toBe('cancelled signed_up');
      expect(await states('MedicineSupply')).toBe('requested withdrawn');
      expect(await states('HomeVisit')).toBe('requested withdrawn');
      expect((await prisma.gathering.findUniqueOrThrow({ where: { id: 'lecture' } })).taken).toBe(1);
    });
  });
});
