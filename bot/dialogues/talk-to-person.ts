import { placesOfKind } from '#domain/organisations/place.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { matching } from '../engine/script.ts';
import { person } from '../replies/person.ts';

/** 人工：请值班人员在聊天里回复。还没绑定的人先说是哪家中心。 */
export const talkToPerson: Dialogue = {
  name: 'talk-to-person',
  service: '人工',
  audience: 'resident',
  title: '找工作人员',
  midway: 'leave',
  async script({ choose, act, say }, world) {
    const { tx, resident } = world;
    let centreId = resident?.homeCentreId;
    if (centreId === undefined) {
      const centres = await placesOfKind(tx, ['centre']);
      const centre = await choose('centre', {
        title: '社区中心',
        prompt: '您想找哪家社区卫生服务中心？',
        from: centres,
        id: ({ id }) => id,
        label: ({ shortName }) => shortName,
        names: ({ name }) => [name],
        none: { say: person.nobody },
        fact: ({ places }) => matching(centres, places, ({ shortName }) => shortName),
      });
      centreId = centre.id;
    }
    const place = await act('call', async () => (await world.callStaff(centreId)) ?? null);
    if (place === null) return say(person.nobody);
    say(person.begun(place.name));
    if (place.phone !== '') say(person.call(place.phone));
  },
};
