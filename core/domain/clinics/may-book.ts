import { rulesForResident } from '../packs/of-organisation.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { openStatuses } from './obstacle.ts';
import type { ClinicPerson } from './person.sql.ts';

/** Why somebody can book nothing at all now, so that they hear it before they choose. */
export async function standsAgainst(tx: Transaction, person: ClinicPerson): Promise<Refusal | undefined> {
  if (person.isDead) return refuse('resident-deceased');
  if (person.blockedUntil !== undefined) return refuse('booking-blocked', { until: person.blockedUntil });
  const { openBookingsPerPerson } = (await rulesForResident(tx, person.id)).clinics;
  const open = await tx.prisma.appointment.count({
    where: { residentId: person.id, status: { in: [...openStatuses] } },
  });
  return open >= openBookingsPerPerson
    ? refuse('too-many-bookings', { most: String(openBookingsPerPerson) })
    : undefined;
}
