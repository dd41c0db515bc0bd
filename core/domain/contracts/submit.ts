import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { acceptBeforehand } from './accept.ts';
import { isDraftOpen } from './draft.ts';
import type { Signer, SigningChannel, SigningMethod } from './evidence.ts';
import { assertMayChangeTo, standingOf } from './history.ts';
import { keepEvidence } from './keep-evidence.ts';
import { nextNumber } from './number.ts';
import { partyOf, signerFor, type Party } from './parties.ts';
import { takePlace } from './places.ts';
import { sendReviewCard } from './review-card.ts';
import { requestEscalation } from './escalation.ts';
import { assertLegalStep } from './rules.ts';
import { contractToChange, step } from './step.ts';

/** How a draft was signed. */
export interface Signing {
  /** Who signed: a resident, for themselves or for whom they may sign; or a helper before a witness. */
  signer: { residentId: string } | Extract<Signer, { kind: 'helper' }>;
  method: SigningMethod;
  channel: SigningChannel;
  /** When the text was first before their eyes. */
  shownAt: Date;
  /** The PNG that was drawn. */
  signature?: Buffer | undefined;
}

/** A contract that was sent to its doctor. */
export interface Submitted {
  contractId: string;
  number: string;
  /** Active at once when the doctor had prepared it; accepted, but not in force yet, when it replaces a running one. */
  status: 'submitted' | 'accepted' | 'active';
}

/**
 * Signs a draft and sends it to the doctor: takes the place, the number and the evidence in one transaction, starts the
 * answer timer and sends the doctor's card. A draft that the doctor had prepared is accepted in the same moment.
 * @throws Refusal `contract-not-found` for a draft that was replaced or has waited too long, `contract-pending`,
 * `contract-exists`, `doctor-full`, `doctor-gone`, `change-once-a-year`, `guardian-must-sign`, `resident-deceased`.
 */
export async function submit(tx: Transaction, contractId: string, signing: Signing): Promise<Submitted> {
  const draft = await contractToChange(tx, contractId);
  assertLegalStep(draft.status, 'submitted');
  if (!isDraftOpen(tx, draft)) throw refuse('contract-not-found');
  const party = await partyOf(tx, draft.residentId);
  const signer = await assertMaySign(tx, signing, party);
  await assertFree(tx, draft);
  await takePlace(tx, draft);

  const number = await nextNumber(tx);
  const evidence = await keepEvidence(tx, { draft, number, party, signer, signing });
  await step(tx, draft, 'submitted', { ...evidence, number, submittedAt: tx.now });
  await tx.prisma.contract.deleteMany({ where: { residentId: draft.residentId, status: 'draft' } });
  tx.audit({
    actor:
      'residentId' in signing.signer ? { kind: 'resident', id: signing.signer.residentId } : witness(signing.signer),
    action: 'contract.submitted',
    subject: { kind: 'contract', id: draft.id },
    // The chain of evidence is tied to the audit's, which can be neither changed nor cut.
    detail: { number, evidence: evidence.evidenceHash, by: signer.kind, method: signing.method },
  });
  return route(tx, draft.id);
}

/** To the doctor's card, or past it when the doctor had agreed beforehand. */
async function route(tx: Transaction, contractId: string): Promise<Submitted> {
  const contract = await tx.prisma.contract.findUniqueOrThrow({ where: { id: contractId } });
  const { id, number } = contract;
  if (contract.decidedById === contract.doctorId) {
    const { effect } = await acceptBeforehand(tx, contract);
    return { contractId: id, number, status: effect === 'now' ? 'active' : 'accepted' };
  }
  await requestEscalation(tx, contract);
  await sendReviewCard(tx, contract);
  return { contractId: id, number, status: 'submitted' };
}

async function assertMaySign(tx: Transaction, { signer }: Signing, party: Party): Promise<Signer> {
  // A child's contract needs the guardian, whoever helps with the writing.
  if ('kind' in signer) {
    if (party.isMinor) throw refuse('guardian-must-sign');
    return signer;
  }
  const as = await signerFor(tx, signer.residentId, party);
  if (!as) throw refuse(party.isMinor ? 'guardian-must-sign' : 'not-allowed');
  return as;
}

/** Things may have moved since the draft was prepared. */
async function assertFree(tx: Transaction, draft: Contract): Promise<void> {
  const { active, submitted } = await standingOf(tx, draft.residentId);
  if (submitted) throw refuse('contract-pending', { number: submitted.number });
  if (active && active.id !== draft.replacesId) throw refuse('contract-exists', { number: active.number });
  await assertMayChangeTo(tx, draft.residentId, draft.doctorId);
}

function witness({ witnessId }: Extract<Signer, { kind: 'helper' }>) {
  return { kind: 'staff' as const, id: witnessId };
}
