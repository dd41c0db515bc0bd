import type { RecordKind } from '#prisma/generated/sqlite/enums.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { refuse } from '../refusal.ts';
import type { GuardedPart } from '../residents/family-rules.ts';
import { residentRow } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { lookOf } from './staff-look.ts';

/** One entry to write down. */
export interface NewEntry {
  residentId: string;
  kind: RecordKind;
  text: string;
  part?: GuardedPart | undefined;
  /** Who writes it; undefined for what was on file before the program was there. */
  staffId?: string | undefined;
  /** The entry that this one corrects: it stays, and points here. Nothing is edited silently (seed 002). */
  supersedes?: string | undefined;
}

/**
 * Writes into somebody's record.
 * @returns the entry's id.
 * @throws Refusal `not-allowed` for who does not care for them; `record-changed` when the entry was corrected already.
 */
export async function addEntry(tx: Transaction, entry: NewEntry): Promise<string> {
  const { kind, text, part = '', staffId, supersedes } = entry;
  const resident = await residentRow(tx, entry.residentId);
  if (staffId !== undefined && (await lookOf(tx, { staffId, residentId: resident.id })) !== 'care')
    throw refuse('not-allowed');
  if (supersedes !== undefined) await oneAtATime(tx, `record-entry/${supersedes}`);
  const id = tx.id();
  const before =
    supersedes === undefined
      ? undefined
      : await tx.prisma.recordEntry.findFirst({
          where: { id: supersedes, residentId: resident.id, supersededById: null },
        });
  if (supersedes !== undefined && !before) throw refuse('record-changed');
  await tx.prisma.recordEntry.create({
    data: {
      id,
      residentId: resident.id,
      kind,
      part,
      textSealed: tx.vault.seal({ table: 'RecordEntry', column: 'textSealed', row: id }, text),
      recordedAt: tx.now,
      recordedById: staffId ?? null,
    },
  });
  if (before) {
    const { count } = await tx.prisma.recordEntry.updateMany({
      where: { id: before.id, supersededById: null },
      data: { supersededById: id },
    });
    if (count === 0) throw refuse('record-changed');
  }
  tx.audit({
    actor: staffId === undefined ? { kind: 'system' } : { kind: 'staff', id: staffId },
    action: before ? 'record.corrected' : 'record.added',
    subject: { kind: 'resident', id: resident.id },
    detail: { entryId: id, kind, ...(before ? { supersedes: before.id } : {}) },
  });
  return id;
}
