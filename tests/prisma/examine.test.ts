import { describe, expect, test } from 'vitest';
import type { Transaction } from '#domain/transaction.ts';
import { examine, examineIn, invariants } from '#prisma/examine/examine.ts';
import { change, copyOf, leaves, orderlyDistrict, unguarded, type OrderlyIds } from '#tests/support/broken-rows.ts';
import { visitAndComplaintPlants } from './visit-and-complaint-plants.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';

const later = (tx: Transaction, hours: number) => new Date(tx.now.getTime() + hours * 3_600_000);

/** For each invariant the smallest change that breaks it; gives back the row that must be named. */
const plants: Record<string, (tx: Transaction, ids: OrderlyIds) => Promise<string>> = {
  'slot.taken-covers-everybody': (tx, { slot }) => change(tx, 'Slot', slot, { taken: 0 }),
  'slot.held-for-the-line-only': async (tx, { otherSlot, session }) => {
    await change(tx, 'Slot', otherSlot, { taken: 1 });
    return change(tx, 'ClinicSession', session, { taken: 2 });
  },
  'session.counts-its-slots': (tx, { session }) => change(tx, 'ClinicSession', session, { taken: 0 }),
  'session.reserved-is-free': (tx, { session }) => change(tx, 'ClinicSession', session, { reserved: '("places")' }),
  'session.free-place-goes-to-the-line': async (tx, { session }) => {
    await change(tx, 'WaitlistEntry', 'entry', { status: `('waiting')`, endedAt: null });
    return session;
  },
  'session.doctor-in-one-place': async (tx, { session }) => {
    await copyOf(tx, 'ClinicSession', session, { id: `'zzz'`, date: `'2026-12-31'`, taken: '0', places: '0' });
    return session;
  },
  'session.closed-is-empty': (tx, { session }) => change(tx, 'ClinicSession', session, { status: `('closed')` }),
  'appointment.once-a-session': async (tx, { appointment }) => {
    await copyOf(tx, 'Appointment', appointment, { id: `'zzz'`, number: '99' });
    return appointment;
  },
  'appointment.stands-in-its-slot': (tx, { appointment }) =>
    change(tx, 'Appointment', appointment, { startsAt: later(tx, 1) }),
  'appointment.ends-completely': (tx, { appointment }) =>
    change(tx, 'Appointment', appointment, { status: `('attended')` }),
  'appointment.is-audited': (tx, { appointment }) => copyOf(tx, 'Appointment', appointment, { number: '99' }),
  'appointment.not-left-open': async (tx, { appointment, session }) => {
    await change(tx, 'ClinicSession', session, { date: '2026-02-01' });
    return appointment;
  },
  'waitlist.ends-completely': (tx) => change(tx, 'WaitlistEntry', 'entry', { endedAt: null }),
  'waitlist.keeps-the-order': async (tx, { otherSlot, resident }) => {
    await change(tx, 'WaitlistEntry', 'entry', { status: `('waiting')`, endedAt: null });
    return copyOf(tx, 'WaitlistEntry', 'entry', {
      residentId: `'${resident}'`,
      status: `'offered'`,
      offeredSlotId: `'${otherSlot}'`,
      joinedAt: tx.sql.engine === 'sqlite' ? '"joinedAt" + 1' : `"joinedAt" + interval '1 second'`,
    });
  },
  'waitlist.not-beside-a-booking': (tx, { resident }) =>
    change(tx, 'WaitlistEntry', 'entry', { status: `('waiting')`, endedAt: null, residentId: resident }),
  'waitlist.not-overdue': (tx) =>
    change(tx, 'WaitlistEntry', 'entry', { status: `('offered')`, endedAt: null, offerExpiresAt: later(tx, -2) }),

  'contract.one-active': async (tx, { contract }) => {
    await copyOf(tx, 'Contract', contract, { id: `'zzz'`, number: `'2'`, evidenceHash: `'2'` });
    return contract;
  },
  'contract.one-submitted': async (tx, { contract }) => {
    await change(tx, 'Contract', contract, { status: `('submitted')` });
    await copyOf(tx, 'Contract', contract, { id: `'zzz'`, number: `'2'`, evidenceHash: `'2'` });
    return contract;
  },
  'doctor.held-is-counted': (tx, { doctor }) => change(tx, 'Staff', doctor, { contractsHeld: 0 }),
  'doctor.within-capacity': (tx, { doctor }) => change(tx, 'Staff', doctor, { contractCapacity: 0 }),
  'contract.is-complete': (tx, { contract }) => change(tx, 'Contract', contract, { status: `('terminated')` }),
  'contract.ends-with-its-term': (tx, { contract }) => change(tx, 'Contract', contract, { endsOn: '2026-01-31' }),
  'contract.replaced-by-one-that-ran': (tx, { contract }) =>
    change(tx, 'Contract', contract, { status: `('replaced')`, endedAt: tx.now, endReason: 'renewed' }),
  'contract.decisions-are-audited': (tx, { contract }) =>
    change(tx, 'Contract', contract, { status: `('expired')`, endedAt: tx.now, endReason: 'term-over' }),
  'contract.evidence-is-linked': (tx, { contract }) => change(tx, 'Contract', contract, { previousHash: 'nobody' }),

  'resident.document-once': async (tx, { resident }) => {
    await copyOf(tx, 'Resident', resident, { id: `'zzz'` });
    return resident;
  },
  'resident.merged-leaves-nothing': (tx, { resident, neighbour }) =>
    change(tx, 'Resident', resident, { identityLevel: `('merged')`, mergedIntoId: neighbour }),
  'resident.merged-leaves-no-care': (tx, { resident, neighbour }) =>
    change(tx, 'Resident', resident, { identityLevel: `('merged')`, mergedIntoId: neighbour }),
  'resident.death-ends-everything': (tx, { resident }) => change(tx, 'Resident', resident, { diedOn: '2026-02-01' }),
  'binding.once-an-account': async (tx, { neighbour }) => {
    await copyOf(tx, 'Binding', 'binding', { id: `'zzz'`, residentId: `'${neighbour}'` });
    return 'binding';
  },
  'binding.once-a-channel': async (tx) => {
    await copyOf(tx, 'Binding', 'binding', { id: `'zzz'`, contactId: `'contact-2'` });
    return 'binding';
  },
  'binding.is-complete': (tx) => change(tx, 'Binding', 'binding', { endedAt: tx.now }),
  'family.once': async (tx) => {
    const { id } = await tx.prisma.delegation.findFirstOrThrow({ where: { status: 'active' } });
    await copyOf(tx, 'Delegation', id, { id: `'zzz'` });
    return id;
  },
  'consent.once': async (tx, { resident }) => {
    const row = { residentId: resident, subject: 'privacy', version: '1', givenAt: tx.now };
    for (const id of ['one', 'two']) await tx.prisma.consent.create({ data: { id, ...row } });
    return 'one';
  },
  'code.five-tries': async (tx) => {
    const row = { purpose: 'bind', codeHash: '', attempts: 6, createdAt: tx.now, expiresAt: tx.now } as const;
    await tx.prisma.verificationCode.create({ data: { id: 'code', ...row } });
    return 'code';
  },

  'diagnosis.once': async (tx) => {
    const { id } = await tx.prisma.diagnosis.findFirstOrThrow();
    await copyOf(tx, 'Diagnosis', id, { id: `'zzz'` });
    return id;
  },
  'care-plan.one-active': async (tx) => {
    const { id } = await tx.prisma.carePlan.findFirstOrThrow({ where: { status: 'active' } });
    await copyOf(tx, 'CarePlan', id, { id: `'zzz'` });
    return id;
  },
  'care-plan.closed-asks-nothing': async (tx) => {
    const { id, planId } = await tx.prisma.careTask.findFirstOrThrow({ where: { status: 'open' } });
    await change(tx, 'CarePlan', planId, { status: `('closed')`, closedAt: tx.now, closeReason: 'refused' });
    return id;
  },
  'care-task.open-has-a-step': async (tx) => change(tx, 'CareTask', await openTask(tx), { nextStepAt: null }),
  'care-task.is-not-overdue': async (tx) => change(tx, 'CareTask', await openTask(tx), { nextStepAt: later(tx, -30) }),
  'care-task.ends-completely': async (tx) =>
    change(tx, 'CareTask', await openTask(tx), {
      status: `('done')`,
      closedAt: tx.now,
      nextStepAt: null,
      closeReason: 'visit',
    }),
  'care-task.is-the-plan’s-doctor’s': async (tx, { doctor }) =>
    change(tx, 'CareTask', await openTask(tx), { doctorId: doctor }),
  'care-task.not-of-the-dead': async (tx) => {
    const id = await openTask(tx);
    const { residentId } = await tx.prisma.careTask.findUniqueOrThrow({ where: { id } });
    await change(tx, 'Resident', residentId, { diedOn: '2026-02-01' });
    return id;
  },
  'care-task.over-asks-nothing': async (tx, { resident }) => {
    const id = await openTask(tx);
    await change(tx, 'CareTask', id, {
      status: `('done')`,
      closedAt: tx.now,
      closeReason: 'reading',
      nextStepAt: null,
    });
    await copyOf(tx, 'Delivery', 'delivery', {
      ...{ key: `'follow-up.due/${id}/2026-06-02/remind-on/b'`, kind: `'follow-up.due'`, status: `'pending'` },
      ...{ endedAt: 'NULL', residentId: `'${resident}'` },
    });
    return id;
  },
  'alert.open-once': async (tx, ids) => {
    await plantAlert(tx, ids, {});
    await copyOf(tx, 'Alert', 'alert', { id: `'zzz'` });
    return 'alert';
  },
  'alert.is-owned': async (tx, ids) => {
    await plantAlert(tx, ids, {});
    await change(tx, 'Staff', ids.doctor, { active: false });
    return 'alert';
  },
  'alert.ends-completely': (tx, ids) => plantAlert(tx, ids, { status: 'answered' }),

  'referral.steps-are-legal': async (tx, { referral }) => {
    const step = await lastStep(tx, referral);
    await change(tx, 'ReferralStep', step, { to: `('closed')` });
    return referral;
  },
  'referral.steps-make-a-path': (tx, { referral }) => change(tx, 'Referral', referral, { status: `('accepted')` }),
  'referral.open-is-somebody’s-until-a-time': (tx, { referral }) => change(tx, 'Referral', referral, { ownerId: null }),
  'referral.is-not-overdue': (tx, { referral }) => change(tx, 'Referral', referral, { dueAt: later(tx, -2) }),
  'referral.ends-completely': (tx, { referral }) =>
    change(tx, 'Referral', referral, { status: `('declined')`, endedAt: tx.now }),
  'referral.over-asks-nothing': (tx, { referral }) =>
    change(tx, 'Referral', referral, { status: `('withdrawn')`, endedAt: tx.now, endReason: 'doctor-withdrew' }),
  'referral.test-comes-back-as-report': async (tx, { test }) => {
    const { id } = await tx.prisma.report.findFirstOrThrow({ where: { referralId: test } });
    await change(tx, 'Report', id, { referralId: null });
    return test;
  },
  'staff-task.once': async (tx, { call }) => {
    await copyOf(tx, 'StaffTask', call, { id: `'zzz'` });
    return call;
  },
  'staff-task.is-owned': async (tx, { call }) => leaves(tx, 'StaffTask', call),
  'staff-task.ends-completely': (tx, { call }) =>
    change(tx, 'StaffTask', call, { status: `('done')`, closedAt: tx.now, closeReason: 'reached' }),
  'consultation.one-running': async (tx, { consultation }) => {
    await copyOf(tx, 'Consultation', consultation, { id: `'zzz'`, number: `'2'` });
    return consultation;
  },
  'consultation.is-owned': (tx, { consultation }) => leaves(tx, 'Consultation', consultation),
  'consultation.ends-completely': (tx, { consultation }) =>
    change(tx, 'Consultation', consultation, { status: `('answered')`, answeredAt: tx.now, dueAt: null }),
  'record.superseded-by-its-own': async (tx, { resident, neighbour }) => {
    const entry = { kind: 'allergy', textSealed: '', recordedAt: tx.now } as const;
    await tx.prisma.recordEntry.create({ data: { ...entry, id: 'of-another', residentId: neighbour } });
    await tx.prisma.recordEntry.create({
      data: { ...entry, id: 'wrong', residentId: resident, supersededById: 'of-another' },
    });
    return 'wrong';
  },
  'correction.is-owned': (tx, { correction }) => leaves(tx, 'RecordCorrection', correction),
  'correction.ends-completely': (tx, { correction }) =>
    change(tx, 'RecordCorrection', correction, { status: `('refused')` }),
  'report.once': async (tx, { test }) => {
    const { id } = await tx.prisma.report.findFirstOrThrow({ where: { referralId: test } });
    await copyOf(tx, 'Report', id, { id: `'zzz'` });
    return id;
  },
  'report.read-after-it-came': async (tx, { test }) => {
    const { id } = await tx.prisma.report.findFirstOrThrow({ where: { referralId: test } });
    return change(tx, 'Report', id, { firstReadAt: later(tx, -1) });
  },
  'rating.once': async (tx, { rating }) => {
    await copyOf(tx, 'Rating', rating, { id: `'zzz'` });
    return rating;
  },
  'rating.is-complete': (tx, { rating }) => change(tx, 'Rating', rating, { score: 5 }),

  ...visitAndComplaintPlants,

  'gathering.counts-its-seats': async (tx) => {
    const { id } = await tx.prisma.gathering.findFirstOrThrow();
    return change(tx, 'Gathering', id, { taken: 1 });
  },
  'gathering.within-capacity': async (tx) => {
    const { id, capacity } = await tx.prisma.gathering.findFirstOrThrow();
    return change(tx, 'Gathering', id, { taken: capacity + 1 });
  },
  'sign-up.once': async (tx, { resident }) => {
    const { id } = await tx.prisma.gathering.findFirstOrThrow();
    const signUp = { gatheringId: id, residentId: resident, status: 'signed_up', at: tx.now } as const;
    for (const one of ['one', 'two']) await tx.prisma.signUp.create({ data: { id: one, ...signUp } });
    return 'one';
  },
  'sign-up.ends-completely': async (tx, { resident }) => {
    const { id } = await tx.prisma.gathering.findFirstOrThrow();
    const signUp = { gatheringId: id, residentId: resident, status: 'absent', at: tx.now } as const;
    await tx.prisma.signUp.create({ data: { id: 'sign-up', ...signUp } });
    return 'sign-up';
  },
  'gathering.over-is-settled': async (tx, { resident }) => {
    const { id } = await tx.prisma.gathering.findFirstOrThrow();
    const signUp = { gatheringId: id, residentId: resident, status: 'signed_up', at: tx.now } as const;
    await tx.prisma.signUp.create({ data: { id: 'sign-up', ...signUp } });
    await tx.prisma.gathering.update({ where: { id }, data: { taken: 1, status: 'held' } });
    return 'sign-up';
  },
  'sit-in.at-an-expert-session': async (tx, { session }) => {
    const { doctorId } = await tx.prisma.clinicSession.findUniqueOrThrow({ where: { id: session } });
    await tx.prisma.sitIn.create({ data: { sessionId: session, staffId: doctorId, arrivedAt: tx.now } });
    return session;
  },
  'message.once': async (tx) => {
    await copyOf(tx, 'InboundMessage', 'message', { id: `'zzz'` });
    return 'message';
  },
  'message.has-its-account': (tx) => change(tx, 'InboundMessage', 'message', { contactId: 'nobody' }),
  'message.is-answered': (tx) => change(tx, 'InboundMessage', 'message', { answeredAt: null }),
  'message.is-tried-again': (tx) => change(tx, 'InboundMessage', 'message', { status: `('failed')` }),
  'dialogue.one-open': async (tx) => {
    await copyOf(tx, 'Dialogue', 'dialogue', { id: `'zzz'` });
    return 'dialogue';
  },
  'dialogue.has-its-account': (tx) => change(tx, 'Dialogue', 'dialogue', { contactId: 'nobody' }),

  'job.once': async (tx) => {
    await copyOf(tx, 'Job', 'job', { id: `'zzz'` });
    return 'job';
  },
  'job.ends-completely': (tx) => change(tx, 'Job', 'job', { status: `('dead')`, endedAt: tx.now }),
  'job.is-not-overdue': (tx) => change(tx, 'Job', 'job', { dueAt: later(tx, -2) }),
  'delivery.once': async (tx) => {
    await copyOf(tx, 'Delivery', 'delivery', { id: `'zzz'` });
    return 'delivery';
  },
  'delivery.ends-completely': (tx) => change(tx, 'Delivery', 'delivery', { endedAt: null }),
  'delivery.is-not-overdue': (tx) =>
    change(tx, 'Delivery', 'delivery', { status: `('pending')`, endedAt: null, dueAt: later(tx, -2), expiresAt: null }),
  'delivery.ends-with-its-time': (tx) =>
    change(tx, 'Delivery', 'delivery', {
      ...{ status: `('pending')`, endedAt: null, dueAt: new Date(tx.now.getTime() - 1) },
      expiresAt: later(tx, -2),
    }),
  'delivery.sent-is-on-record': async (tx) => {
    await change(tx, 'DeliveryAttempt', 'attempt', { outcome: null });
    return 'delivery';
  },
  'delivery.attempts-are-on-record': (tx) => change(tx, 'Delivery', 'delivery', { attempts: 2 }),
  'delivery.accepted-once': async (tx) => {
    await copyOf(tx, 'DeliveryAttempt', 'attempt', { number: '2' });
    return 'delivery';
  },
  'delivery.never-late': (tx) => change(tx, 'Delivery', 'delivery', { expiresAt: later(tx, -1) }),
  'delivery.never-to-the-unbound': async (tx) => {
    await change(tx, 'Binding', 'binding', { status: `('ended')`, endedAt: later(tx, -1), endReason: 'unbound' });
    return 'delivery';
  },
  'audit.has-no-gap': async (tx) => {
    const { id } = await tx.prisma.auditEntry.findFirstOrThrow({ where: { sequence: 3 } });
    await tx.sql.run('DELETE FROM "AuditEntry" WHERE "sequence" = 2');
    return id;
  },
};

async function openTask(tx: Transaction): Promise<string> {
  const { id } = await tx.prisma.careTask.findFirstOrThrow({ where: { status: 'open' }, orderBy: { id: 'asc' } });
  return id;
}

async function lastStep(tx: Transaction, referralId: string): Promise<string> {
  const { id } = await tx.prisma.referralStep.findFirstOrThrow({ where: { referralId }, orderBy: { id: 'desc' } });
  return id;
}

async function plantAlert(
  tx: Transaction,
  { resident, doctor }: OrderlyIds,
  otherwise: { status?: 'open' | 'answered' },
): Promise<string> {
  const times = { raisedAt: tx.now, dueAt: later(tx, 1) };
  await tx.prisma.alert.create({
    data: {
      id: 'alert',
      residentId: resident,
      kind: 'danger-sign',
      status: 'open',
      ownerId: doctor,
      ...times,
      ...otherwise,
    },
  });
  return 'alert';
}

test('every invariant has a plant that shows that it catches what it is for', () => {
  expect(Object.keys(plants)).toEqual(invariants.map(({ name }) => name));
});

describe.each(engines)('the examination on %s', async (engine) => {
  const { database } = await testDatabase({ engine });
  const ids = await orderlyDistrict(database);

  test('finds nothing in an orderly district', async () => {
    expect(await examine(database)).toEqual([]);
  });

  test.each(Object.entries(plants))('%s is caught', async (name, plant) => {
    const { broken, found } = await unguarded(database, async (tx) => ({
      broken: await plant(tx, ids),
      found: await examineIn(tx),
    }));
    expect(found.find(({ invariant }) => invariant === name)?.rows).toContain(broken);
  });

  test('and nothing of what was planted stayed', async () => {
    expect(await examine(database)).toEqual([]);
  });
});
