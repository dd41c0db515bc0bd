import { type HealthPage, issueHealthLink, openHealthPage } from '../pages/health-page.ts';
import { rulesOn } from '../packs/current.ts';
import { actsFor, seesPart } from '../residents/family.ts';
import { neverSharedByDefault } from '../residents/family-rules.ts';
import type { Transaction } from '../transaction.ts';
import { type LookLine, looksAt } from './looks.ts';
import { recordOf, type RecordView } from './record.ts';

/**
 * Somebody's record for a resident: their own once their identity has been checked, family's with a checked delegation;
 * audited with the purpose. Undefined for who may not see it, as for a record that is not there.
 */
export async function lookAtOwnRecord(
  tx: Transaction,
  { viewerId, residentId }: { viewerId: string; residentId: string },
): Promise<RecordView | undefined> {
  if (!(await actsFor(tx, viewerId, residentId, 'records'))) return undefined;
  const seen = new Set<string>();
  for (const part of neverSharedByDefault) if (await seesPart(tx, viewerId, residentId, part)) seen.add(part);
  const purpose = viewerId === residentId ? 'own-record' : 'family-record';
  const actor = { kind: 'resident', id: viewerId } as const;
  tx.audit({ actor, action: 'record.read', subject: { kind: 'resident', id: residentId }, purpose });
  // The look is audited here already, with its own name.
  return recordOf(
    tx,
    residentId,
    { actor: { kind: 'system' }, purpose },
    { sees: (part) => seen.has(part), staffOnly: false },
  );
}

/** @returns the token of `/h5/record/<token>` under PUBLIC_URL. */
export function issueRecordLink(
  tx: Transaction,
  { residentId, contactId }: { residentId: string; contactId: string },
): Promise<{ token: string }> {
  return issueHealthLink(tx, { purpose: 'record', subjectId: residentId, contactId });
}

/** The page: the record, and who looked at it. */
export interface RecordPage {
  record: RecordView;
  looks: readonly LookLine[];
}

/** What the page shows. Each look is audited, so it needs a transaction that commits. */
export function openRecordPage(
  tx: Transaction,
  { token, visit }: { token: string; visit: string },
): Promise<HealthPage<RecordPage>> {
  return openHealthPage(tx, { purpose: 'record', token, visit }, async (viewer, { subjectId: residentId }) => {
    const looks = await looksAt(tx, residentId, allLooks);
    const record = await lookAtOwnRecord(tx, { viewerId: viewer.id, residentId });
    return record && { record, looks };
  });
}

/** More than anybody reads; what is older is asked for at the desk. */
const allLooks = 200;

/** How many lines of who looked fit into a chat. */
export function looksInChat(tx: Transaction): number {
  return rulesOn(tx.day.dateOf(tx.now)).records.looksShown;
}
