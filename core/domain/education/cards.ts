import type { EducationCard, EducationRules } from '../packs/education-rules.ts';

/**
 * What somebody is offered who asks for 健康知识: of this season, what their tags ask for first, then what the season asks
 * for, then the rest. Tags that only staff may see are to be left out before.
 *
 * @param month 1 January … 12 December.
 */
export function cardsFor(
  { cards, offered }: EducationRules,
  { tags, month }: { tags: readonly string[]; month: number },
): EducationCard[] {
  const inSeason = cards.filter(({ months }) => months.length === 0 || months.includes(month));
  const own = (card: EducationCard) => card.tags.some((tag) => tags.includes(tag));
  const rank = (card: EducationCard) => (own(card) ? 0 : 2) + (card.months.length > 0 ? 0 : 1);
  return inSeason
    .filter((card) => card.tags.length === 0 || own(card))
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, offered);
}
