import type { SaidFacts } from '../../understand/said-facts.ts';
import { signing } from '../../replies/contracts.ts';
import { meant, type Person } from './people.ts';

/** One thing that can be done about contracts now. */
export type Wish =
  | { does: 'draft'; id: string; label: string; person: Person; contractId: string }
  | { does: 'new'; id: 'new'; label: string; people: Person[] }
  | { does: PersonalWish; id: string; label: string; person: Person };

type PersonalWish = 'renew' | 'change' | 'end' | 'withdraw' | 'look';

/** What can be done now, in the order in which it is likely wanted; each line names whom it is for when there are several. */
export function wishesOf(
  people: readonly Person[],
  drafts: readonly { contractId: string; residentId: string }[],
): Wish[] {
  const unsigned = people.filter(({ standing }) => !standing.active && !standing.submitted);
  const waiting = drafts.flatMap(({ contractId, residentId }): Wish[] => {
    const person = people.find((one) => one.residentId === residentId);
    const doctor = person?.standing.draft?.doctorName;
    if (!person || doctor === undefined) return [];
    return [
      { does: 'draft', id: `draft-${contractId}`, label: signing.what.draft(person.name, doctor), person, contractId },
    ];
  });
  const self = unsigned.some(({ kinship }) => kinship === '本人');
  const fresh: Wish[] =
    unsigned.length > 0
      ? [{ does: 'new', id: 'new', label: self ? signing.what.new : signing.what.newForFamily, people: unsigned }]
      : [];
  return [...waiting, ...fresh, ...people.flatMap((person) => personal(person, people.length))];
}

function personal(person: Person, people: number): Wish[] {
  const { active, submitted } = person.standing;
  const who = people > 1 ? `：${person.kinship}` : '';
  const wish = (does: PersonalWish): Wish => ({
    does,
    id: `${does}-${person.residentId}`,
    label: signing.what[does](who),
    person,
  });
  if (!person.signs) return active ? [wish('look')] : [];
  return [
    ...(active && active.isRenewable && !active.isInterim && !submitted ? [wish('renew')] : []),
    ...(active && !submitted ? [wish('change')] : []),
    ...(submitted ? [wish('withdraw')] : []),
    ...(active ? [wish('look'), wish('end')] : []),
  ];
}

const doing: Readonly<Partial<Record<NonNullable<SaidFacts['action']>, Wish['does']>>> = {
  renew: 'renew',
  change: 'change',
  terminate: 'end',
};

/**
 * Those wishes that a sentence means: 续签, 解约, 给妈妈换医生; a doctor's code means signing with them. Undefined when it
 * says nothing about it: “签约” of somebody who has a contract is asked about.
 */
export function wishesSaid(wishes: readonly Wish[], facts: SaidFacts): Wish[] | undefined {
  const does = facts.action && doing[facts.action];
  const about = (wish: Wish) => wish.does === 'new' || (meant([wish.person], facts.people)?.length ?? 1) > 0;
  if (does) return wishes.filter((wish) => wish.does === does && about(wish));
  const coded = facts.doctorId !== undefined || facts.centreId !== undefined || facts.action === 'sign';
  const fresh = wishes.filter((wish) => wish.does === 'new');
  const isBusy = wishes.some((wish) => wish.does !== 'new');
  return coded && fresh.length > 0 && !isBusy ? fresh : undefined;
}

/** Why what was said is not to be had. */
export function whyNot(facts: SaidFacts, people: readonly Person[]): string {
  const runs = people.some(({ standing }) => standing.active);
  return facts.action === 'renew' && runs ? signing.tooEarlyToRenew : signing.notSigned;
}
