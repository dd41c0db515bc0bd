import { caresFor } from '#domain/care/bond.ts';
import { deathOf, enterDeath, takeBackDeath } from '#domain/residents/enter-death.ts';
import { underWay } from '#domain/residents/under-way.ts';
import { deskRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { death as words } from '../replies/death.ts';
import { findResident } from './signing/find-resident.ts';

interface Known {
  id: string;
  name: string;
  staffId: string;
}

/** 登记去世：找到居民，列出会停的事，确认一次；登记错了还用这个词撤回。 */
export const enterDeathOf: Dialogue = {
  name: 'enter-death',
  service: '登记去世',
  audience: 'staff',
  roles: deskRoles,
  title: '登记去世',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.notFound);
    const found = await findResident(script, world, words.askWho);
    // Nobody learns whether somebody is on file whose care is not theirs.
    if (!found || !(await caresFor(tx, { staffId: staff.id, residentId: found.id }))) return script.say(words.notFound);
    const known = { ...found, staffId: staff.id };
    // Kept: what this very dialogue writes must not turn it into the other one.
    const state = await script.keep('state', async () => (await deathOf(tx, found.id)).is, { per: found.id });
    return state === 'living' ? enter(script, world, known) : takeBack(script, world, known, state);
  },
};

async function enter(script: Script, { tx }: DialogueWorld, { id, name, staffId }: Known): Promise<void> {
  const { birthDate } = await tx.prisma.resident.findUniqueOrThrow({ where: { id }, select: { birthDate: true } });
  const ends = await underWay(tx, id);
  await script.confirm('confirm', {
    title: words.check,
    of: [],
    also: [
      { title: words.who, label: words.person(name, birthDate) },
      { title: words.endsTitle, label: words.ends(ends) },
    ],
  });
  const takesEffectAt = await script.act('enter', async () =>
    (await enterDeath(tx, { residentId: id, staffId })).toISOString(),
  );
  const at = new Date(takesEffectAt);
  script.receipt({ done: words.entered(name, tx.day.sayTime(tx.day.timeOf(at))), undo: words.undo(name) });
}

async function takeBack(
  script: Script,
  { tx }: DialogueWorld,
  { id, name, staffId }: Known,
  state: 'noted' | 'dead',
): Promise<void> {
  const sure = await script.decide('take-back', {
    title: words.takeBackTitle,
    prompt: words.askTakeBack[state](name),
    yes: words.yes,
    no: words.no,
  });
  if (!sure) return script.say(words.kept);
  const when = await script.act('revoke', () => takeBackDeath(tx, { residentId: id, staffId }));
  script.say(words.takenBack[when](name));
}
