import type { Contract } from '#prisma/generated/sqlite/client.ts';
import type { Transaction } from '../transaction.ts';
import { openDraft } from './draft.ts';
import { keepEvidence } from './keep-evidence.ts';
import { nextNumber } from './number.ts';
import { partyOf } from './parties.ts';
import { takePlace } from './places.ts';
import { step } from './step.ts';

/** A contract that was signed on paper at the centre and runs already. */
export interface PaperContract {
  residentId: string;
  doctorId: string;
  packages: readonly string[];
  /** YYYY-MM-DD */
  startsOn: string;
  endsOn: string;
  /** Who entered it; the program, where it came with the district's data. */
  staffId?: string | undefined;
}

/**
 * Enters a running paper contract, with the paper named as its evidence. Nobody is told: both sides have it in hand.
 * @throws Refusal `contract-exists`, `contract-pending`, `doctor-full`, `doctor-gone`, `resident-deceased`.
 */
export async function enterPaperContract(tx: Transaction, paper: PaperContract): Promise<Contract> {
  const party = await partyOf(tx, paper.residentId);
  const by = { kind: 'staff' as const, id: paper.staffId ?? paper.doctorId };
  const signedAt = tx.day.at(paper.startsOn, '09:00');
  const draft = await openDraft(tx, { ...paper, residentId: party.id, by, replaces: 'nothing' });
  await takePlace(tx, draft);
  const number = await nextNumber(tx);
  const evidence = await keepEvidence(tx, {
    draft,
    number,
    party,
    signer: { kind: 'self' },
    signing: {
      method: 'paper',
      channel: { name: 'desk', contactId: null, account: null },
      shownAt: signedAt,
      signedAt,
    },
  });
  await step(tx, draft, 'submitted', { ...evidence, number, submittedAt: signedAt });
  const entered = await tx.prisma.contract.findUniqueOrThrow({ where: { id: draft.id } });
  const { startsOn, endsOn } = paper;
  await step(tx, entered, 'active', { startsOn, endsOn, decidedAt: signedAt, decidedById: by.id });
  tx.audit({
    actor: paper.staffId === undefined ? { kind: 'system' } : by,
    action: 'contract.entered',
    subject: { kind: 'contract', id: draft.id },
    detail: { number, evidence: evidence.evidenceHash },
  });
  return tx.prisma.contract.findUniqueOrThrow({ where: { id: draft.id } });
}
