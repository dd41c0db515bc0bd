import { agreeOn, saidDone } from '#domain/follow-ups/agree.ts';
import { comingTasks, type ComingTask } from '#domain/follow-ups/due-for.ts';
import { isWorkingDay } from '#domain/calendar/working-day.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { HouseholdMember } from '#domain/residents/family.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { followUps as words, planNames, readings } from '../replies/follow-ups.ts';
import { bindFirst } from './bind-first.ts';
import { isSaid, mayBookFor } from './own-visits.ts';
import { report } from './report-readings.ts';

/** 随访：报血压、血糖、体重；或者看该做的随访，约时间，说已经去过。 */
export const followUp: Dialogue = {
  name: 'follow-up',
  service: '随访',
  audience: 'resident',
  title: '随访',
  async script(script, world) {
    const me = await bindFirst(script, world);
    const way = await script.choose('way', {
      title: words.title,
      shown: 'hidden',
      from: ['report', 'due'] as const,
      id: (one) => one,
      label: (one) => one,
      usual: 'due',
      none: { say: words.none },
      fact: ({ readings: said, measuring }) => (said?.length || measuring ? 'report' : undefined),
    });
    const members = await mayBookFor(world, me.id);
    if (way === 'due') return due(script, world, { me: me.id, members });
    const { homeCentreId } = me;
    const rules = (await rulesAt(world.tx, homeCentreId)).followUps;
    const who = await whose(script, members);
    return report(script, world, { who, by: me.id, rules });
  },
};

/** Oneself, unless somebody of the family was spoken of. */
export async function whose(script: Script, members: readonly HouseholdMember[]): Promise<HouseholdMember> {
  return script.choose('whose', {
    title: readings.who,
    from: members,
    id: ({ residentId }) => residentId,
    label: ({ name, kind, kinship }) => (kind === 'self' ? name : `${name}（${kinship}）`),
    names: ({ name, kinship }) => [name, kinship],
    usual: members.find(({ kind }) => kind === 'self'),
    none: { say: words.none },
    fact: ({ people }) =>
      people?.length ? members.filter((one) => people.some((said) => isSaid(one, said))) : undefined,
  });
}

const daysOffered = 8;

async function due(
  script: Script,
  { tx }: DialogueWorld,
  { me, members }: { me: string; members: readonly HouseholdMember[] },
): Promise<void> {
  const tasks = await comingTasks(
    tx,
    members.map(({ residentId }) => residentId),
    me,
  );
  const lineOf = (task: ComingTask) => sayTask(tx.day, members, task);
  const task = await script.choose('task', {
    title: words.title,
    prompt: words.which,
    from: tasks,
    id: ({ id }) => id,
    label: lineOf,
    none: { say: words.none },
  });
  const way = await script.choose('what', {
    title: words.what,
    prompt: words.askWhat(lineOf(task)),
    from: ['agree', 'been', 'later'] as const,
    id: (one) => one,
    label: (one) => words.ways[one],
    names: (one) => (one === 'been' ? ['去过了', '去了', '做过了'] : one === 'agree' ? ['约时间', '预约'] : []),
    none: { say: words.none },
  });
  if (way === 'later') return script.say(words.later);
  if (way === 'been') {
    await script.act('been', () => saidDone(tx, { taskId: task.id, by: me }));
    return script.receipt({ done: words.been, undo: words.notBeen });
  }
  const days = openDays(tx, task);
  const day = await script.choose('day', {
    title: words.day,
    prompt: words.askDay,
    from: days,
    id: (date) => date,
    label: (date) => tx.day.sayDate(date),
    none: { say: words.noDay },
    fact: (facts) => (facts.days?.length ? days.filter((date) => facts.days?.includes(date)) : undefined),
  });
  await script.act('agree', () => agreeOn(tx, { taskId: task.id, by: me, date: day }));
  const member = members.find(({ residentId }) => residentId === task.residentId);
  const centre = await tx.prisma.organisation.findUnique({ where: { id: member?.homeCentreId ?? '' } });
  script.receipt({
    done: [words.agreedOn(member?.name ?? '', tx.day.sayDate(day), centre?.name ?? '中心'), words.bring].join('\n'),
    undo: words.changeHow,
  });
}

/** Working days from when it may be done, or from tomorrow. */
function openDays(tx: DialogueWorld['tx'], { dueFrom }: ComingTask): string[] {
  const today = tx.day.dateOf(tx.now);
  const days: string[] = [];
  for (
    let date = dueFrom > today ? dueFrom : tx.day.add(today, 1);
    days.length < daysOffered;
    date = tx.day.add(date, 1)
  )
    if (isWorkingDay(tx.day, date)) days.push(date);
  return days;
}

function sayTask(day: DialogueWorld['tx']['day'], members: readonly HouseholdMember[], task: ComingTask): string {
  const name = members.find(({ residentId }) => residentId === task.residentId)?.name ?? '';
  const date = task.agreedOn ? words.agreed(day.sayDate(task.agreedOn)) : words.until(day.sayDate(task.dueTo));
  const state = task.saidDone ? words.saidDone : task.isOverdue ? words.overdue : '';
  return words.line(name, planNames[task.kind], date, state);
}
