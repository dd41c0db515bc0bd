import { actsFor, seesPart } from '../residents/family.ts';
import { shownTags, type ResidentTag } from '../residents/rules.ts';
import type { Transaction } from '../transaction.ts';
import type { Party } from './parties.ts';

/** Follow from the birth date, which whoever acts for somebody knows. */
const byAge: readonly ResidentTag[] = ['老年人', '0–6岁'];

/** Who reads a proposal: the resident or family, or staff at work. */
export type Viewer = { kind: 'resident'; id: string } | { kind: 'staff' };

/**
 * The tags of somebody that a proposal to this viewer may rest on: a family member without the right to the record would
 * otherwise learn from 慢病管理包 what there is in it; pregnancy needs a consent of its own (domain.md §1).
 */
export async function tagsVisibleTo(tx: Transaction, viewer: Viewer, party: Party): Promise<ResidentTag[]> {
  if (viewer.kind === 'staff') return party.tags;
  const shown = shownTags(party.tags);
  if (viewer.id === party.id) return shown;
  if (!(await actsFor(tx, viewer.id, party.id, 'records'))) return shown.filter((tag) => byAge.includes(tag));
  const pregnancy = await seesPart(tx, viewer.id, party.id, 'pregnancy');
  return shown.filter((tag) => tag !== '孕产妇' || pregnancy);
}
