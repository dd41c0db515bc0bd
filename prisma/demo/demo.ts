import { oneAtATime } from '#domain/one-at-a-time.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Database } from '../database.ts';
import { loadCare } from './care.ts';
import { loadMedicines } from './medicines.ts';
import { loadSupport } from './support.ts';
import { loadDistrict } from './load.ts';
import { loadPeople } from './people.ts';
import { loadRecords } from './records.ts';

/**
 * Loads the demo district (all of it invented, but for the organisations' names). Loading it again changes nothing, also
 * when several processes start at once.
 */
export async function loadDemo(database: Database): Promise<void> {
  await database.transact((tx) => alone(tx, loadDistrict));
  await database.transact((tx) => alone(tx, loadPeople));
  await database.transact((tx) => alone(tx, loadRecords));
  await database.transact((tx) => alone(tx, loadCare));
  await database.transact((tx) => alone(tx, loadSupport));
  await database.transact((tx) => alone(tx, loadMedicines));
}

async function alone(tx: Transaction, load: (tx: Transaction) => Promise<void>): Promise<void> {
  await oneAtATime(tx, 'demo');
  await load(tx);
}
