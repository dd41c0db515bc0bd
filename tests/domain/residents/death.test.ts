import { beforeEach, describe, expect, test } from 'vitest';
import { raiseAlert } from '#domain/alerts/raise.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { joinWaitlist } from '#domain/clinics/waitlist.ts';
import { askQuestion } from '#domain/consultations/ask.ts';
import { recordDiagnosis } from '#domain/follow-ups/diagnose.ts';
import { signUp } from '#domain/gatherings/sign-up.ts';
import { askCorrection } from '#domain/records/corrections.ts';
import { acceptReferral, noteAttendance, returnReferral } from '#domain/referrals/desk.ts';
import { noteDeath } from '#domain/residents/death.ts';
import { askStaffTask } from '#domain/staff-tasks/ask.ts';
import { engines } from '#tests/support/engines.ts';
import { anAnswer, referralTown } from '#tests/support/referral-town.ts';

describe.each(engines)('a death, on %s', (engine) => {
  let town: Awaited<ReturnType<typeof referralTown>>;
  let contactId: string;
  beforeEach(async () => {
    town = await referralTown({ engine });
    contactId = await town.bind(town.ids.wangXiuying);
  });
  const note = () =>
    town.transact((tx) => noteDeath(tx, { residentId: town.ids.wangXiuying, staffId: town.ids.heJing }));

  /** Everything that can be under way about one person. */
  async function underWay(): Promise<void> {
    const { transact, ids } = town;
    const residentId = ids.wangXiuying;
    await town.signed({ residentId });
    await town.draft({ residentId, replaces: 'running' });
    await transact(openSessionsAhead);
    const by = { kind: 'resident', residentId, contactId } as const;
    await transact(async (tx) => {
      const [night, next] = await tx.prisma.clinicSession.findMany({
        where: { kind: 'night', status: 'open', organisation: { shortName: '拱北' }, startsAt: { gt: tx.now } },
        include: { slots: { orderBy: { startsAt: 'asc' } } },
        orderBy: { startsAt: 'asc' },
      });
      const slot = night?.slots[0];
      if (!slot || !next) throw new Error('there is no night clinic');
      await bookPlace(tx, { slotId: slot.id, residentId, by });
      await tx.prisma.slot.updateMany({ where: { sessionId: next.id }, data: { taken: 1 } });
      await tx.prisma.clinicSession.update({ where: { id: next.id }, data: { taken: next.places, reserved: 0 } });
      await joinWaitlist(tx, { sessionId: next.id, residentId, by });
      await recordDiagnosis(tx, {
        ...{ residentId, code: 'hypertension', diagnosedOn: '2026-03-01', staffId: ids.chenZhiyuan },
      });
      await raiseAlert(tx, { residentId, kind: 'danger-sign' });
      await askStaffTask(tx, {
        ...{ kind: 'phone', key: 'test', reason: 'rating-low', residentId },
        subject: { kind: 'rating', id: 'r' },
      });
      await askQuestion(tx, { residentId, actorId: residentId, contactId, text: '药能停吗' });
      await askCorrection(tx, { residentId, askedById: residentId, text: '过敏史不对' });
      const times = { startsAt: new Date('2026-03-09T15:00:00+08:00'), endsAt: new Date('2026-03-09T16:00:00+08:00') };
      await tx.prisma.gathering.create({
        data: {
          ...{ ...times, id: 'lecture', kind: 'lecture', title: '护心', topic: '', place: '二楼', status: 'open' },
          ...{ organisationId: town.places.gongbei, capacity: 5, createdById: ids.heJing, createdAt: tx.now },
        },
      });
      await signUp(tx, { gatheringId: 'lecture', who: by });
      const medicine = { organisationId: town.places.gongbei, name: '氨氯地平', strength: '5mg', unit: '盒' };
      await tx.prisma.medicine.create({
        data: {
          ...{ ...medicine, id: 'medicine', essential: true, status: 'stocked', changedAt: tx.now },
          ...{ proposedById: ids.chenZhiyuan, approvedById: ids.chenZhiyuan },
        },
      });
      const opened = { residentId, ownerId: ids.chenZhiyuan, rulePack: 'zhuhai-xiangzhou@2026-01' } as const;
      await tx.prisma.medicineSupply.create({
        data: {
          ...{ ...opened, id: 'supply', number: '1', medicineId: 'medicine', status: 'requested', days: 28 },
          requestedAt: tx.now,
        },
      });
      await tx.prisma.homeVisit.create({
        data: {
          ...opened,
          id: 'visit',
          number: '1',
          reason: 'other',
          textSealed: '',
          status: 'planned',
          askedAt: tx.now,
        },
      });
    });
    await town.prepare({ residentId });
  }

  /** What is still open about somebody, by table. */
  const open = (residentId: string) =>
    town.read(async ({ prisma }) => {
      const mine = { residentId };
      const counts = {
        contracts: prisma.contract.count({ where: { ...mine, status: { in: ['draft', 'submitted', 'active'] } } }),
        visits: prisma.appointment.count({ where: { ...mine, status: { in: ['booked', 'arrived'] } } }),
        waiting: prisma.waitlistEntry.count({ where: { ...mine, status: { in: ['waiting', 'offered'] } } }),
        plans: prisma.carePlan.count({ where: { ...mine, status: 'active' } }),
        tasks: prisma.careTask.count({ where: { ...mine, status: 'open' } }),
        alerts: prisma.alert.count({ where: { ...mine, status: 'open' } }),
        calls: prisma.staffTask.count({ where: { ...mine, status: 'open' } }),
        referrals: prisma.referral.count({ where: { ...mine, endedAt: null } }),
        questions: prisma.consultation.count({ where: { ...mine, status: { not: 'closed' } } }),
        corrections: prisma.recordCorrection.count({ where: { ...mine, status: 'open' } }),
        seats: prisma.signUp.count({ where: { ...mine, status: 'signed_up' } }),
        supplies: prisma.medicineSupply.count({
          where: { ...mine, status: { in: ['requested', 'preparing', 'ready'] } },
        }),
        homeVisits: prisma.homeVisit.count({ where: { ...mine, status: { in: ['offered', 'requested', 'planned'] } } }),
        accounts: prisma.binding.count({ where: { ...mine, status: 'active' } }),
        family: prisma.delegation.count({
          where: { status: { not: 'ended' }, OR: [{ actorId: residentId }, { subjectId: residentId }] },
        }),
        pushes: prisma.delivery.count({ where: { ...mine, status: 'pending', recipientKind: { not: 'staff' } } }),
      };
      const found: Record<string, number> = {};
      for (const [what, count] of Object.entries(counts)) found[what] = await count;
      return found;
    });

  test('ends everything that ends with a person, and stops every push', async () => {
    await underWay();
    const before = await open(town.ids.wangXiuying);
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    await note();
    const after = await open(town.ids.wangXiuying);
    expect(Object.entries(after).filter(([, count]) => count !== 0)).toEqual([]);
  });

  test('each with its reason, by the step of its own subject', async () => {
    await underWay();
    const held = await town.held(town.ids.chenZhiyuan);
    await note();
    const residentId = town.ids.wangXiuying;
    const found = await town.read(async ({ prisma }) => ({
      contract: await prisma.contract.findFirstOrThrow({ where: { residentId }, orderBy: { createdAt: 'asc' } }),
      visit: await prisma.appointment.findFirstOrThrow({ where: { residentId }, include: { slot: true } }),
      referral: await prisma.referral.findFirstOrThrow({ where: { residentId } }),
      plans: await prisma.carePlan.findMany({ where: { residentId } }),
      alert: await prisma.alert.findFirstOrThrow({ where: { residentId } }),
      audited: await prisma.auditEntry.count({ where: { action: 'contract.terminated' } }),
    }));
    expect(found.contract).toMatchObject({ status: 'terminated', endReason: 'deceased' });
    expect(await town.held(town.ids.chenZhiyuan)).toBe(held - 1);
    expect(found.visit).toMatchObject({ status: 'cancelled', cancelReason: 'resident-died', slot: { taken: 0 } });
    expect(found.referral).toMatchObject({ status: 'withdrawn', endReason: 'resident-died' });
    expect(new Set(found.plans.map(({ closeReason }) => closeReason))).toEqual(new Set(['resident-died']));
    expect(found.alert).toMatchObject({ status: 'answered', outcome: 'died', answeredById: town.ids.heJing });
    expect(found.audited).toBe(1);
  });

  test('the team is told once, and nobody else; noted again, nothing happens', async () => {
    await underWay();
    await note();
    await note();
    const told = await town.told('resident.died');
    expect(told.map(({ recipientId, content }) => [recipientId, content.text])).toEqual([
      [town.ids.chenZhiyuan, '王秀英已去世（何静登记）。预约、签约、随访和待办都已停止，请不要再联系本人。'],
    ]);
    expect(await town.told('contract.over')).toEqual([]);
    expect(await town.told('contract.withdrawn')).toEqual([]);
    expect(await town.told('referral.withdrawn')).toEqual([]);
    const audited = await town.read((tx) => tx.prisma.auditEntry.count({ where: { action: 'resident.death-noted' } }));
    expect(audited).toBe(1);
  });

  test('noted twice at the same moment, it is noted once', async () => {
    await underWay();
    await Promise.all([note(), note()]);
    expect(await town.told('resident.died')).toHaveLength(1);
  });

  test('the hospital that has seen them may still send its summary', async () => {
    const { id } = await town.prepare();
    const by = { referralId: id, staffId: town.people.wuMin };
    await town.transact((tx) =>
      acceptReferral(tx, { ...by, appointmentAt: new Date('2026-03-05T09:00:00+08:00'), answer: anAnswer }),
    );
    await town.transact((tx) => noteAttendance(tx, by));
    await note();
    await town.transact((tx) => returnReferral(tx, { ...by, outcome: { summary: '抢救无效', advice: '两周复查' } }));
    expect((await town.referral(id)).status).toBe('returned');
    expect(
      await town.read((tx) =>
        tx.prisma.careTask.count({ where: { status: 'open', residentId: town.ids.wangXiuying } }),
      ),
    ).toBe(0);
  });

  test('whom they acted for is not acted for any more, and the places that they gave back are free', async () => {
    const { wangLele, wangJianjun } = town.ids;
    const of = () =>
      town.read((tx) =>
        tx.prisma.delegation.count({ where: { subjectId: wangLele, status: 'active', actorId: wangJianjun } }),
      );
    expect(await of()).toBe(1);
    await town.transact((tx) => noteDeath(tx, { residentId: wangJianjun, staffId: town.ids.heJing }));
    expect(await of()).toBe(0);
  });
});
