import { nextSitIn, signInAt, signInFrom, signOutOf, sitInsNow, type SitInSession } from '#domain/clinics/sign-in.ts';
import { sitInWeeks, type SitInLine, type SitInWeek } from '#domain/clinics/sit-ins.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { matching } from '../engine/script.ts';
import { sitIns as words } from '../replies/support.ts';

/** 坐诊签到：专家到了按一次，走时再按一次签退；管理员看本周各中心坐了几次、谁没有签到。 */
export const signInAtSitIn: Dialogue = {
  name: 'sit-in',
  service: '坐诊签到',
  audience: 'staff',
  roles: ['expert', ...administratorRoles],
  title: '坐诊签到',
  midway: 'return',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.none);
    const now = await sitInsNow(tx, staff.id);
    if (now.length > 0) return signIn(script, world, { now, staffId: staff.id });
    const next = await nextSitIn(tx, staff.id);
    if (next) return script.say(await sayNext(world, next));
    const weeks = await sitInWeeks(tx, staff.id, tx.day.dateOf(tx.now));
    script.say(weeks.length === 0 ? words.none : sayWeeks(world, weeks));
  },
};

async function signIn(
  script: Script,
  { tx }: DialogueWorld,
  { now, staffId }: { now: readonly SitInSession[]; staffId: string },
): Promise<void> {
  const { id: sessionId } = await script.choose('session', {
    title: words.session,
    prompt: words.which,
    shown: 'hidden',
    from: now,
    id: ({ id }) => id,
    label: ({ startsAt, shortName }) => words.line(tx.day.say(startsAt), shortName),
    only: 'take',
    none: { say: words.none },
    fact: ({ places }) => matching(now, places, ({ shortName }) => shortName),
    misfit: ({ places }) => words.misfit(places ?? []),
  });
  const chosen = now.find(({ id }) => id === sessionId);
  const place = chosen?.shortName ?? '';
  const wasThere = await script.keep('was-there', () => chosen?.arrivedAt ?? null);
  if (wasThere === null) {
    const at = await script.act('arrive', () => signInAt(tx, { sessionId, staffId }));
    const done = words.arrived(place, tx.day.sayTime(tx.day.timeOf(new Date(at))));
    return script.receipt({ done, undo: words.afterArrival });
  }
  if (await script.keep('has-left', () => chosen?.leftAt !== undefined)) return script.say(words.leftBefore(place));
  const stays = await script.decide('still-there', {
    title: words.session,
    prompt: words.stillThere(place, tx.day.sayTime(tx.day.timeOf(new Date(wasThere)))),
    shown: 'hidden',
    yes: words.stays,
    no: words.leaves,
  });
  if (stays) return script.say(words.staysSaid);
  await script.act('leave', () => signOutOf(tx, { sessionId, staffId }));
  script.say(words.left(place));
}

async function sayNext({ tx }: DialogueWorld, next: SitInSession): Promise<string> {
  const from = await signInFrom(tx, next);
  return words.early(tx.day.say(next.startsAt), next.shortName, tx.day.sayTime(tx.day.timeOf(from)));
}

/** A text of 600 characters holds so many centres with their sessions. */
const mostCentres = 4;

function sayWeeks({ tx }: DialogueWorld, weeks: readonly SitInWeek[]): string {
  const some = weeks.filter(({ sessions }) => sessions.length > 0).slice(0, mostCentres);
  const shown = some.length > 0 ? some : weeks.slice(0, 1);
  const lines = shown.flatMap(({ shortName, held, planned, due, sessions }) => [
    words.weekHead(shortName, held, planned, due),
    ...sessions.map((one) => words.weekLine(tx.day.say(one.startsAt), one.doctor, stateOf({ tx }, one))),
  ]);
  const others = weeks.length - shown.length;
  return [...lines, ...(others > 0 ? [words.others(others)] : [])].join('\n');
}

function stateOf({ tx }: Pick<DialogueWorld, 'tx'>, { arrivedAt, startsAt }: SitInLine): string {
  if (arrivedAt) return words.states.arrived(tx.day.sayTime(tx.day.timeOf(arrivedAt)));
  return startsAt > tx.now ? words.states.toCome : words.states.missing;
}
