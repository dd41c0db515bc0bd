import { describe, expect, test } from 'vitest';
import { cancelAppointment } from '#domain/clinics/cancel.ts';
import { remindOfAppointment } from '#domain/clinics/remind.ts';
import { actsFor, book, clockTo, neighbour, roster, type Town, town } from '#tests/support/clinic.ts';
import { pendingJobs, told } from '#tests/support/clinic-rows.ts';

const monday = '2026-03-02';

describe('reminders', () => {
  test('two hours before, and the evening before when booked two days ahead', async () => {
    const at = await town();
    await roster(at, {});
    const [near, far] = [await neighbour(at), await neighbour(at, { name: '王秀英' })];
    await book(at, near, monday, '18:00');
    const { appointmentId } = await book(at, far, '2026-03-04', '18:00');
    const jobs = await pendingJobs(at, 'appointment.remind');
    expect(jobs.map(({ dueAt }) => dueAt)).toEqual([
      new Date('2026-03-02T16:00:00+08:00'),
      new Date('2026-03-03T19:00:00+08:00'),
      new Date('2026-03-04T16:00:00+08:00'),
    ]);
    clockTo(at, '2026-03-03T19:00');
    await at.database.transact((tx) => remindOfAppointment(tx, { appointmentId, when: 'evening-before' }));
    await at.database.transact((tx) => remindOfAppointment(tx, { appointmentId, when: 'evening-before' }));
    const reminders = await told(at.database, 'appointment.reminder');
    expect(reminders).toHaveLength(1);
    expect(reminders[0]?.text).toContain('提醒您明天有夜门诊：3月4日（周三）晚上6:00');
    expect(reminders[0]?.expiresAt).toEqual(new Date('2026-03-04T18:00:00+08:00'));
  });

  test('a late booking’s confirmation is its reminder', async () => {
    const at = await town({ start: '2026-03-02T17:00:00+08:00' });
    await roster(at, {});
    await book(at, await neighbour(at), monday, '18:30');
    expect(await pendingJobs(at, 'appointment.remind')).toEqual([]);
  });

  test('are cleared when the visit is given back, and say nothing when they are looked at all the same', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    const { appointmentId } = await book(at, wang, '2026-03-04', '18:00');
    await at.database.transact((tx) => cancelAppointment(tx, { appointmentId, by: wang.by }));
    expect(await pendingJobs(at, 'appointment.remind')).toEqual([]);
    expect(await pendingJobs(at, 'appointment.miss')).toEqual([]);
    expect(await at.database.transact((tx) => remindOfAppointment(tx, { appointmentId, when: 'evening-before' }))).toBe(
      'already-cancelled',
    );
  });

  test('that come too late are not sent', async () => {
    const at = await town();
    await roster(at, {});
    const { appointmentId } = await book(at, await neighbour(at), monday, '18:00');
    clockTo(at, '2026-03-02T18:00');
    expect(
      await at.database.transact((tx) => remindOfAppointment(tx, { appointmentId, when: 'two-hours-before' })),
    ).toBe('started');
  });

  test('go to who booked too, and to whoever acts for a child without an account or phone', async () => {
    const at = await town();
    await roster(at, {});
    const [grandmother, father, child] = [
      await neighbour(at, { name: '王秀英' }),
      await neighbour(at, { name: '王建军' }),
      await neighbour(at, { name: '王乐乐', birthDate: '2022-09-01', phone: undefined, unbound: true }),
    ];
    await actsFor(at, father, child, 'guardian');
    await actsFor(at, grandmother, child, 'helper');
    const byGrandmother = await book(at, child, monday, '18:00', { by: grandmother.by });
    const byDesk = await book(at, child, '2026-03-03', '18:00', { by: at.desk });
    const remind = (appointmentId: string) =>
      at.database.transact((tx) => remindOfAppointment(tx, { appointmentId, when: 'two-hours-before' }));
    await remind(byGrandmother.appointmentId);
    expect(await bound(at, 'appointment.reminder')).toEqual([grandmother.id]);
    await remind(byDesk.appointmentId);
    expect((await bound(at, 'appointment.reminder')).sort()).toEqual(
      [grandmother.id, grandmother.id, father.id].sort(),
    );
  });

  test('do not go to who booked and may not act for them any more', async () => {
    const at = await town();
    await roster(at, {});
    const [mother, son] = [await neighbour(at, { birthDate: '1958-03-12' }), await neighbour(at)];
    const delegation = await actsFor(at, son, mother, 'agent');
    const { appointmentId } = await book(at, mother, monday, '18:00', { by: son.by });
    await at.database.transact((tx) =>
      tx.prisma.delegation.update({ where: { id: delegation }, data: { status: 'ended', endedAt: tx.now } }),
    );
    await at.database.transact((tx) => remindOfAppointment(tx, { appointmentId, when: 'two-hours-before' }));
    expect(await bound(at, 'appointment.reminder')).toEqual([mother.id]);
  });

  /** Whose accounts a kind of notice went to. */
  async function bound(at: Town, kind: string): Promise<string[]> {
    const deliveries = await told(at.database, kind);
    return at.database.read(async (tx) => {
      const bindings = await tx.prisma.binding.findMany();
      return deliveries.map(({ recipientId }) => bindings.find(({ id }) => id === recipientId)?.residentId ?? 'nobody');
    });
  }
});
