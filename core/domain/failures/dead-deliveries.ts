import type { DeliveryStatus } from '#prisma/generated/sqlite/enums.ts';
import { reasonOf } from '../notices/reason.ts';
import type { Transaction } from '../transaction.ts';

/** A delivery as administrators see it: whom it was for, masked elsewhere, and what became of it. */
export interface DeliveryLine {
  id: string;
  kind: string;
  status: DeliveryStatus;
  /** Why, in words. */
  why: string;
  channel: string | null;
  attempts: number;
  createdAt: Date;
  at: Date;
}

/** The deliveries of a status to the residents and staff of some organisations, the newest first. */
export async function deliveriesOf(
  tx: Transaction,
  {
    organisationIds,
    status,
    before,
    most,
  }: { organisationIds: readonly string[]; status: DeliveryStatus; before?: string | undefined; most: number },
): Promise<DeliveryLine[]> {
  const rows = await tx.sql.all<{ id: string }>(
    `SELECT "d"."id" FROM "Delivery" "d"
     LEFT JOIN "Resident" "r" ON "r"."id" = "d"."residentId"
     LEFT JOIN "Staff" "s" ON "d"."recipientKind" = 'staff' AND "s"."id" = "d"."recipientId"
     WHERE "d"."status" = '${status}' ${before === undefined ? '' : 'AND "d"."id" < ?'}
       AND COALESCE("r"."homeCentreId", "s"."organisationId") IN (${organisationIds.map(() => '?').join(', ') || 'NULL'})
     ORDER BY "d"."id" DESC LIMIT ?`,
    [...(before === undefined ? [] : [before]), ...organisationIds, most],
  );
  const deliveries = await tx.prisma.delivery.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: { id: 'desc' },
  });
  return deliveries.map(({ id, kind, status, reason, channel, attempts, createdAt, endedAt, dueAt }) => ({
    ...{ id, kind, status, channel, attempts, createdAt, at: endedAt ?? dueAt },
    why: reasonOf(reason),
  }));
}

/** Whether a delivery is one to residents or staff of these organisations. */
export async function isDeliveryOf(tx: Transaction, id: string, organisationIds: readonly string[]): Promise<boolean> {
  const delivery = await tx.prisma.delivery.findUnique({ where: { id } });
  if (!delivery) return false;
  const { residentId, recipientKind, recipientId } = delivery;
  const resident = residentId && (await tx.prisma.resident.findUnique({ where: { id: residentId } }));
  if (resident) return resident.homeCentreId !== null && organisationIds.includes(resident.homeCentreId);
  const staff =
    recipientKind === 'staff' && recipientId && (await tx.prisma.staff.findUnique({ where: { id: recipientId } }));
  return staff ? organisationIds.includes(staff.organisationId) : false;
}
