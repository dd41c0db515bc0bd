import { z } from 'zod';
import type { Broadcast, Prisma } from '#prisma/generated/sqlite/client.ts';
import type { BroadcastStatus } from '#prisma/generated/sqlite/enums.ts';
import { subtreeOf } from '../organisations/tree.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import { mustReach, reachOf } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { type Audience, audience } from './audience.ts';
import { audienceNames, sayAudience } from './say-audience.ts';
import { reach, type ReachSummary, summaryOf } from './reach.ts';
import type { Words } from './words.ts';

/** A broadcast as those who write and steer it see it. */
export interface BroadcastView extends Words {
  id: string;
  number: string;
  organisationId: string;
  status: BroadcastStatus;
  audience: Audience;
  /** As a sentence. */
  sentence: string;
  /** Undefined while its people are being counted. */
  reach: ReachSummary | undefined;
  createdById: string;
  startsAt: Date | undefined;
  latestAt: Date;
  version: number;
}

/** @throws Refusal `broadcast-state-changed` when there is none of this id, or its place is not in somebody's reach: the two look the same. */
export async function broadcastFor(tx: Transaction, id: string, staffId: string): Promise<BroadcastView> {
  const row = await tx.prisma.broadcast.findUnique({ where: { id } });
  if (!row) throw refuse('broadcast-state-changed');
  const reached = await reachOf(tx, staffId, administratorRoles);
  if (!reached.includes(row.organisationId)) throw refuse('broadcast-state-changed');
  return viewOf(tx, row);
}

/** Those of the places that somebody administers, the newest first. */
export async function broadcastsFor(
  tx: Transaction,
  staffId: string,
  { statuses, before, most }: { statuses?: readonly BroadcastStatus[]; before?: string | undefined; most: number },
): Promise<BroadcastView[]> {
  const rows = await tx.prisma.broadcast.findMany({
    where: {
      organisationId: { in: await reachOf(tx, staffId, administratorRoles) },
      ...(statuses === undefined ? {} : { status: { in: [...statuses] } }),
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take: most,
  });
  const views: BroadcastView[] = [];
  for (const row of rows) views.push(await viewOf(tx, row));
  return views;
}

export async function viewOf(tx: Transaction, row: Broadcast): Promise<BroadcastView> {
  const { id, number, organisationId, kind, title, text, status, createdById, startsAt, latestAt, version } = row;
  const of = audienceOf(row);
  const { name: place } = await tx.prisma.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  return {
    ...{ id, number, organisationId, kind, title, text, place, status, createdById, latestAt, version },
    audience: of,
    sentence: sayAudience(of, await audienceNames(tx, of)),
    reach: row.countedAt === null ? undefined : summaryOf(countsOf(row)),
    startsAt: startsAt ?? undefined,
  };
}

export function audienceOf({ audience: stored }: Pick<Broadcast, 'audience'>): Audience {
  return audience.parse(stored);
}

export function countsOf({ counts }: Pick<Broadcast, 'counts'>) {
  return z.array(reach).parse(counts);
}

export function rulesOfBroadcast({ rulePack }: Pick<Broadcast, 'rulePack'>) {
  return rulesOf(rulePack);
}

/** What its deliveries say. */
export async function wordsOf(tx: Transaction, row: Broadcast): Promise<Words> {
  const { name } = await tx.prisma.organisation.findUniqueOrThrow({ where: { id: row.organisationId } });
  return { kind: row.kind, title: row.title, text: row.text, place: name };
}

/** The ids of the audience's places with everything below them. */
export async function placesBelow(tx: Transaction, of: Audience): Promise<string[]> {
  const all = new Set<string>();
  for (const place of of.places) for (const id of await subtreeOf(tx, place)) all.add(id);
  return [...all];
}

/** @throws Refusal `not-allowed` when somebody does not administer its place and every place of its audience. */
export async function mustAdminister(
  tx: Transaction,
  staffId: string,
  { organisationId, audience: of }: { organisationId: string; audience: Audience },
): Promise<void> {
  await mustReach(tx, staffId, organisationId, administratorRoles);
  const reached = new Set(await reachOf(tx, staffId, administratorRoles));
  if (!of.places.every((place) => reached.has(place))) throw refuse('not-allowed');
}

/**
 * Reads a broadcast; from here to the commit nobody else changes it.
 * @throws Refusal `broadcast-state-changed` when there is none of this id.
 */
export async function lockBroadcast(tx: Transaction, id: string): Promise<Broadcast> {
  // On SQLite a write transaction is alone already.
  if (tx.sql.engine === 'postgresql') await tx.sql.all('SELECT "id" FROM "Broadcast" WHERE "id" = ? FOR UPDATE', [id]);
  const row = await tx.prisma.broadcast.findUnique({ where: { id } });
  if (!row) throw refuse('broadcast-state-changed');
  return row;
}

/**
 * Moves a broadcast on, once: a conditional update, so that of two who press one wins.
 * @returns its new version. @throws Refusal `broadcast-state-changed` when it is in none of the states any more.
 */
export async function step(
  tx: Transaction,
  id: string,
  from: readonly BroadcastStatus[],
  data: Prisma.BroadcastUpdateManyMutationInput & { decidedById?: string },
): Promise<number> {
  const moved = await tx.prisma.broadcast.updateMany({
    where: { id, status: { in: [...from] } },
    data: { ...data, version: { increment: 1 } },
  });
  if (moved.count === 0) {
    const now = await tx.prisma.broadcast.findUnique({ where: { id }, select: { status: true } });
    throw refuse('broadcast-state-changed', { status: now?.status ?? '' });
  }
  return (await tx.prisma.broadcast.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;
}

/** One line of the audit about it. */
export function note(
  tx: Transaction,
  id: string,
  action: string,
  by: string | undefined,
  detail: Readonly<Record<string, string | number>> = {},
): void {
  const actor =
    by === undefined ? ({ kind: 'system', id: 'broadcasts' } as const) : ({ kind: 'staff', id: by } as const);
  tx.audit({ actor, action: `broadcast.${action}`, subject: { kind: 'broadcast', id }, detail });
}
