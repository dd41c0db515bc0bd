import type { EncounterMode } from '#prisma/generated/sqlite/enums.ts';
import { askToArrange } from '#domain/follow-ups/arrange.ts';
import { previewVisit } from '#domain/follow-ups/preview.ts';
import { recordVisit } from '#domain/follow-ups/record-visit.ts';
import { missingFor } from '#domain/follow-ups/rules.ts';
import { followUpsFor, lookAtFollowUp, type WorkDetail } from '#domain/follow-ups/worklist.ts';
import type { PlanKind } from '#domain/packs/follow-up-rules.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { followUpWork as words, planNamesForStaff, sayMeasured, visitClassWords } from '../replies/follow-ups.ts';
import { findingsOf } from './read-findings.ts';
import { sayAgain } from './read-values.ts';

/** 随访任务：过期的在前，看一位，登记随访或者发消息约时间。 */
export const followUpWork: Dialogue = {
  name: 'follow-up-work',
  service: '随访任务',
  audience: 'staff',
  title: '登记随访',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.none);
    const taskId = await script.part('which', async () => {
      const tasks = await followUpsFor(tx, staff.id);
      const overdue = tasks.filter(({ state }) => state === 'overdue' || state === 'escalated').length;
      const chosen = await script.choose('task', {
        title: words.task,
        prompt: words.which(tasks.length, overdue),
        shown: 'hidden',
        from: tasks,
        id: ({ id }) => id,
        label: ({ residentName, kind, dueTo, state }) =>
          words.line(residentName, planNamesForStaff[kind], tx.day.sayDate(dueTo), words.states[state]),
        names: ({ residentName }) => [residentName],
        none: { say: words.none },
      });
      return chosen.id;
    });
    const { residentId } = await tx.prisma.careTask.findUniqueOrThrow({ where: { id: taskId } });
    const detail = await script.act('look', () => lookAtFollowUp(tx, { taskId, staffId: staff.id }));
    const last = [
      ...(detail.lastClass ? [visitClassWords[detail.lastClass]] : []),
      ...(detail.lastMeasured ? [sayMeasured(detail.lastMeasured.measured)] : []),
    ].join('，');
    const { name, age, phone, kind, dueTo } = detail;
    script.say(words.detail(name, age, phone ?? words.noPhone, planNamesForStaff[kind], tx.day.sayDate(dueTo), last));
    const doing = await script.choose('doing', {
      title: words.mode,
      prompt: words.askDoing,
      from: ['clinic', 'home', 'station', 'phone', 'arrange', 'later'] as const,
      id: (one) => one,
      label: (one) => (one === 'arrange' || one === 'later' ? words.doings[one] : words.modes[one]),
      none: { say: words.none },
      fact: ({ mode }) => mode,
    });
    if (doing === 'later') return script.say(words.left);
    if (doing === 'arrange') {
      const sent = await script.act('arrange', () => askToArrange(tx, { taskId, staffId: staff.id }));
      return script.say(sent ? words.arranged : words.notReached);
    }
    return visit(script, world, { residentId, staffId: staff.id, mode: doing, detail });
  },
};

interface Seen {
  residentId: string;
  staffId: string;
  mode: EncounterMode;
  detail: Pick<WorkDetail, 'name' | 'kind' | 'planId' | 'others'>;
}

async function visit(
  script: Script,
  { tx }: DialogueWorld,
  { residentId, staffId, mode, detail }: Seen,
): Promise<void> {
  const { kind, planId, others, name } = detail;
  const { homeCentreId } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  const rules = (await rulesAt(tx, homeCentreId)).followUps;
  const asked = askedOf(kind);
  const said = await script.ask('values', {
    title: words.values,
    prompt: words.askValues[asked],
    hint: words.valuesHint[asked],
    accept: (text) => (missingFor(kind, findingsOf(text, rules)) ? undefined : text.trim().slice(0, 200)),
    fact: ({ readings }) => (readings?.length ? sayAgain(readings) : undefined),
  });
  const findings = findingsOf(said, rules);
  const planIds = [planId, ...others.map((other) => other.planId)];
  const previews = await previewVisit(tx, { residentId, planIds, mode, findings });
  await script.confirm('confirm', {
    title: words.check,
    also: previews.flatMap(({ kind: of, class: found, nextDueOn }) => [
      { title: planNamesForStaff[of], label: found ? visitClassWords[found] : words.notCounted },
      ...(found ? [{ title: words.next, label: nextDueOn ? tx.day.sayDate(nextDueOn) : words.nothingNext }] : []),
    ]),
  });
  const { outcomes } = await script.act('record', () =>
    recordVisit(tx, {
      ...{ residentId, staffId, mode, findings, note: said },
      planIds: previews.map((preview) => preview.planId),
    }),
  );
  const advice = outcomes.flatMap((one) => (one.advice ? [words.advice[one.advice]] : []));
  const next = outcomes.flatMap(({ nextDueOn }) => nextDueOn ?? []).sort()[0];
  script.receipt({
    done: [
      words.recorded(name),
      ...(next ? [words.nextOn(tx.day.sayDate(next))] : []),
      ...new Set(advice),
      ...(outcomes.some((one) => one.class === undefined) ? [words.notCounted] : []),
    ].join('\n'),
    undo: words.afterVisit,
  });
}

function askedOf(kind: PlanKind): keyof typeof words.askValues {
  switch (kind) {
    case 'hypertension':
      return 'pressure';
    case 'diabetes':
      return 'glucose';
    case 'mental-disorder':
      return 'risk';
    default:
      return 'free';
  }
}
