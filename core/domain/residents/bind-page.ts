import { maskName } from '#kit/mask.ts';
import type { PageLink } from '#prisma/generated/sqlite/client.ts';
import { reply } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { findLink, issueLink } from '../pages/link.ts';
import { Refusal } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { rulesOn } from '../packs/current.ts';
import { bind } from './bind.ts';
import { boundResident } from './binding.ts';
import { sendCode, type CodeChecked, type CodeSent } from './codes.ts';
import { readClaim, type ClaimFlaw, type TypedClaim } from './typed-claim.ts';

/**
 * The page on which somebody binds the account that they opened it from, for who does not want to write a document
 * number into the chat (contract, Identity). The same proof and the same words, whoever is on file.
 */
export type BindPage =
  | { state: 'open' }
  | { state: 'flawed'; flaw: ClaimFlaw }
  | { state: 'code'; sent: CodeSent }
  | { state: 'wrong'; checked: Exclude<CodeChecked, { outcome: 'right' }> }
  | { state: 'bound'; name: string; level: 'verified' | 'provisional' }
  | { state: 'refused'; refusal: Refusal }
  | { state: 'gone'; why: 'expired' | 'unknown' };

const purpose = 'bind';

/** @returns the token of a new link: `/h5/bind/<token>` under PUBLIC_URL. */
export function issueBindLink(tx: Transaction, contactId: string): Promise<{ token: string }> {
  const { bindPageMinutes: minutes } = rulesOn(tx.day.dateOf(tx.now)).identity;
  return issueLink(tx, { purpose, subjectId: contactId, contactId, minutes });
}

/** What the page shows when it is opened. Reads only. */
export async function readBindPage(tx: Transaction, token: string): Promise<BindPage> {
  const link = await findLink(tx, purpose, token);
  if (!link) return { state: 'gone', why: 'unknown' };
  const resident = await boundResident(tx, link.subjectId);
  if (resident) return { state: 'bound', name: maskName(resident.name), level: resident.identityLevel };
  return link.expiresAt <= tx.now ? { state: 'gone', why: 'expired' } : { state: 'open' };
}

/** Sends the code to the phone that was typed. */
export function askCodeOnPage(tx: Transaction, token: string, typed: TypedClaim): Promise<BindPage> {
  return onOpenPage(tx, token, async ({ subjectId: contactId }) => {
    const claim = readClaim(tx, typed);
    if ('flaw' in claim) return { state: 'flawed', flaw: claim.flaw };
    if (claim.phone === undefined) return { state: 'flawed', flaw: 'phone' };
    return { state: 'code', sent: await sendCode(tx, { purpose: 'bind', contactId, phone: claim.phone }) };
  });
}

/** Binds with the code that was typed. The guess counts, so the caller must commit. */
export function bindOnPage(tx: Transaction, token: string, typed: TypedClaim & { code: string }): Promise<BindPage> {
  return onOpenPage(tx, token, async ({ id, subjectId: contactId }) => {
    const claim = readClaim(tx, typed);
    if ('flaw' in claim) return { state: 'flawed', flaw: claim.flaw };
    const { channel } = await tx.prisma.contact.findUniqueOrThrow({ where: { id: contactId } });
    const code = typed.code.normalize('NFKC').replace(/\D/gu, '');
    try {
      const bound = await bind(tx, { contactId, channel, identity: claim, code });
      if (bound.outcome !== 'bound') return { state: 'wrong', checked: bound };
      await tx.prisma.pageLink.update({ where: { id }, data: { usedAt: tx.now } });
      await reply(tx, contactId, { text: boundInChat(claim.name) }, { key: `bind.page/${bound.bindingId}` });
      return { state: 'bound', name: maskName(claim.name), level: bound.level };
    } catch (error) {
      if (error instanceof Refusal) return { state: 'refused', refusal: error };
      throw error;
    }
  });
}

async function onOpenPage(
  tx: Transaction,
  token: string,
  work: (link: PageLink) => Promise<BindPage>,
): Promise<BindPage> {
  const link = await findLink(tx, purpose, token);
  if (link) await oneAtATime(tx, `page/${link.id}`);
  const page = await readBindPage(tx, token);
  return link && page.state === 'open' ? work(link) : page;
}

function boundInChat(name: string): string {
  return `${name}，您好，身份已经在网页上绑定好了。要接着办，请回复“继续”。`;
}
