import { rulesAt } from '#domain/packs/of-organisation.ts';
import { deskCentres } from '#domain/staff/desk.ts';
import { dutyCandidates, dutyRoster, plansDuty, putOnDuty } from '#domain/staff/duty-roster.ts';
import { administratorRoles, deskRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script, TalkingStaff } from '../dialogue-world.ts';
import { duties as words } from '../replies/absences.ts';

/** 值班：看一周的值班表；团队长和管理员可以排。 */
export const planDuty: Dialogue = {
  name: 'duty',
  service: '值班',
  audience: 'staff',
  roles: [...deskRoles, ...administratorRoles],
  title: '看值班表',
  midway: 'return',
  async script(script, world) {
    const { tx, staff } = world;
    const centres = staff ? await centresOf(world, staff) : [];
    if (!staff || centres.length === 0) return script.say(words.none);
    const centre = await script.choose('centre', {
      title: words.centreTitle,
      prompt: words.askCentre,
      from: centres,
      id: ({ id }) => id,
      label: ({ shortName }) => shortName,
      only: 'take',
      usual: centres.find(({ id }) => id === staff.organisationId),
      none: { say: words.none },
      fact: ({ places }) =>
        places?.length ? centres.filter(({ shortName }) => places.includes(shortName)) : undefined,
    });
    const { from, to } = (await rulesAt(tx, centre.id)).duty;
    script.say(words.head(from, to));
    const roster = (await dutyRoster(tx, centre.id)).map(({ date, name }) => ({ date, name }));
    const lineOf = ({ date, name }: (typeof roster)[number]) => words.line(tx.day.sayDate(date), name);
    if (!(await plansDuty(tx, centre.id, staff.id))) return script.say(roster.map(lineOf).join('\n'));
    const evening = await script.choose('day', {
      title: words.dayTitle,
      prompt: words.askDay,
      from: roster,
      id: ({ date }) => date,
      label: lineOf,
      none: { say: words.none },
      fact: ({ days }) => (days?.length ? roster.filter(({ date }) => days.includes(date)) : undefined),
    });
    await put(script, world, { centreId: centre.id, date: evening.date, by: staff.id });
  },
};

async function centresOf({ tx }: DialogueWorld, { id }: TalkingStaff): Promise<{ id: string; shortName: string }[]> {
  return tx.prisma.organisation.findMany({
    where: { id: { in: await deskCentres(tx, id) }, kind: 'centre' },
    select: { id: true, shortName: true },
    orderBy: { name: 'asc' },
  });
}

async function put(
  script: Script,
  { tx }: DialogueWorld,
  { centreId, date, by }: { centreId: string; date: string; by: string },
): Promise<void> {
  const said = tx.day.sayDate(date);
  const person = await script.choose('staff', {
    title: words.staffTitle,
    prompt: words.askStaff(said),
    from: await dutyCandidates(tx, centreId),
    id: ({ id }) => id,
    label: ({ name }) => name,
    none: { say: words.none },
  });
  await script.act('put', () => putOnDuty(tx, { centreId, date, staffId: person.id, by }));
  script.receipt({ done: words.done(said, person.name), undo: words.undo });
}
