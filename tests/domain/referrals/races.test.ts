import { describe, expect, test } from 'vitest';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { Refusal } from '#domain/refusal.ts';
import { acceptReferral } from '#domain/referrals/desk.ts';
import { withdrawReferral } from '#domain/referrals/withdraw.ts';
import { engines } from '#tests/support/engines.ts';
import { anAnswer, referralTown } from '#tests/support/referral-town.ts';

describe.each(engines)('at the same moment, on %s', (engine) => {
  test('the desk accepts while the resident withdraws: one of them wins, the other is told', async () => {
    const town = await referralTown({ engine });
    const outcomes = { accepted: 0, withdrawn: 0 };
    for (let round = 0; round < 12; round += 1) {
      const residentId = await town.neighbour(round);
      const { id } = await town.prepare({ residentId });
      const accept = () =>
        town.transact((tx) =>
          acceptReferral(tx, {
            referralId: id,
            staffId: town.people.wuMin,
            appointmentAt: new Date('2026-03-05T09:00:00+08:00'),
            answer: anAnswer,
          }),
        );
      const withdraw = () => town.transact((tx) => withdrawReferral(tx, { referralId: id, by: { residentId } }));
      const race = round % 2 === 0 ? [accept(), withdraw()] : [withdraw(), accept()];
      const results = await Promise.all(race.map((work) => refusalOf(work)));
      const { status } = await town.referral(id);
      const refused = results.filter((result) => result instanceof Refusal);
      // Accepted first, it may still be withdrawn afterwards; withdrawn first, it cannot be accepted.
      const steps = await town.steps(id);
      expect(['accepted', 'withdrawn']).toContain(status);
      expect(refused.length + steps.length).toBe(4);
      for (const refusal of refused) expect(refusal instanceof Refusal && refusal.code).toBe('referral-state-changed');
      outcomes[status === 'accepted' ? 'accepted' : 'withdrawn'] += 1;
    }
    expect(outcomes.accepted + outcomes.withdrawn).toBe(12);
  });

  test('accepted twice at once, there is one acceptance and its steps are a path', async () => {
    const town = await referralTown({ engine });
    const { id } = await town.prepare();
    const accept = (hour: number) =>
      town.transact((tx) =>
        acceptReferral(tx, {
          referralId: id,
          staffId: town.people.wuMin,
          appointmentAt: new Date(`2026-03-05T${String(hour).padStart(2, '0')}:00:00+08:00`),
          answer: anAnswer,
        }),
      );
    await Promise.all([9, 10, 11].map((hour) => refusalOf(accept(hour))));
    expect(await town.steps(id)).toEqual(['none → reviewing', 'reviewing → sent', 'sent → accepted']);
  });

  test('asked twice at once, one request is under review', async () => {
    const town = await referralTown({ engine });
    const results = await Promise.all([0, 1, 2].map(() => refusalOf(town.ask())));
    expect(results.filter((result) => result instanceof Refusal)).toHaveLength(2);
    expect(await town.read((tx) => tx.prisma.referral.count())).toBe(1);
  });
});
