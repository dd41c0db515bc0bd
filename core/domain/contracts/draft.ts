import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesOf } from '../packs/current.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { comparedDoctor } from './compare-doctors.ts';
import { assertMayChangeTo, standingOf } from './history.ts';
import { packageCodes } from './packages.ts';
import { partyOf } from './parties.ts';
import { noPlace } from './places.ts';
import { contractsOf } from './step.ts';

/** What is prepared for a signature. */
export interface NewDraft {
  residentId: string;
  doctorId: string;
  /** Package codes; the basic one is added. */
  packages: readonly string[];
  /** Who prepares it: the resident's side, or a member of staff (代签约). */
  by: { kind: 'resident'; id: string } | { kind: 'staff'; id: string };
  /** `running`: it renews or changes the contract that runs now, which goes on until the new one starts. */
  replaces: 'nothing' | 'running';
}

/**
 * Prepares a contract. It holds no place and binds nobody until it is signed; a resident has one draft at a time, the
 * last one prepared.
 * @throws Refusal `contract-exists`, `contract-pending`, `doctor-full`, `doctor-gone`, `change-once-a-year`,
 * `resident-deceased`.
 */
export async function openDraft(tx: Transaction, draft: NewDraft): Promise<Contract> {
  const party = await partyOf(tx, draft.residentId);
  await oneAtATime(tx, contractsOf(party.id));
  const { active, submitted } = await standingOf(tx, party.id);
  if (submitted) throw refuse('contract-pending', { number: submitted.number });
  if (active && draft.replaces === 'nothing') throw refuse('contract-exists', { number: active.number });
  await assertMayChangeTo(tx, party.id, draft.doctorId);
  const doctor = await comparedDoctor(tx, draft.doctorId, party);
  if (!doctor) throw refuse('doctor-gone', { doctorId: draft.doctorId });
  const keepsPlace = active !== undefined && active.doctorId === doctor.id && active.interimForId === null;
  if (doctor.freePlaces === 0 && !keepsPlace) throw await noPlace(tx, doctor.id);

  const rules = await rulesAt(tx, doctor.centreId);
  const byDoctor = draft.by.kind === 'staff' && draft.by.id === doctor.id;
  const id = tx.id();
  await tx.prisma.contract.deleteMany({ where: { residentId: party.id, status: 'draft' } });
  return tx.prisma.contract.create({
    data: {
      id,
      number: `draft/${id}`,
      residentId: party.id,
      doctorId: doctor.id,
      teamId: doctor.teamId,
      centreId: doctor.centreId,
      status: 'draft',
      origin: draft.by.kind === 'staff' ? 'doctor' : 'resident',
      rulePack: rules.version,
      agreementVersion: rules.contracts.agreement.version,
      packages: packageCodes(rules.contracts, draft.packages),
      replacesId: active?.id ?? null,
      createdAt: tx.now,
      // A doctor who prepares their own contract has agreed to it already.
      decidedById: byDoctor ? doctor.id : null,
    },
  });
}

/** Whether a draft still waits for its signature. */
export function isDraftOpen(tx: Pick<Transaction, 'now'>, contract: Contract): boolean {
  const { draftDays } = rulesOf(contract.rulePack).contracts;
  return contract.status === 'draft' && tx.now.getTime() < contract.createdAt.getTime() + draftDays * 86_400_000;
}
