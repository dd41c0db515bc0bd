import { readSentence } from '#kit/chinese-input/sentence.ts';
import { endAbsence } from '#domain/absences/end.ts';
import { absencesAhead, possibleCovers, recordAbsence } from '#domain/absences/record.ts';
import { sessionsWhileAway } from '#domain/absences/sessions.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import { reachOf } from '#domain/staff/reach.ts';
import { administratorRoles, clinicRoles } from '#domain/staff/roles.ts';
import { readDates } from '#kit/chinese-input/dates.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { readNumber } from '#kit/chinese-input/numbers.ts';
import type { Dialogue, DialogueWorld, Script, TalkingStaff } from '../dialogue-world.ts';
import { absences as words } from '../replies/absences.ts';

/** 请假：本人，或由团队长、管理员登记谁不在岗、从哪天到哪天、谁代班；门诊随之换人或停诊，都通知到。 */
export const recordAway: Dialogue = {
  name: 'absence',
  service: '请假',
  audience: 'staff',
  roles: [...clinicRoles, ...administratorRoles],
  title: '登记不在岗',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return;
    const people = await whoMayBeAway(world, staff);
    const who = await script.choose('who', {
      title: words.whoTitle,
      prompt: words.askWho,
      from: people,
      id: ({ id }) => id,
      label: ({ name }) => name,
      only: 'take',
      usual: people.find(({ id }) => id === staff.id),
      none: { say: words.askWho },
      fact: ({ doctors }) => (doctors?.length ? people.filter(({ name }) => doctors.includes(name)) : undefined),
    });
    const ending = await script.part('what', () => chooseEnding(script, world, who.id));
    if (ending !== null) {
      await script.act('end', () => endAbsence(tx, { absenceId: ending, by: staff.id }));
      return script.say(words.ended(who.name));
    }
    await record(script, world, { who, by: staff.id });
  },
};

interface Person {
  id: string;
  name: string;
  organisationId: string;
}

/** Oneself first; then everybody of what one leads or administers. */
async function whoMayBeAway({ tx }: DialogueWorld, self: TalkingStaff): Promise<Person[]> {
  const places = await reachOf(tx, self.id, [...administratorRoles, 'team_leader']);
  const others = await tx.prisma.staff.findMany({
    where: { active: true, id: { not: self.id }, organisationId: { in: places } },
    select: { id: true, name: true, organisationId: true },
    orderBy: { id: 'asc' },
  });
  return [self, ...others];
}

/** The absence that is to end early, or null for a new one. */
async function chooseEnding(script: Script, { tx }: DialogueWorld, staffId: string): Promise<string | null> {
  const ahead = await absencesAhead(tx, staffId);
  if (ahead.length === 0) return null;
  const choice = await script.choose('which', {
    title: words.whatTitle,
    prompt: words.askWhat,
    shown: 'hidden',
    from: [
      ...ahead.map(({ id, fromDate, toDate }) => ({
        id,
        label: words.endEarly(tx.day.sayDate(fromDate), tx.day.sayDate(toDate)),
      })),
      { id: 'another', label: words.another },
    ],
    id: ({ id }) => id,
    label: ({ label }) => label,
    none: { say: words.askWhat },
  });
  return choice.id === 'another' ? null : choice.id;
}

async function record(script: Script, world: DialogueWorld, { who, by }: { who: Person; by: string }): Promise<void> {
  const { tx } = world;
  const { fromDate, toDate } = await askDays(script, world);
  const covers = await possibleCovers(tx, who.id, { fromDate, toDate });
  const cover = await script.choose('cover', {
    title: words.coverTitle,
    prompt: words.askCover,
    from: [...covers, { id: nobody, name: words.nobody, title: '' }],
    id: ({ id }) => id,
    label: ({ name }) => name,
    none: { say: words.askCover },
  });
  const { reasons } = (await rulesAt(tx, who.organisationId)).absence;
  const reason = await script.ask('reason', {
    title: words.reasonTitle,
    prompt: words.askReason,
    suggest: reasons,
    accept: (text) => readSentence(text, 20),
    hint: words.reasonHint,
  });
  const coverId = cover.id === nobody ? null : cover.id;
  const away = { staffId: who.id, coverId, fromDate, toDate };
  const { takenOver, closed, told } = await sessionsWhileAway(tx, away);
  await script.confirm('confirm', {
    title: words.check,
    also: [
      {
        title: words.clinics,
        label: takenOver + closed === 0 ? words.noClinics : words.clinicsBecome(takenOver, closed, told),
      },
    ],
  });
  const done = await script.act('record', () => recordAbsence(tx, { ...away, reason, by }), {
    reopen: { 'absence-overlaps': 'from', 'absence-dates': 'from', 'cover-away': 'cover' },
  });
  const [from, to] = [tx.day.sayDate(fromDate), tx.day.sayDate(toDate)];
  const what = words.done(who.name, from, to, coverId === null ? undefined : cover.name);
  script.receipt({ done: done.told > 0 ? `${what}${words.told(done.told)}` : what, undo: words.undo });
}

const nobody = 'nobody';

async function askDays(script: Script, { tx }: DialogueWorld): Promise<{ fromDate: string; toDate: string }> {
  const today = tx.day.dateOf(tx.now);
  const dated = (date: string | undefined) =>
    date === undefined ? undefined : { value: date, label: tx.day.sayDate(date) };
  const fromDate = await script.ask('from', {
    title: words.fromTitle,
    prompt: words.askFrom,
    suggest: ['今天', '明天'],
    accept: (text) => dated(readDates(text, today)[0]),
    hint: words.fromHint,
    fact: ({ days }) => days?.[0],
  });
  const toDate = await script.ask('to', {
    title: words.toTitle,
    prompt: words.askTo,
    suggest: [words.oneDay],
    accept: (text) => dated(lastDay(text, { fromDate, today }, tx.day)),
    hint: words.toHint,
    fact: ({ days }) => days?.[1],
  });
  return { fromDate, toDate };
}

/** 三天 counts the first day too; a date before it is none. */
function lastDay(
  text: string,
  { fromDate, today }: { fromDate: string; today: string },
  day: DialogueWorld['tx']['day'],
): string | undefined {
  const said = normalise(text);
  if (said === words.oneDay) return fromDate;
  const count = readNumber(/^(?:一共|共|请)?(.{1,3})天$/u.exec(said)?.[1] ?? '');
  if (count !== undefined && Number.isInteger(count) && count >= 1) return day.add(fromDate, count - 1);
  return readDates(text, today).find((date) => date >= fromDate);
}
