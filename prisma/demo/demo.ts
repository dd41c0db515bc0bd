import type { Database } from '../database.ts';
import { loadDistrict } from './load.ts';
import { loadPeople } from './people.ts';

/** Loads the demo district (all of it invented, but for the organisations' names). Loading it again changes nothing. */
export async function loadDemo(database: Database): Promise<void> {
  await database.transact(loadDistrict);
  await database.transact(loadPeople);
}
