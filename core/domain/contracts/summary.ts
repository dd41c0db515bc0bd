import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { isDraftOpen } from './draft.ts';
import { shortNumber } from './number.ts';
import { packagesOf } from './packages.ts';
import { texts } from './parties.ts';
import { kindOf } from './review-card.ts';
import { usageOf, type ItemUsage } from './usage.ts';

/** What a resident's pages and dialogues show of their contracts. */
export interface ContractSummary {
  active: ActiveSummary | undefined;
  /** An application that waits for the doctor's answer. */
  submitted: SubmittedSummary | undefined;
  /** Prepared, and waits for a signature. */
  draft: DraftSummary | undefined;
}

interface Summary {
  id: string;
  /** The last digits. */
  number: string;
  doctorId: string;
  doctorName: string;
  teamName: string;
  centreName: string;
  centrePhone: string;
  packages: { code: string; name: string }[];
}

export interface ActiveSummary extends Summary {
  /** YYYY-MM-DD */
  startsOn: string;
  endsOn: string;
  /** Days until the last day; 0 on it. */
  daysLeft: number;
  usage: ItemUsage[];
  /** Held by the leader, because the doctor left; the resident is to choose. */
  isInterim: boolean;
  /** It is near enough its end to be renewed. */
  isRenewable: boolean;
}

export interface SubmittedSummary extends Summary {
  submittedAt: Date;
  /** 新签, 续签, 换医生 */
  kind: string;
}

export interface DraftSummary extends Summary {
  byStaff: boolean;
  createdAt: Date;
}

/** The running contract, the application and the draft of a resident, as far as there are any. */
export async function contractSummary(tx: Transaction, residentId: string): Promise<ContractSummary> {
  const open = await tx.prisma.contract.findMany({
    where: { residentId, status: { in: ['active', 'submitted', 'draft'] } },
    include: { doctor: true, team: true, centre: true, replaces: true, uses: { select: { item: true } } },
  });
  const active = open.find(({ status }) => status === 'active');
  const submitted = open.find(({ status }) => status === 'submitted');
  const draft = open.find((contract) => isDraftOpen(tx, contract));
  return {
    active: active && activeSummary(tx, active),
    submitted: submitted && {
      ...summaryOf(submitted),
      submittedAt: submitted.submittedAt ?? submitted.createdAt,
      kind: kindOf(submitted, submitted.replaces),
    },
    draft: draft && { ...summaryOf(draft), byStaff: draft.origin === 'doctor', createdAt: draft.createdAt },
  };
}

interface ContractRow extends Contract {
  doctor: { name: string };
  team: { name: string };
  centre: { shortName: string; phone: string };
  uses: { item: string }[];
}

function activeSummary(tx: Transaction, contract: ContractRow): ActiveSummary {
  const today = tx.day.dateOf(tx.now);
  const { contracts } = rulesOf(contract.rulePack);
  const { startsOn, endsOn } = contract;
  if (startsOn === null || endsOn === null) throw new Error(`contract ${contract.id} is active without a term`);
  const daysLeft = tx.day.daysBetween(today, endsOn);
  const used = contract.uses.map(({ item }) => item);
  return {
    ...summaryOf(contract),
    startsOn,
    endsOn,
    daysLeft,
    usage: usageOf(packagesOf(contracts, texts(contract.packages)), used),
    isInterim: contract.interimForId !== null,
    isRenewable: daysLeft <= Math.max(...contracts.renewalOfferDays),
  };
}

function summaryOf(contract: ContractRow): Summary {
  const packages = packagesOf(rulesOf(contract.rulePack).contracts, texts(contract.packages));
  return {
    id: contract.id,
    number: shortNumber(contract.number),
    doctorId: contract.doctorId,
    doctorName: contract.doctor.name,
    teamName: contract.team.name,
    centreName: contract.centre.shortName,
    centrePhone: contract.centre.phone,
    packages: packages.map(({ code, name }) => ({ code, name })),
  };
}
