import { requestJob } from '../jobs/request-job.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { factsOf } from './figures.ts';
import { indicators } from './indicators.ts';
import { periodOf } from './period.ts';

/** Rows that one transaction keeps: a callback waits no longer than this takes. */
const rowsAtOnce = 2_000;

/**
 * Begins to close a half-year (seed 000 四(三): two assessments a year): the rows behind every figure are kept, so that
 * nothing entered later changes them.
 * @throws Refusal `assessment-period-open` before its last day is over, `assessment-closed` when it was closed already.
 */
export async function closePeriod(
  tx: Transaction,
  { id, organisationId, staffId }: { id: string; organisationId: string; staffId: string },
): Promise<void> {
  const period = periodOf(id);
  if (tx.day.dateOf(tx.now) <= period.toDate) throw refuse('assessment-period-open');
  await oneAtATime(tx, `assessment/${id}`);
  if (await tx.prisma.assessmentPeriod.findUnique({ where: { id } })) throw refuse('assessment-closed');
  const { version } = await rulesAt(tx, organisationId);
  await tx.prisma.assessmentPeriod.create({
    data: { ...period, status: 'closing', rulePack: version, startedAt: tx.now, startedById: staffId },
  });
  tx.audit({ actor: { kind: 'staff', id: staffId }, action: 'assessment.closed', subject: { kind: 'assessment', id } });
  await requestNext(tx, { periodId: id, indicator: '', after: '' });
}

/** Keeps the next rows of a half-year that is being closed, and asks for those after them. A second time it does nothing. */
export async function keepFacts(
  tx: Transaction,
  { periodId, indicator: name, after }: { periodId: string; indicator: string; after: string },
): Promise<'kept' | 'kept-before'> {
  const row = await tx.prisma.assessmentPeriod.findUniqueOrThrow({ where: { id: periodId } });
  if (row.status === 'closed' || row.lastIndicator !== name || row.lastRowId !== after) return 'kept-before';
  const at = Math.max(
    0,
    indicators.findIndex((indicator) => indicator.name === name),
  );
  const indicator = indicators[at];
  if (!indicator) throw new Error('there is nothing to assess');
  const source = { period: periodOf(periodId), rules: rulesOf(row.rulePack), isClosed: false };
  const { text, values } = factsOf(tx, source, indicator);
  const kept = await tx.sql.run(
    `INSERT INTO "AssessmentFact" ("periodId", "indicator", "rowId", "staffId", "organisationId", "part", "whole")
     SELECT CAST(? AS TEXT), CAST(? AS TEXT), "f"."rowId", "f"."staffId", "f"."organisationId", "f"."part", "f"."whole"
     FROM (${text}) "f" WHERE "f"."rowId" > ? ORDER BY "f"."rowId" LIMIT ?`,
    [periodId, indicator.name, ...values, after, rowsAtOnce],
  );
  await goOn(
    tx,
    periodId,
    kept < rowsAtOnce
      ? { indicator: indicators[at + 1]?.name, after: '' }
      : await lastKept(tx, periodId, indicator.name),
  );
  return 'kept';
}

async function lastKept(tx: Transaction, periodId: string, indicator: string) {
  const { _max } = await tx.prisma.assessmentFact.aggregate({ where: { periodId, indicator }, _max: { rowId: true } });
  return { indicator, after: _max.rowId ?? '' };
}

/** @param next undefined indicator: everything is kept. */
async function goOn(
  tx: Transaction,
  periodId: string,
  { indicator, after }: { indicator: string | undefined; after: string },
): Promise<void> {
  const where = { id: periodId };
  if (indicator === undefined) {
    await tx.prisma.assessmentPeriod.update({ where, data: { status: 'closed', closedAt: tx.now } });
    return;
  }
  await tx.prisma.assessmentPeriod.update({ where, data: { lastIndicator: indicator, lastRowId: after } });
  await requestNext(tx, { periodId, indicator, after });
}

async function requestNext(
  tx: Transaction,
  next: { periodId: string; indicator: string; after: string },
): Promise<void> {
  const key = `assessment.keep/${next.periodId}/${next.indicator}/${next.after}`;
  await requestJob(tx, 'assessment.keep', next, { key, dueAt: tx.now });
}
