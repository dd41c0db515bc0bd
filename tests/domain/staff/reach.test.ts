import { describe, expect, test } from 'vitest';
import type { Role } from '#prisma/generated/sqlite/enums.ts';
import { deskCentres } from '#domain/staff/desk.ts';
import { dutyStaff } from '#domain/staff/duty.ts';
import { mustReach, reaches, reachOf } from '#domain/staff/reach.ts';
import { staffByUserid, staffMember } from '#domain/staff/staff.ts';
import { teamsOfCentre, teamsOfStaff } from '#domain/staff/teams.ts';
import { postgresqlIsHere } from '#tests/support/database.ts';
import { settled } from '#tests/support/people.ts';

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);

describe.each(engines)('staff on %s', async (engine) => {
  const { database, people } = await settled({ engine });

  test.each<[string, Role, string, boolean]>([
    ['chen.zhiyuan', 'doctor', '拱北', true],
    ['chen.zhiyuan', 'doctor', '茂盛站', true],
    ['chen.zhiyuan', 'doctor', '香湾', false],
    ['chen.zhiyuan', 'doctor', '区卫生局', false],
    ['chen.zhiyuan', 'nurse', '拱北', false],
    ['fang.min', 'district_administrator', '拱北', true],
    ['fang.min', 'district_administrator', '茂盛站', true],
    ['fang.min', 'district_administrator', '市二院', true],
    ['wu.min', 'hospital_desk', '拱北', false],
  ])(
    'a role reaches down its subtree, not sideways or up: %s as %s at %s is %s',
    async (who, role, place, expected) => {
      const held = await database.read((tx) => reaches(tx, people.staff(who), people.place(place), role));
      expect(held).toBe(expected);
      const places = await database.read((tx) => reachOf(tx, people.staff(who), [role]));
      expect(places.includes(people.place(place))).toBe(expected);
    },
  );

  test('who does not reach is refused', async () => {
    const tried = database.transact((tx) =>
      mustReach(tx, people.staff('zhou.wenbo'), people.place('拱北'), ['doctor']),
    );
    await expect(tried).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('a staff member is known by the WeCom userid on the staff record, with the roles', async () => {
    const chen = await database.read((tx) => staffByUserid(tx, 'chen.zhiyuan'));
    expect(chen).toMatchObject({ name: '陈志远', organisationId: people.place('拱北') });
    expect(chen?.roles.map(({ role }) => role).sort()).toEqual(['doctor', 'team_leader']);
    expect(await database.read((tx) => staffByUserid(tx, 'nobody'))).toBeUndefined();
  });

  test('who left reaches nothing any more, and is not known', async () => {
    const id = people.staff('xu.jiaming');
    expect(await database.read((tx) => reaches(tx, id, people.place('梅华'), 'doctor'))).toBe(true);
    await database.transact((tx) => tx.prisma.staff.update({ where: { id }, data: { active: false } }));
    expect(await database.read((tx) => reaches(tx, id, people.place('梅华'), 'doctor'))).toBe(false);
    expect(await database.read((tx) => staffByUserid(tx, 'xu.jiaming'))).toBeUndefined();
    expect(await database.read((tx) => staffMember(tx, id))).toBeUndefined();
  });

  test('a hospital’s expert works at no centre’s desk, a nurse at hers and its stations', async () => {
    expect(await database.read((tx) => deskCentres(tx, people.staff('zhao.yiming')))).toEqual([]);
    const nurse = await database.read((tx) => deskCentres(tx, people.staff('he.jing')));
    expect(nurse.sort()).toEqual([people.place('拱北'), people.place('茂盛站')].sort());
  });

  test('the leader hears first of what happens at a centre, then doctors, then nurses; a station’s centre answers for it', async () => {
    const expected = ['chen.zhiyuan', 'lin.xiaomei', 'he.jing', 'huang.guoqiang'].map(people.staff);
    expect(await database.read((tx) => dutyStaff(tx, people.place('拱北')))).toEqual(expected);
    expect(await database.read((tx) => dutyStaff(tx, people.place('茂盛站')))).toEqual(expected);
  });

  test('while a session runs its doctor hears first', async () => {
    await database.transact(async (tx) => {
      const schedule = await tx.prisma.clinicSchedule.findFirstOrThrow({
        where: { doctorId: people.staff('lin.xiaomei') },
      });
      const session = {
        scheduleId: schedule.id,
        organisationId: people.place('拱北'),
        doctorId: people.staff('lin.xiaomei'),
      };
      const hour = 3_600_000;
      await tx.prisma.clinicSession.create({
        data: {
          id: tx.id(),
          ...session,
          kind: 'night',
          date: '2026-03-01',
          startsAt: new Date(tx.now.getTime() - hour),
          endsAt: new Date(tx.now.getTime() + hour),
          status: 'open',
          places: 12,
          rulePack: 'zhuhai-xiangzhou@2026-01',
        },
      });
    });
    const told = await database.read((tx) => dutyStaff(tx, people.place('拱北')));
    expect(told).toEqual(['lin.xiaomei', 'chen.zhiyuan', 'he.jing', 'huang.guoqiang'].map(people.staff));
  });

  test('a team has its leader and members', async () => {
    const [team] = await database.read((tx) => teamsOfCentre(tx, people.place('拱北')));
    expect(team).toMatchObject({ name: '拱北第一团队', leader: { name: '陈志远' } });
    expect(team?.members.map(({ name }) => name).sort()).toEqual(['何静', '林晓梅', '陈志远'].sort());
    const mine = await database.read((tx) => teamsOfStaff(tx, people.staff('he.jing')));
    expect(mine.map(({ name }) => name)).toEqual(['拱北第一团队']);
  });
});
