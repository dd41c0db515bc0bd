import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { maskName } from '#kit/mask.ts';
import { contractAwaitsYou } from '../notices/contracts.ts';
import { rulesOf } from '../packs/current.ts';
import { Refusal } from '../refusal.ts';
import { household } from '../residents/family.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { isDraftOpen, openDraft, type NewDraft } from './draft.ts';
import { partyOf, signerFor } from './parties.ts';
import { refusalOf } from './refusal-of.ts';
import { submit, type Signing, type Submitted } from './submit.ts';
import { tellResident } from './tell.ts';

/** Who of a household gets a contract, with which packages. */
export interface HouseholdDraft {
  /** The resident who starts it. */
  representativeId: string;
  doctorId: string;
  members: readonly { residentId: string; packages: readonly string[] }[];
  replaces: NewDraft['replaces'];
}

export interface HouseholdPrepared {
  /** What the representative signs: their own, and those of whom they may sign for. */
  toSign: Contract[];
  /** For which somebody else's signature is needed. */
  awaited: Contract[];
  /** For whom nothing could be prepared, and why. */
  left: { residentId: string; refusal: Refusal }[];
}

/**
 * Prepares contracts for a household in one go (domain.md §2): the representative starts, each adult confirms on their
 * own phone, the guardian for a minor. The others are asked when the representative has signed (`askOthers`).
 * @throws Refusal of the first member when nothing could be prepared for anybody.
 */
export async function prepareHousehold(tx: Transaction, draft: HouseholdDraft): Promise<HouseholdPrepared> {
  const { representativeId, doctorId, replaces } = draft;
  const prepared: HouseholdPrepared = { toSign: [], awaited: [], left: [] };
  for (const { residentId, packages } of draft.members) {
    const by = { kind: 'resident' as const, id: representativeId };
    const contract = await refusalOf(openDraft(tx, { residentId, doctorId, packages, by, replaces }));
    if (contract instanceof Refusal) prepared.left.push({ residentId, refusal: contract });
    else if (await signerFor(tx, representativeId, await partyOf(tx, residentId))) prepared.toSign.push(contract);
    else prepared.awaited.push(contract);
  }
  const [first] = prepared.left;
  if (first && prepared.toSign.length + prepared.awaited.length === 0) throw first.refusal;
  return prepared;
}

/** Asks everybody else whose contract was prepared together with this one to look at it and sign. */
export async function askOthers(
  tx: Transaction,
  { createdAt, doctorId }: Pick<Contract, 'createdAt' | 'doctorId'>,
  representativeId: string,
): Promise<Contract[]> {
  const members = (await household(tx, representativeId)).map(({ residentId }) => residentId);
  const drafts = await tx.prisma.contract.findMany({
    where: { createdAt, doctorId, status: 'draft', residentId: { in: members } },
    orderBy: { id: 'asc' },
  });
  const starter = maskName(await residentName(tx, representativeId));
  const asked = [];
  for (const draft of drafts) {
    if (await signerFor(tx, representativeId, await partyOf(tx, draft.residentId))) continue;
    await askToSign(tx, draft, starter);
    asked.push(draft);
  }
  return asked;
}

/** Asks whoever must sign a draft to look at it. `starter` is who prepared it, as they are named to others. */
export async function askToSign(tx: Transaction, contract: Contract, starter: string): Promise<void> {
  const { draftDays } = rulesOf(contract.rulePack).contracts;
  const until = new Date(contract.createdAt.getTime() + draftDays * 86_400_000);
  await tellResident(
    tx,
    contractAwaitsYou,
    contract,
    ({ name, doctor }) => ({ name, doctor, starter, until: tx.day.say(until) }),
    { expiresAt: until },
  );
}

/** The open drafts that a resident may sign: their own and those of family they sign for, earliest first. */
export async function draftsToSign(tx: Transaction, residentId: string): Promise<Contract[]> {
  const members = await household(tx, residentId);
  const residentIds = members.filter(({ powers }) => powers.includes('sign')).map((member) => member.residentId);
  const drafts = await tx.prisma.contract.findMany({
    where: { residentId: { in: residentIds }, status: 'draft' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const signable = [];
  for (const draft of drafts)
    if (isDraftOpen(tx, draft) && (await signerFor(tx, residentId, await partyOf(tx, draft.residentId))))
      signable.push(draft);
  return signable;
}

/** The drafts that were prepared together with one and that the same person signs: they are signed with one signature. */
export async function signedTogether(tx: Transaction, draft: Contract, signerId: string): Promise<Contract[]> {
  const all = await draftsToSign(tx, signerId);
  return all.filter(
    ({ createdAt, doctorId }) => createdAt.getTime() === draft.createdAt.getTime() && doctorId === draft.doctorId,
  );
}

/**
 * Signs several drafts with one signature, each with evidence of its own, and asks the rest of the household for theirs.
 * @throws Refusal of the first one when none could be submitted.
 */
export async function submitTogether(
  tx: Transaction,
  drafts: readonly Contract[],
  signing: Signing,
): Promise<{ submitted: Submitted[]; left: { residentId: string; refusal: Refusal }[] }> {
  const submitted: Submitted[] = [];
  const left: { residentId: string; refusal: Refusal }[] = [];
  for (const { id, residentId } of drafts) {
    const outcome = await refusalOf(submit(tx, id, signing));
    if (outcome instanceof Refusal) left.push({ residentId, refusal: outcome });
    else submitted.push(outcome);
  }
  const [first] = left;
  if (first && submitted.length === 0) throw first.refusal;
  const [draft] = drafts;
  if (draft && 'residentId' in signing.signer) await askOthers(tx, draft, signing.signer.residentId);
  return { submitted, left };
}
