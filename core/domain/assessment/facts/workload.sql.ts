import type { FactStatement, Writing } from '../indicator.ts';

/**
 * 标化工作量 (seed 004 三(二)1): what was done, weighted by the pack: visits by their mode, answers, night clinics,
 * contracts. The weights are numbers of the pack, never input.
 */
export function standardWorkload({ rules: { workload } }: Writing): FactStatement {
  const { visits, answer, nightSession, contract } = workload;
  const byMode = Object.entries(visits)
    .map(([mode, weight]) => `WHEN '${mode}' THEN ${real(weight)}`)
    .join(' ');
  const row = (id: string, staff: string, weight: string) =>
    `SELECT ${id} AS "rowId", ${staff} AS "staffId", "d"."organisationId", ${weight} AS "part", 1.0 AS "whole"`;
  const by = (staff: string) => `JOIN "Staff" "d" ON "d"."id" = ${staff}`;
  return {
    text: `${row('"e"."id"', '"e"."staffId"', `CASE CAST("e"."mode" AS TEXT) ${byMode} ELSE 0.0 END`)}
        FROM "Encounter" "e" ${by('"e"."staffId"')} WHERE "e"."heldAt" >= ? AND "e"."heldAt" < ?
      UNION ALL ${row('"l"."id"', '"l"."staffId"', real(answer))}
        FROM "ConsultationLine" "l" ${by('"l"."staffId"')} WHERE "l"."at" >= ? AND "l"."at" < ?
      UNION ALL ${row('"s"."id"', '"s"."doctorId"', real(nightSession))}
        FROM "ClinicSession" "s" ${by('"s"."doctorId"')}
        WHERE "s"."kind" = 'night' AND "s"."status" = 'open' AND "s"."endsAt" >= ? AND "s"."endsAt" < ?
      UNION ALL ${row('"c"."id"', '"c"."doctorId"', real(contract))}
        FROM "Contract" "c" ${by('"c"."doctorId"')}
        WHERE "c"."startsOn" >= ? AND "c"."startsOn" <= ? AND "c"."status" IN ('active', 'expired', 'terminated', 'replaced')`,
    parameters: ['from', 'until', 'from', 'until', 'from', 'until', 'fromDate', 'toDate'],
  };
}

function real(weight: number): string {
  return Number.isInteger(weight) ? `${weight}.0` : String(weight);
}
