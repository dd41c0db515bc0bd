import type { Contract } from '#prisma/generated/sqlite/client.ts';
import type { ApplicationData } from '../notices/contract-work.ts';
import { contractOverdue, contractReview } from '../notices/contract-work.ts';
import { whoAnswersFor } from '../staff/cover.ts';
import { rulesOf } from '../packs/current.ts';
import { staffOnlyTags } from '../residents/rules.ts';
import type { Transaction } from '../transaction.ts';
import { shortNumber } from './number.ts';
import { packagesOf } from './packages.ts';
import { partyOf, texts } from './parties.ts';
import { tellStaff } from './tell.ts';

/** The card that a doctor answers with one press (domain.md §2: identity level, tags, grid, places left). */
export async function sendReviewCard(tx: Transaction, contract: Contract): Promise<void> {
  const data = await applicationData(tx, contract);
  const present = (await whoAnswersFor(tx, contract.doctorId)) ?? contract.doctorId;
  await tellStaff(tx, contractReview, present, data, {
    key: contract.id,
    cardTaskId: reviewCardId(contract.id, 'review'),
  });
}

/** The same to who answers instead, after the doctor let it lie. */
export async function sendOverdueCard(tx: Transaction, contract: Contract, staffId: string): Promise<void> {
  const doctor = await tx.prisma.staff.findUniqueOrThrow({ where: { id: contract.doctorId }, select: { name: true } });
  const data = { ...(await applicationData(tx, contract)), doctor: doctor.name };
  const which = `overdue-${contract.version}-${staffId}`;
  const cardTaskId = reviewCardId(contract.id, which);
  await tellStaff(tx, contractOverdue, staffId, data, { key: `${contract.id}/${contract.version}`, cardTaskId });
}

/** What the task ids of all cards about one contract begin with. */
export function reviewCardsOf(contractId: string): string {
  return `contract-${contractId}-`;
}

/** Unique for ever within the app, at most 128 of `[A-Za-z0-9_@-]`. */
export function reviewCardId(contractId: string, which: string): string {
  return `${reviewCardsOf(contractId)}${which}`;
}

/** The contract that a card is about; undefined for a card that is not a contract's. */
export function contractOfCard(cardTaskId: string): string | undefined {
  return /^contract-([0-9a-f-]{36})-/.exec(cardTaskId)?.[1];
}

/** What a doctor sees of an application. Conditions that no push may hint at are in the review in chat only. */
export async function applicationData(tx: Transaction, contract: Contract): Promise<ApplicationData> {
  const party = await partyOf(tx, contract.residentId);
  const { sex, grid } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: party.id },
    select: { sex: true, grid: { select: { name: true } } },
  });
  const { doctor, replaces } = await tx.prisma.contract.findUniqueOrThrow({
    where: { id: contract.id },
    select: { doctor: true, replaces: true },
  });
  const packages = packagesOf(rulesOf(contract.rulePack).contracts, texts(contract.packages));
  const tags = party.tags.filter((tag) => !staffOnlyTags.includes(tag));
  return {
    number: shortNumber(contract.number),
    name: party.name,
    person: `${sex === 'female' ? '女' : '男'} ${party.age}岁`,
    identity: party.identityLevel === 'verified' ? '已核实' : '待核实，请核对身份证',
    tags: tags.join('、') || '无',
    grid: grid?.name ?? '未登记',
    packages: packages.map(({ name }) => name).join('、'),
    kind: kindOf(contract, replaces),
    places: Math.max(0, (doctor.contractCapacity ?? 0) - doctor.contractsHeld),
  };
}

/** 新签, 续签 or 换医生. */
export function kindOf(contract: Pick<Contract, 'doctorId'>, replaced: Pick<Contract, 'doctorId'> | null): string {
  if (!replaced) return '新签';
  return replaced.doctorId === contract.doctorId ? '续签' : '换医生';
}
