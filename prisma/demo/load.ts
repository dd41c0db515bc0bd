import type { Transaction } from '#domain/transaction.ts';
import { deskPhone, hospitals } from './hospitals.ts';
import { bureau, centreHours, centres, schedules, staff, stations, teams } from './organisations.ts';

/** Loads the organisations, staff, teams and schedules of the demo district; rows that are there already stay as they are. */
export async function loadDistrict(tx: Transaction): Promise<void> {
  const bureauId = await organisation(tx, { ...bureau, kind: 'bureau' });
  const ids = new Map<string, string>([[bureau.name, bureauId]]);
  for (const hospital of hospitals) {
    const { name, shortName, level } = hospital;
    const phone = deskPhone(hospital);
    ids.set(name, await organisation(tx, { name, shortName, level, phone, kind: 'hospital', parentId: bureauId }));
  }
  for (const centre of centres)
    ids.set(
      centre.shortName,
      await organisation(tx, { ...centre, kind: 'centre', level: 1, parentId: bureauId, hours: centreHours }),
    );
  for (const station of stations)
    await organisation(tx, {
      ...station,
      kind: 'station',
      level: 1,
      parentId: known(ids, station.centre),
      hours: centreHours,
    });
  for (const hospital of hospitals)
    for (const centre of hospital.centres) await twin(tx, known(ids, centre), known(ids, hospital.name));
  const people = await loadStaff(tx, ids);
  await loadTeams(tx, ids, people);
  await loadSchedules(tx, ids, people);
}

interface NewOrganisation {
  name: string;
  shortName: string;
  kind: 'bureau' | 'hospital' | 'centre' | 'station';
  level?: number;
  parentId?: string;
  address?: string;
  phone?: string;
  hours?: string;
  way?: string;
}

async function organisation(tx: Transaction, row: NewOrganisation): Promise<string> {
  const { name, shortName, kind, level = null, parentId = null } = row;
  const { address = '', phone = '', hours = '', way = '' } = row;
  const data = { id: tx.id(), name, shortName, kind, level, parentId, address, phone, hours, way };
  const kept = await tx.prisma.organisation.upsert({ where: { name }, create: data, update: {} });
  return kept.id;
}

async function twin(tx: Transaction, centreId: string, hospitalId: string): Promise<void> {
  const fromDate = '2012-07-01';
  await tx.prisma.twinning.upsert({
    where: { centreId_hospitalId_fromDate: { centreId, hospitalId, fromDate } },
    create: { id: tx.id(), centreId, hospitalId, fromDate },
    update: {},
  });
}

async function loadStaff(tx: Transaction, organisations: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const person of staff) {
    const { wecomUserid, name, title, organisation: place, roles, phone } = person;
    const organisationId = known(organisations, place);
    const id = tx.id();
    const data = {
      id,
      wecomUserid,
      name,
      title,
      speciality: person.speciality ?? '',
      hours: person.hours ?? '',
      contractCapacity: person.contractCapacity ?? null,
      phoneSealed: tx.vault.seal({ table: 'Staff', column: 'phoneSealed', row: id }, phone),
      organisationId,
      roles: { create: roles.map((role) => ({ role, organisationId })) },
    };
    const kept = await tx.prisma.staff.upsert({ where: { wecomUserid }, create: data, update: {} });
    ids.set(wecomUserid, kept.id);
  }
  return ids;
}

async function loadTeams(
  tx: Transaction,
  organisations: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
): Promise<void> {
  for (const team of teams) {
    const centreId = known(organisations, team.centre);
    if (await tx.prisma.team.findFirst({ where: { centreId, name: team.name } })) continue;
    const members = team.members.map((userid) => known(people, userid));
    const [leaderId] = members;
    if (!leaderId) throw new Error(`team ${team.name} has no leader`);
    await tx.prisma.team.create({
      data: {
        id: tx.id(),
        centreId,
        leaderId,
        name: team.name,
        members: { create: members.map((staffId) => ({ staffId })) },
        grids: { create: { id: tx.id(), centreId, name: team.grid.name, places: [...team.grid.places] } },
      },
    });
  }
}

async function loadSchedules(
  tx: Transaction,
  organisations: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { centre, doctor, weekdays, ...rule } of schedules) {
    const where = { organisationId: known(organisations, centre), doctorId: known(people, doctor), kind: rule.kind };
    if (await tx.prisma.clinicSchedule.findFirst({ where })) continue;
    await tx.prisma.clinicSchedule.create({
      data: { id: tx.id(), ...where, ...rule, weekdays: [...weekdays], validFrom: '2026-01-01' },
    });
  }
}

function known(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (!id) throw new Error(`the demo names ${name}, which is not in it`);
  return id;
}
