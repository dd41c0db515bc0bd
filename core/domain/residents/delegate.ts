import { maskName } from '#kit/mask.ts';
import type { DelegationKind } from '#prisma/generated/sqlite/enums.ts';
import { giveConsent } from '../consent/consents.ts';
import { familyActsNotice, familyRequestedNotice } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesOn } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { onFile, registration } from './bind.ts';
import { hasAccount } from './binding.ts';
import { documentIndexOf, nameIndexOf, phoneIndexOf, type Identity } from './columns.ts';
import { commonPowers, powerConsent, sayPowers, type Power } from './family-rules.ts';
import { residentName } from './resident.ts';

/** How it was shown that somebody may act for another. */
export type FamilyProof =
  /** The code sent to the subject's own phone was right: their consent. */
  | { kind: 'subject-phone'; phone: string }
  /** For who has no phone: the code sent to the actor's was right; the desk checks before any record is shown. */
  | { kind: 'own-phone'; phone: string }
  /** Where no code can be sent: the one that the desk gave to the actor, with the card seen, was right. */
  | { kind: 'desk' }
  /** Whoever decides about it answers in their own chat: the subject, or a child's guardian. */
  | { kind: 'asked' };

export interface NewFamily {
  actorId: string;
  /** A phone here is not looked at: the proof has it. */
  subject: Identity;
  /** What the actor calls them: 妈妈. */
  kinship: string;
  kind: DelegationKind;
  proof: FamilyProof;
  /** Beyond `commonPowers`, an agent only. */
  granted?: readonly Power[] | undefined;
}

export interface AddedFamily {
  id: string;
  /** `pending`: whoever decides about it has not answered. */
  status: 'active' | 'pending';
  /** The subject is on file and has consented by the phone on file: the desk need not look. */
  checked: boolean;
}

/**
 * Adds somebody to a family. Document, name and phone as they are on file: the resident on file; else a registration of
 * its own, 待核实, in the same steps. Asking the one who decides tells nobody whether there is such a one.
 *
 * @throws Refusal `delegation-exists`, `not-allowed` for oneself, `code-too-often` when too many were added.
 */
export async function addFamily(tx: Transaction, family: NewFamily): Promise<AddedFamily> {
  const { actorId, kinship, kind, proof, granted = [] } = family;
  await oneAtATime(tx, `family/${actorId}`);
  await mustBeNew(tx, actorId, family.subject);
  const { subjectId, checked } = await subjectOf(tx, family);
  const id = tx.id();
  const status = proof.kind === 'asked' ? 'pending' : 'active';
  await tx.prisma.delegation.create({
    data: { id, actorId, subjectId, kind, kinship, status, verifiedAt: checked ? tx.now : null, createdAt: tx.now },
  });
  tx.audit({
    actor: { kind: 'resident', id: actorId },
    action: status === 'active' ? 'family.added' : 'family.requested',
    subject: { kind: 'resident', id: subjectId },
    detail: { delegation: id, kind, proof: proof.kind },
  });
  if (status === 'active') {
    for (const power of granted) await giveConsent(tx, subjectId, powerConsent(id, power));
    await tellSubject(tx, { id, actorId, subjectId, held: [...commonPowers, ...granted] });
  } else await askDeciders(tx, { id, actorId, subjectId, kind });
  return { id, status, checked };
}

/**
 * What can be said before a code is sent.
 *
 * @throws Refusal `delegation-exists`, `not-allowed` for oneself, `code-too-often`.
 */
export async function mustBeNew(
  tx: Transaction,
  actorId: string,
  subject: Pick<Identity, 'documentNumber'>,
): Promise<void> {
  const documentIndex = documentIndexOf(tx, subject.documentNumber);
  const self = await tx.prisma.resident.findUniqueOrThrow({ where: { id: actorId }, select: { documentIndex: true } });
  if (self.documentIndex === documentIndex) throw refuse('not-allowed');
  const open = await tx.prisma.delegation.findMany({
    where: { actorId, status: { in: ['pending', 'active'] } },
    select: { subject: { select: { documentIndex: true } } },
  });
  if (open.some((delegation) => delegation.subject.documentIndex === documentIndex)) throw refuse('delegation-exists');
  const date = tx.day.dateOf(tx.now);
  const today = tx.day.at(date, '00:00');
  const { familyAddedADay, familyAtATime } = rulesOn(date).identity;
  const added = await tx.prisma.delegation.count({ where: { actorId, createdAt: { gte: today } } });
  if (added >= familyAddedADay || open.length >= familyAtATime) throw refuse('code-too-often');
}

/** The row that is meant, and whether it needs no more check. */
async function subjectOf(
  tx: Transaction,
  { actorId, subject, kind, proof }: NewFamily,
): Promise<{ subjectId: string; checked: boolean }> {
  const register = async (phone: string | undefined) => {
    const actor = await tx.prisma.resident.findUniqueOrThrow({
      where: { id: actorId },
      select: { homeCentreId: true },
    });
    return registration(tx, { ...subject, phone }, actor.homeCentreId ?? undefined);
  };
  if (proof.kind === 'asked') {
    const answering = kind === 'helper' ? await guardedChild(tx, subject) : await answeringAdult(tx, subject);
    return { subjectId: answering ?? (await register(undefined)), checked: false };
  }
  if (proof.kind === 'desk') return { subjectId: await register(undefined), checked: false };
  const named = await onFile(tx, subject);
  const known = named !== undefined && named.phoneIndex === phoneIndexOf(tx, proof.phone);
  const own = proof.kind === 'subject-phone';
  if (known) return { subjectId: named.id, checked: own };
  return { subjectId: await register(own ? proof.phone : undefined), checked: false };
}

/** A child of this name and document who has a guardian here: on file, or as the guardian registered it. */
async function guardedChild(tx: Transaction, child: Identity): Promise<string | undefined> {
  const found = await tx.prisma.resident.findFirst({
    where: { ...rowsNamed(tx, child), actedForBy: { some: { kind: 'guardian', status: 'active' } } },
    orderBy: [{ verifiedAt: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
    select: { id: true },
  });
  return found?.id;
}

/** An adult of this name and document: on file, or registered on an account of their own. */
async function answeringAdult(tx: Transaction, adult: Identity): Promise<string | undefined> {
  const named = await onFile(tx, adult);
  if (named) return named.id;
  const registered = await tx.prisma.resident.findFirst({
    where: { ...rowsNamed(tx, adult), bindings: { some: { status: 'active' } } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return registered?.id;
}

function rowsNamed(tx: Transaction, { name, documentKind, documentNumber }: Identity) {
  return {
    identityLevel: { in: ['verified' as const, 'provisional' as const] },
    diedOn: null,
    documentKind,
    documentIndex: documentIndexOf(tx, documentNumber),
    nameIndex: nameIndexOf(tx, name),
  };
}

async function tellSubject(
  tx: Transaction,
  { id, actorId, subjectId, held }: { id: string; actorId: string; subjectId: string; held: readonly Power[] },
): Promise<void> {
  if (!(await hasAccount(tx, subjectId))) return;
  const actor = maskName(await residentName(tx, actorId));
  await send(
    tx,
    familyActsNotice,
    { resident: subjectId },
    { actor, powers: sayPowers(held) },
    { key: `family.acts/${id}` },
  );
}

async function askDeciders(
  tx: Transaction,
  { id, actorId, subjectId, kind }: { id: string; actorId: string; subjectId: string; kind: DelegationKind },
): Promise<void> {
  const deciders = kind === 'helper' ? await guardiansOf(tx, subjectId) : [subjectId];
  const asker = maskName(await residentName(tx, actorId));
  const subject = maskName(await residentName(tx, subjectId));
  for (const decider of deciders) {
    if (!(await hasAccount(tx, decider))) continue;
    const key = `family.requested/${id}/${decider}`;
    await send(tx, familyRequestedNotice, { resident: decider }, { asker, subject }, { key });
  }
}

/** The guardians of a child, as resident ids. */
export async function guardiansOf(tx: Transaction, childId: string): Promise<string[]> {
  const held = await tx.prisma.delegation.findMany({
    where: { subjectId: childId, kind: 'guardian', status: 'active' },
    select: { actorId: true },
    orderBy: { createdAt: 'asc' },
  });
  return held.map(({ actorId }) => actorId);
}
