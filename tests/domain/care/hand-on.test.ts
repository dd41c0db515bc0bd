import { describe, expect, test } from 'vitest';
import { requestLook } from '#domain/care/hand-on.ts';
import { askStaffTask } from '#domain/staff-tasks/ask.ts';
import { escalateStaffTask } from '#domain/staff-tasks/escalate.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { engines } from '#tests/support/engines.ts';

describe.each(engines)('what its owner has let lie, on %s', async (engine) => {
  const at = await contractTown({ engine, start: '2026-03-02T09:00:00+08:00' });
  const taskId = await at.transact((tx) =>
    askStaffTask(tx, {
      kind: 'phone',
      key: 'care.unreached/1',
      reason: 'care-unreached',
      residentId: at.ids.wangXiuying,
      subject: { kind: 'care-task', id: '1' },
      ownerId: at.ids.linXiaomei,
    }),
  );
  const id = taskId ?? '';
  const look = () => at.transact((tx) => escalateStaffTask(tx, id));
  const looks = () =>
    at.read(async (tx) => {
      const jobs = await tx.prisma.job.findMany({ where: { name: 'staff-task.escalate' }, orderBy: { dueAt: 'asc' } });
      return jobs.map(({ dueAt }) => dueAt.toISOString());
    });

  test('is handed on once by two looks at once: counted, told, audited, and looked at anew at its new time', async () => {
    at.to('2026-03-04T09:00:00+08:00');
    await Promise.allSettled([look(), look(), look()]);
    const task = await at.read((tx) => tx.prisma.staffTask.findUniqueOrThrow({ where: { id } }));
    expect(task).toMatchObject({ ownerId: at.ids.chenZhiyuan, escalations: 1 });
    expect(await at.told('staff-task.overdue')).toHaveLength(1);
    expect(await looks()).toEqual(['2026-03-04T01:00:00.000Z', task.dueAt.toISOString()]);
    const audited = await at.read((tx) => tx.prisma.auditEntry.count({ where: { action: 'staff-task.handed-up' } }));
    expect(audited).toBe(1);
  });

  test('stays at the top in everybody’s sight', async () => {
    const ends: (string | undefined)[] = [];
    for (let day = 10; day < 20 && !ends.includes('at-the-top'); day += 1) {
      at.to(`2026-03-${day}T09:00:00+08:00`);
      ends.push(await look());
    }
    expect(ends.at(-1)).toBe('at-the-top');
    expect(await at.read((tx) => tx.prisma.staffTask.findUniqueOrThrow({ where: { id } }))).toMatchObject({
      status: 'open',
    });
  });

  test('is asked for once for each time', async () => {
    const before = await looks();
    const dueAt = new Date('2026-04-01T09:00:00+08:00');
    for (const _ of [1, 2]) await at.transact((tx) => requestLook(tx, 'staff-task.escalate', { taskId: id }, dueAt));
    expect(await looks()).toHaveLength(before.length + 1);
  });
});
