import { bookPlace, type Booked } from '#domain/clinics/book.ts';
import { createSchedule, type NewSchedule } from '#domain/clinics/schedule.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import type { Booker } from '#domain/clinics/booker.ts';
import { identityColumns } from '#domain/residents/columns.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { DelegationKind, Role } from '#prisma/generated/sqlite/enums.ts';
import { testDatabase, type TestDatabase } from './database.ts';

/** Somebody who talks on an account of their own. */
export interface Neighbour {
  id: string;
  contactId: string;
  /** As who books for themselves. */
  by: Extract<Booker, { kind: 'resident' }>;
}

/** A district small enough to be read: three centres, a doctor at each, a nurse at 拱北. */
export interface Town extends TestDatabase {
  gongbei: string;
  xiangwan: string;
  meihua: string;
  chen: string;
  lin: string;
  zhou: string;
  nurse: string;
  desk: Booker;
}

export async function town(options: Parameters<typeof testDatabase>[0] = {}): Promise<Town> {
  const test = await testDatabase(options);
  const people = await test.database.transact(async (tx) => {
    const bureau = await organisation(tx, '香洲区卫生局', '区卫生局', null);
    const gongbei = await organisation(tx, '香洲区拱北社区卫生服务中心', '拱北', bureau);
    const xiangwan = await organisation(tx, '香洲区香湾社区卫生服务中心', '香湾', bureau);
    const meihua = await organisation(tx, '香洲区梅华社区卫生服务中心', '梅华', bureau);
    const chen = await createStaff(tx, '陈志远', gongbei, 'doctor');
    const lin = await createStaff(tx, '林晓梅', gongbei, 'doctor');
    const zhou = await createStaff(tx, '周文博', xiangwan, 'doctor');
    const nurse = await createStaff(tx, '何静', gongbei, 'nurse');
    return { gongbei, xiangwan, meihua, chen, lin, zhou, nurse };
  });
  return { ...test, ...people, desk: { kind: 'staff', staffId: people.nurse } };
}

/** A night clinic of 陈志远 at 拱北, Monday to Friday 18:00–21:00, 15 minutes, one place a slot; anything may be said otherwise. */
export function nightClinic(at: Town, otherwise: Partial<NewSchedule> = {}): NewSchedule {
  return {
    organisationId: at.gongbei,
    doctorId: at.chen,
    kind: 'night',
    department: '全科',
    weekdays: [1, 2, 3, 4, 5],
    startTime: '18:00',
    endTime: '21:00',
    slotMinutes: 15,
    placesPerSlot: 1,
    reservedPlaces: 0,
    followsWorkingCalendar: false,
    validFrom: '2026-01-01',
    validTo: null,
    ...otherwise,
  };
}

/** Rosters and opens ahead, as the night's tick does. */
export async function roster(at: Town, ...schedules: readonly Partial<NewSchedule>[]): Promise<string[]> {
  return at.database.transact(async (tx) => {
    const ids: string[] = [];
    for (const schedule of schedules) ids.push(await createSchedule(tx, nightClinic(at, schedule), {}));
    await openSessionsAhead(tx);
    return ids;
  });
}

/** The session of a date, with its slots in order. */
export async function sessionOn(at: Town, date: string, organisationId = at.gongbei) {
  return at.database.read((tx) =>
    tx.prisma.clinicSession.findFirstOrThrow({
      where: { date, organisationId },
      include: { slots: { orderBy: { startsAt: 'asc' } } },
    }),
  );
}

/** The slot of a session that begins at a time (HH:MM). */
export async function slotAt(at: Town, date: string, time: string, organisationId = at.gongbei): Promise<string> {
  const { slots } = await sessionOn(at, date, organisationId);
  const slot = await at.database.read(async (tx) => slots.find(({ startsAt }) => tx.day.timeOf(startsAt) === time));
  if (!slot) throw new Error(`no slot at ${time} on ${date}`);
  return slot.id;
}

export interface NewNeighbour {
  name?: string;
  birthDate?: string;
  tags?: readonly string[];
  phone?: string | undefined;
  /** Talks on no account. */
  unbound?: true;
  homeCentreId?: string;
  signedWith?: string;
}

let born = 0;

/** A resident on file, bound to an account unless said otherwise: 36 years old, of no priority group. */
export function neighbour(at: Town, about: NewNeighbour = {}): Promise<Neighbour> {
  return at.database.transact((tx) => createNeighbour(tx, about));
}

export function neighbours(at: Town, count: number): Promise<Neighbour[]> {
  return at.database.transact(async (tx) => {
    const all: Neighbour[] = [];
    for (let made = 0; made < count; made += 1) all.push(await createNeighbour(tx, {}));
    return all;
  });
}

export async function createNeighbour(tx: Transaction, about: NewNeighbour): Promise<Neighbour> {
  born += 1;
  const id = tx.id();
  const contactId = tx.id();
  const { name = `居民${born}`, birthDate = '1990-01-01', tags = [], homeCentreId } = about;
  const phone = 'phone' in about ? about.phone : `139${String(born).padStart(8, '0')}`;
  const identity = {
    name,
    documentKind: 'id_card' as const,
    documentNumber: `T${born}`,
    phone,
    birthDate,
    sex: 'female' as const,
  };
  await tx.prisma.resident.create({
    data: {
      id,
      ...identityColumns(tx, id, identity),
      identityLevel: 'verified',
      tags: [...tags],
      homeCentreId: homeCentreId ?? null,
      createdAt: tx.now,
    },
  });
  await tx.prisma.contact.create({
    data: { id: contactId, channel: 'wechat', accountSealed: '', accountIndex: contactId, createdAt: tx.now },
  });
  if (!about.unbound)
    await tx.prisma.binding.create({
      data: { id: tx.id(), contactId, residentId: id, channel: 'wechat', status: 'active', boundAt: tx.now },
    });
  return { id, contactId, by: { kind: 'resident', residentId: id, contactId } };
}

/** `actor` may act for `subject` from now on. */
export async function actsFor(at: Town, actor: Neighbour, subject: Neighbour, kind: DelegationKind): Promise<string> {
  return at.database.transact(async (tx) => {
    const id = tx.id();
    await tx.prisma.delegation.create({
      data: {
        id,
        actorId: actor.id,
        subjectId: subject.id,
        kind,
        kinship: '家人',
        status: 'active',
        createdAt: tx.now,
      },
    });
    return id;
  });
}

/** An active contract, as far as clinics look at it. */
export async function signs(at: Town, resident: Neighbour): Promise<void> {
  await at.database.transact(async (tx) => {
    const team = await tx.prisma.team.create({
      data: { id: tx.id(), centreId: at.gongbei, leaderId: at.chen, name: '一队' },
    });
    await tx.prisma.contract.create({
      data: {
        id: tx.id(),
        number: tx.digits(8),
        residentId: resident.id,
        doctorId: at.chen,
        teamId: team.id,
        centreId: at.gongbei,
        status: 'active',
        origin: 'resident',
        rulePack: 'zhuhai-xiangzhou@2026-01',
        agreementVersion: '2026-01',
        packages: ['basic'],
        startsOn: '2026-01-01',
        endsOn: '2026-12-31',
        evidenceHash: tx.id(),
        createdAt: tx.now,
      },
    });
  });
}

async function organisation(
  tx: Transaction,
  name: string,
  shortName: string,
  parentId: string | null,
): Promise<string> {
  const id = tx.id();
  const kind = parentId === null ? 'bureau' : 'centre';
  await tx.prisma.organisation.create({
    data: {
      id,
      kind,
      name,
      shortName,
      parentId,
      address: `${shortName}街道1号`,
      phone: '0756-5550001',
      hours: '',
      way: '',
    },
  });
  return id;
}

export async function createStaff(tx: Transaction, name: string, organisationId: string, role: Role): Promise<string> {
  const id = tx.id();
  await tx.prisma.staff.create({
    data: { id, wecomUserid: id, name, title: '', organisationId, roles: { create: { role, organisationId } } },
  });
  return id;
}

/** Books the slot of a date and time for somebody, by themselves unless said otherwise. */
export async function book(
  at: Town,
  who: Neighbour,
  date: string,
  time: string,
  { by = who.by, organisationId = at.gongbei }: { by?: Booker; organisationId?: string } = {},
): Promise<Booked> {
  const slotId = await slotAt(at, date, time, organisationId);
  return at.database.transact((tx) => bookPlace(tx, { slotId, residentId: who.id, by }));
}

/** Moves the clock to an instant of the district: `2026-03-02T18:00`. */
export function clockTo(at: Town, local: string): void {
  at.clock.moveTo(new Date(`${local}:00+08:00`));
}
