import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { lookAfter } from '../follow-ups/follow-doctor.ts';
import { contractOver } from '../notices/contract-work.ts';
import { contractAccepted } from '../notices/contracts.ts';
import { rulesOf } from '../packs/current.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { shortNumber } from './number.ts';
import { releasePlace } from './places.ts';
import { step } from './step.ts';
import { tellResident, tellStaff } from './tell.ts';
import { termFrom } from './term.ts';
import { sayDay } from './words.ts';

interface Decided {
  decidedAt: Date;
  decidedById: string;
  undoUntil: Date;
}

/** Starts a submitted contract. The one that it replaces ends in this very transaction (domain.md §2). */
export async function start(tx: Transaction, contract: Contract, decided: Decided): Promise<void> {
  const replaced = await endReplaced(tx, contract);
  const { termMonths } = rulesOf(contract.rulePack).contracts;
  const sameDoctor = replaced?.doctorId === contract.doctorId;
  const term = termFrom(tx.day.dateOf(tx.now), termMonths, sameDoctor ? (replaced?.endsOn ?? undefined) : undefined);
  await step(tx, contract, 'active', { ...decided, ...term, endReason: null });
  await lookAfter(tx, contract.residentId, contract.doctorId);
  await tellResident(tx, contractAccepted, contract, ({ name, doctor, number, phone }) => ({
    name,
    doctor,
    number,
    phone,
    endsOn: sayDay(term.endsOn),
  }));
}

async function endReplaced(tx: Transaction, contract: Contract): Promise<Contract | undefined> {
  if (contract.replacesId === null) return undefined;
  const replaced = await tx.prisma.contract.findUnique({ where: { id: contract.replacesId } });
  if (replaced?.status !== 'active') return undefined;
  const renewed = replaced.doctorId === contract.doctorId;
  await step(tx, replaced, 'replaced', { endedAt: tx.now, endReason: renewed ? 'renewed' : 'doctor-changed' });
  await releasePlace(tx, replaced);
  if (!renewed) await tellFormerDoctor(tx, replaced);
  return replaced;
}

async function tellFormerDoctor(tx: Transaction, replaced: Contract): Promise<void> {
  const data = {
    number: shortNumber(replaced.number),
    name: await residentName(tx, replaced.residentId),
    why: '居民换了医生',
  };
  await tellStaff(tx, contractOver, replaced.doctorId, data, { key: replaced.id });
}
