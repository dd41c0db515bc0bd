import type { ContractRules, ServicePackage } from '../packs/rule-pack.ts';

export const basicPackage = 'basic';

/** A package with why it is proposed. */
export interface Proposal {
  package: ServicePackage;
  /** One sentence; undefined when it is only on offer. */
  reason: string | undefined;
}

/**
 * Every package of the district, the ones that fit a person first and with their reason (domain.md §2: proposed by tags
 * with the reason in one sentence).
 * @param tags with those of age (`tagsAt`), and only those that whoever reads the proposal may know of.
 */
export function proposePackages(rules: Pick<ContractRules, 'packages'>, tags: readonly string[]): Proposal[] {
  const fits = (offered: ServicePackage) =>
    offered.forTags.length === 0 || offered.forTags.some((tag) => tags.includes(tag));
  const proposals = rules.packages.map((offered) => ({
    package: offered,
    reason: fits(offered) ? offered.reason : undefined,
  }));
  return [...proposals.filter(({ reason }) => reason), ...proposals.filter(({ reason }) => !reason)];
}

/** The codes as they are stored: known ones, each once, in the order of the rule pack, the basic one always. */
export function packageCodes(rules: Pick<ContractRules, 'packages'>, chosen: readonly string[]): string[] {
  return rules.packages.map(({ code }) => code).filter((code) => code === basicPackage || chosen.includes(code));
}

export function packagesOf(rules: Pick<ContractRules, 'packages'>, codes: readonly string[]): ServicePackage[] {
  return rules.packages.filter(({ code }) => codes.includes(code));
}

export interface Price {
  /** Yuan a year. */
  total: number;
  insurance: number;
  publicHealth: number;
  own: number;
}

export function priceOf(packages: readonly Pick<ServicePackage, 'price'>[]): Price {
  const none: Price = { total: 0, insurance: 0, publicHealth: 0, own: 0 };
  return packages.reduce(
    (sum, { price }) => ({
      total: sum.total + price.total,
      insurance: sum.insurance + price.insurance,
      publicHealth: sum.publicHealth + price.publicHealth,
      own: sum.own + price.own,
    }),
    none,
  );
}
