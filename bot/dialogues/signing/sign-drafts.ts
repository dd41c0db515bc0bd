import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { agreementOf, type Agreement } from '#domain/contracts/agreement.ts';
import { signedTogether, submitTogether } from '#domain/contracts/household.ts';
import { shortNumber } from '#domain/contracts/number.ts';
import { priceOf } from '#domain/contracts/packages.ts';
import type { Submitted } from '#domain/contracts/submit.ts';
import { issueSigningLink } from '#domain/contracts/signing-page.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { refuse } from '#domain/refusal.ts';
import type { DialogueWorld, Script, TalkingResident } from '../../dialogue-world.ts';
import type { Confirm, Receipt } from '../../engine/script.ts';
import { sayPackages, signing } from '../../replies/contracts.ts';

/** Questions whose answers stand at the confirmation, and what they come to. */
export type ShownAnswers = Required<Pick<Confirm, 'of' | 'labels'>>;

export interface ToSign {
  me: TalkingResident;
  /** A draft; what was prepared together with it is signed together. */
  contractId: string;
  /** What was answered in this dialogue and can be changed at the confirmation; else all is shown as it stands. */
  shown?: ShownAnswers | undefined;
  /** Who is asked to sign on their own phone afterwards. */
  others: readonly string[];
  /** The same text was signed before: one answer is enough. */
  familiar: boolean;
}

/**
 * The signature: a page to read and sign on, and for who cannot open it the whole text in chat with “确认”. The page ends
 * this dialogue by itself.
 */
export async function signDrafts(script: Script, world: DialogueWorld, toSign: ToSign): Promise<void> {
  const { tx, contact } = world;
  const drafts = await draftsOf(world, toSign);
  const agreement = await agreementOf(tx, drafts);
  const link = await linkTo(script, world, toSign.contractId);
  await script.confirm('sign', {
    title: signing.checkTitle,
    of: [],
    ...toSign.shown,
    also: linesOf(agreement, toSign),
    how: toSign.familiar ? signing.renewHow : signing.pageHow,
    links: [{ label: signing.page, url: link }],
  });
  const shownAt = await script.keep('shown', () => tx.now.toISOString());
  if (!toSign.familiar)
    await script.agree('agree', {
      title: signing.agreeTitle(agreement.title, agreement.version),
      text: signing.agreeText(agreement),
      version: [agreement.version, ...drafts.map(({ id }) => id)].join(' '),
    });
  const { submitted } = await script.act('submit', async () => {
    const row = await tx.prisma.contact.findUniqueOrThrow({ where: { id: contact.id } });
    return submitTogether(tx, drafts, {
      signer: { residentId: toSign.me.id },
      method: 'chat',
      channel: { name: contact.channel, contactId: contact.id, account: row.accountIndex },
      shownAt: new Date(shownAt),
    });
  });
  const { answerWithinWorkingDays } = rulesOf(drafts[0]?.rulePack ?? '').contracts;
  if (toSign.others.length > 0) script.say(signing.askedOthers(toSign.others));
  script.receipt(receiptOf(submitted, agreement.doctor.name, answerWithinWorkingDays));
}

function receiptOf(submitted: readonly Submitted[], doctor: string, workingDays: number): Receipt {
  const number = signing.number(submitted.map((one) => shortNumber(one.number)));
  const statuses = submitted.map(({ status }) => status);
  if (statuses.includes('submitted'))
    return { done: signing.submitted(doctor, workingDays), number, undo: signing.undoSubmitted };
  if (statuses.includes('accepted')) return { done: signing.accepted(doctor), number, undo: signing.undoSubmitted };
  return { done: signing.active(doctor), number, undo: signing.undoActive };
}

/** @throws Refusal `contract-not-found` when the draft was replaced or signed elsewhere meanwhile. */
async function draftsOf({ tx }: DialogueWorld, { contractId, me }: ToSign): Promise<Contract[]> {
  const draft = await tx.prisma.contract.findUnique({ where: { id: contractId } });
  const drafts = draft ? await signedTogether(tx, draft, me.id) : [];
  if (drafts.length === 0) throw refuse('contract-not-found');
  return drafts;
}

/** A fresh link each hour, so that whoever comes back later finds one that opens. */
async function linkTo({ act }: Script, { tx, contact, publicUrl }: DialogueWorld, contractId: string): Promise<string> {
  const hour = `${tx.day.dateOf(tx.now)} ${tx.day.timeOf(tx.now).slice(0, 2)}`;
  const { token } = await act('link', () => issueSigningLink(tx, { contractId, contactId: contact.id }), {
    per: [contractId, hour],
  });
  return `${publicUrl}/h5/sign/${token}`;
}

function linesOf(agreement: Agreement, { shown, others }: ToSign): { title: string; label: string }[] {
  const { doctor, people } = agreement;
  const fixed = [
    { title: signing.residentLine, label: people.map(({ name }) => name).join('、') },
    { title: signing.doctorLine, label: `${doctor.name}（${doctor.teamName}）` },
    ...people.map((person) => ({
      title: people.length > 1 ? `${person.name}的${signing.packagesLine}` : signing.packagesLine,
      label: sayPackages(person),
    })),
  ];
  const price = priceOf(people);
  return [
    ...(shown ? fixed.filter(({ title }) => title === signing.residentLine && people.length === 1) : fixed),
    { title: signing.priceTitle, label: signing.price(price) },
    { title: signing.termLine, label: signing.term(agreement.termMonths) },
    ...(others.length > 0 ? [{ title: signing.othersLine, label: signing.others(others) }] : []),
  ];
}
