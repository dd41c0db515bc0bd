import { placesOfKind, type Place } from '#domain/organisations/place.ts';
import { twinHospital } from '#domain/organisations/twin.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { matching } from '../engine/script.ts';
import { placeAnswers as words } from '../replies/places.ts';
import type { ServiceName } from '../understand/service.ts';

/** 不用绑定就能问的。Answered the same in a chat of one's own and in a group. */
export const publicAnswers = {
  上班时间: async (_tx, place) => words.hours(place),
  地址: async (_tx, place) => words.way(place),
  电话: async (_tx, place) => words.phone(place),
  async 我的上级医院(tx, place) {
    const hospital = await twinHospital(tx, place.id, tx.day.dateOf(tx.now));
    return hospital ? words.twin(place, hospital) : words.noTwin(place);
  },
} as const satisfies Partial<Record<ServiceName, (tx: Transaction, place: Place) => Promise<string>>>;

export type PublicService = keyof typeof publicAnswers;

/** 说了哪家就答哪家，没说就答自己的中心。 */
export const openingHours = publicQuestion('opening-hours', '上班时间');
export const wayThere = publicQuestion('way-there', '地址');
export const phoneNumber = publicQuestion('phone-number', '电话');
export const higherHospital = publicQuestion('higher-hospital', '我的上级医院');

function publicQuestion(name: string, service: PublicService): Dialogue {
  return {
    name,
    service,
    audience: 'resident',
    title: `问${service}`,
    midway: 'return',
    async script(script, world) {
      const place = await whichPlace(script, world);
      script.say(await publicAnswers[service](world.tx, place));
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
