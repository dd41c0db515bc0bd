import type { Transaction } from '../transaction.ts';

/** Keeps one free place of a slot back: it counts as taken. The session is locked by whoever calls. */
export async function holdPlace(tx: Transaction, slot: { id: string; sessionId: string }): Promise<void> {
  await move(tx, slot, 1);
}

/** Gives one place of a slot back to everybody. */
export async function releasePlace(tx: Transaction, slot: { id: string; sessionId: string }): Promise<void> {
  await move(tx, slot, -1);
}

/** The CHECKs of both tables refuse what would leave 0 ≤ taken ≤ capacity. */
async function move(tx: Transaction, { id, sessionId }: { id: string; sessionId: string }, by: 1 | -1): Promise<void> {
  await tx.sql.run('UPDATE "Slot" SET "taken" = "taken" + ? WHERE "id" = ?', [by, id]);
  await tx.sql.run('UPDATE "ClinicSession" SET "taken" = "taken" + ? WHERE "id" = ?', [by, sessionId]);
}
