import type { Transaction } from '../transaction.ts';
import { aboveStatement, belowStatement } from './tree.sql.ts';

/** The ids of an organisation and everything below it: a centre with its stations, a bureau with the whole district. */
export async function subtreeOf(tx: Transaction, organisationId: string): Promise<string[]> {
  const rows = await tx.sql.all<{ id: string }>(belowStatement, [organisationId]);
  return rows.map(({ id }) => id);
}

/** The ids of an organisation and everything above it, itself first and the bureau last. */
export async function lineageOf(tx: Transaction, organisationId: string): Promise<string[]> {
  const rows = await tx.sql.all<{ id: string }>(aboveStatement, [organisationId]);
  return rows.map(({ id }) => id);
}

/**
 * The centre that an organisation belongs to: itself, or the one that manages a station (seed 000 §三(一)2: 中心管理服务站).
 * Undefined for a hospital, a town, a bureau.
 */
export async function centreOf(tx: Transaction, organisationId: string): Promise<string | undefined> {
  const lineage = await lineageOf(tx, organisationId);
  const found = await tx.prisma.organisation.findFirst({
    where: { id: { in: lineage }, kind: 'centre' },
    select: { id: true },
  });
  return found?.id;
}
