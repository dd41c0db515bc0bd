import { requestJob } from '#domain/jobs/request-job.ts';
import type { Transaction } from '#domain/transaction.ts';
import { SealBroken } from '#kit/vault.ts';
import { unsaid, type Saved } from '../engine/saved.ts';
import type { SaidFacts as Facts } from '../understand/said-facts.ts';
import { instantOf, type InstantColumn } from './columns.ts';
import { insertDialogue, selectDialogue, selectDialogues, updateDialogue } from './inbox.sql.ts';

/** A dialogue of a contact that can go on. */
export interface DialogueRow {
  readonly id: string;
  readonly name: string;
  status: 'open' | 'suspended' | 'finished' | 'abandoned' | 'expired';
  revision: number;
  readonly startedAt: Date;
  updatedAt: Date;
  expiresAt: Date;
  state: DialogueState;
}

export interface DialogueState {
  saved: Saved<Facts>;
  /** The dialogue that goes on when this one is over. */
  returnTo?: string | undefined;
  /** It was left because of a danger sign; “说错了” comes back to it. */
  alarmed?: true | undefined;
}

/** After so much quiet a dialogue is set aside with one polite line … */
export const quietMs = 30 * 60_000;
/** … and can be taken up again for so long. */
const keptMs = 3 * 24 * 3_600_000;

interface Columns {
  id: string;
  name: string;
  stateSealed: string;
  status: DialogueRow['status'];
  revision: number;
  startedAt: InstantColumn;
  updatedAt: InstantColumn;
  expiresAt: InstantColumn;
}

/** What can go on, the last first. Rows past their time are closed. */
export async function dialoguesOf(tx: Transaction, contactId: string): Promise<DialogueRow[]> {
  const columns = await tx.sql.all<Columns>(selectDialogues, [contactId]);
  const rows = columns.map((row) => rowOf(tx, row));
  const [past, current] = [rows.filter((row) => row.expiresAt <= tx.now), rows.filter((row) => row.expiresAt > tx.now)];
  for (const row of past) await saveDialogue(tx, row, 'expired');
  return current;
}

/** One dialogue and whose it is, in whatever state. */
export async function dialogueById(
  tx: Transaction,
  id: string,
): Promise<{ row: DialogueRow; contactId: string } | undefined> {
  const columns = await tx.sql.one<Columns & { contactId: string }>(selectDialogue, [id]);
  return columns && { row: rowOf(tx, columns), contactId: columns.contactId };
}

export async function openDialogue(
  tx: Transaction,
  contactId: string,
  name: string,
  id: string,
  state: DialogueState,
): Promise<DialogueRow> {
  const expiresAt = new Date(tx.now.getTime() + keptMs);
  const sealed = tx.vault.seal(place(id), JSON.stringify(state));
  await tx.sql.run(insertDialogue(tx.sql.engine), [id, contactId, name, sealed, 'open', tx.now, tx.now, expiresAt]);
  const dueAt = new Date(tx.now.getTime() + quietMs);
  await requestJob(tx, 'dialogue.expire', { dialogueId: id, revision: 0 }, { key: `dialogue.expire/${id}/0`, dueAt });
  return { id, name, status: 'open', revision: 0, startedAt: tx.now, updatedAt: tx.now, expiresAt, state };
}

/**
 * Writes what a turn made of a dialogue. One that is over keeps nothing of what was answered: what counts stands in the
 * rows of its subject.
 * @throws Error when somebody else wrote it since it was read: the turn is rolled back and played again.
 */
export async function saveDialogue(tx: Transaction, row: DialogueRow, status: DialogueRow['status']): Promise<void> {
  const over = status !== 'open' && status !== 'suspended';
  const sealed = tx.vault.seal(place(row.id), over ? '{}' : JSON.stringify(row.state));
  const expiresAt = over ? tx.now : new Date(tx.now.getTime() + keptMs);
  const parameters = [sealed, status, tx.now, expiresAt, row.id, row.revision];
  const written = await tx.sql.run(updateDialogue(tx.sql.engine), parameters);
  if (written !== 1) throw new Error(`dialogue ${row.id} has moved on from revision ${row.revision}`);
  row.status = status;
  row.revision += 1;
  row.updatedAt = tx.now;
  row.expiresAt = expiresAt;
}

function rowOf(tx: Transaction, row: Columns): DialogueRow {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    revision: Number(row.revision),
    startedAt: instantOf(row.startedAt) ?? tx.now,
    updatedAt: instantOf(row.updatedAt) ?? tx.now,
    ...stateOf(tx, row),
  };
}

/** What cannot be read is not gone on with: it is closed like a dialogue past its time. */
function stateOf(tx: Transaction, row: Columns): Pick<DialogueRow, 'state' | 'expiresAt'> {
  try {
    const state = JSON.parse(tx.vault.open(place(row.id), row.stateSealed)) as DialogueState; // written by saveDialogue alone
    return { state, expiresAt: instantOf(row.expiresAt) ?? tx.now };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    return { state: { saved: unsaid(row.id) }, expiresAt: tx.now };
  }
}

function place(id: string) {
  return { table: 'Dialogue', column: 'stateSealed', row: id };
}
