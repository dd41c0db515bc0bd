import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { releasePlaceStatement, takePlaceStatement } from './places.sql.ts';
import { openStatuses } from './rules.ts';

/** Who holds a place: a resident with a doctor, however many contracts (a running one and its renewal) are between them. */
type Pair = Pick<Contract, 'id' | 'residentId' | 'doctorId' | 'interimForId'>;

/**
 * Takes one of a doctor's places by one conditional update (domain.md §2: never over). The renewal with the same doctor
 * keeps the place that the running contract holds.
 * @throws Refusal `doctor-full` with `nextDoctorId` where the team has a doctor with places left; `doctor-gone`.
 */
export async function takePlace(tx: Transaction, contract: Pair): Promise<void> {
  if (await sharesPlace(tx, contract)) return;
  if ((await tx.sql.run(takePlaceStatement, [contract.doctorId])) > 0) return;
  throw await noPlace(tx, contract.doctorId);
}

/** Gives the place back when the last contract between the two is over. Interim contracts hold none. */
export async function releasePlace(tx: Transaction, contract: Pair): Promise<void> {
  if (contract.interimForId !== null || (await sharesPlace(tx, contract))) return;
  await tx.sql.run(releasePlaceStatement, [contract.doctorId]);
}

/** Why a doctor takes nobody: the refusal to throw, with the next doctor of the team where there is one. */
export async function noPlace(tx: Transaction, doctorId: string) {
  const doctor = await tx.prisma.staff.findUnique({ where: { id: doctorId } });
  if (!doctor?.active || doctor.contractCapacity === null) return refuse('doctor-gone', { doctorId });
  const next = await nextDoctor(tx, doctorId);
  return refuse('doctor-full', { doctorId, doctorName: doctor.name, ...(next ? nextDetails(next) : {}) });
}

/** The colleague of the same team with most places left; undefined when nobody has any. */
export async function nextDoctor(tx: Transaction, doctorId: string): Promise<{ id: string; name: string } | undefined> {
  const colleagues = await tx.prisma.staff.findMany({
    where: {
      active: true,
      contractCapacity: { not: null },
      id: { not: doctorId },
      memberships: { some: { team: { members: { some: { staffId: doctorId } } } } },
    },
    orderBy: { id: 'asc' },
  });
  const free = (staff: { contractCapacity: number | null; contractsHeld: number }) =>
    (staff.contractCapacity ?? 0) - staff.contractsHeld;
  return colleagues.filter((staff) => free(staff) > 0).sort((one, other) => free(other) - free(one))[0];
}

function nextDetails({ id, name }: { id: string; name: string }) {
  return { nextDoctorId: id, nextDoctorName: name };
}

async function sharesPlace(tx: Transaction, { id, residentId, doctorId }: Pair): Promise<boolean> {
  const others = await tx.prisma.contract.count({
    where: { id: { not: id }, residentId, doctorId, interimForId: null, status: { in: [...openStatuses] } },
  });
  return others > 0;
}
