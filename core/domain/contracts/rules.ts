import type { ContractStatus } from '#prisma/generated/sqlite/enums.ts';
import { refuse } from '../refusal.ts';

/**
 * The states of a contract and every step between them that is legal (domain.md §2). `active → submitted` is the undoing
 * of an acceptance within the first minutes. Whatever is not listed is refused.
 */
export const legalSteps: readonly (readonly [from: ContractStatus, to: ContractStatus])[] = [
  ['draft', 'submitted'],
  ['submitted', 'active'],
  ['submitted', 'declined'],
  ['submitted', 'withdrawn'],
  ['active', 'expired'],
  ['active', 'terminated'],
  ['active', 'replaced'],
  ['active', 'submitted'],
];

/** Each holds a doctor's place, interim ones apart. */
export const openStatuses = ['submitted', 'active'] as const satisfies readonly ContractStatus[];

export function isLegalStep(from: ContractStatus, to: ContractStatus): boolean {
  return legalSteps.some(([before, after]) => before === from && after === to);
}

/** @throws Refusal `contract-state-changed` for a step that is not listed. */
export function assertLegalStep(from: ContractStatus, to: ContractStatus): void {
  if (!isLegalStep(from, to)) throw refuse('contract-state-changed', { from, to });
}

/** Why a contract ended or was not made. Stored: never renamed. */
export const endReasons = [
  'doctor-declined',
  'out-of-area',
  'needs-other-care',
  'doctor-left',
  'resident-withdrew',
  'term-over',
  'renewed',
  'doctor-changed',
  'resident-wish',
  'moved-away',
  'unreachable-for-a-year',
  'refused-for-a-year',
  'deceased',
  'identity-merged',
  'identity-refused',
] as const;

export type EndReason = (typeof endReasons)[number];

/** What a doctor may say when declining. */
export type DeclineReason = Extract<EndReason, 'doctor-declined' | 'out-of-area' | 'needs-other-care'>;

/** Why an active contract may be ended before its term (peers' registers name the same). */
export type TerminationReason = Extract<
  EndReason,
  'resident-wish' | 'moved-away' | 'unreachable-for-a-year' | 'refused-for-a-year'
>;

/**
 * A decision that was pressed and takes effect when the minutes of undo are over. Declining ends in a state that cannot
 * change, and so does the old contract when a renewal starts; both therefore wait on the submitted row.
 */
export function pendingDecision(contract: {
  status: ContractStatus;
  undoUntil: Date | null;
  endReason: string | null;
}): 'accept' | 'decline' | undefined {
  if (contract.status !== 'submitted' || contract.undoUntil === null) return undefined;
  return contract.endReason === null ? 'accept' : 'decline';
}
