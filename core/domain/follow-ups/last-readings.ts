import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';
import { type Measured, openReading } from './keep-reading.ts';
import type { ReadingClass } from './rules.ts';

/** A value that was kept. */
export interface ShownReading {
  measured: Measured;
  class: ReadingClass;
  measuredAt: Date;
  source: 'resident' | 'staff' | 'device';
}

/**
 * The last values of somebody, the newest first; what was taken back is not among them. The look is audited.
 * @throws Refusal `not-allowed` for who may not see the record.
 */
export async function lastReadings(
  tx: Transaction,
  look: { residentId: string; by: string; kinds: readonly Measured['kind'][]; most: number },
): Promise<ShownReading[]> {
  const { residentId, by, kinds, most } = look;
  if (!(await actsFor(tx, by, residentId, 'records'))) throw refuse('not-allowed');
  const rows = await tx.prisma.reading.findMany({
    where: { residentId, kind: { in: [...kinds] }, retractedAt: null },
    orderBy: [{ measuredAt: 'desc' }, { id: 'desc' }],
    take: most,
  });
  return rows.map((row) => ({
    measured: openReading(tx, row),
    // Written by `keepReading` from the closed list.
    class: row.class as ReadingClass,
    measuredAt: row.measuredAt,
    source: row.source,
  }));
}

/** Notes that somebody looked at readings (谁看过). */
export function auditReadings(tx: Transaction, { residentId, by }: { residentId: string; by: string }): void {
  tx.audit({
    actor: { kind: 'resident', id: by },
    action: 'readings.read',
    subject: { kind: 'resident', id: residentId },
    purpose: by === residentId ? 'own-readings' : 'family-readings',
  });
}
