import { recordLoan } from '#domain/support/loans.ts';
import { borrowers, lendable } from '#domain/support/people.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { serviceTimes as words } from '../replies/support.ts';
import { askDate } from './ask-date.ts';

/** 登记借用：中心的人借到别处，最长半年，到期前提醒。 */
export async function lend(
  script: Script,
  world: DialogueWorld,
  { centres, by }: { centres: readonly { id: string }[]; by: string },
): Promise<void> {
  const { tx } = world;
  const person = await script.choose('staff', {
    title: words.staffTitle,
    prompt: words.askLent,
    from: await lendable(
      tx,
      centres.map(({ id }) => id),
    ),
    id: ({ id }) => id,
    label: ({ name }) => name,
    none: { say: words.nobodyToLend },
  });
  const place = await script.choose('borrower', {
    title: words.borrowerTitle,
    prompt: words.askBorrower,
    from: await borrowers(tx),
    id: ({ id }) => id,
    label: ({ shortName }) => shortName,
    none: { say: words.nobodyToLend },
  });
  const fromDate = await askDate(script, world, { key: 'from', title: words.fromTitle, prompt: words.askFrom });
  const toDate = await askDate(script, world, {
    key: 'to',
    title: words.toTitle,
    prompt: words.askTo,
    notBefore: fromDate,
  });
  await script.confirm('confirm', { title: words.check });
  const loan = { staffId: person.id, organisationId: place.id, fromDate, toDate, by };
  await script.act('lend', () => recordLoan(tx, loan), {
    reopen: { 'spell-dates': 'to', 'loan-too-long': 'to', 'spell-overlaps': 'from' },
  });
  script.receipt({ done: words.lent(person.name, place.shortName, tx.day.sayDate(toDate)), undo: words.undo });
}
