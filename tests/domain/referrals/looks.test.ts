import { describe, expect, test } from 'vitest';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { Refusal } from '#domain/refusal.ts';
import { declineReferral } from '#domain/referrals/desk.ts';
import { openReferrals, referralsFor } from '#domain/referrals/lists.ts';
import { lookInto } from '#domain/referrals/look.ts';
import { referralTown } from '#tests/support/referral-town.ts';

const town = await referralTown();

describe('who sees a referral', () => {
  const look = async (referralId: string, staffId: string) => {
    const seen = await refusalOf(town.transact((tx) => lookInto(tx, { referralId, staffId })));
    return seen instanceof Refusal ? seen.code : seen.packet.findings;
  };

  test('the desk sees what goes with it while it binds them, and each look is audited', async () => {
    const { id } = await town.prepare();
    expect(await look(id, town.people.wuMin)).toBe('168/98');
    const [entry] = await town.read((tx) =>
      tx.prisma.auditEntry.findMany({ where: { action: 'record.read', actorId: town.people.wuMin } }),
    );
    expect(entry).toMatchObject({ subjectId: town.ids.wangXiuying, purpose: 'referral', detail: { referralId: id } });
    expect(await look(id, town.people.sunLi)).toBe('not-allowed');
    await town.transact((tx) =>
      declineReferral(tx, { referralId: id, staffId: town.people.wuMin, reason: 'full', advice: '' }),
    );
    expect(await look(id, town.people.wuMin)).toBe('not-allowed');
    expect(await look(id, town.ids.chenZhiyuan)).toBe('168/98');
  });

  test('the desk sees nothing of what the resident has not agreed to yet', async () => {
    const { id } = await town.prepare({ consent: 'ask' });
    expect(await look(id, town.people.wuMin)).toBe('not-allowed');
    expect(await town.read((tx) => referralsFor(tx, town.people.wuMin))).toEqual([]);
    expect((await town.read((tx) => referralsFor(tx, town.ids.chenZhiyuan))).map((one) => one.id)).toContain(id);
    expect(await look(id, town.ids.zhouWenbo)).toBe('not-allowed');
  });

  test('what is under way is listed for the resident; the most urgent comes first on the desk’s list', async () => {
    const neighbour = await town.neighbour(7);
    const routine = await town.prepare({ residentId: neighbour });
    const urgent = await town.prepare({ residentId: neighbour, urgency: 'urgent' });
    const listed = await town.read((tx) => referralsFor(tx, town.people.wuMin));
    expect(listed.map(({ id }) => id)).toEqual([urgent.id, routine.id]);
    expect(await town.read((tx) => openReferrals(tx, [neighbour]))).toHaveLength(2);
  });
});
