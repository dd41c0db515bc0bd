import { addDays } from '#kit/chinese-input/calendar.ts';
import type { PlanKind } from '../packs/follow-up-rules.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { residentRow } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { openPlan, type NewPlan } from './open-plan.ts';
import { windowAfter } from './rules.ts';
import { seenAgainOn } from './summary-date.ts';
import { kindOf, openTask } from './tasks.ts';

/** What a hospital wrote, and the district's date on which it did (YYYY-MM-DD). */
export interface Summary {
  text: string;
  writtenOn: string;
}

type AfterCare = Pick<NewPlan, 'residentId' | 'anchorOn'> & {
  kind: 'after-referral' | 'after-discharge';
  /** The referral or the report that it follows. */
  causeId: string;
};

/**
 * What is due after a referral or a discharge: within two weeks, and by the plan in the summary (domain.md §5). A day in
 * the summary that comes sooner takes the place of the two weeks. Once for each event.
 * @throws Refusal `resident-deceased`.
 */
export async function openAfterCare(tx: Transaction, care: AfterCare, summary?: Summary): Promise<void> {
  const namedOn = summary && dayAhead(tx, summary);
  const { first } = await rulesFor(tx, care.residentId, care.kind);
  const isSooner = namedOn !== undefined && namedOn <= windowAfter(care.anchorOn, first).dueOn;
  const planId = await openPlan(tx, { ...care, firstDueOn: isSooner ? namedOn : undefined });
  if (planId !== undefined && namedOn !== undefined && !isSooner) await addVisit(tx, planId, namedOn);
}

/** The summary came later: the day that it names is due too, be the two weeks over or not. */
export async function followSummary(tx: Transaction, care: AfterCare, summary: Summary): Promise<void> {
  const namedOn = dayAhead(tx, summary);
  const { diedOn } = await residentRow(tx, care.residentId);
  if (namedOn === undefined || diedOn !== null) return;
  const { causeId, residentId, kind } = care;
  const running = await tx.prisma.carePlan.findFirst({ where: { residentId, kind, causeId, status: 'active' } });
  if (running) await addVisit(tx, running.id, namedOn);
  else await openPlan(tx, { ...care, firstDueOn: namedOn });
}

/** A day that was over when the summary came is none. */
function dayAhead(tx: Transaction, { text, writtenOn }: Summary): string | undefined {
  const day = seenAgainOn(text, writtenOn);
  return day !== undefined && day >= tx.day.dateOf(tx.now) ? day : undefined;
}

async function addVisit(tx: Transaction, planId: string, dueOn: string): Promise<void> {
  const plan = await tx.prisma.carePlan.findUniqueOrThrow({ where: { id: planId } });
  const { pack, first } = await rulesFor(tx, plan.residentId, kindOf(plan));
  const [today, opens] = [tx.day.dateOf(tx.now), addDays(dueOn, -first.openDays)];
  const dueFrom = opens < today ? today : opens;
  await openTask(tx, plan, { milestone: 'by-summary', dueFrom, dueOn, dueTo: dueOn }, pack);
}

async function rulesFor(tx: Transaction, residentId: string, kind: PlanKind) {
  const { homeCentreId } = await residentRow(tx, residentId);
  const pack = await rulesAt(tx, homeCentreId);
  const { first } = pack.followUps.plans[kind];
  if (!first) throw new Error(`the rules say nothing of the first visit of ${kind}`);
  return { pack, first };
}
