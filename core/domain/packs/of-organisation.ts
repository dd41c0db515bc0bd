import { lineageOf } from '../organisations/tree.ts';
import type { Transaction } from '../transaction.ts';
import { rulesOn } from './current.ts';
import type { RulePack } from './rule-pack.ts';

/** The rules that hold today for an organisation: of the nearest above it that names a pack (its district's bureau). */
export async function rulesAt(tx: Transaction, organisationId: string | null | undefined): Promise<RulePack> {
  const today = tx.day.dateOf(tx.now);
  if (!organisationId) return rulesOn(today);
  const lineage = await lineageOf(tx, organisationId);
  const named = await tx.prisma.organisation.findMany({
    where: { id: { in: lineage }, packId: { not: null } },
    select: { id: true, packId: true },
  });
  const nearest = lineage.map((id) => named.find((one) => one.id === id)?.packId).find((packId) => packId);
  return rulesOn(today, nearest ?? undefined);
}
