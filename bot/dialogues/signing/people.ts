import { maskName } from '#kit/mask.ts';
import { contractSummary, type ContractSummary } from '#domain/contracts/summary.ts';
import { household, type HouseholdMember } from '#domain/residents/family.ts';
import type { Transaction } from '#domain/transaction.ts';

/** Somebody of the household with the contracts that they have. */
export interface Person {
  residentId: string;
  /** Masked. */
  name: string;
  fullName: string;
  /** 本人, 妈妈 */
  kinship: string;
  /** Whether whoever is talking may sign for them; else they confirm on their own phone. */
  signs: boolean;
  standing: ContractSummary;
}

export async function peopleOf(tx: Transaction, residentId: string): Promise<Person[]> {
  const people = [];
  for (const member of await household(tx, residentId)) people.push(await personOf(tx, member));
  return people;
}

async function personOf(tx: Transaction, { residentId, name, kinship, powers }: HouseholdMember): Promise<Person> {
  return {
    residentId,
    name: maskName(name),
    fullName: name,
    kinship,
    signs: powers.includes('sign'),
    standing: await contractSummary(tx, residentId),
  };
}

/** Those whom somebody's words mean: 我, 妈妈, 王秀英. */
export function meant(people: readonly Person[], said: readonly string[] | undefined): Person[] | undefined {
  if (said === undefined || said.length === 0) return undefined;
  return people.filter(({ fullName, kinship }) =>
    said.some((word) => word === fullName || word === kinship || (word === '我' && kinship === '本人')),
  );
}
