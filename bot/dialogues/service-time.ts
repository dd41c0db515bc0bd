import { centresOf, supportersOf } from '#domain/support/people.ts';
import type { ServiceTime } from '#domain/support/service-time.ts';
import {
  endSpell,
  recordSpell,
  serviceTimeOf,
  type SpellView,
  spellsAt,
  withdrawSpell,
} from '#domain/support/spells.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { serviceTimes as words } from '../replies/support.ts';
import { askDate } from './ask-date.ts';
import { lend } from './lend-staff.ts';

/** 服务时间：支援医生看自己还差几天；中心管理员登记谁来支援、借用给谁，从哪天到哪天。 */
export const showServiceTime: Dialogue = {
  name: 'service-time',
  service: '服务时间',
  audience: 'staff',
  roles: ['expert', ...administratorRoles],
  title: '看服务时间',
  async script(script, world) {
    const { tx, staff } = world;
    const centres = staff ? await centresOf(tx, staff.id) : [];
    const own = staff && (await serviceTimeOf(tx, staff.id));
    if (!staff || centres.length === 0) return script.say(own ? words.own(sayTime(own)) : words.nothing);
    const spells = await spellsAt(
      tx,
      centres.map(({ id }) => id),
    );
    script.say(await sayList(world, spells));
    const what = await chooseWhat(script, spells);
    switch (what) {
      case 'record':
        return record(script, world, { centres, by: staff.id });
      case 'loan':
        return lend(script, world, { centres, by: staff.id });
      case 'end':
        return end(script, world, { spells, by: staff.id });
      case 'withdraw':
        return withdraw(script, world, { spells, by: staff.id });
      case 'nothing':
        return script.say(words.nothingSaid);
    }
  },
};

type What = keyof typeof words.what;

async function chooseWhat(script: Script, spells: readonly SpellView[]): Promise<What> {
  const possible: What[] = [
    'record',
    ...(spells.some(isRunning) ? ['end' as const] : []),
    'loan',
    ...(spells.length > 0 ? ['withdraw' as const] : []),
    'nothing',
  ];
  return script.choose('what', {
    title: words.whatTitle,
    prompt: words.askWhat,
    shown: 'hidden',
    from: possible,
    id: (one) => one,
    label: (one) => words.what[one],
    none: { say: words.nobody },
  });
}

/** Each supporting doctor once, then the loans that run. */
async function sayList({ tx }: DialogueWorld, spells: readonly SpellView[]): Promise<string> {
  const today = tx.day.dateOf(tx.now);
  const supporters = new Map(
    spells.filter(({ kind }) => kind === 'support').map(({ staffId, name }) => [staffId, name]),
  );
  const lines: string[] = [];
  for (const [staffId, name] of [...supporters].slice(0, mostListed)) {
    const time = await serviceTimeOf(tx, staffId);
    if (time) lines.push(words.personLine(name, sayTime(time)));
  }
  for (const { kind, name, place, toDate } of spells)
    if (kind === 'loan' && toDate !== null && toDate >= today && lines.length < mostListed)
      lines.push(words.loanLine(name, place, tx.day.sayDate(toDate)));
  return lines.length === 0 ? words.nobody : lines.join('\n');
}

/** A text of 600 characters holds so many. */
const mostListed = 8;

function sayTime({ countedDays, waitingDays, daysLeft, isDone }: ServiceTime): string {
  return isDone ? words.done(countedDays) : words.underWay(countedDays, waitingDays, daysLeft);
}

interface Work {
  spells: readonly SpellView[];
  by: string;
}

async function record(
  script: Script,
  world: DialogueWorld,
  { centres, by }: { centres: readonly { id: string; shortName: string }[]; by: string },
): Promise<void> {
  const { tx } = world;
  const centre = await script.choose('centre', {
    title: words.centreTitle,
    prompt: words.askCentre,
    from: centres,
    id: ({ id }) => id,
    label: ({ shortName }) => shortName,
    only: 'take',
    none: { say: words.nobody },
    fact: ({ places }) => (places?.length ? centres.filter(({ shortName }) => places.includes(shortName)) : undefined),
  });
  const doctor = await script.choose('staff', {
    title: words.staffTitle,
    prompt: words.askSupporter,
    from: await supportersOf(tx, centre.id),
    id: ({ id }) => id,
    label: ({ name, place }) => `${name}（${place}）`,
    names: ({ name }) => [name],
    none: { say: words.noSupporter },
  });
  const fromDate = await askDate(script, world, { key: 'from', title: words.fromTitle, prompt: words.askFrom });
  const to = await askDate(script, world, {
    key: 'to',
    title: words.toTitle,
    prompt: words.askTo,
    instead: words.goesOn,
  });
  const toDate = to === '' ? null : to;
  await script.confirm('confirm', { title: words.check });
  const spell = { staffId: doctor.id, organisationId: centre.id, fromDate, toDate, by };
  await script.act('record', () => recordSpell(tx, spell), {
    reopen: { 'spell-dates': 'from', 'spell-overlaps': 'from' },
  });
  await receipt(script, world, doctor);
}

async function end(script: Script, world: DialogueWorld, { spells, by }: Work): Promise<void> {
  const spell = await chooseSpell(script, spells.filter(isRunning), { prompt: words.askEnd, none: words.noneRunning });
  const toDate = await askDate(script, world, { key: 'to', title: words.toTitle, prompt: words.askTo });
  await script.confirm('confirm', { title: words.check });
  await script.act('end', () => endSpell(world.tx, { spellId: spell.id, toDate, by }), {
    reopen: { 'spell-dates': 'to' },
  });
  await receipt(script, world, { id: spell.staffId, name: spell.name });
}

async function withdraw(script: Script, { tx }: DialogueWorld, { spells, by }: Work): Promise<void> {
  const spell = await chooseSpell(script, spells, { prompt: words.askWithdraw, none: words.noneToWithdraw });
  await script.confirm('confirm', { title: words.check });
  await script.act('withdraw', () => withdrawSpell(tx, { spellId: spell.id, by }));
  script.say(words.withdrawn(spell.name));
}

function isRunning({ kind, toDate }: SpellView): boolean {
  return kind === 'support' && toDate === null;
}

/** Kept once it is chosen: afterwards it no longer runs, or is no longer in the list. */
async function chooseSpell(
  script: Script,
  spells: readonly SpellView[],
  { prompt, none }: { prompt: string; none: string },
): Promise<{ id: string; staffId: string; name: string }> {
  const { id } = await script.choose('spell', {
    title: words.spellTitle,
    prompt,
    from: spells,
    id: (spell) => spell.id,
    label: ({ name, place, fromDate, toDate }) => words.spellLine(name, place, fromDate, toDate),
    none: { say: none },
  });
  const chosen = spells.find((spell) => spell.id === id);
  return { id, staffId: chosen?.staffId ?? '', name: chosen?.name ?? '' };
}

async function receipt(
  script: Script,
  { tx }: DialogueWorld,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const time = await serviceTimeOf(tx, id);
  script.receipt({ done: words.recorded(name, time ? sayTime(time) : ''), undo: words.undo });
}
