import type { PageLink } from '#prisma/generated/sqlite/client.ts';
import type { Transaction } from '../transaction.ts';

/** What a link opens: stored, never renamed. */
export type LinkPurpose = 'contract.sign' | 'bind' | 'referral.slip' | HealthPurpose;

/** Pages with health information: nobody sees them without having shown that the link's account is theirs. */
export const healthPurposes = ['report', 'record', 'record.copy', 'readings'] as const;
export type HealthPurpose = (typeof healthPurposes)[number];

export function isHealthPurpose(purpose: LinkPurpose): purpose is HealthPurpose {
  return healthPurposes.some((one) => one === purpose);
}

/** What a new link is about. */
export interface NewLink {
  purpose: LinkPurpose;
  /** The row that the page is about. */
  subjectId: string;
  /** The account that it is sent to, and that alone may open it. */
  contactId: string;
  minutes: number;
}

/** Keeps a link that expires. @returns its random token, of which only the hash is kept. */
export async function issueLink(
  tx: Transaction,
  { purpose, subjectId, contactId, minutes }: NewLink,
): Promise<{ token: string; expiresAt: Date }> {
  // 132 bits, shorter in base 36.
  const token = BigInt(`1${tx.digits(40)}`).toString(36);
  const expiresAt = new Date(tx.now.getTime() + minutes * 60_000);
  const tokenHash = hashOf(tx, token);
  await tx.prisma.pageLink.create({
    data: { id: tx.id(), tokenHash, purpose, subjectId, contactId, createdAt: tx.now, expiresAt },
  });
  return { token, expiresAt };
}

/** The link with this token, expired or used as it may be. A token of another form is nobody's, and not looked up. */
export async function findLink(tx: Transaction, purpose: LinkPurpose, token: string): Promise<PageLink | undefined> {
  if (!/^[0-9a-z]{20,30}$/.test(token)) return undefined;
  const link = await tx.prisma.pageLink.findUnique({ where: { tokenHash: hashOf(tx, token) } });
  return link?.purpose === purpose ? link : undefined;
}

function hashOf(tx: Pick<Transaction, 'vault'>, token: string): string {
  return tx.vault.hash('page-link', token);
}
