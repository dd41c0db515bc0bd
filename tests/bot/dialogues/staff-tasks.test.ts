import { expect, test } from 'vitest';
import { showStaffTasks } from '#bot/dialogues/staff-tasks.ts';
import { showWorkbench } from '#bot/dialogues/workbench.ts';
import { recordAttempt } from '#domain/staff-tasks/attempt.ts';
import { askStaffTask } from '#domain/staff-tasks/ask.ts';
import type { StaffTaskReason } from '#domain/staff-tasks/staff-task.ts';
import { house } from '../inbox/house.ts';

async function office() {
  const town = await house({ dialogues: [showWorkbench, showStaffTasks] });
  const chen = town.phone('chen.zhiyuan', 'wecom');
  const ask = (key: string, residentId: string, reason: StaffTaskReason) =>
    town.database.transact((tx) =>
      askStaffTask(tx, { kind: 'phone', key, reason, residentId, subject: { kind: 'rating', id: key } }),
    );
  const tasks = () =>
    town.database.read((tx) => tx.prisma.staffTask.findMany({ orderBy: { key: 'asc' }, include: { attempts: true } }));
  return { ...town, chen, ask, tasks };
}

test('a call is chosen by its number, made, and its outcome pressed; the number is shown once, with an audit line', async () => {
  const { chen, ask, tasks, people, database } = await office();
  await ask('1', people.wang, 'rating-low');
  await ask('2', people.jianjun, 'missed-often');
  await chen.says('工作台', '电话、上门任务：2位');
  await chen.says('电话任务', '要联系2位居民', '1. 王秀英：评价较低，请回访', '2. 王建军：近期约了门诊多次没有来');
  const shown = await chen.says('1', '本人电话：13800000001', '打完了请选结果', '2. 没人接');
  expect(shown).not.toContain('联系不上');
  expect(await chen.says('哦', '打完了请选结果')).not.toContain('13800000001');
  await chen.says('没人接', '下一个工作日再联系一次', '还有1位要联系');
  expect(await tasks()).toMatchObject([
    { status: 'open', attempts: [{ outcome: 'no-answer', staffId: people.staff('chen.zhiyuan') }] },
    { status: 'open', attempts: [] },
  ]);
  const looks = await database.read((tx) =>
    tx.prisma.auditEntry.findMany({ where: { action: 'resident.phone-read' } }),
  );
  expect(looks).toMatchObject([{ subjectId: people.wang, purpose: 'staff-task' }]);
});

test('nobody is registered as dead by one slip of the finger', async () => {
  const { chen, ask, tasks, people } = await office();
  await ask('1', people.wang, 'rating-low');
  await chen.says('电话任务', '1. 王秀英');
  await chen.says('1', '6. 已去世');
  await chen.says('6', '要登记王秀英已去世吗');
  await chen.says('不是', '没有登记');
  expect(await tasks()).toMatchObject([{ status: 'open' }]);
});

test('what a colleague closed meanwhile is said', async () => {
  const { chen, ask, tasks, people, database } = await office();
  await ask('1', people.wang, 'rating-low');
  await chen.says('电话任务', '1. 王秀英');
  await chen.says('1', '打完了请选结果');
  const [task] = await tasks();
  await database.transact((tx) =>
    recordAttempt(tx, { taskId: task?.id ?? '', staffId: people.staff('he.jing'), outcome: 'refused' }),
  );
  await chen.says('打通了', '这个任务刚刚有人处理过了');
  expect(await tasks()).toMatchObject([{ closeReason: 'refused', attempts: [{}] }]);
  await chen.says('电话任务', '没有要打的电话');
});
