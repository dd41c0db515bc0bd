import { gatheringsAhead, type GatheringView, signedUpFor } from '#domain/gatherings/gathering.ts';
import { giveSeatBack, signUp } from '#domain/gatherings/sign-up.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { lectures as words } from '../replies/gatherings.ts';
import { bindFirst } from './bind-first.ts';

/** 讲座：不用绑定就能看；报名时先认人。报过名的再选一次就是退。 */
export const seeLectures: Dialogue = {
  name: 'lectures',
  service: '讲座',
  audience: 'resident',
  title: '看讲座',
  midway: 'return',
  async script(script, world) {
    const { tx, resident } = world;
    const ahead = await gatheringsAhead(tx, 'lecture', resident?.homeCentreId);
    const mine = await ownSeats(world);
    const chosen = await script.part('which', () => chooseLecture(script, world, { ahead, mine }));
    const lecture = ahead.find(({ id }) => id === chosen.id);
    if (lecture) script.say(words.about(lecture.title, lecture.topic, chosen.when, lecture.place));
    if (chosen.state === 'mine') return giveBack(script, world, chosen);
    if (chosen.state === 'full') return script.say(words.isFull);
    const me = await bindFirst(script, world);
    const who = { kind: 'resident', residentId: me.id, contactId: world.contact.id } as const;
    await script.act('sign-up', () => signUp(tx, { gatheringId: chosen.id, who }));
    script.receipt({ done: words.signedUp(me.name, chosen.title, chosen.when, chosen.place), undo: words.undo });
  },
};

interface Chosen {
  id: string;
  title: string;
  when: string;
  place: string;
  state: 'mine' | 'full' | 'free';
}

async function ownSeats({ tx, resident, contact }: DialogueWorld): Promise<ReadonlySet<string>> {
  if (!resident) return new Set();
  return signedUpFor(tx, { kind: 'resident', residentId: resident.id, contactId: contact.id });
}

async function chooseLecture(
  script: Script,
  { tx }: DialogueWorld,
  { ahead, mine }: { ahead: readonly GatheringView[]; mine: ReadonlySet<string> },
): Promise<Chosen> {
  const stateOf = ({ id, taken, capacity }: GatheringView) =>
    mine.has(id) ? 'mine' : taken >= capacity ? 'full' : 'free';
  const lecture = await script.choose('lecture', {
    title: words.title,
    prompt: words.which,
    from: ahead,
    id: ({ id }) => id,
    label(one) {
      const state = stateOf(one);
      const said = state === 'free' ? words.states.free(one.capacity - one.taken) : words.states[state];
      return words.line(tx.day.say(one.startsAt), one.centre, one.title, said);
    },
    names: ({ title }) => [title],
    none: { say: words.none },
  });
  const { id, title, startsAt, place } = lecture;
  return { id, title, when: tx.day.say(startsAt), place, state: stateOf(lecture) };
}

async function giveBack(script: Script, world: DialogueWorld, { id, title }: Chosen): Promise<void> {
  const { tx, resident, contact } = world;
  const stays = await script.decide('stays', {
    title: words.title,
    prompt: words.askLeave,
    yes: words.keep,
    no: words.leave,
  });
  if (stays || !resident) return script.say(words.kept);
  const who = { kind: 'resident', residentId: resident.id, contactId: contact.id } as const;
  await script.act('give-back', () => giveSeatBack(tx, { gatheringId: id, who }));
  script.say(words.left(title));
}
