import { fileComplaint } from '#domain/complaints/file.ts';
import { placesOfKind, type Place } from '#domain/organisations/place.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { matching } from '../engine/script.ts';
import { complaining as words, sayWays } from '../replies/complaints.ts';

/** 投诉：什么事 → 哪里 → 关于谁（可以不说）→ 核对 → 编号。不用绑定。 */
export const complain: Dialogue = {
  name: 'complain',
  service: '投诉',
  audience: 'resident',
  title: '投诉',
  async script(script, world) {
    const { tx, contact, resident } = world;
    const text = await script.ask('what', {
      title: words.whatTitle,
      prompt: words.askWhat,
      accept: (said) => between(4, 500, said),
      hint: words.whatHint,
      takes: 'everything',
      fact: ({ grievance }) => grievance,
    });
    const place = await whichPlace(script, world);
    const about = await script.ask('about', {
      title: words.aboutTitle,
      prompt: words.askAbout,
      skip: words.skip,
      accept: (said) => between(1, 20, said),
      hint: words.aboutHint,
      takes: 'everything',
    });
    await script.confirm('confirm', { title: words.check });
    const filed = await script.act('file', () =>
      fileComplaint(tx, {
        ...{ contactId: contact.id, residentId: resident?.id },
        ...{ organisationId: place.id, text, about },
      }),
    );
    const { complaints } = await rulesAt(tx, place.id);
    script.receipt({
      done: words.filed(filed.place, tx.day.sayDate(tx.day.dateOf(new Date(filed.dueAt)))),
      number: words.number(filed.number),
      undo: words.undo(sayWays(complaints.otherWays)),
    });
  },
};

/** Hospitals too: who complains of one is not sent away. */
async function whichPlace(script: Script, { tx, resident }: DialogueWorld): Promise<Place> {
  const home = resident?.homeCentreId;
  const places = await placesOfKind(tx, ['centre', 'station', 'hospital'], home);
  return script.choose('where', {
    title: words.whereTitle,
    prompt: words.askWhere,
    from: places,
    id: ({ id }) => id,
    label: ({ shortName }) => shortName,
    names: ({ name }) => [name],
    usual: places.find(({ id }) => id === home),
    none: { say: words.noPlace },
    fact: (facts) => matching(places, facts.places, ({ shortName }) => shortName),
  });
}

function between(least: number, most: number, said: string): string | undefined {
  const text = said.trim();
  const length = [...text].length;
  return length >= least && length <= most ? text : undefined;
}
