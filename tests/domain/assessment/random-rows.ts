import type { SqlValue, Transaction } from '#domain/transaction.ts';
import { anyRows } from '#tests/support/any-row.ts';
import { chance } from '#tests/support/chance.ts';

/** Days and instants before, at the edges of, within and after the first half of 2026. */
const days = ['2025-12-31', '2026-01-01', '2026-02-10', '2026-04-20', '2026-06-30', '2026-07-01'] as const;
const instants = [
  '2025-12-31T23:59:59+08:00',
  '2026-01-01T00:00:00+08:00',
  '2026-03-03T12:00:00+08:00',
  '2026-05-04T20:30:00+08:00',
  '2026-06-30T23:59:59+08:00',
  '2026-07-01T00:00:00+08:00',
].map((text) => new Date(text));

/** Writes `count` random rows into every table that is assessed, without minding what they refer to. */
export async function fillAtRandom(tx: Transaction, count: number): Promise<void> {
  const { between } = chance(20_260_701);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[between(0, from.length - 1)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  };
  const staff = (await tx.prisma.staff.findMany({ orderBy: { wecomUserid: 'asc' } })).map(({ id }) => id);
  const hospitals = await tx.prisma.organisation.findMany({ where: { kind: 'hospital' }, orderBy: { name: 'asc' } });
  const places = (await tx.prisma.organisation.findMany({ orderBy: { name: 'asc' } })).map(({ id }) => id);
  const ids = new Map<string, string[]>();
  const write = async (table: string, row: (index: number) => Readonly<Record<string, SqlValue>>) => {
    const rows = Array.from({ length: count }, (_, index) => ({ id: tx.id(), ...row(index) }));
    await anyRows(tx, table, rows);
    ids.set(
      table,
      rows.map(({ id }) => id),
    );
  };
  const some = (table: string) => pick(ids.get(table) ?? []);
  const day = () => pick(days);
  const at = () => pick(instants);
  const doctorId = () => pick(staff);
  const centre = () => pick(places);

  await write('Resident', () => ({
    ...{ documentKind: 'id_card', sex: 'female' },
    ...{ identityLevel: pick(['verified', 'provisional', 'merged']), homeCentreId: pick([centre(), null]) },
    birthDate: pick(['1940-01-01', '1961-06-30', '1966-06-30', '1966-07-01', '1990-01-01', '2019-06-30', '2019-07-01']),
    ...{ tags: pick(['[]', '["高血压"]', '["残疾人","低保"]']), diedOn: pick([null, null, day()]), createdAt: at() },
  }));
  // Nobody has two that run.
  await write('Contract', (index) => ({
    ...{ residentId: ids.get('Resident')?.[index] ?? '', origin: 'resident' },
    ...{
      doctorId: doctorId(),
      centreId: centre(),
      startsOn: day(),
      endsOn: pick(['2026-06-29', '2026-06-30', '2027-01-01']),
    },
    status: pick(['draft', 'submitted', 'active', 'expired', 'terminated', 'replaced']),
    ...{ endedAt: pick([null, at()]), replacesId: null, evidenceHash: null },
  }));
  // Every third contract is followed by one, of the same doctor or another.
  const followed = (ids.get('Contract') ?? []).filter((_, index) => index % 3 === 0);
  const before = await tx.prisma.contract.findMany({ where: { id: { in: followed } }, orderBy: { id: 'asc' } });
  await anyRows(
    tx,
    'Contract',
    before.map(({ id, residentId, doctorId: same }) => ({
      ...{ id: tx.id(), residentId, origin: 'resident', status: 'expired', replacesId: id, endedAt: null },
      ...{
        doctorId: pick([same, doctorId()]),
        centreId: centre(),
        startsOn: day(),
        endsOn: '2027-06-30',
        evidenceHash: null,
      },
    })),
  );
  await write('ContractUse', () => ({ contractId: some('Contract'), usedOn: day() }));
  await write('ClinicSession', () => ({
    ...{ organisationId: centre(), doctorId: doctorId(), kind: pick(['night', 'night', 'expert']) },
    ...{ status: pick(['open', 'open', 'closed']), endsAt: at(), places: pick([8, 12]), taken: pick([0, 3, 8]) },
  }));
  await write('Appointment', (number) => ({
    ...{ number, origin: 'resident' },
    ...{ sessionId: some('ClinicSession'), startsAt: at(), residentId: some('Resident') },
    status: pick(['booked', 'attended', 'no_show', 'cancelled']),
  }));
  const satIn = (ids.get('ClinicSession') ?? []).filter(() => pick([true, false]));
  await anyRows(
    tx,
    'SitIn',
    satIn.map((sessionId) => ({ sessionId, staffId: doctorId(), arrivedAt: at() })),
  );
  await write('Referral', () => ({
    ...{ urgency: 'routine', origin: 'doctor' },
    ...{
      direction: pick(['up', 'down', 'test']),
      fromOrganisationId: centre(),
      toOrganisationId: pick([centre(), centre(), null]),
    },
    ...{ doctorId: doctorId(), skipReason: pick([null, 'urgent']), sentAt: pick([null, at()]), status: 'requested' },
  }));
  await write('ReferralStep', () => ({
    ...{ referralId: some('Referral'), from: pick(['sent', 'sent', 'attended']), at: at() },
    ...{
      to: pick(['accepted', 'accepted', 'declined', 'lapsed', 'attended', 'returned']),
      inTime: pick([true, false, null]),
    },
  }));
  await write('CarePlan', () => ({ kind: pick(['hypertension', 'diabetes', 'elder']), status: 'active' }));
  await write('Encounter', () => ({
    ...{ residentId: some('Resident'), staffId: doctorId(), heldAt: at(), recordedAt: at() },
    mode: pick(['clinic', 'home', 'phone', 'station', 'chat']),
  }));
  await write('CareTask', () => ({
    ...{ planId: some('CarePlan'), doctorId: doctorId(), way: 'chat', dueTo: day(), closedAt: at() },
    ...{ status: pick(['open', 'done', 'done', 'missed', 'cleared']), encounterId: pick([null, some('Encounter')]) },
    class: pick([null, 'controlled', 'controlled', 'again-not-controlled']),
  }));
  await write('Diagnosis', () => ({ residentId: some('Resident'), recordedAt: at() }));
  await write('RecordEntry', () => ({ residentId: some('Resident'), kind: 'allergy', recordedAt: at() }));
  await write('Consultation', () => ({
    ownerId: doctorId(),
    escalations: pick([0, 0, 1]),
    answeredAt: pick([null, at()]),
    status: 'open',
  }));
  await write('ConsultationLine', () => ({ staffId: pick([null, doctorId()]), at: at() }));
  await write('Rating', () => ({
    ...{ organisationId: centre(), staffId: pick([null, doctorId()]) },
    ...{ score: pick([null, 1, 3, 4, 5]), answeredAt: pick([null, at()]) },
  }));
  await write('Complaint', () => ({
    ...{ organisationId: centre(), aboutStaffId: pick([null, doctorId()]), filedAt: at(), status: 'open' },
    ...{ answeredAt: pick([null, at()]), escalations: pick([0, 1]) },
  }));
  await write('Gathering', () => ({
    ...{ organisationId: pick([centre(), pick(hospitals).id]), createdById: doctorId(), startsAt: at() },
    ...{ kind: pick(['lecture', 'training']), status: pick(['open', 'cancelled', 'held', 'held']) },
  }));
  await write('SignUp', () => ({
    ...{
      gatheringId: some('Gathering'),
      staffId: pick([null, doctorId()]),
      status: pick(['signed_up', 'attended', 'absent']),
    },
  }));
}
