import type { PageLink } from '#prisma/generated/sqlite/client.ts';
import { accountIndex } from '../residents/account-index.ts';
import type { Transaction } from '../transaction.ts';
import { rulesOn } from '../packs/current.ts';
import { findLink, isHealthPurpose, type LinkPurpose } from './link.ts';

/** How long somebody need not show again who they are, minutes. */
export const visitMinutes = 60;

/**
 * Whether the holder of this visit is who the link was sent to in WeChat: a link that was forwarded opens nothing in
 * another's hands (house.md, Sessions; threat model: forwarded links). An unknown link opens: its page says so itself.
 */
export async function mayOpen(
  tx: Transaction,
  { purpose, token, visit }: { purpose: LinkPurpose; token: string; visit: string },
): Promise<boolean> {
  const link = await findLink(tx, purpose, token);
  if (!link?.contactId) return true;
  if (isHealthPurpose(purpose))
    return visit !== '' && (await visitorOf(tx, visit, healthMinutes(tx))) === link.contactId;
  if ((await channelOf(tx, link)) !== 'wechat') return true;
  return visit !== '' && (await visitorOf(tx, visit)) === link.contactId;
}

/**
 * Begins a visit, the session of somebody who has shown by WeChat's own authorisation which account opens the page.
 * @param openid whom WeChat names.
 * @returns the random text that the browser keeps; undefined when the link was sent to another account.
 */
export async function beginVisit(
  tx: Transaction,
  { purpose, token, openid }: { purpose: LinkPurpose; token: string; openid: string },
): Promise<string | undefined> {
  const link = await findLink(tx, purpose, token);
  if (!link?.contactId) return undefined;
  const contact = await tx.prisma.contact.findUniqueOrThrow({ where: { id: link.contactId } });
  if (contact.channel !== 'wechat' || contact.accountIndex !== accountIndex(tx, 'wechat', openid)) {
    tx.audit({ actor: { kind: 'system' }, action: 'page.refused', subject: { kind: 'contact', id: contact.id } });
    return undefined;
  }
  return keepVisit(tx, contact.id);
}

/** Keeps a visit of who has shown that the account is theirs. @returns the random text that the browser keeps. */
export async function keepVisit(tx: Transaction, contactId: string): Promise<string> {
  const visit = tx.digits(40);
  await tx.prisma.pageLink.create({
    data: {
      id: tx.id(),
      tokenHash: hashOf(tx, visit),
      purpose: 'visit',
      subjectId: contactId,
      contactId,
      createdAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + visitMinutes * 60_000),
    },
  });
  return visit;
}

/** Whose account a visit has shown within so many minutes. */
export async function visitorOf(tx: Transaction, visit: string, minutes = visitMinutes): Promise<string | undefined> {
  const found = await tx.prisma.pageLink.findUnique({ where: { tokenHash: hashOf(tx, visit) } });
  const since = tx.now.getTime() - minutes * 60_000;
  return found?.purpose === 'visit' && found.createdAt.getTime() > since ? found.subjectId : undefined;
}

/** A page with health information asks sooner again. */
function healthMinutes(tx: Transaction): number {
  return rulesOn(tx.day.dateOf(tx.now)).records.visitMinutes;
}

async function channelOf(tx: Transaction, { contactId }: PageLink): Promise<string | undefined> {
  const contact = contactId === null ? null : await tx.prisma.contact.findUnique({ where: { id: contactId } });
  return contact?.channel;
}

function hashOf(tx: Pick<Transaction, 'vault'>, visit: string): string {
  return tx.vault.hash('page-visit', visit);
}
