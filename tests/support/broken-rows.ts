import { bookPlace } from '#domain/clinics/book.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { askQuestion } from '#domain/consultations/ask.ts';
import { answerComplaint } from '#domain/complaints/answer.ts';
import { fileComplaint } from '#domain/complaints/file.ts';
import { arrangeVisit } from '#domain/home-visits/arrange.ts';
import { askHomeVisit } from '#domain/home-visits/ask.ts';
import { recordHeld } from '#domain/home-visits/hold.ts';
import { askForRating } from '#domain/ratings/ask.ts';
import { askCorrection } from '#domain/records/corrections.ts';
import { acceptReferral, noteAttendance, returnReferral } from '#domain/referrals/desk.ts';
import { prepareReferral } from '#domain/referrals/prepare.ts';
import { askStaffTask } from '#domain/staff-tasks/ask.ts';
import type { SqlValue, Transaction } from '#domain/transaction.ts';
import type { Database } from '#prisma/database.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import { checks, partialIndexes } from '#prisma/invariants.ts';
import { appendOnly, terminalStates, terminalTrigger } from '#prisma/terminal-states.ts';

/** The demo district with one of everything, all of it in order. Ids by what they are. */
export async function orderlyDistrict(database: Database): Promise<OrderlyIds> {
  await loadDemo(database);
  return database.transact(async (tx) => {
    await openSessionsAhead(tx);
    const { prisma } = tx;
    const [one, two] = await prisma.resident.findMany({ orderBy: { id: 'asc' }, where: { contracts: { none: {} } } });
    const contract = await prisma.contract.findFirstOrThrow();
    const session = await prisma.clinicSession.findFirstOrThrow({
      where: { kind: 'night', startsAt: { gt: tx.now } },
      include: { slots: { orderBy: { startsAt: 'asc' } } },
      orderBy: { startsAt: 'asc' },
    });
    await prisma.clinicSession.update({ where: { id: session.id }, data: { reserved: 0 } });
    const [slot, otherSlot] = session.slots;
    if (!one || !two || !slot || !otherSlot) throw new Error('the demo is too small');
    for (const id of ['contact', 'contact-2'])
      await prisma.contact.create({
        data: { id, channel: 'wechat', accountIndex: id, accountSealed: '', createdAt: tx.now },
      });
    const binding = { channel: 'wechat', boundAt: tx.now } as const;
    await prisma.binding.create({
      data: { ...binding, id: 'binding', contactId: 'contact', residentId: one.id, status: 'active' },
    });
    const by = { kind: 'resident', residentId: one.id, contactId: 'contact' } as const;
    const booked = await bookPlace(tx, { slotId: slot.id, residentId: one.id, by });
    await prisma.inboundMessage.create({
      data: {
        id: 'message',
        channel: 'wechat',
        claimKey: 'claim',
        contactId: 'contact',
        bodySealed: '',
        status: 'answered',
        receivedAt: new Date(tx.now.getTime() - 86_400_000),
        answeredAt: tx.now,
      },
    });
    const times = { startedAt: tx.now, updatedAt: tx.now, expiresAt: tx.now };
    await prisma.dialogue.create({
      data: { id: 'dialogue', contactId: 'contact', name: 'book', stateSealed: '', status: 'open', ...times },
    });
    await prisma.job.create({
      data: { id: 'job', name: 'n', key: 'job', payload: {}, status: 'pending', dueAt: tx.now, createdAt: tx.now },
    });
    await prisma.delivery.create({
      data: {
        id: 'delivery',
        key: 'delivery',
        kind: 'reply',
        recipientKind: 'binding',
        recipientId: 'binding',
        contentSealed: '',
        status: 'sent',
        channel: 'wechat',
        form: 'message',
        attempts: 1,
        dueAt: tx.now,
        expiresAt: tx.now,
        createdAt: tx.now,
        endedAt: tx.now,
        attemptLog: {
          create: { id: 'attempt', number: 1, channel: 'wechat', form: 'message', startedAt: tx.now, outcome: 'sent' },
        },
      },
    });
    await prisma.waitlistEntry.create({
      data: {
        id: 'entry',
        sessionId: session.id,
        residentId: two.id,
        contactId: 'contact-2',
        status: 'left',
        joinedAt: tx.now,
        endedAt: tx.now,
      },
    });
    return {
      ...(await orderlyCare(tx, one.id)),
      resident: one.id,
      neighbour: two.id,
      contract: contract.id,
      doctor: contract.doctorId,
      session: session.id,
      slot: slot.id,
      otherSlot: otherSlot.id,
      appointment: booked.appointmentId,
    };
  });
}

export interface OrderlyIds {
  resident: string;
  neighbour: string;
  contract: string;
  doctor: string;
  session: string;
  slot: string;
  otherSlot: string;
  appointment: string;
  referral: string;
  test: string;
  call: string;
  consultation: string;
  correction: string;
  rating: string;
  askedVisit: string;
  heldVisit: string;
  complaint: string;
  answeredComplaint: string;
}

/** A referral that was sent, a test that came back, and one of everything that waits for an answer. */
async function orderlyCare(
  tx: Transaction,
  residentId: string,
): Promise<
  Omit<OrderlyIds, 'resident' | 'neighbour' | 'contract' | 'doctor' | 'session' | 'slot' | 'otherSlot' | 'appointment'>
> {
  const { prisma } = tx;
  const place = async (shortName: string) => (await prisma.organisation.findFirstOrThrow({ where: { shortName } })).id;
  const doctor = await prisma.staff.findFirstOrThrow({ where: { name: '陈志远' } });
  const desk = await prisma.staff.findFirstOrThrow({ where: { name: '吴敏' } });
  const [centreId, hospitalId] = [await place('拱北'), await place('市二院')];
  const prepare = (direction: 'up' | 'test') =>
    prepareReferral(tx, {
      ...{ residentId, direction, category: direction === 'up' ? '' : 'ecg', urgency: 'routine', department: '' },
      ...{ catalogueEntry: null, fromOrganisationId: centreId, toOrganisationId: hospitalId, insurance: null },
      ...{ doctorId: doctor.id, staffId: doctor.id, consent: 'here' },
      packet: { reason: '血压高', findings: '', results: [], criteria: [] },
    });
  const referral = await prepare('up');
  const test = await prepare('test');
  const by = { referralId: test.id, staffId: desk.id };
  const answer = { campus: '', floor: '', department: '心电图室', doctor: '', bring: '', visits: [] };
  await acceptReferral(tx, { ...by, appointmentAt: new Date(tx.now.getTime() + 3_600_000), answer });
  await noteAttendance(tx, by);
  await returnReferral(tx, { ...by, outcome: { summary: '窦性心律', advice: '' } });
  const call = await askStaffTask(tx, {
    ...{ kind: 'phone', key: 'call', reason: 'rating-low', residentId },
    subject: { kind: 'rating', id: 'rating' },
  });
  const question = { residentId, actorId: residentId, contactId: 'contact', text: '能吃鸡蛋吗' };
  const { consultationId } = await askQuestion(tx, question);
  await askCorrection(tx, { residentId, askedById: residentId, text: '过敏史不对' });
  const correction = await prisma.recordCorrection.findFirstOrThrow();
  await askForRating(tx, {
    ...{ subjectKind: 'consultation', subjectId: consultationId, residentId },
    ...{ organisationId: centreId, staffId: doctor.id },
  });
  const rating = await prisma.rating.findFirstOrThrow();
  if (call === undefined) throw new Error('nobody is to be called');
  return {
    ...{ referral: referral.id, test: test.id, call },
    ...{ consultation: consultationId, correction: correction.id, rating: rating.id },
    ...(await orderlyVisits(tx, residentId, doctor.id)),
    ...(await orderlyComplaints(tx, residentId, centreId)),
  };
}

/** A visit at home that was held, and another that is asked for. */
async function orderlyVisits(tx: Transaction, residentId: string, staffId: string) {
  const wish = { wishedOn: undefined, wishedPart: undefined, text: '换药', address: '' };
  const ask = async () =>
    (await askHomeVisit(tx, { ...wish, residentId, actorId: residentId, contactId: 'contact' })).visitId;
  const heldVisit = await ask();
  const at = new Date(tx.now.getTime() + 3_600_000);
  await arrangeVisit(tx, { visitId: heldVisit, staffId, goerId: staffId, at, was: 'requested' });
  await recordHeld(tx, { visitId: heldVisit, staffId, findings: {}, note: '换了药' });
  return { heldVisit, askedVisit: await ask() };
}

/** A complaint that waits for its answer, and another that has it. */
async function orderlyComplaints(tx: Transaction, residentId: string, organisationId: string) {
  const file = async (text: string) =>
    (await fileComplaint(tx, { contactId: 'contact', residentId, organisationId, text, about: '' })).complaintId;
  const [complaint, answeredComplaint] = [await file('等了两个小时'), await file('电话没人接')];
  const { ownerId: staffId } = await tx.prisma.complaint.findUniqueOrThrow({ where: { id: answeredComplaint } });
  await answerComplaint(tx, { complaintId: answeredComplaint, staffId, text: '已加开一条线' });
  return { complaint, answeredComplaint };
}

class RolledBack extends Error {}

/** Runs `work` with every guard of the database off, and undoes all of it. */
export async function unguarded<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  let result: T | undefined;
  let done = false;
  try {
    await database.transact(async (tx) => {
      await guardsOff(tx);
      result = await work(tx);
      done = true;
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  } finally {
    if (database.engine === 'sqlite')
      await database.transact((tx) => tx.sql.run('PRAGMA ignore_check_constraints = OFF'));
  }
  if (!done) throw new Error('the work did not run');
  return result as T; // set whenever it is done
}

const unique = [
  'InboundMessage_claimKey_key',
  'Job_key_key',
  'Delivery_key_key',
  'StaffTask_key_key',
  'Report_organisationId_externalId_key',
  'Rating_subjectKind_subjectId_key',
];

async function guardsOff(tx: Transaction): Promise<void> {
  const indexes = [...partialIndexes.filter((index) => index.unique).map(({ name }) => name), ...unique];
  for (const name of indexes) await tx.sql.run(`DROP INDEX "${name}"`);
  if (tx.sql.engine === 'postgresql') {
    await tx.sql.run(`SET LOCAL session_replication_role = 'replica'`);
    for (const { table, name } of checks) await tx.sql.run(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
    return;
  }
  await tx.sql.run('PRAGMA ignore_check_constraints = ON');
  await tx.sql.run('PRAGMA defer_foreign_keys = ON');
  for (const { table } of terminalStates) await tx.sql.run(`DROP TRIGGER "${terminalTrigger(table)}"`);
  for (const name of appendOnly.flatMap((table) =>
    [`${table}_no_update`, `${table}_no_delete`].map((one) => one.toLowerCase()),
  ))
    await tx.sql.run(`DROP TRIGGER "${name}"`);
}

/** `change(tx, 'Slot', id, { taken: 0 })`; a text in brackets is SQL. */
export async function change(
  tx: Transaction,
  table: string,
  id: string,
  values: Readonly<Record<string, SqlValue>>,
): Promise<string> {
  const isSql = (value: SqlValue): value is string => typeof value === 'string' && value.startsWith('(');
  const set = Object.entries(values).map(([name, value]) => `"${name}" = ${isSql(value) ? value : '?'}`);
  const changed = await tx.sql.run(`UPDATE "${table}" SET ${set.join(', ')} WHERE "id" = ?`, [
    ...Object.values(values).filter((value) => !isSql(value)),
    id,
  ]);
  if (changed !== 1) throw new Error(`no ${table} ${id}`);
  return id;
}

/** A second row like the first, but for what is said. */
export async function copyOf(
  tx: Transaction,
  table: string,
  id: string,
  otherwise: Readonly<Record<string, string>>,
): Promise<string> {
  const columns =
    tx.sql.engine === 'sqlite'
      ? await tx.sql.all<{ name: string }>(`SELECT "name" FROM pragma_table_info('${table}')`)
      : await tx.sql.all<{ name: string }>(
          `SELECT column_name AS "name" FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${table}'`,
        );
  const names = columns.map(({ name }) => `"${name}"`);
  const values = columns.map(({ name }) => otherwise[name] ?? (name === 'id' ? `'copy'` : `"${name}"`));
  await tx.sql.run(
    `INSERT INTO "${table}" (${names.join(', ')}) SELECT ${values.join(', ')} FROM "${table}" WHERE "id" = ?`,
    [id],
  );
  return 'copy';
}

/** The owner of a row leaves, and nobody takes it over. */
export async function leaves(
  tx: Transaction,
  table: 'StaffTask' | 'Consultation' | 'RecordCorrection' | 'HomeVisit' | 'Complaint',
  id: string,
): Promise<string> {
  const [row] = await tx.sql.all<{ ownerId: string }>(`SELECT "ownerId" FROM "${table}" WHERE "id" = ?`, [id]);
  await change(tx, 'Staff', row?.ownerId ?? '', { active: false });
  return id;
}
