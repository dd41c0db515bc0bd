import { doctorLeaves } from '#domain/contracts/doctor-leaves.ts';
import { noteDeath } from '#domain/residents/death.ts';
import { unbind } from '#domain/residents/unbind.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Chance } from '../chance.ts';
import type { ReferralTown } from '../referral-town.ts';
import type { Person } from './cast.ts';

/** Who leaves the chat, and who dies. */
export async function partingsOfADay(
  tx: Transaction,
  town: ReferralTown,
  { happens, oneOf }: Chance,
  people: readonly Person[],
): Promise<void> {
  const leaver = happens(0.3) ? oneOf(...(people as [Person])) : undefined;
  if (leaver?.contactId) {
    await unbind(tx, leaver.contactId);
    leaver.contactId = undefined;
  }
  const dead = happens(0.06) ? oneOf(...(people as [Person])) : undefined;
  if (dead?.isAlive) {
    await noteDeath(tx, { residentId: dead.id, staffId: town.ids.heJing });
    dead.isAlive = false;
    dead.contactId = undefined;
  }
}

/** One of the two doctors goes: whatever was theirs is somebody else’s from then on. */
export function linXiaomeiLeaves(tx: Transaction, { ids }: ReferralTown) {
  return doctorLeaves(tx, { doctorId: ids.linXiaomei, by: ids.huangGuoqiang });
}
