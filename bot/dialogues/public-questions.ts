import { placesOfKind, type Place } from '#domain/organisations/place.ts';
import { twinHospital } from '#domain/organisations/twin.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { matching } from '../engine/script.ts';
import { placeAnswers as words } from '../replies/places.ts';

/** 不用绑定就能问的：上班时间、地址、电话、我的上级医院。说了哪家就答哪家，没说就答自己的中心。 */
export const openingHours = publicQuestion('opening-hours', '上班时间', async (_world, place) => words.hours(place));
export const wayThere = publicQuestion('way-there', '地址', async (_world, place) => words.way(place));
export const phoneNumber = publicQuestion('phone-number', '电话', async (_world, place) => words.phone(place));
export const higherHospital = publicQuestion('higher-hospital', '我的上级医院', async ({ tx }, place) => {
  const hospital = await twinHospital(tx, place.id, tx.day.dateOf(tx.now));
  return hospital ? words.twin(place, hospital) : words.noTwin(place);
});

function publicQuestion(
  name: string,
  service: string,
  answer: (world: DialogueWorld, place: Place) => Promise<string>,
): Dialogue {
  return {
    name,
    service,
    audience: 'resident',
    title: `问${service}`,
    midway: 'return',
    async script(script, world) {
      const place = await whichPlace(script, world);
      script.say(await answer(world, place));
      script.say(words.others);
    },
  };
}

async function whichPlace({ choose }: Script, { tx, resident }: DialogueWorld): Promise<Place> {
  const home = resident?.homeCentreId;
  const places = await placesOfKind(tx, ['centre', 'station'], home);
  return choose('place', {
    title: words.title,
    prompt: words.which,
    from: places,
    id: ({ id }) => id,
    label: ({ shortName }) => shortName,
    names: ({ name }) => [name],
    usual: places.find(({ id }) => id === home),
    fact: (facts) => matching(places, facts.places, ({ shortName }) => shortName),
    none: { say: words.none },
  });
}
