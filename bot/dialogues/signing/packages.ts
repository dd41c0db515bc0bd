import { basicPackage, packageCodes, packagesOf, proposePackages, type Proposal } from '#domain/contracts/packages.ts';
import { partyOf } from '#domain/contracts/parties.ts';
import { tagsVisibleTo, type Viewer } from '#domain/contracts/visible-tags.ts';
import { rulesForResident } from '#domain/packs/of-organisation.ts';
import type { ContractRules } from '#domain/packs/rule-pack.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { sayPackages, signing } from '../../replies/contracts.ts';

/** What was chosen, and the question that can be asked again at the confirmation. */
export interface ChosenPackages {
  codes: string[];
  question: string;
  /** 基础服务包、慢病管理包 */
  label: string;
}

/** For whom packages are chosen. */
export interface ForWhom {
  residentId: string;
  /** 您, 妈妈, 王*英: how the question names them. */
  called: string;
}

/**
 * Proposes packages with the reason of each and takes them in one answer, or lets the person pick. The basic one is
 * everybody's.
 * @param viewer who reads the proposal: a resident sees what they may know.
 */
export async function choosePackages(
  { decide, several }: Script,
  { tx }: DialogueWorld,
  { residentId, called }: ForWhom,
  viewer: Viewer,
): Promise<ChosenPackages> {
  const rules = (await rulesForResident(tx, residentId)).contracts;
  const tags = await tagsVisibleTo(tx, viewer, await partyOf(tx, residentId));
  const offered = proposePackages(rules, tags)
    .filter(({ package: { code } }) => code !== basicPackage)
    .map((proposal) => ({ ...proposal, reason: proposal.reason && about(proposal.reason, called) }));
  const proposed = offered.filter(({ reason }) => reason);
  const title = signing.packagesTitle(called === '您' ? '' : `${called}的`);
  const some = proposed.length > 0;
  const question = `packages.${residentId}`;
  const taken = await decide(question, {
    title,
    prompt: some ? signing.proposePackages(called, proposed) : signing.basicOnly(called),
    yes: some ? signing.takeProposed : signing.takeBasic,
    no: some ? signing.chooseOwn : signing.lookAtOthers,
  });
  if (taken) return chosen(rules, question, proposed);
  const picked = await several(`${question}.own`, {
    title,
    prompt: signing.askPackages(called),
    from: offered,
    id: ({ package: { code } }) => code,
    label: signing.packageLine,
    least: 0,
    none: { say: signing.basicOnly(called) },
  });
  return chosen(rules, question, picked);
}

function chosen(
  rules: ContractRules,
  question: string,
  proposals: readonly Pick<Proposal, 'package'>[],
): ChosenPackages {
  const codes = packageCodes(
    rules,
    proposals.map(({ package: { code } }) => code),
  );
  return { codes, question, label: sayPackages({ packages: packagesOf(rules, codes) }) };
}

/** The reason speaks to whom it is about; read by family it names them. */
function about(reason: string, called: string): string {
  return called === '您' ? reason : reason.replace(/^您/u, called);
}
