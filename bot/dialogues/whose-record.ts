import { household, type HouseholdMember } from '#domain/residents/family.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Script } from '../dialogue-world.ts';
import { recordWords } from '../replies/records.ts';
import { isSaid } from './own-visits.ts';

/** Whose health information is asked for. */
export interface WhoseRecord {
  residentId: string;
  name: string;
  /** 您; 您儿子 */
  called: string;
}

/**
 * Oneself, unless somebody is spoken of whose record one may see; asked only when there is a choice and nobody was named.
 * @param prompt the question.
 */
export async function chooseWhoseRecord(
  script: Script,
  tx: Transaction,
  { me, prompt }: { me: { id: string }; prompt: string },
): Promise<WhoseRecord> {
  const visible = (await household(tx, me.id)).filter(({ powers }) => powers.includes('records'));
  const chosen = await script.choose('whose', {
    title: recordWords.whoTitle,
    prompt,
    from: visible,
    id: ({ residentId }) => residentId,
    label: ({ name, kind, kinship }) => (kind === 'self' ? recordWords.own : recordWords.familyLine(name, kinship)),
    names: ({ name, kinship }) => [name, kinship],
    only: 'take',
    none: { say: recordWords.notShown },
    fact: ({ people }) =>
      people?.length ? visible.filter((one) => people.some((said) => isSaid(one, said))) : undefined,
    misfit: ({ people }) => recordWords.notVisible(people?.join('、') ?? ''),
  });
  return { residentId: chosen.residentId, name: chosen.name, called: calledOf(chosen) };
}

function calledOf({ kind, kinship }: HouseholdMember): string {
  return kind === 'self' ? recordWords.you : recordWords.your(kinship);
}
