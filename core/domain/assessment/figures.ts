import { rulesAt } from '../packs/of-organisation.ts';
import { rulesOf } from '../packs/current.ts';
import type { RulePack } from '../packs/rule-pack.ts';
import type { SqlValue, Transaction } from '../transaction.ts';
import type { Indicator, IndicatorName } from './indicator.ts';
import { indicatorNamed, indicators } from './indicators.ts';
import { type Period, valuesOf } from './period.ts';

/** What is assessed: an organisation with everything below it, a team's or a single member of staff's own work. */
export type Subject = { kind: 'organisation'; id: string } | { kind: 'staff'; ids: readonly string[] };

/** A sum that opens to its rows. */
export interface Figure {
  indicator: IndicatorName;
  part: number;
  whole: number;
  rows: number;
  /** The count, the share (0 to 1) or the mean; undefined where there was nothing to measure. */
  value: number | undefined;
}

/** One row that a figure is made of. */
export interface FactRow {
  rowId: string;
  staffId: string | null;
  organisationId: string;
  part: number;
  whole: number;
}

/** What figures are taken of: the rows as they are, or as they were kept when the half-year was closed. */
export interface Source {
  period: Period;
  rules: RulePack;
  isClosed: boolean;
}

/** @param organisationId whose district's pack decides while the half-year is not closed. */
export async function sourceOf(tx: Transaction, period: Period, organisationId: string): Promise<Source> {
  const kept = await tx.prisma.assessmentPeriod.findUnique({ where: { id: period.id } });
  if (kept?.status === 'closed') return { period, rules: rulesOf(kept.rulePack), isClosed: true };
  return { period, rules: await rulesAt(tx, organisationId), isClosed: false };
}

/** The figures of several subjects, each summed up by the database once for all of them. */
export async function figuresOf(
  tx: Transaction,
  source: Source,
  subjects: readonly Subject[],
  names: readonly IndicatorName[] = indicators.map(({ name }) => name),
): Promise<Figure[][]> {
  const below = await subtrees(tx);
  const figures: Figure[][] = subjects.map(() => []);
  for (const name of names) {
    const indicator = indicatorNamed(name);
    const { text, values } = factsOf(tx, source, indicator);
    const sums = await tx.sql.all<Sum>(
      `SELECT "staffId", "organisationId", CAST(SUM("part") AS DOUBLE PRECISION) AS "part",
        CAST(SUM("whole") AS DOUBLE PRECISION) AS "whole", CAST(COUNT(*) AS INTEGER) AS "rows"
       FROM (${text}) "f" GROUP BY "staffId", "organisationId"`,
      values,
    );
    for (const [index, subject] of subjects.entries())
      figures[index]?.push(figureOf(indicator, sums.filter(belongsTo(subject, below))));
  }
  return figures;
}

/** The rows of one figure, by their ids. @param after the last one of the page before; empty for the first. */
export async function rowsOf(
  tx: Transaction,
  source: Source,
  { subject, name, after, most }: { subject: Subject; name: IndicatorName; after: string; most: number },
): Promise<FactRow[]> {
  const { text, values } = factsOf(tx, source, indicatorNamed(name));
  const below = await subtrees(tx);
  const ids = subject.kind === 'staff' ? subject.ids : [...(below.get(subject.id) ?? [])];
  if (ids.length === 0) return [];
  const column = subject.kind === 'staff' ? 'staffId' : 'organisationId';
  return tx.sql.all<FactRow>(
    `SELECT "rowId", "staffId", "organisationId", CAST("part" AS DOUBLE PRECISION) AS "part",
      CAST("whole" AS DOUBLE PRECISION) AS "whole"
     FROM (${text}) "f" WHERE "${column}" IN (${ids.map(() => '?').join(', ')}) AND "rowId" > ? ORDER BY "rowId" LIMIT ?`,
    [...values, ...ids, after, most],
  );
}

/** The statement of an indicator with its values: of the rows themselves, or of those that were kept. */
export function factsOf(
  tx: Transaction,
  { period, rules, isClosed }: Source,
  indicator: Indicator,
): { text: string; values: SqlValue[] } {
  if (isClosed)
    return {
      text: `SELECT "rowId", "staffId", "organisationId", "part", "whole" FROM "AssessmentFact" WHERE "periodId" = ? AND "indicator" = ?`,
      values: [period.id, indicator.name],
    };
  const asked = valuesOf(period, tx, rules.identity.elderFromAge);
  const { text, parameters } = indicator.facts({ engine: tx.sql.engine, rules: rules.assessment });
  return { text, values: parameters.map((parameter) => asked[parameter]) };
}

type Sum = Pick<FactRow, 'staffId' | 'organisationId' | 'part' | 'whole'> & { rows: number };

function belongsTo(subject: Subject, below: ReadonlyMap<string, ReadonlySet<string>>): (sum: Sum) => boolean {
  if (subject.kind === 'staff') return ({ staffId }) => staffId !== null && subject.ids.includes(staffId);
  const places = below.get(subject.id);
  return ({ organisationId }) => places?.has(organisationId) ?? false;
}

function figureOf({ name, measure }: Indicator, sums: readonly Sum[]): Figure {
  const of = (column: 'part' | 'whole' | 'rows') => sums.reduce((sum, row) => sum + row[column], 0);
  const [part, whole, rows] = [of('part'), of('whole'), of('rows')];
  if (measure === 'count') return { indicator: name, part, whole, rows, value: part };
  return { indicator: name, part, whole, rows, value: whole === 0 ? undefined : part / whole };
}

/** Every organisation with all below it and itself. */
async function subtrees(tx: Transaction): Promise<Map<string, Set<string>>> {
  const all = await tx.prisma.organisation.findMany({ select: { id: true, parentId: true } });
  const parents = new Map(all.map(({ id, parentId }) => [id, parentId]));
  const below = new Map<string, Set<string>>(all.map(({ id }) => [id, new Set([id])]));
  for (const { id } of all)
    for (let above = parents.get(id); above; above = parents.get(above)) below.get(above)?.add(id);
  return below;
}
