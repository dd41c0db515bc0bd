import type { RecipientKind } from '#prisma/generated/sqlite/enums.ts';
import { requestCallInstead } from '../staff-tasks/request-call.ts';
import type { Transaction } from '../transaction.ts';
import type { NoticeContent } from './delivery-channel.ts';
import type { EndingReason } from './reason.ts';

/** One delivery to write. */
export interface NewDelivery {
  key: string;
  kind: string;
  recipientKind: RecipientKind;
  recipientId?: string | undefined;
  phone?: string | undefined;
  residentId?: string | undefined;
  content: NoticeContent;
  priority?: 0 | 1;
  dueAt?: Date | undefined;
  expiresAt?: Date | undefined;
  cardTaskId?: string | undefined;
  /** It is known already that nobody can be reached: it goes on the call list. */
  deadBecause?: EndingReason | undefined;
}

/**
 * The only place that writes a delivery row. A known key writes nothing, in one statement, because a unique violation
 * would undo the whole transaction.
 * @returns its id, or undefined when the key was known.
 */
export async function writeDelivery(tx: Transaction, delivery: NewDelivery): Promise<string | undefined> {
  const id = tx.id();
  const sealed = (column: string, plain: string) => tx.vault.seal({ table: 'Delivery', column, row: id }, plain);
  const { phone, deadBecause = null, priority = 0, dueAt = tx.now } = delivery;
  const status = deadBecause ? 'dead' : 'pending';
  const written = await tx.sql.run(
    // The two enums stand in the text: PostgreSQL does not compare them with text parameters.
    `INSERT INTO "Delivery" ("id", "key", "kind", "recipientKind", "recipientId", "phoneSealed", "residentId",
       "contentSealed", "priority", "status", "reason", "dueAt", "expiresAt", "cardTaskId", "createdAt", "endedAt")
     VALUES (?, ?, ?, '${delivery.recipientKind}', ?, ?, ?, ?, ?, '${status}', ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("key") DO NOTHING`,
    [
      id,
      delivery.key,
      delivery.kind,
      delivery.recipientId ?? null,
      phone === undefined ? null : sealed('phoneSealed', phone),
      delivery.residentId ?? null,
      sealed('contentSealed', JSON.stringify(delivery.content)),
      priority,
      deadBecause,
      dueAt,
      delivery.expiresAt ?? null,
      delivery.cardTaskId ?? null,
      tx.now,
      deadBecause ? tx.now : null,
    ],
  );
  if (written === 0) return undefined;
  if (deadBecause) await requestCallInstead(tx, { id, kind: delivery.kind, reason: deadBecause });
  if (status === 'pending' && dueAt <= tx.now) tx.handOver({ table: 'Delivery', id, priority });
  return id;
}
