import type { Booker } from '#domain/clinics/booker.ts';
import { openSession } from '#domain/clinics/open-session.sql.ts';
import { slotById, type SlotInSession } from '#domain/clinics/slot.sql.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { identityColumns, type Identity } from '#domain/residents/columns.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Database } from '#prisma/database.ts';

/** Somebody who wants a place. */
export interface Seeker {
  residentId: string;
  by: Extract<Booker, { kind: 'resident' }>;
}

/** One evening that everybody wants, and the people. */
export interface Hall {
  seekers: readonly Seeker[];
  /** Opens the next evening, tomorrow's, anew: 20 slots of 5 places, nobody in it. */
  open(): Promise<readonly SlotInSession[]>;
  /** Appointments, places taken in the session, places taken in its slots: each must be 100. */
  counts(): Promise<{ booked: number; inSession: number; inSlots: number }>;
}

export const slots = 20;
export const placesPerSlot = 5;

export async function createHall(database: Database, people: number): Promise<Hall> {
  const organisationId = await database.transact(organisation);
  const doctorId = await database.transact((tx) => doctor(tx, organisationId));
  const scheduleId = await database.transact((tx) => schedule(tx, organisationId, doctorId));
  const seekers = await database.transact(async (tx) => {
    const all: Seeker[] = [];
    for (let at = 0; at < people; at += 1) all.push(await seeker(tx, at));
    return all;
  });
  return {
    seekers,
    open: () =>
      database.transact(async (tx) => {
        await tx.prisma.job.deleteMany();
        await tx.prisma.appointment.deleteMany();
        await tx.prisma.slot.deleteMany();
        await tx.prisma.clinicSession.deleteMany();
        const date = tx.day.add(tx.day.dateOf(tx.now), 1);
        const startsAt = tx.day.at(date, '18:00');
        const starts = Array.from({ length: slots }, (_, at) => new Date(startsAt.getTime() + at * 600_000));
        const sessionId = await openSession(tx, {
          ...{ scheduleId, organisationId, doctorId, kind: 'night', date, startsAt, reserved: 0, placesPerSlot },
          endsAt: new Date(startsAt.getTime() + slots * 600_000),
          rulePack: rulesOn(date).version,
          slots: starts,
        });
        const rows = await tx.prisma.slot.findMany({ where: { sessionId: sessionId ?? '' } });
        return Promise.all(rows.map(({ id }) => slotById(tx, id)));
      }),
    counts: () =>
      database.read(async (tx) => {
        const inSlots = await tx.prisma.slot.aggregate({ _sum: { taken: true } });
        const inSession = await tx.prisma.clinicSession.aggregate({ _sum: { taken: true } });
        const booked = await tx.prisma.appointment.count();
        return { booked, inSession: inSession._sum.taken ?? 0, inSlots: inSlots._sum.taken ?? 0 };
      }),
  };
}

async function organisation(tx: Transaction): Promise<string> {
  const id = tx.id();
  const said = { address: '', phone: '', hours: '', way: '' };
  await tx.prisma.organisation.create({ data: { id, kind: 'centre', name: '拱北中心', shortName: '拱北', ...said } });
  return id;
}

async function doctor(tx: Transaction, organisationId: string): Promise<string> {
  const id = tx.id();
  await tx.prisma.staff.create({ data: { id, wecomUserid: id, name: '陈志远', title: '', organisationId } });
  return id;
}

async function schedule(tx: Transaction, organisationId: string, doctorId: string): Promise<string> {
  const id = tx.id();
  await tx.prisma.clinicSchedule.create({
    data: {
      ...{ id, organisationId, doctorId, kind: 'night', department: '全科', weekdays: [1, 2, 3, 4, 5, 6, 7] },
      ...{ startTime: '18:00', endTime: '21:20', slotMinutes: 10, placesPerSlot, validFrom: '2026-01-01' },
    },
  });
  return id;
}

async function seeker(tx: Transaction, at: number): Promise<Seeker> {
  const residentId = tx.id();
  const contactId = tx.id();
  const identity: Identity = {
    name: `居民${at}`,
    documentKind: 'id_card',
    documentNumber: `T${at}`,
    phone: `139${String(at).padStart(8, '0')}`,
    birthDate: '1990-01-01',
    sex: 'female',
  };
  await tx.prisma.resident.create({
    data: {
      id: residentId,
      ...identityColumns(tx, residentId, identity),
      identityLevel: 'verified',
      createdAt: tx.now,
    },
  });
  await tx.prisma.contact.create({
    data: { id: contactId, channel: 'wechat', accountSealed: '', accountIndex: contactId, createdAt: tx.now },
  });
  return { residentId, by: { kind: 'resident', residentId, contactId } };
}
