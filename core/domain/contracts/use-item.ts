import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { packagesOf } from './packages.ts';
import { texts } from './parties.ts';
import { standingOf } from './history.ts';
import { usageOf } from './usage.ts';

/**
 * Notes that a resident was given an item of their contract's packages on a date (YYYY-MM-DD).
 * @param key the row that it came from, so that the same visit counts once: an appointment's id.
 * @returns how often it is left; undefined without a running contract that holds the item, or when none is left.
 */
export async function useItem(
  tx: Transaction,
  { residentId, item, usedOn, key }: { residentId: string; item: string; usedOn: string; key: string },
): Promise<number | undefined> {
  const { active } = await standingOf(tx, residentId);
  if (!active) return undefined;
  const uses = await tx.prisma.contractUse.findMany({ where: { contractId: active.id } });
  const packages = packagesOf(rulesOf(active.rulePack).contracts, texts(active.packages));
  const id = `${item}/${key}`;
  const usage = usageOf(
    packages,
    uses.map((use) => use.item),
  ).filter(({ code }) => code === item);
  const left = usage.reduce((sum, { left: open }) => sum + open, 0);
  if (uses.some((use) => use.id === id)) return left;
  if (left === 0) return undefined;
  await tx.prisma.contractUse.create({ data: { id, contractId: active.id, item, usedOn } });
  return left - 1;
}
