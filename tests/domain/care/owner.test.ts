import { beforeEach, describe, expect, test } from 'vitest';
import { nextOwner, ownerOf } from '#domain/care/owner.ts';
import { answersFor } from '#domain/staff/cover.ts';
import { isAway } from '#tests/support/absences.ts';
import { contractTown, type ContractTown } from '#tests/support/contract-town.ts';

const sunday = { fromDate: '2026-03-01', toDate: '2026-03-01' };

let at: ContractTown;
beforeEach(async () => {
  at = await contractTown();
});

const owner = (residentId: string) => at.read((tx) => ownerOf(tx, residentId));
const away = (staffId: string, coverId: string | null, days = sunday) =>
  at.transact((tx) => isAway(tx, { staffId, coverId, ...days }));

/** A resident whose doctor is 林晓梅; the team's leader is 陈志远. */
async function signedWithLin(): Promise<string> {
  const residentId = await at.neighbour(1);
  await at.signed({ residentId, doctorId: at.ids.linXiaomei });
  return residentId;
}

describe('a resident is looked after by', () => {
  test('the doctor of the contract', async () => {
    expect(await owner(await signedWithLin())).toBe(at.ids.linXiaomei);
  });

  test('who covers for the doctor while they are away, and the doctor again afterwards', async () => {
    const residentId = await signedWithLin();
    await away(at.ids.linXiaomei, at.ids.zhouWenbo);
    expect(await owner(residentId)).toBe(at.ids.zhouWenbo);
    expect(await at.read((tx) => answersFor(tx, at.ids.zhouWenbo))).toContain(at.ids.linXiaomei);
    at.to('2026-03-02T08:00:00+08:00');
    expect(await owner(residentId)).toBe(at.ids.linXiaomei);
    expect(await at.read((tx) => answersFor(tx, at.ids.zhouWenbo))).toEqual([at.ids.zhouWenbo]);
  });

  test('who covers for the cover, when both are away', async () => {
    const residentId = await signedWithLin();
    await away(at.ids.linXiaomei, at.ids.zhouWenbo);
    await away(at.ids.zhouWenbo, at.ids.heJing);
    expect(await owner(residentId)).toBe(at.ids.heJing);
    expect((await at.read((tx) => answersFor(tx, at.ids.heJing))).sort()).toEqual(
      [at.ids.heJing, at.ids.linXiaomei, at.ids.zhouWenbo].sort(),
    );
  });

  test('the leader, when the doctor is away uncovered, has left, or two who are away cover for each other', async () => {
    const residentId = await signedWithLin();
    await away(at.ids.linXiaomei, null);
    expect(await owner(residentId)).toBe(at.ids.chenZhiyuan);
    await at.transact((tx) => tx.prisma.absence.deleteMany());
    await away(at.ids.linXiaomei, at.ids.zhouWenbo);
    await away(at.ids.zhouWenbo, at.ids.linXiaomei);
    expect(await owner(residentId)).toBe(at.ids.chenZhiyuan);
    await at.transact((tx) => tx.prisma.absence.deleteMany());
    await at.transact((tx) => tx.prisma.staff.update({ where: { id: at.ids.linXiaomei }, data: { active: false } }));
    expect(await owner(residentId)).toBe(at.ids.chenZhiyuan);
  });

  test('the leader of the grid’s team without a contract', async () => {
    expect(await owner(at.ids.wangXiuying)).toBe(at.ids.chenZhiyuan);
  });

  test('somebody of the centre, when the whole team is away', async () => {
    await at.transact(async (tx) => {
      const members = await tx.prisma.teamMember.findMany({ where: { team: { leaderId: at.ids.chenZhiyuan } } });
      for (const { staffId } of members) await isAway(tx, { staffId, coverId: null, ...sunday });
    });
    const ownerId = await owner(at.ids.wangXiuying);
    const staff = await at.read((tx) => tx.prisma.staff.findUniqueOrThrow({ where: { id: ownerId } }));
    expect(staff.active).toBe(true);
    expect(await at.read((tx) => tx.prisma.absence.count({ where: { staffId: ownerId } }))).toBe(0);
  });

  test('the district, for who lives nowhere that we know: never nobody', async () => {
    const residentId = await at.neighbour(1);
    await at.transact((tx) =>
      tx.prisma.resident.update({ where: { id: residentId }, data: { homeCentreId: null, gridId: null } }),
    );
    const ownerId = await owner(residentId);
    const roles = await at.read((tx) => tx.prisma.staffRole.findMany({ where: { staffId: ownerId } }));
    expect(roles.map(({ role }) => role)).toContain('district_administrator');
  });
});

describe('what an owner lets lie goes', () => {
  test('to the leader, then to the administrators, and stays at the top', async () => {
    const residentId = await signedWithLin();
    const ladder: string[] = [at.ids.linXiaomei];
    for (;;) {
      const next = await at.read((tx) => nextOwner(tx, residentId, ladder.at(-1) ?? ''));
      if (next === undefined) break;
      expect(ladder).not.toContain(next);
      ladder.push(next);
    }
    expect(ladder[1]).toBe(at.ids.chenZhiyuan);
    const roles = await at.read((tx) => tx.prisma.staffRole.findMany({ where: { staffId: ladder.at(-1) ?? '' } }));
    expect(roles.map(({ role }) => role)).toContain('district_administrator');
  });
});
