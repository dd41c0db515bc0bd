import type { Sql, SqlValue } from '../transaction.ts';
import type { ResidentAudience, StaffAudience } from './audience.ts';

/** A condition of a hand-written statement with its parameters, in their order. */
export interface Condition {
  text: string;
  parameters: SqlValue[];
}

/** What an audience is judged by besides the rows. */
export interface Judging {
  engine: Sql['engine'];
  /** The date whose ages count, YYYY-MM-DD. */
  today: string;
  elderFromAge: number;
  /** The ids of the places with everything below them. */
  places: readonly string[];
}

/** Whether the resident `r` belongs to it: on file, not merged into another, not refused. */
export function residentsIn(of: ResidentAudience, judging: Judging): Condition {
  const { tags, ageFrom, ageTo, sex, contract, doctor, team, plans, account } = of;
  const parts: Condition[] = [
    { text: `r."homeCentreId" IN (${marks(judging.places)})`, parameters: [...judging.places] },
    { text: `r."identityLevel" IN ('verified', 'provisional')`, parameters: [] },
  ];
  if (tags !== undefined) parts.push(anyOf(tags.map((tag) => tagHolds(tag, judging))));
  if (ageFrom !== undefined) parts.push(agedFrom(ageFrom, judging.today));
  if (ageTo !== undefined) parts.push(not(agedFrom(ageTo + 1, judging.today)));
  // An enum stands in the text: PostgreSQL casts no parameter to one.
  if (sex !== undefined) parts.push({ text: `r."sex" = '${sex === 'female' ? 'female' : 'male'}'`, parameters: [] });
  if (contract !== undefined) parts.push(contract === 'signed' ? signed() : not(signed()));
  if (doctor !== undefined) parts.push(signed('doctorId', doctor));
  if (team !== undefined) parts.push(signed('teamId', team));
  if (plans !== undefined)
    parts.push({
      text: `EXISTS (SELECT 1 FROM "CarePlan" p WHERE p."residentId" = r."id" AND p."status" = 'active'
        AND p."kind" IN (${marks(plans)}))`,
      parameters: [...plans],
    });
  if (account !== undefined) parts.push(account === 'bound' ? bound : not(bound));
  return all(parts);
}

/** Whether the member of staff `s` belongs to it: active, with one of the roles in one of the places. */
export function staffIn({ roles }: StaffAudience, { places }: Pick<Judging, 'places'>): Condition {
  const held = roles === undefined ? '' : ` AND k."role" IN (${roles.map((role) => `'${role}'`).join(', ')})`;
  return {
    text: `s."active" AND EXISTS (SELECT 1 FROM "StaffRole" k WHERE k."staffId" = s."id"
      AND k."organisationId" IN (${marks(places)})${held})`,
    parameters: [...places],
  };
}

const bound: Condition = {
  text: `EXISTS (SELECT 1 FROM "Binding" u WHERE u."residentId" = r."id" AND u."status" = 'active')`,
  parameters: [],
};

function signed(column?: 'doctorId' | 'teamId', id?: string): Condition {
  return {
    text: `EXISTS (SELECT 1 FROM "Contract" k WHERE k."residentId" = r."id" AND k."status" = 'active'${
      column === undefined ? '' : ` AND k."${column}" = ?`
    })`,
    parameters: id === undefined ? [] : [id],
  };
}

/** 老年人 and 0–6岁 follow from the birth date and are on no row. */
function tagHolds(tag: string, { engine, today, elderFromAge }: Judging): Condition {
  if (tag === '老年人') return agedFrom(elderFromAge, today);
  if (tag === '0–6岁') return not(agedFrom(7, today));
  return engine === 'postgresql'
    ? { text: `r."tags" @> jsonb_build_array(?::text)`, parameters: [tag] }
    : { text: `EXISTS (SELECT 1 FROM json_each(r."tags") AS "tag" WHERE "tag"."value" = ?)`, parameters: [tag] };
}

/** Full years on that date: dates are texts whose order is theirs. */
function agedFrom(age: number, today: string): Condition {
  const year = String(Number(today.slice(0, 4)) - age).padStart(4, '0');
  return { text: `r."birthDate" <= ?`, parameters: [`${year}${today.slice(4)}`] };
}

function not({ text, parameters }: Condition): Condition {
  return { text: `NOT (${text})`, parameters };
}

function all(parts: readonly Condition[]): Condition {
  return joined(parts, ' AND ');
}

function anyOf(parts: readonly Condition[]): Condition {
  const { text, parameters } = joined(parts, ' OR ');
  return { text: `(${text})`, parameters };
}

function joined(parts: readonly Condition[], by: string): Condition {
  return {
    text: parts.map(({ text }) => text).join(by),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
