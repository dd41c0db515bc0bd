import { hostPlaces } from '#domain/gatherings/announce.ts';
import { callOff, guestsOf, hostedBy, recordWhoCame } from '#domain/gatherings/host.ts';
import type { GatheringView } from '#domain/gatherings/gathering.ts';
import { administratorRoles, clinicRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { hosting as words } from '../replies/gatherings.ts';
import { announceGathering } from './announce-gathering.ts';

/** 办讲座：发布讲座或培训，取消，登记谁到了。 */
export const hostGathering: Dialogue = {
  name: 'host-gathering',
  service: '办讲座',
  audience: 'staff',
  roles: [...clinicRoles, ...administratorRoles],
  title: '办讲座',
  async script(script, world) {
    const { tx, staff } = world;
    const places = staff ? await hostPlaces(tx, staff.id) : [];
    if (!staff || places.length === 0) return script.say(words.notAllowed);
    const chosen = await script.part('what', async () => chooseWhat(script, world, await hostedBy(tx, staff.id)));
    if (chosen.id === 'lecture' || chosen.id === 'training')
      return announceGathering(script, world, { kind: chosen.id, places, by: staff.id });
    await lookAfter(script, world, { ...chosen, by: staff.id });
  },
};

async function chooseWhat(
  script: Script,
  { tx }: DialogueWorld,
  hosted: readonly GatheringView[],
): Promise<{ id: string; title: string }> {
  const { id } = await script.choose('which', {
    title: words.whatTitle,
    prompt: words.askWhat,
    from: [
      { id: 'lecture', label: words.newLecture },
      { id: 'training', label: words.newTraining },
      ...hosted.map(({ id, startsAt, title, taken, capacity }) => ({
        id,
        label: words.manage(tx.day.say(startsAt), title, taken, capacity),
      })),
    ],
    id: (one) => one.id,
    label: ({ label }) => label,
    none: { say: words.notAllowed },
  });
  return { id, title: hosted.find((one) => one.id === id)?.title ?? '' };
}

async function lookAfter(
  script: Script,
  { tx }: DialogueWorld,
  { id: gatheringId, title, by }: { id: string; title: string; by: string },
): Promise<void> {
  const hasBegun = await script.keep('has-begun', async () => {
    const row = await tx.prisma.gathering.findUniqueOrThrow({ where: { id: gatheringId } });
    return row.startsAt <= tx.now;
  });
  const doing = await script.choose('do', {
    title: words.doTitle,
    prompt: words.askDo(title),
    shown: 'hidden',
    from: hasBegun ? (['record', 'leaveIt'] as const) : (['callOffAll', 'leaveIt'] as const),
    id: (one) => one,
    label: (one) => words[one],
    none: { say: words.leftAsItIs },
  });
  if (doing === 'leaveIt') return script.say(words.leftAsItIs);
  if (doing === 'callOffAll') {
    await script.confirm('confirm', {
      title: words.checkCallOff,
      of: [],
      also: [{ title: words.callOff, label: title }],
    });
    const { told } = await script.act('call-off', () => callOff(tx, { gatheringId, by }));
    return script.say(words.calledOff(title, told));
  }
  const guests = await script.act('guests', () => guestsOf(tx, gatheringId, by));
  const came =
    guests.length === 0
      ? []
      : await script.several('came', {
          title: words.guestsTitle,
          prompt: words.askGuests,
          from: guests,
          id: ({ id }) => id,
          label: ({ name }) => name,
          least: 0,
          none: { say: words.nobodySignedUp },
        });
  const counted = await script.act('record', () =>
    recordWhoCame(tx, { gatheringId, came: came.map(({ id }) => id), by }),
  );
  script.say(words.recorded(counted.came, counted.absent));
}
