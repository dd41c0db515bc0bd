import { type HealthPage, issueHealthLink, openHealthPage } from '../pages/health-page.ts';
import { rulesOn } from '../packs/current.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { actsFor } from '../residents/family.ts';
import { residentName, residentRow } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import type { Measured } from './keep-reading.ts';
import { auditReadings, lastReadings, type ShownReading } from './last-readings.ts';
import { pressureLimits } from './rules.ts';

/** 血压、血糖、体重 of somebody over time. */
export interface Trend {
  name: string;
  /** Each the oldest first. */
  readings: Readonly<Record<Measured['kind'], readonly ShownReading[]>>;
  /** Controlled is below; pressure by the age that they have today. */
  limits: { systolic: number; diastolic: number; fasting: number; afterMeal: number };
}

/** @returns the token of `/h5/readings/<token>` under PUBLIC_URL. */
export function issueTrendLink(
  tx: Transaction,
  { residentId, contactId }: { residentId: string; contactId: string },
): Promise<{ token: string }> {
  return issueHealthLink(tx, { purpose: 'readings', subjectId: residentId, contactId });
}

/** What the page shows. Each look is audited, so it needs a transaction that commits. */
export function openTrendPage(
  tx: Transaction,
  { token, visit }: { token: string; visit: string },
): Promise<HealthPage<Trend>> {
  return openHealthPage(tx, { purpose: 'readings', token, visit }, (viewer, { subjectId }) =>
    lookAtTrend(tx, { viewerId: viewer.id, residentId: subjectId }),
  );
}

async function lookAtTrend(
  tx: Transaction,
  { viewerId, residentId }: { viewerId: string; residentId: string },
): Promise<Trend | undefined> {
  if (!(await actsFor(tx, viewerId, residentId, 'records'))) return undefined;
  const { homeCentreId, birthDate } = await residentRow(tx, residentId);
  const today = tx.day.dateOf(tx.now);
  const { pressure, glucose } = (await rulesAt(tx, homeCentreId)).followUps;
  const most = rulesOn(today).records.trendReadings;
  const of = async (kind: Measured['kind']) =>
    (await lastReadings(tx, { residentId, by: viewerId, kinds: [kind], most })).reverse();
  const readings = { pressure: await of('pressure'), glucose: await of('glucose'), weight: await of('weight') };
  auditReadings(tx, { residentId, by: viewerId });
  const { fasting, afterMeal } = glucose;
  return {
    name: await residentName(tx, residentId),
    readings,
    limits: { ...pressureLimits(tx.day.ageOn(birthDate, today), pressure), fasting, afterMeal },
  };
}
