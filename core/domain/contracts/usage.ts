import type { ServicePackage } from '../packs/rule-pack.ts';

/** One item of a contract's packages: how often it may be used in a term, was used, and is left. */
export interface ItemUsage {
  package: string;
  code: string;
  name: string;
  times: number;
  used: number;
  left: number;
}

/** Used and left (domain.md §2), item by item. An item that two packages hold is counted in the first that has it left. */
export function usageOf(packages: readonly ServicePackage[], usedItems: readonly string[]): ItemUsage[] {
  const open = new Map<string, number>();
  for (const item of usedItems) open.set(item, (open.get(item) ?? 0) + 1);
  return packages.flatMap((held) =>
    held.items.map(({ code, name, timesAYear }) => {
      const used = Math.min(open.get(code) ?? 0, timesAYear);
      open.set(code, (open.get(code) ?? 0) - used);
      return { package: held.code, code, name, times: timesAYear, used, left: timesAYear - used };
    }),
  );
}
