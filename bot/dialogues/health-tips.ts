import { cardsFor } from '#domain/education/cards.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import { readResident } from '#domain/residents/resident.ts';
import { shownTags } from '#domain/residents/rules.ts';
import type { Dialogue, DialogueWorld } from '../dialogue-world.ts';
import { education as words } from '../replies/gatherings.ts';

/** 健康知识：问了才给，不推送；绑定了的先给和自己有关的，再给当季的。 */
export const readHealthTips: Dialogue = {
  name: 'health-tips',
  service: '健康知识',
  audience: 'resident',
  title: '看健康知识',
  midway: 'return',
  async script(script, world) {
    const { tx, resident } = world;
    const { education } = await rulesAt(tx, resident?.homeCentreId);
    const month = Number(tx.day.dateOf(tx.now).slice(5, 7));
    const cards = cardsFor(education, { tags: await ownTags(world), month });
    const card = await script.choose('card', {
      title: words.title,
      prompt: words.which,
      from: cards,
      id: ({ code }) => code,
      label: ({ title }) => title,
      none: { say: words.none },
    });
    script.say(`${card.title}\n${card.text}`);
    script.say(words.more);
  },
};

/** Only what may be shown: nothing said here hints at a condition that staff alone may see. */
async function ownTags({ tx, resident }: DialogueWorld): Promise<readonly string[]> {
  if (!resident || resident.identityLevel !== 'verified') return [];
  const { tags } = await readResident(tx, resident.id, {
    actor: { kind: 'resident', id: resident.id },
    purpose: 'education.own',
  });
  return shownTags(tags);
}
