import type { BroadcastStatus } from '#prisma/generated/sqlite/enums.ts';
import { subtreeOf } from '../organisations/tree.ts';
import { refuse } from '../refusal.ts';
import { mustReach } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** 停发 in an area: nothing of any broadcast leaves to people who live or work there until it is lifted. */
export interface AreaStop {
  organisationId: string;
  /** Why, in the words of who stopped it. */
  reason: string;
  by: string;
}

/** @throws Refusal `not-allowed`, `broadcast-state-changed` when it is stopped already. */
export async function stopArea(tx: Transaction, { organisationId, reason, by }: AreaStop): Promise<void> {
  await mustReach(tx, by, organisationId, administratorRoles);
  const id = tx.id();
  const written = await tx.sql.run(
    `INSERT INTO "BroadcastStop" ("id", "organisationId", "reason", "stoppedById", "stoppedAt") VALUES (?, ?, ?, ?, ?)
     ON CONFLICT ("organisationId") WHERE "liftedAt" IS NULL DO NOTHING`,
    [id, organisationId, reason, by, tx.now],
  );
  if (written === 0) throw refuse('broadcast-state-changed', { status: 'stopped' });
  audit(tx, by, 'stopped', organisationId);
}

/** @throws Refusal `not-allowed`, `broadcast-state-changed` when it is not stopped. */
export async function liftStop(
  tx: Transaction,
  { organisationId, by }: { organisationId: string; by: string },
): Promise<void> {
  await mustReach(tx, by, organisationId, administratorRoles);
  const { count } = await tx.prisma.broadcastStop.updateMany({
    where: { organisationId, liftedAt: null },
    data: { liftedAt: tx.now, liftedById: by },
  });
  if (count === 0) throw refuse('broadcast-state-changed', { status: 'not-stopped' });
  audit(tx, by, 'stop-lifted', organisationId);
}

/** Those that hold, with their places' names. */
export async function areaStops(tx: Transaction): Promise<{ organisationId: string; place: string; reason: string }[]> {
  const stops = await tx.prisma.broadcastStop.findMany({
    where: { liftedAt: null },
    include: { organisation: { select: { shortName: true } } },
    orderBy: { id: 'asc' },
  });
  return stops.map(({ organisationId, organisation, reason }) => ({
    organisationId,
    place: organisation.shortName,
    reason,
  }));
}

/** Every place that is stopped: the areas with all below them. */
export async function stoppedPlaces(tx: Transaction): Promise<ReadonlySet<string>> {
  const stops = await tx.prisma.broadcastStop.findMany({ where: { liftedAt: null }, select: { organisationId: true } });
  const places = new Set<string>();
  for (const { organisationId } of stops) for (const id of await subtreeOf(tx, organisationId)) places.add(id);
  return places;
}

/** What keeps a broadcast's messages from leaving at this moment. */
export interface Halted {
  /** By id; one that is not here goes on. */
  broadcasts: ReadonlyMap<string, BroadcastStatus>;
  places: ReadonlySet<string>;
}

/** Looks which broadcasts are paused or cancelled, and which areas are stopped. */
export async function haltedNow(tx: Transaction): Promise<Halted> {
  const rows = await tx.prisma.broadcast.findMany({
    // Whatever has begun and is neither running nor over: few, whatever the district has sent in its life.
    where: { OR: [{ status: 'paused' }, { status: 'cancelled', startedAt: { not: null }, latestAt: { gt: tx.now } }] },
    select: { id: true, status: true },
  });
  return {
    broadcasts: new Map(rows.map(({ id, status }) => [id, status])),
    places: await stoppedPlaces(tx),
  };
}

function audit(tx: Transaction, by: string, action: string, organisationId: string): void {
  tx.audit({
    actor: { kind: 'staff', id: by },
    action: `broadcast.area-${action}`,
    subject: { kind: 'organisation', id: organisationId },
  });
}
