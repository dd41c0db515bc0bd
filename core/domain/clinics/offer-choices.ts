import type { Transaction } from '../transaction.ts';
import type { Hearer } from './hearers.ts';

/** One line that somebody can answer by its number. */
export interface OfferedChoice {
  /** What the dialogue is handed: ids only. */
  key: string;
  label: string;
  /** What else people call it; only these words themselves count. */
  names?: readonly string[];
}

/**
 * Notes the numbered lines of a notice as the list that was shown last on each hearer's account, so that one number in
 * their chat answers it: it starts that dialogue, which finds the line's key as what was `chosen`.
 */
export async function offerChoices(
  tx: Transaction,
  hearers: readonly Hearer[],
  dialogue: string,
  choices: readonly OfferedChoice[],
): Promise<void> {
  const lastChoices = choices.map(({ key, label, names }) => ({
    key: `dialogue:${dialogue}:${key}`,
    label,
    ...(names ? { names: [...names] } : {}),
  }));
  const contacts = hearers.flatMap(({ contactId }) => (contactId === undefined ? [] : [contactId]));
  await tx.prisma.contact.updateMany({ where: { id: { in: contacts } }, data: { lastChoices } });
}
