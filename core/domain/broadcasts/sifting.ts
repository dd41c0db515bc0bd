import type { Broadcast } from '#prisma/generated/sqlite/client.ts';
import type { Transaction } from '../transaction.ts';
import { audienceOf, placesBelow, rulesOfBroadcast } from './broadcast.ts';
import type { Connected } from './connected.ts';
import { massMonth } from './mass-budget.ts';
import type { Sifting } from './ways.sql.ts';

/** What decides who is reached, for a broadcast as it stands now. */
export async function siftingOf(tx: Transaction, row: Broadcast, connected: Connected): Promise<Sifting> {
  const audience = audienceOf(row);
  const { elderFromAge, adultFromAge } = rulesOfBroadcast(row).identity;
  const places = await placesBelow(tx, audience);
  return { kind: row.kind, audience, places, elderFromAge, adultFromAge, connected, month: massMonth(tx.now) };
}
