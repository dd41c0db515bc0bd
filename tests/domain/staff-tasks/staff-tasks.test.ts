import { beforeEach, describe, expect, test } from 'vitest';
import { askStaffTask, type NewStaffTask } from '#domain/staff-tasks/ask.ts';
import { recordAttempt } from '#domain/staff-tasks/attempt.ts';
import { clearStaffTasks } from '#domain/staff-tasks/clear.ts';
import { escalateStaffTask } from '#domain/staff-tasks/escalate.ts';
import type { AttemptOutcome } from '#domain/staff-tasks/staff-task.ts';
import { isAway } from '#tests/support/absences.ts';
import { contractTown, type ContractTown } from '#tests/support/contract-town.ts';
import { engines } from '#tests/support/engines.ts';

let at: ContractTown;
beforeEach(async () => {
  at = await contractTown({ start: '2026-03-02T09:00:00+08:00' });
});

const ask = (more: Partial<NewStaffTask> = {}) =>
  at.transact((tx) =>
    askStaffTask(tx, {
      kind: 'phone',
      key: 'care.unreached/1',
      reason: 'care-unreached',
      residentId: at.ids.wangXiuying,
      subject: { kind: 'care-task', id: '1' },
      ...more,
    }),
  );

const task = (id: string | undefined) =>
  at.read((tx) => tx.prisma.staffTask.findUniqueOrThrow({ where: { id: id ?? '' }, include: { attempts: true } }));

const attempt = (taskId: string | undefined, outcome: AttemptOutcome, staffId = at.ids.chenZhiyuan) =>
  at.transact((tx) => recordAttempt(tx, { taskId: taskId ?? '', staffId, outcome }));

const livesAt = (residentId: string, addressSealed: string | null) =>
  at.transact((tx) => tx.prisma.resident.update({ where: { id: residentId }, data: { addressSealed } }));

describe('a call that is asked for', () => {
  test('is one task for each key, owned by who looks after the resident, due within two working days', async () => {
    const id = await ask();
    expect(await ask()).toBeUndefined();
    const asked = await task(id);
    expect(asked).toMatchObject({ kind: 'phone', status: 'open', ownerId: at.ids.chenZhiyuan, escalations: 0 });
    expect(asked.dueAt).toEqual(new Date('2026-03-04T09:00:00+08:00'));
    expect(await at.told('staff-task.asked')).toEqual([]);
  });

  test('is told at once when the next digest would be too late', async () => {
    await ask({ dueAt: new Date('2026-03-02T10:00:00+08:00') });
    const [push] = await at.told('staff-task.asked');
    expect(push).toMatchObject({ recipientId: at.ids.chenZhiyuan });
    expect(push?.content.text).toContain('请今天打电话给王秀英');
    expect(push?.content.text).not.toMatch(/1\d{10}/u);
  });

  test('is a visit for who has no phone, nor anybody who acts for them', async () => {
    await at.transact((tx) =>
      tx.prisma.resident.update({ where: { id: at.ids.wangXiuying }, data: { phoneSealed: null } }),
    );
    await at.transact((tx) => tx.prisma.delegation.deleteMany({ where: { subjectId: at.ids.wangXiuying } }));
    expect(await task(await ask())).toMatchObject({ kind: 'visit' });
  });

  test('is not asked about the dead', async () => {
    await at.transact((tx) =>
      tx.prisma.resident.update({ where: { id: at.ids.wangXiuying }, data: { diedOn: '2026-02-01' } }),
    );
    expect(await ask()).toBeUndefined();
  });

  test('ends when its reason is gone, and stays ended', async () => {
    const id = await ask();
    const clear = () =>
      at.transact((tx) => clearStaffTasks(tx, { subject: { kind: 'care-task', id: '1' } }, 'no-longer-needed'));
    expect(await clear()).toBe(1);
    expect(await clear()).toBe(0);
    expect(await task(id)).toMatchObject({ status: 'cleared', closeReason: 'no-longer-needed' });
    await expect(attempt(id, 'reached')).rejects.toMatchObject({ code: 'task-state-changed' });
  });
});

describe('an attempt', () => {
  test.each(['reached', 'refused', 'moved'] as const)('%s ends it', async (outcome) => {
    const id = await ask();
    expect(await attempt(id, outcome)).toBe('closed');
    expect(await task(id)).toMatchObject({ status: 'done', closeReason: outcome });
  });

  test('died ends every task about the resident and is noted for good', async () => {
    const id = await ask();
    const other = await ask({ key: 'other' });
    await attempt(id, 'died');
    expect(await task(other)).toMatchObject({ status: 'cleared', closeReason: 'resident-died' });
    const resident = await at.read((tx) => tx.prisma.resident.findUniqueOrThrow({ where: { id: at.ids.wangXiuying } }));
    expect(resident.diedOn).toBe('2026-03-02');
  });

  test('in vain is tried again a working day later; three make it a visit, two visits in vain the next owner’s', async () => {
    await livesAt(at.ids.wangXiuying, 'sealed');
    const id = await ask();
    expect(await attempt(id, 'no-answer')).toBe('again');
    expect((await task(id)).dueAt).toEqual(new Date('2026-03-03T09:00:00+08:00'));
    expect(await attempt(id, 'no-answer')).toBe('again');
    expect(await attempt(id, 'no-answer')).toBe('visit-instead');
    expect(await task(id)).toMatchObject({ kind: 'visit', status: 'open', ownerId: at.ids.chenZhiyuan });
    await expect(attempt(id, 'unreachable')).rejects.toMatchObject({ code: 'not-allowed' });
    await attempt(id, 'no-answer');
    const after = await attempt(id, 'no-answer');
    expect(after).toMatch(/again|handed-up/u);
    expect(await attempt(id, 'unreachable')).toBe('closed');
    expect(await task(id)).toMatchObject({ status: 'done', closeReason: 'unreachable' });
  });

  test('with a wrong number is a visit at once; without an address the next owner’s', async () => {
    await livesAt(at.ids.wangXiuying, 'sealed');
    expect(await attempt(await ask(), 'wrong-number')).toBe('visit-instead');
    await livesAt(at.ids.wangXiuying, null);
    const id = await ask({ key: 'other', ownerId: at.ids.linXiaomei });
    expect(await attempt(id, 'wrong-number')).toBe('handed-up');
    expect(await task(id)).toMatchObject({ ownerId: at.ids.chenZhiyuan, kind: 'phone', escalations: 1 });
  });

  test('is recorded by the owner, who covers for them, or a colleague of the centre; by nobody else', async () => {
    const [one, two, three] = [await ask(), await ask({ key: 'two' }), await ask({ key: 'three' })];
    await expect(attempt(one, 'reached', at.ids.zhouWenbo)).rejects.toMatchObject({ code: 'not-allowed' });
    await attempt(one, 'reached', at.ids.heJing);
    await at.transact((tx) =>
      isAway(tx, {
        staffId: at.ids.chenZhiyuan,
        coverId: at.ids.zhouWenbo,
        fromDate: '2026-03-02',
        toDate: '2026-03-02',
      }),
    );
    await attempt(two, 'reached', at.ids.zhouWenbo);
    expect(await task(three)).toMatchObject({ status: 'open' });
  });
});

describe('an overdue task', () => {
  test('goes to the next owner, who is told; not before it is due, and not when it is done', async () => {
    const id = await ask({ ownerId: at.ids.linXiaomei });
    expect(await at.transact((tx) => escalateStaffTask(tx, id ?? ''))).toBe('due-later');
    at.to('2026-03-04T09:00:00+08:00');
    await at.transact((tx) => escalateStaffTask(tx, id ?? ''));
    await at.transact((tx) => escalateStaffTask(tx, id ?? ''));
    expect(await task(id)).toMatchObject({ ownerId: at.ids.chenZhiyuan, escalations: 1 });
    const pushes = await at.told('staff-task.overdue');
    expect(pushes).toMatchObject([{ recipientId: at.ids.chenZhiyuan }]);
    expect(pushes[0]?.content.text).toContain('林晓梅的任务转给您：打电话给王秀英');
  });
});

describe.each(engines)('on %s', (engine) => {
  test('two who ask with one key at once ask once; of two who close it one does', async () => {
    const both = await contractTown({ engine });
    const asks = [1, 2, 3].map(() =>
      both.transact((tx) =>
        askStaffTask(tx, {
          kind: 'phone',
          key: 'rating.low/1',
          reason: 'rating-low',
          residentId: both.ids.wangXiuying,
          subject: { kind: 'rating', id: '1' },
        }),
      ),
    );
    const ids = (await Promise.all(asks)).filter((id) => id !== undefined);
    expect(ids).toHaveLength(1);
    const closing = ['reached', 'refused'].map((outcome) =>
      both.transact((tx) =>
        recordAttempt(tx, {
          taskId: ids[0] ?? '',
          staffId: both.ids.chenZhiyuan,
          outcome: outcome as 'reached' | 'refused',
        }),
      ),
    );
    const results = await Promise.allSettled(closing);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await both.read((tx) => tx.prisma.staffTaskAttempt.count())).toBe(1);
  });
});
