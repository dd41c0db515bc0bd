import type { PageLink } from '#prisma/generated/sqlite/client.ts';
import { contractSubmitted } from '../notices/contracts.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { findLink, issueLink } from '../pages/link.ts';
import { rulesOf } from '../packs/current.ts';
import { Refusal } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { agreementOf, type Agreement } from './agreement.ts';
import { isDraftOpen } from './draft.ts';
import { signedTogether, submitTogether } from './household.ts';
import { shortNumber } from './number.ts';
import { readSignature, type SignatureReading } from './signature-image.ts';
import type { Submitted } from './submit.ts';
import { tellResident } from './tell.ts';

/**
 * The page for reading and signing, opened from chat (domain.md §2). The link's token is random and kept as its hash; it
 * expires, belongs to one account, and signs once. The page itself is drawn by api/h5.
 */
export type SigningPage =
  | { state: 'open'; agreement: Agreement; shown: string }
  /** Signed with this link; said again however often the page is sent. */
  | { state: 'signed'; doctorName: string; contracts: { number: string; status: 'submitted' | 'active' }[] }
  | { state: 'gone'; why: 'expired' | 'replaced' | 'unknown' };

export type PageSigned =
  | SigningPage
  | { state: 'flawed'; flaw: Extract<SignatureReading, { ok: false }>['flaw']; agreement: Agreement; shown: string }
  | { state: 'refused'; refusal: Refusal }
  /** Signed just now, but not for everybody: the refusal of the first of those who are left. */
  | { state: 'signed-in-part'; page: Extract<SigningPage, { state: 'signed' }>; people: number; refusal: Refusal };

const purpose = 'contract.sign';

/** The stored name of the dialogue that gives out links to this page. */
export const signingDialogue = 'sign-contract';

/** @returns the token of a new link and when it stops: `/h5/sign/<token>` under PUBLIC_URL. */
export async function issueSigningLink(
  tx: Transaction,
  { contractId, contactId }: { contractId: string; contactId: string },
): Promise<{ token: string; expiresAt: Date }> {
  const contract = await tx.prisma.contract.findUniqueOrThrow({
    where: { id: contractId },
    select: { rulePack: true },
  });
  const { signingPageMinutes } = rulesOf(contract.rulePack).contracts;
  return issueLink(tx, { purpose, subjectId: contractId, contactId, minutes: signingPageMinutes });
}

/** What the page shows. Reads only. */
export async function readSigningPage(tx: Transaction, token: string): Promise<SigningPage> {
  const link = await findLink(tx, purpose, token);
  if (!link) return { state: 'gone', why: 'unknown' };
  if (link.usedAt !== null) return signedPage(tx, link);
  if (link.expiresAt <= tx.now) return { state: 'gone', why: 'expired' };
  const drafts = await draftsOf(tx, link);
  if (drafts.length === 0) return { state: 'gone', why: 'replaced' };
  return { state: 'open', agreement: await agreementOf(tx, drafts), shown: stamp(tx, link, tx.now) };
}

/**
 * Signs what the page shows. Sent twice, it signs once and answers the same.
 * @param shown what the page carried: when its text was first before the person's eyes.
 */
export async function signOnPage(
  tx: Transaction,
  token: string,
  { dataUrl, shown }: { dataUrl: string; shown: string },
): Promise<PageSigned> {
  const found = await findLink(tx, purpose, token);
  if (!found) return { state: 'gone', why: 'unknown' };
  await oneAtATime(tx, `page/${found.id}`);
  const link = await tx.prisma.pageLink.findUniqueOrThrow({ where: { id: found.id } });
  const page = await readSigningPage(tx, token);
  if (page.state !== 'open') return page;
  const signature = readSignature(dataUrl);
  if (!signature.ok) return { state: 'flawed', flaw: signature.flaw, agreement: page.agreement, shown };
  const signer = await signerOf(tx, link);
  const contact = link.contactId && (await tx.prisma.contact.findUnique({ where: { id: link.contactId } }));
  if (!signer || !contact) return { state: 'gone', why: 'unknown' };
  try {
    const { submitted, left } = await submitTogether(tx, await draftsOf(tx, link), {
      signer: { residentId: signer },
      method: 'page',
      channel: { name: contact.channel, contactId: contact.id, account: contact.accountIndex },
      shownAt: readStamp(tx, link, shown),
      signature: signature.png,
    });
    // From now on the link is about what it signed.
    await tx.prisma.pageLink.update({
      where: { id: link.id },
      data: { usedAt: tx.now, subjectId: submitted.map(({ contractId }) => contractId).join(' ') },
    });
    await tellChat(tx, submitted);
    await leaveDialogue(tx, contact.id);
    const after = await readSigningPage(tx, token);
    const [first] = left;
    if (!first || after.state !== 'signed') return after;
    return { state: 'signed-in-part', page: after, people: left.length, refusal: first.refusal };
  } catch (error) {
    if (error instanceof Refusal) return { state: 'refused', refusal: error };
    throw error;
  }
}

/** The chat that the page was opened from says it too; one that its doctor had prepared is told as accepted. */
async function tellChat(tx: Transaction, submitted: readonly Submitted[]): Promise<void> {
  for (const { contractId, status } of submitted) {
    if (status !== 'submitted') continue;
    const contract = await tx.prisma.contract.findUniqueOrThrow({ where: { id: contractId } });
    const workingDays = rulesOf(contract.rulePack).contracts.answerWithinWorkingDays;
    await tellResident(tx, contractSubmitted, contract, ({ name, doctor, number }) => ({
      name,
      doctor,
      number,
      workingDays,
    }));
  }
}

/** The chat that led here has come to its end: it must not ask for the signature any more. */
async function leaveDialogue(tx: Transaction, contactId: string): Promise<void> {
  await tx.prisma.dialogue.updateMany({
    where: { contactId, name: signingDialogue, status: { in: ['open', 'suspended'] } },
    data: { status: 'finished', revision: { increment: 1 }, updatedAt: tx.now },
  });
}

/** The drafts that this link's account signs together. */
async function draftsOf(tx: Transaction, link: PageLink) {
  const draft = await tx.prisma.contract.findUnique({ where: { id: link.subjectId } });
  const signer = await signerOf(tx, link);
  return draft && signer && isDraftOpen(tx, draft) ? signedTogether(tx, draft, signer) : [];
}

/** The resident of the account that the link was given to, as it is bound now. */
async function signerOf(tx: Transaction, { contactId }: PageLink): Promise<string | undefined> {
  if (contactId === null) return undefined;
  const binding = await tx.prisma.binding.findFirst({ where: { contactId, status: 'active' } });
  return binding?.residentId;
}

async function signedPage(tx: Transaction, link: PageLink): Promise<SigningPage> {
  const contracts = await tx.prisma.contract.findMany({
    where: { id: { in: link.subjectId.split(' ') } },
    include: { doctor: { select: { name: true } } },
    orderBy: { number: 'asc' },
  });
  return {
    state: 'signed',
    doctorName: contracts[0]?.doctor.name ?? '',
    contracts: contracts.map(({ number, status }) => ({
      number: shortNumber(number),
      status: status === 'active' ? 'active' : 'submitted',
    })),
  };
}

/** When the page was shown, tied to the link so that it cannot be made up. */
function stamp(tx: Transaction, link: PageLink, instant: Date): string {
  const at = instant.toISOString();
  return `${at} ${tx.vault.hash('page-shown', `${link.id} ${at}`)}`;
}

function readStamp(tx: Transaction, link: PageLink, shown: string): Date {
  const at = new Date(shown.split(' ')[0] ?? '');
  return Number.isNaN(at.getTime()) || stamp(tx, link, at) !== shown ? link.createdAt : at;
}
