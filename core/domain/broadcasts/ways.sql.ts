import type { BroadcastKind } from '#prisma/generated/sqlite/enums.ts';
import type { SqlValue, Transaction } from '../transaction.ts';
import { type Condition, residentsIn, staffIn } from './audience.sql.ts';
import { type Audience, isGuarded, type ResidentAudience, type StaffAudience } from './audience.ts';
import type { Connected } from './connected.ts';
import { massAMonth } from './mass-budget.ts';

/** What decides who of a range is reached, and how. */
export interface Sifting {
  kind: BroadcastKind;
  audience: Audience;
  /** The ids of the audience's places with everything below them. */
  places: readonly string[];
  elderFromAge: number;
  adultFromAge: number;
  connected: Connected;
  /** The month of China, of which 群发 takes. */
  month: string;
}

/** A range of people by their ids: after the one, up to the other. */
export interface People {
  after: string;
  last: string;
}

/**
 * The people of a range that belong to the audience, one row each: `personId`, `placeId`, `targetId`, `address`, `verdict`
 * (a way, or why they are not written to) and `reason`. The ways in their order (domain.md §7): WeCom; reply window;
 * template, for notifications only; 群发 within the budget; SMS; the call list. Whoever has neither account nor phone is
 * reached through who is reminded for them; nobody twice through one account or phone of the range.
 */
export function sifted(tx: Transaction, sifting: Sifting, people: People): Condition {
  const { audience } = sifting;
  return audience.of === 'staff'
    ? siftedStaff(tx, audience, sifting, people)
    : siftedResidents(tx, audience, sifting, people);
}

/** The last of the next so many people of an audience's table, in the order of their ids; undefined at the end. */
export async function nextPeople(
  tx: Transaction,
  of: Audience['of'],
  { after, most }: { after: string; most: number },
): Promise<People | undefined> {
  const table = of === 'staff' ? 'Staff' : 'Resident';
  const row = await tx.sql.one<{ last: string | null }>(
    `SELECT MAX("id") AS "last" FROM (SELECT "id" FROM "${table}" WHERE "id" > ? ORDER BY "id" LIMIT ?) AS "range"`,
    [after, most],
  );
  return row?.last ? { after, last: row.last } : undefined;
}

function siftedStaff(tx: Transaction, of: StaffAudience, { places, connected }: Sifting, people: People): Condition {
  const members = staffIn(of, { places });
  const way = connected.wecom ? 'wecom' : 'call';
  return {
    text: `SELECT s."id" AS "personId", s."organisationId" AS "placeId", s."id" AS "targetId", s."id" AS "address",
      '${way}' AS "verdict", ${nothing(tx)} AS "reason"
      FROM "Staff" s WHERE s."id" > ? AND s."id" <= ? AND ${members.text}`,
    parameters: [people.after, people.last, ...members.parameters],
  };
}

function siftedResidents(tx: Transaction, of: ResidentAudience, sifting: Sifting, people: People): Condition {
  const { kind, connected, places, elderFromAge, month } = sifting;
  const today = tx.day.dateOf(tx.now);
  const members = residentsIn(of, { engine: tx.sql.engine, today, elderFromAge, places });
  const guarded = isGuarded(of);
  const urgent = kind === 'emergency';
  const adultSince = `${Number(today.slice(0, 4)) - sifting.adultFromAge}${today.slice(4)}`;
  const kin = guarded
    ? { text: nothing(tx), parameters: [] }
    : {
        text: `CASE WHEN p."ownId" IS NULL AND p."phoneIndex" IS NULL THEN ${kinBinding} END`,
        parameters: [adultSince],
      };
  const cases: [when: string, verdict: string][] = [
    [`"diedOn" IS NOT NULL`, 'deceased'],
    [`"moved"`, 'moved'],
    // In danger everybody is told, by whatever way is left.
    ...(urgent
      ? []
      : ([
          [`"switchedOff"`, 'switched-off'],
          [`"contactId" IS NOT NULL AND NOT "following"`, 'unfollowed'],
          [`"contactId" IS NULL AND "wasBound"`, 'unbound'],
        ] as [string, string][])),
    ...(connected.wecom ? ([[`"following" AND "channel" = 'wecom'`, 'wecom']] as [string, string][]) : []),
    ...wechatCases(sifting, guarded),
    ...(connected.sms && !guarded ? ([[`"phoneIndex" IS NOT NULL`, 'sms']] as [string, string][]) : []),
  ];
  const verdict = `CASE ${cases.map(([when, then]) => `WHEN ${when} THEN '${then}'`).join(' ')} ELSE 'call' END`;
  const ended = `'deceased', 'moved', 'switched-off', 'unfollowed', 'unbound'`;
  const parameters: SqlValue[] = [
    ...[people.after, people.last, ...members.parameters],
    ...kin.parameters,
    ...[`broadcast.${kind}`, tx.now, month],
  ];
  return {
    text: `WITH "person" AS (
        SELECT r."id", r."homeCentreId", r."diedOn", r."birthDate", r."phoneIndex", ${ownBinding} AS "ownId"
        FROM "Resident" r WHERE r."id" > ? AND r."id" <= ? AND ${members.text}
      ), "known" AS (
        SELECT p.*, COALESCE(p."ownId", ${kin.text}) AS "bindingId" FROM "person" p
      ), "seen" AS (
        SELECT k.*, c."id" AS "contactId", c."channel", c."following",
          EXISTS (SELECT 1 FROM "NoticePreference" n WHERE n."residentId" IN (k."id", b."residentId") AND n."off"
            AND n."kind" IN ('*', ?)) AS "switchedOff",
          EXISTS (SELECT 1 FROM "Binding" e WHERE e."residentId" = k."id" AND e."status" = 'ended') AS "wasBound",
          ${movedAway} AS "moved",
          (c."windowRemaining" > 0 AND c."windowExpiresAt" > ?) AS "windowOpen", COALESCE(m."taken", 0) AS "taken"
        FROM "known" k
        LEFT JOIN "Binding" b ON b."id" = k."bindingId"
        LEFT JOIN "Contact" c ON c."id" = b."contactId"
        LEFT JOIN "MassBudget" m ON m."contactId" = c."id" AND m."month" = ?
      ), "judged" AS (
        SELECT "id", "homeCentreId", "bindingId", "contactId", "phoneIndex", "taken", ${verdict} AS "verdict" FROM "seen"
      )
      SELECT "id" AS "personId", "homeCentreId" AS "placeId",
        CASE WHEN "verdict" IN ('wecom', 'message', 'template', 'mass') THEN "bindingId"
          WHEN "verdict" = 'sms' THEN "id" END AS "targetId",
        CASE WHEN "verdict" IN ('wecom', 'message', 'template', 'mass') THEN "contactId"
          WHEN "verdict" = 'sms' THEN "phoneIndex" END AS "address",
        CASE WHEN "verdict" IN (${ended}) THEN 'call' ELSE "verdict" END AS "verdict",
        CASE WHEN "verdict" IN (${ended}) THEN "verdict"
          ${connected.mass ? `WHEN "verdict" IN ('sms', 'call') AND "taken" >= ${massAMonth} THEN 'mass-used-up'` : ''}
          ELSE ${nothing(tx)} END AS "reason"
      FROM "judged"`,
    parameters,
  };
}

/** A template shows on a locked screen and takes notifications only (WeChat: no marketing). */
function wechatCases({ kind, connected }: Sifting, guarded: boolean): [when: string, verdict: string][] {
  if (!connected.wechat) return [];
  const here = `"following" AND "channel" = 'wechat'`;
  const templated = connected.templates.has(`broadcast.${kind}`) && !guarded;
  return [
    [`${here} AND "windowOpen"`, 'message'],
    ...(templated ? ([[here, 'template']] as [string, string][]) : []),
    ...(connected.mass ? ([[`${here} AND "taken" < ${massAMonth}`, 'mass']] as [string, string][]) : []),
  ];
}

/** Their own account: one that follows before one that does not, WeCom before WeChat. */
const ownBinding = `(SELECT x."id" FROM "Binding" x JOIN "Contact" y ON y."id" = x."contactId"
  WHERE x."residentId" = r."id" AND x."status" = 'active' AND x."channel" IN ('wecom', 'wechat')
  ORDER BY y."following" DESC, x."channel" DESC LIMIT 1)`;

/** Of who is reminded for them: guardians and helpers of a minor, agents of an adult (family-rules). */
const kinBinding = `(SELECT x."id" FROM "Delegation" g
  JOIN "Binding" x ON x."residentId" = g."actorId" AND x."status" = 'active' AND x."channel" IN ('wecom', 'wechat')
  JOIN "Contact" y ON y."id" = x."contactId" AND y."following"
  WHERE g."subjectId" = p."id" AND g."status" = 'active' AND (g."kind" = 'agent') = (p."birthDate" <= ?)
  ORDER BY g."id", x."id" LIMIT 1)`;

/** 迁出, as the follow-ups noted it, and nobody looks after them here since. */
const movedAway = `(EXISTS (SELECT 1 FROM "CarePlan" v WHERE v."residentId" = k."id" AND v."closeReason" = 'moved-away')
  AND NOT EXISTS (SELECT 1 FROM "CarePlan" v WHERE v."residentId" = k."id" AND v."status" = 'active')
  AND NOT EXISTS (SELECT 1 FROM "Contract" v WHERE v."residentId" = k."id" AND v."status" = 'active'))`;

/** PostgreSQL wants to know of what type a NULL is. */
function nothing(tx: Transaction): string {
  return tx.sql.engine === 'postgresql' ? 'NULL::text' : 'NULL';
}
