import type { ContractStatus } from '#prisma/generated/sqlite/enums.ts';
import { addMonths } from './term.ts';

/** One contract that was started, in the order of starting. */
export interface StartedContract {
  doctorId: string;
  /** YYYY-MM-DD */
  startsOn: string;
  status: ContractStatus;
  endReason: string | null;
  /** The doctor who left and whose contract the leader holds for the interim. */
  interimForId: string | null;
}

/**
 * Whether one more contract with this doctor is within “once a year” (domain.md §2; seed 004 三(四)4 leaves the choice
 * free). Staying with the same doctor is no change, and neither is a new choice after a term ran out, after moving away,
 * or because the doctor left.
 */
export function mayChangeTo(
  doctorId: string,
  history: readonly StartedContract[],
  today: string,
  changesPerYear: number,
): boolean {
  const last = history.at(-1);
  if (!last || !isChange(last, doctorId)) return true;
  const yearAgo = addMonths(today, -12);
  const made = history.filter((contract, index) => {
    const before = history[index - 1];
    return before !== undefined && contract.startsOn > yearAgo && isChange(before, contract.doctorId);
  });
  return made.length < changesPerYear;
}

function isChange(before: StartedContract, doctorId: string): boolean {
  if (before.doctorId === doctorId || before.interimForId !== null || before.status === 'expired') return false;
  return before.endReason !== 'moved-away' && before.endReason !== 'doctor-left';
}
