import type { RulePack } from './rule-pack.ts';
import { zhuhaiXiangzhou202601 } from './zhuhai-xiangzhou-2026-01.ts';

const packs: readonly RulePack[] = [zhuhaiXiangzhou202601];

/**
 * The rules that hold on a date (YYYY-MM-DD).
 * @throws Error before the first pack takes effect: a fault of the set-up, not of a person.
 */
export function rulesOn(date: string): RulePack {
  const holding = packs
    .filter((pack) => pack.effectiveFrom <= date)
    .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0];
  if (!holding) throw new Error(`no rule pack holds on ${date}`);
  return holding;
}

/** The rules under which a row was opened. */
export function rulesOf(version: string): RulePack {
  const pack = packs.find((candidate) => candidate.version === version);
  if (!pack) throw new Error(`rule pack ${version} is not here`);
  return pack;
}
