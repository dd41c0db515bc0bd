import type { PageLink } from '#prisma/generated/sqlite/client.ts';
import { rulesOn } from '../packs/current.ts';
import { boundResident, type BoundResident } from '../residents/binding.ts';
import type { Transaction } from '../transaction.ts';
import { findLink, type HealthPurpose, issueLink } from './link.ts';
import { visitorOf } from './visit.ts';

/** A page with health information, as far as the link and who opens it decide. */
export type HealthPage<Content> =
  | { state: 'open'; content: Content }
  /** Whoever asks has not shown that the account is theirs, or not lately. */
  | { state: 'not-shown' }
  | { state: 'gone'; why: 'expired' | 'unknown' };

/** @returns the token of a new link; nobody opens it without showing that the account is theirs. */
export function issueHealthLink(
  tx: Transaction,
  { purpose, subjectId, contactId }: { purpose: HealthPurpose; subjectId: string; contactId: string },
): Promise<{ token: string }> {
  const { linkMinutes } = rulesOn(tx.day.dateOf(tx.now)).records;
  return issueLink(tx, { purpose, subjectId, contactId, minutes: linkMinutes });
}

/**
 * Opens a page with health information for who has shown within the last half hour that the account is theirs, by WeChat
 * or by their phone's code (threat model T-09), and who is bound to it now.
 * @param visit what the browser keeps; see `beginVisit` and `beginVisitByCode`.
 * @param look reads what is shown; undefined when the viewer may not see it, which looks like a link that is not there.
 */
export async function openHealthPage<Content>(
  tx: Transaction,
  { purpose, token, visit }: { purpose: HealthPurpose; token: string; visit: string },
  look: (viewer: BoundResident, link: PageLink) => Promise<Content | undefined>,
): Promise<HealthPage<Content>> {
  const link = await findLink(tx, purpose, token);
  if (!link?.contactId) return { state: 'gone', why: 'unknown' };
  if (
    visit === '' ||
    (await visitorOf(tx, visit, rulesOn(tx.day.dateOf(tx.now)).records.visitMinutes)) !== link.contactId
  )
    return { state: 'not-shown' };
  if (link.expiresAt <= tx.now) return { state: 'gone', why: 'expired' };
  const viewer = await boundResident(tx, link.contactId);
  const content = viewer && (await look(viewer, link));
  return content === undefined ? { state: 'gone', why: 'unknown' } : { state: 'open', content };
}
