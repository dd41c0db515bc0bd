import { requestJob } from '../jobs/request-job.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Asks for every card about a subject to show that it was answered: to the presser's colleagues too, whose buttons would
 * go on offering what is decided.
 * @param subject what the cards' task ids begin with: `contract-<id>-`.
 * @param label what stands on the button then, at most ten characters: `已同意`.
 */
export async function closeCards(tx: Transaction, subject: string, label: string): Promise<void> {
  // What is decided, taken back and decided anew is shown each time.
  const key = `cards.close/${subject}${tx.now.toISOString()}`;
  await requestJob(tx, 'cards.close', { subject, label }, { key, dueAt: tx.now, expiresAt: lastUpdate(tx.now) });
}

/** A card that can still be changed. */
export interface OpenCard {
  /** WeCom userid. */
  account: string;
  responseCode: string;
}

/** The cards about a subject that were sent within the 72 hours in which their code is good. */
export async function openCards(tx: Transaction, subject: string): Promise<OpenCard[]> {
  const since = new Date(tx.now.getTime() - updatableMs);
  // The range finds the beginning in the index under any collation; the comparison makes it exact.
  const rows = await tx.sql.all<{ recipientKind: string; recipientId: string | null; responseCode: string }>(
    `SELECT "recipientKind", "recipientId", "responseCode" FROM "Delivery"
     WHERE "cardTaskId" >= ? AND "cardTaskId" <= ? AND substr("cardTaskId", 1, ${subject.length}) = ?
       AND "responseCode" IS NOT NULL AND "status" = 'sent' AND "endedAt" >= ?`,
    [subject, `${subject}zzzz`, subject, since],
  );
  const cards: OpenCard[] = [];
  for (const { recipientKind, recipientId, responseCode } of rows) {
    const account = await accountOf(tx, recipientKind, recipientId ?? '');
    if (account) cards.push({ account, responseCode });
  }
  return cards;
}

const updatableMs = 72 * 3_600_000;

function lastUpdate(now: Date): Date {
  return new Date(now.getTime() + updatableMs);
}

async function accountOf(tx: Transaction, recipientKind: string, recipientId: string): Promise<string | undefined> {
  if (recipientKind === 'staff') return (await tx.prisma.staff.findUnique({ where: { id: recipientId } }))?.wecomUserid;
  const contact = await tx.prisma.contact.findUnique({ where: { id: recipientId }, select: { accountSealed: true } });
  return contact
    ? tx.vault.open({ table: 'Contact', column: 'accountSealed', row: recipientId }, contact.accountSealed)
    : undefined;
}
