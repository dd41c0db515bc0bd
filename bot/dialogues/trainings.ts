import { gatheringsAhead, signedUpFor } from '#domain/gatherings/gathering.ts';
import { giveSeatBack, signUp } from '#domain/gatherings/sign-up.ts';
import { shortOfTraining, trainingOf, type TrainingRecord } from '#domain/gatherings/training-record.ts';
import { reachOf } from '#domain/staff/reach.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld } from '../dialogue-world.ts';
import { lectures, trainings as words } from '../replies/gatherings.ts';

/** 培训：工作人员看今年参加了几次、还差多少，报名或退掉；管理员看卫生站医生谁还不够。 */
export const seeTrainings: Dialogue = {
  name: 'trainings',
  service: '培训',
  audience: 'staff',
  title: '看培训',
  midway: 'return',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.none);
    const own = await trainingOf(tx, staff.id);
    script.say([words.record(own.times, own.days, missing(own)), ...(await shortLines(world))].join('\n'));
    const ahead = await gatheringsAhead(tx, 'training');
    if (ahead.length === 0) return script.say(words.none);
    const who = { kind: 'staff', staffId: staff.id } as const;
    const mine = await signedUpFor(tx, who);
    const chosen = await script.part('which', async () => {
      const one = await script.choose('training', {
        title: words.title,
        prompt: words.which,
        from: ahead,
        id: ({ id }) => id,
        label: ({ id, startsAt, centre, title, taken, capacity }) =>
          lectures.line(
            tx.day.say(startsAt),
            centre,
            title,
            mine.has(id) ? lectures.states.mine : lectures.states.free(capacity - taken),
          ),
        names: ({ title }) => [title],
        none: { say: words.none },
      });
      return { id: one.id, title: one.title, when: tx.day.say(one.startsAt), place: one.place, mine: mine.has(one.id) };
    });
    if (chosen.mine) {
      const stays = await script.decide('stays', {
        title: words.title,
        prompt: lectures.askLeave,
        yes: lectures.keep,
        no: lectures.leave,
      });
      if (stays) return script.say(lectures.kept);
      await script.act('give-back', () => giveSeatBack(tx, { gatheringId: chosen.id, who }));
      return script.say(words.left(chosen.title));
    }
    await script.act('sign-up', () => signUp(tx, { gatheringId: chosen.id, who }));
    script.receipt({ done: words.signedUp(chosen.title, chosen.when, chosen.place), undo: words.undo });
  },
};

/** A text of 600 characters holds so many. */
const mostListed = 6;

async function shortLines({ tx, staff }: DialogueWorld): Promise<string[]> {
  const places = staff ? await reachOf(tx, staff.id, administratorRoles) : [];
  const short = places.length === 0 ? [] : await shortOfTraining(tx, places);
  if (short.length === 0) return [];
  return [
    words.shortHead,
    ...short.slice(0, mostListed).map((one) => words.shortLine(one.name, one.times, one.days, missing(one))),
  ];
}

function missing({ timesMissing, daysMissing }: TrainingRecord): string {
  return words.missing(timesMissing, daysMissing);
}
