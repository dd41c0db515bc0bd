import { allPacks, defaultPack } from './all.ts';
import type { RulePack } from './rule-pack.ts';

/**
 * The rules of a district that hold on a date (YYYY-MM-DD). Where a place decides, `rulesAt` asks it; without a pack it is
 * what holds for everybody who uses the program: codes and links, the rate of messages, what is erased, the age of consent.
 * @param packId the district's pack; `rulesAt` finds it for an organisation.
 * @throws Error before the first version takes effect: a fault of the set-up, not of a person.
 */
export function rulesOn(date: string, packId: string = defaultPack): RulePack {
  const holding = allPacks
    .filter((pack) => pack.id === packId && pack.effectiveFrom <= date)
    .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0];
  if (!holding) throw new Error(`no rule pack of ${packId} holds on ${date}`);
  return holding;
}

/** The rules under which a row was opened. */
export function rulesOf(version: string): RulePack {
  const pack = allPacks.find((candidate) => candidate.version === version);
  if (!pack) throw new Error(`rule pack ${version} is not here`);
  return pack;
}
