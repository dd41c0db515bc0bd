import { staffTaskWords } from '#domain/notices/staff-tasks.ts';
import { mayGiveUp, recordAttempt } from '#domain/staff-tasks/attempt.ts';
import { staffTasksFor, type WaitingTask } from '#domain/staff-tasks/list.ts';
import { lookAtTask } from '#domain/staff-tasks/look.ts';
import type { AttemptOutcome } from '#domain/staff-tasks/staff-task.ts';
import { administratorRoles, deskRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { staffTasks as words } from '../replies/staff-tasks.ts';

/** 电话任务：要打电话、要上门的居民，看一位，按一下登记结果。 */
export const showStaffTasks: Dialogue = {
  name: 'staff-tasks',
  service: '电话任务',
  audience: 'staff',
  roles: [...deskRoles, ...administratorRoles],
  title: '看电话任务',
  async script(script, world) {
    const { tx, staff } = world;
    const tasks = staff ? await staffTasksFor(tx, staff.id) : [];
    if (!staff) return script.say(words.none);
    const overdue = tasks.filter(({ isOverdue }) => isOverdue).length;
    const taskId = await script.part('which', async () => {
      const { id } = await script.choose('task', {
        title: words.title,
        prompt: words.head(tasks.length, overdue),
        shown: 'hidden',
        from: tasks,
        id: ({ id }) => id,
        label: ({ residentName, kind, reason, isOverdue }) =>
          words.line(residentName, kind, staffTaskWords[reason], isOverdue),
        names: ({ residentName }) => [residentName],
        none: { say: words.none },
      });
      return id;
    });
    const task = await script.keep<Kept>('chosen', () => keptOf(tasks.find(({ id }) => id === taskId)));
    await work(script, world, { task, staffId: staff.id });
    const left = (await staffTasksFor(tx, staff.id)).filter(({ id }) => id !== taskId).length;
    if (left > 0) script.say(words.more(left));
  },
};

/** As it was when it was chosen: a task that is done meanwhile is refused when its outcome is recorded. */
interface Kept {
  id: string;
  kind: 'phone' | 'visit';
  name: string;
  coveredFor: string;
}

function keptOf(task: WaitingTask | undefined): Kept {
  const { id = '', kind = 'phone', residentName: name = '', coveredFor = '' } = task ?? {};
  return { id, kind, name, coveredFor };
}

async function work(
  script: Script,
  { tx }: DialogueWorld,
  { task, staffId }: { task: Kept; staffId: string },
): Promise<void> {
  const { kind, name } = task;
  const found = { taskId: task.id, staffId };
  // Shown once and looked at once: what is asked again below does not repeat the number.
  const shown = await script.act('look', () => lookAtTask(tx, found));
  script.say(
    [
      ...(task.coveredFor === '' ? [] : [words.coveredFor(task.coveredFor)]),
      ...shown.phones.map(({ whose, phone }) => words.phone(whose, phone)),
      ...(shown.phones.length === 0 ? [words.noPhone] : []),
      ...(kind === 'visit' ? [shown.address === undefined ? words.noAddress : words.address(shown.address)] : []),
      ...(shown.toTell === undefined ? [] : [words.toTell(shown.toTell)]),
      ...(shown.triedInVain === 0 ? [] : [words.tried(shown.triedInVain)]),
    ].join('\n'),
  );
  const usual: readonly AttemptOutcome[] = ['reached', 'no-answer', 'wrong-number', 'refused', 'moved', 'died'];
  const row = await tx.prisma.staffTask.findUniqueOrThrow({ where: { id: task.id } });
  const outcomes = (await mayGiveUp(tx, row)) ? [...usual, 'unreachable' as const] : usual;
  const outcome = await script.choose('outcome', {
    title: words.outcomeTitle,
    prompt: words.askOutcome[kind],
    from: [...outcomes, 'later' as const],
    id: (one) => one,
    label: (one) => (one === 'later' ? words.later : words.outcomes[kind][one]),
    none: { say: words.none },
  });
  if (outcome === 'later') return script.say(words.leftOpen);
  if (outcome === 'died') {
    const sure = await script.decide('died', { title: words.diedTitle, prompt: words.askDied(name), shown: 'hidden' });
    if (!sure) return script.say(words.diedKept);
  }
  const effect = await script.act('record', () => recordAttempt(tx, { ...found, outcome }));
  script.say(words.effect[effect]);
}
