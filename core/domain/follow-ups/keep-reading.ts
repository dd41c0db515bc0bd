import { rulesAt } from '../packs/of-organisation.ts';
import type { RulePack } from '../packs/rule-pack.ts';
import { residentRow } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { classOfGlucose, classOfPressure, type GlucoseValue, type PressureValue, type ReadingClass } from './rules.ts';

/** A measurement that is whole and plausible. Pressure in mmHg, glucose in mmol/L, weight in kg. */
export type Measured =
  | ({ kind: 'pressure' } & PressureValue)
  | ({ kind: 'glucose' } & GlucoseValue)
  | { kind: 'weight'; value: number };

export interface NewReading {
  residentId: string;
  measured: Measured;
  measuredAt: Date;
  from: { source: 'resident'; contactId: string } | { source: 'staff'; encounterId: string };
}

export interface KeptReading {
  id: string;
  class: ReadingClass;
}

/** Keeps one reading, sealed, with its class. */
export async function keepReading(
  tx: Transaction,
  { residentId, measured, measuredAt, from }: NewReading,
): Promise<KeptReading> {
  const resident = await residentRow(tx, residentId);
  const pack = await rulesAt(tx, resident.homeCentreId);
  const id = tx.id();
  const age = tx.day.ageOn(resident.birthDate, tx.day.dateOf(measuredAt));
  const kept: KeptReading = { id, class: classOf(measured, age, pack) };
  await tx.prisma.reading.create({
    data: {
      id,
      residentId: resident.id,
      kind: measured.kind,
      valueSealed: tx.vault.seal(placeOf(id), JSON.stringify(measured)),
      class: kept.class,
      rulePack: pack.version,
      measuredAt,
      source: from.source,
      contactId: 'contactId' in from ? from.contactId : null,
      encounterId: 'encounterId' in from ? from.encounterId : null,
      recordedAt: tx.now,
    },
  });
  return kept;
}

/** What was measured. @throws SealBroken. */
export function openReading(tx: Pick<Transaction, 'vault'>, row: { id: string; valueSealed: string }): Measured {
  // Sealed by `keepReading` in this very form.
  return JSON.parse(tx.vault.open(placeOf(row.id), row.valueSealed)) as Measured;
}

function placeOf(row: string) {
  return { table: 'Reading', column: 'valueSealed', row };
}

function classOf(measured: Measured, age: number, { followUps }: RulePack): ReadingClass {
  switch (measured.kind) {
    case 'pressure':
      return classOfPressure(measured, age, followUps.pressure);
    case 'glucose':
      return classOfGlucose(measured, followUps.glucose);
    case 'weight':
      return 'measured';
  }
}
