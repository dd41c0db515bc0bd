import { describe, expect, test } from 'vitest';
import { noteMissed } from '#domain/clinics/miss.ts';
import { book, clockTo, type Neighbour, neighbour, roster, type Town, town } from '#tests/support/clinic.ts';
import { told } from '#tests/support/clinic-rows.ts';

const monday = '2026-03-02';

describe('three missed visits in ninety days', () => {
  async function missThree(at: Town, who: Neighbour) {
    for (const date of ['2026-03-02', '2026-03-03', '2026-03-04']) {
      const { appointmentId } = await book(at, who, date, '18:00');
      clockTo(at, `${date}T18:15`);
      await at.database.transact((tx) => noteMissed(tx, appointmentId));
    }
  }

  test('close booking ahead for thirty days; the desk still books for today', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    await missThree(at, wang);
    const [, , last] = await told(at.database, 'appointment.missed');
    expect(last?.text).toContain('网上预约暂停到4月3日（周五）');
    await expect(book(at, wang, '2026-03-05', '18:00')).rejects.toMatchObject({
      code: 'booking-blocked',
      details: { until: '2026-04-03' },
    });
    await expect(book(at, wang, '2026-03-05', '18:00', { by: at.desk })).rejects.toMatchObject({
      code: 'booking-blocked',
    });
    clockTo(at, '2026-03-05T17:00');
    await book(at, wang, '2026-03-05', '18:00', { by: at.desk });
  });

  test('end by themselves', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    await at.database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: wang.id }, data: { noShowBlockedUntil: '2026-02-28' } }),
    );
    await book(at, wang, monday, '18:00');
  });

  test('are not held against 75+, pregnant and disabled residents: they get a call', async () => {
    for (const about of [{ birthDate: '1950-03-12' }, { tags: ['孕产妇'] }, { tags: ['残疾人'] }]) {
      const at = await town();
      await roster(at, {});
      const wang = await neighbour(at, { name: '王秀英', phone: '13800000001', ...about });
      await missThree(at, wang);
      await book(at, wang, '2026-03-05', '18:00');
      const calls = await at.database.read((tx) => tx.prisma.staffTask.findMany());
      expect(calls).toMatchObject([
        { kind: 'phone', reason: 'missed-often', residentId: wang.id, ownerId: at.chen, status: 'open' },
      ]);
    }
  });
});
