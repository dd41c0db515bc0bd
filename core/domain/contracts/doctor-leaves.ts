import { takeOver } from '../follow-ups/follow-doctor.ts';
import { requestJob } from '../jobs/request-job.ts';
import { contractsHeldForInterim } from '../notices/contract-work.ts';
import { contractDoctorLeft } from '../notices/contracts.ts';
import { refuse } from '../refusal.ts';
import { administratorRoles } from '../staff/roles.ts';
import { mustReach } from '../staff/reach.ts';
import type { Transaction } from '../transaction.ts';
import { endDeclined } from './decline.ts';
import { holdForInterimStatement } from './places.sql.ts';
import { contractToChange } from './step.ts';
import { tellResident, tellStaff } from './tell.ts';

/** Each page of residents is told in a transaction of its own. */
const residentsAPage = 100;

/**
 * A doctor leaves: the team's leader holds the contracts for the interim, exempt from the leader's capacity; applications
 * end and those who asked may choose again; each resident is told and chooses (domain.md §2).
 * @returns how many contracts the leader holds now.
 * @throws Refusal `not-allowed` for who does not administer the centre, `staff-unknown`, and `doctor-gone` where nobody is
 * left to hold the contracts.
 */
export async function doctorLeaves(
  tx: Transaction,
  { doctorId, by }: { doctorId: string; by: string },
): Promise<{ held: number; interimId: string }> {
  const doctor = await tx.prisma.staff.findUnique({ where: { id: doctorId } });
  if (!doctor?.active) throw refuse('staff-unknown');
  await mustReach(tx, by, doctor.organisationId, administratorRoles);
  const interimId = await interimOf(tx, doctorId);
  const leftOn = tx.day.dateOf(tx.now);
  await tx.prisma.staff.update({ where: { id: doctorId }, data: { active: false, leftOn, contractsHeld: 0 } });
  const held = await tx.sql.run(holdForInterimStatement, [interimId, doctorId]);
  await takeOver(tx, doctorId, interimId);
  await declineApplications(tx, doctorId);
  await tellStaff(tx, contractsHeldForInterim, interimId, { doctor: doctor.name, count: held }, { key: doctorId });
  await requestTelling(tx, doctorId, '');
  tx.audit({
    actor: { kind: 'staff', id: by },
    action: 'staff.left',
    subject: { kind: 'staff', id: doctorId },
    detail: { interim: interimId, contracts: held },
  });
  return { held, interimId };
}

/** Tells one page of the residents whose doctor left, and asks for the next. */
export async function tellDoctorLeft(
  tx: Transaction,
  { doctorId, after }: { doctorId: string; after: string },
): Promise<number> {
  const contracts = await tx.prisma.contract.findMany({
    where: { interimForId: doctorId, status: 'active', id: { gt: after } },
    orderBy: { id: 'asc' },
    take: residentsAPage,
  });
  const left = await tx.prisma.staff.findUniqueOrThrow({ where: { id: doctorId }, select: { name: true } });
  for (const contract of contracts)
    await tellResident(
      tx,
      contractDoctorLeft,
      contract,
      ({ name, doctor }) => ({ name, doctor: left.name, interim: doctor }),
      { key: doctorId },
    );
  const last = contracts.at(-1);
  if (last && contracts.length === residentsAPage) await requestTelling(tx, doctorId, last.id);
  return contracts.length;
}

async function requestTelling(tx: Transaction, doctorId: string, after: string): Promise<void> {
  const key = `contract.tell-doctor-left/${doctorId}/${after}`;
  await requestJob(tx, 'contract.tell-doctor-left', { doctorId, after }, { key, dueAt: tx.now, priority: 1 });
}

/** The leader of the doctor's team; a colleague of it who takes contracts when the leader is the one who leaves. */
async function interimOf(tx: Transaction, doctorId: string): Promise<string> {
  const teams = await tx.prisma.team.findMany({
    where: { members: { some: { staffId: doctorId } } },
    include: {
      leader: true,
      members: { include: { staff: true }, orderBy: { staffId: 'asc' } },
    },
    orderBy: { id: 'asc' },
  });
  const leaders = teams.map(({ leader }) => leader);
  const colleagues = teams.flatMap(({ members }) => members.map(({ staff }) => staff));
  const holder = [...leaders, ...colleagues.filter(({ contractCapacity }) => contractCapacity !== null)].find(
    ({ id, active }) => active && id !== doctorId,
  );
  if (!holder) throw refuse('doctor-gone', { doctorId });
  return holder.id;
}

async function declineApplications(tx: Transaction, doctorId: string): Promise<void> {
  const waiting = await tx.prisma.contract.findMany({
    where: { doctorId, status: 'submitted' },
    select: { id: true },
    orderBy: { residentId: 'asc' },
  });
  for (const { id } of waiting) {
    const contract = await contractToChange(tx, id);
    if (contract.status === 'submitted') await endDeclined(tx, contract, 'doctor-left');
  }
  await tx.prisma.contract.deleteMany({ where: { doctorId, status: 'draft' } });
}
