import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { maskName } from '#kit/mask.ts';
import { rulesOf } from '../packs/current.ts';
import type { RulePack } from '../packs/rule-pack.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { packagesOf, priceOf, type Price } from './packages.ts';
import { texts } from './parties.ts';
import { kindOf } from './review-card.ts';

/** Everything that is agreed to, for one or several people with the same doctor: what the page and the chat show. */
export interface Agreement {
  version: string;
  title: string;
  text: readonly string[];
  termMonths: number;
  doctor: { name: string; title: string; teamName: string; centreName: string; centrePhone: string };
  people: AgreementPerson[];
}

export interface AgreementPerson {
  contractId: string;
  /** Masked: the page may be seen over a shoulder. */
  name: string;
  /** 新签, 续签, 换医生 */
  kind: string;
  packages: { name: string; items: { name: string; times: number }[]; price: Price }[];
  price: Price;
}

/** @param drafts not empty; all with one doctor and under one rule pack. */
export async function agreementOf(tx: Transaction, drafts: readonly Contract[]): Promise<Agreement> {
  const [first] = drafts;
  if (!first) throw new Error('an agreement is about somebody');
  const { contracts: rules } = rulesOf(first.rulePack);
  const { doctor, team, centre } = await tx.prisma.contract.findUniqueOrThrow({
    where: { id: first.id },
    select: { doctor: true, team: true, centre: true },
  });
  const people = [];
  for (const draft of drafts) people.push(await personOf(tx, draft, rules));
  return {
    version: rules.agreement.version,
    title: rules.agreement.title,
    text: rules.agreement.text,
    termMonths: rules.termMonths,
    doctor: {
      name: doctor.name,
      title: doctor.title,
      teamName: team.name,
      centreName: centre.name,
      centrePhone: centre.phone,
    },
    people,
  };
}

async function personOf(tx: Transaction, draft: Contract, rules: RulePack['contracts']): Promise<AgreementPerson> {
  const packages = packagesOf(rules, texts(draft.packages));
  const replaced =
    draft.replacesId === null ? null : await tx.prisma.contract.findUnique({ where: { id: draft.replacesId } });
  return {
    contractId: draft.id,
    name: maskName(await residentName(tx, draft.residentId)),
    kind: kindOf(draft, replaced),
    packages: packages.map(({ name, items, price }) => ({
      name,
      items: items.map((item) => ({ name: item.name, times: item.timesAYear })),
      price,
    })),
    price: priceOf(packages),
  };
}
