import { createHash } from 'node:crypto';
import type { AuditNote, Transaction } from '../transaction.ts';

/**
 * The audit is append-only (triggers) and chained: each entry's hash covers its contents and the hash before it, so
 * that a change, a removal or a reordering is found by `verifyAudit`.
 */
export async function appendToAudit(tx: Transaction, notes: readonly AuditNote[]): Promise<void> {
  // One writer at a time from here to the commit; on SQLite a write transaction is alone already.
  if (tx.sql.engine === 'postgresql') await tx.sql.all('SELECT pg_advisory_xact_lock(7264002)::text');
  const last = await tx.sql.one<{ sequence: number; hash: string }>(
    'SELECT "sequence", "hash" FROM "AuditEntry" ORDER BY "sequence" DESC LIMIT 1',
  );
  let sequence = last?.sequence ?? 0;
  let previousHash = last?.hash ?? '';
  for (const note of notes) {
    sequence += 1;
    const entry = {
      sequence,
      id: tx.id(),
      at: tx.now,
      actorKind: note.actor.kind,
      actorId: note.actor.id ?? null,
      action: note.action,
      subjectKind: note.subject.kind,
      subjectId: note.subject.id ?? null,
      purpose: note.purpose ?? null,
      detail: note.detail ?? {},
      previousHash,
    };
    const hash = hashOf(entry);
    await tx.prisma.auditEntry.create({ data: { ...entry, hash } });
    previousHash = hash;
  }
}

/** What `verifyAudit` found: `brokenAt` is the first entry whose hash or place is wrong, `last` is what ends the chain. */
export interface AuditCheck {
  entries: number;
  brokenAt: number | undefined;
  last: AuditMark | undefined;
}

/** One place of the chain. Kept elsewhere it proves later that nothing up to it was cut off or made anew. */
export interface AuditMark {
  sequence: number;
  hash: string;
}

/** Walks the whole chain in order. */
export async function verifyAudit(tx: Transaction): Promise<AuditCheck> {
  let from: AuditMark = { sequence: 0, hash: '' };
  for (;;) {
    const { entries, brokenAt, checked, isEnd } = await verifyAuditFrom(tx, from);
    if (brokenAt !== null) return { entries, brokenAt, last: undefined };
    if (isEnd) return { entries, brokenAt: undefined, last: checked.sequence > 0 ? checked : undefined };
    from = checked;
  }
}

/** One stretch of the chain; the next one begins at `checked`. */
export interface AuditStretch {
  /** How many there are in all. */
  entries: number;
  brokenAt: number | null;
  checked: AuditMark;
  isEnd: boolean;
}

const stretch = 1000;

/** Walks one stretch of the chain, behind a place that was verified before. */
export async function verifyAuditFrom(tx: Transaction, from: AuditMark): Promise<AuditStretch> {
  const entries = await tx.prisma.auditEntry.count();
  let checked = from;
  if (from.sequence > 0 && !(await auditHolds(tx, from)))
    return { entries, brokenAt: from.sequence, checked, isEnd: true };
  const page = await tx.prisma.auditEntry.findMany({
    where: { sequence: { gt: from.sequence } },
    orderBy: { sequence: 'asc' },
    take: stretch,
  });
  for (const { hash, ...entry } of page) {
    if (entry.sequence !== checked.sequence + 1 || entry.previousHash !== checked.hash || hashOf(entry) !== hash)
      return { entries, brokenAt: entry.sequence, checked, isEnd: true };
    checked = { sequence: entry.sequence, hash };
  }
  return { entries, brokenAt: null, checked, isEnd: page.length < stretch };
}

/** Whether the chain still goes through a place that was noted down before. */
export async function auditHolds(tx: Transaction, { sequence, hash }: AuditMark): Promise<boolean> {
  return (await tx.prisma.auditEntry.count({ where: { sequence, hash } })) === 1;
}

interface Hashed {
  sequence: number;
  id: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  purpose: string | null;
  detail: unknown;
  previousHash: string;
}

function hashOf(entry: Hashed): string {
  const { sequence, id, at, actorKind, actorId, action, subjectKind, subjectId, purpose, detail, previousHash } = entry;
  const parts = [sequence, id, at.toISOString(), actorKind, actorId, action, subjectKind, subjectId, purpose];
  return createHash('sha256')
    .update(JSON.stringify([...parts, sortedEntries(detail), previousHash]))
    .digest('hex');
}

/** PostgreSQL does not keep the order of a JSON object's keys. */
function sortedEntries(detail: unknown): [string, unknown][] {
  return Object.entries(detail ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}
