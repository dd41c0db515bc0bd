import { actsFor, seesPart } from '../residents/family.ts';
import { shownTags, type ResidentTag } from '../residents/rules.ts';
import type { Transaction } from '../transaction.ts';
import type { Party } from './parties.ts';

/** Follow from the birth date, which whoever acts for somebody knows. */
const byAge: readonly ResidentTag[] = ['老年人', '0–6岁'];

/**
 * The tags of somebody that a proposal to this viewer may rest on: a family member without the right to the record would
 * otherwise learn from 慢病管理包 what there is in it; pregnancy needs a consent of its own (domain.md §1).
 */
export async function tagsVisibleTo(tx: Transaction, viewerId: string, party: Party): Promise<ResidentTag[]> {
  const shown = shownTags(party.tags);
  if (viewerId === party.id) return shown;
  if (!(await actsFor(tx, viewerId, party.id, 'records'))) return shown.filter((tag) => byAge.includes(tag));
  const pregnancy = await seesPart(tx, viewerId, party.id, 'pregnancy');
  return shown.filter((tag) => tag !== '孕产妇' || pregnancy);
}
