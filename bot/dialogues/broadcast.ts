import { audience as audienceData, type Audience, mustBeAllowed } from '#domain/broadcasts/audience.ts';
import { broadcastFor, broadcastsFor } from '#domain/broadcasts/broadcast.ts';
import { audienceNames, roleNames, sayAudience } from '#domain/broadcasts/say-audience.ts';
import { writeBroadcast } from '#domain/broadcasts/write.ts';
import { shortNumber } from '#domain/case-number.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import { reachOf } from '#domain/staff/reach.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import { readDates } from '#kit/chinese-input/dates.ts';
import { readSentence } from '#kit/chinese-input/sentence.ts';
import { findTimes } from '#kit/chinese-input/times.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { broadcasting as words } from '../replies/broadcasts.ts';
import { readAudience } from '../understand/read-audience.ts';
import { steerOne } from './steer-broadcast.ts';

/** 广播：写一条，选人群，数人数，第二位管理员同意；看进度，暂停，继续，取消。 */
export const broadcastToMany: Dialogue = {
  name: 'broadcast',
  service: '广播',
  audience: 'staff',
  roles: administratorRoles,
  title: '发广播',
  async script(script, world) {
    const { tx, staff } = world;
    const reached = staff ? await reachOf(tx, staff.id, administratorRoles) : [];
    if (!staff || reached.length === 0) return script.say(words.notAllowed);
    const chosen = await script.part('what', () => chooseWhat(script, world, staff.id));
    if (chosen !== 'new') return steerOne(script, world, { id: chosen, by: staff.id });
    await write(script, world, { reached, by: staff.id });
  },
};

/** Those that are not over stand beside the new one. */
async function chooseWhat(script: Script, { tx }: DialogueWorld, staffId: string): Promise<string> {
  const open = await broadcastsFor(tx, staffId, {
    statuses: ['draft', 'waiting', 'scheduled', 'running', 'paused'],
    most: 5,
  });
  const { id } = await script.choose('which', {
    title: words.whatTitle,
    prompt: words.askWhat,
    shown: 'hidden',
    from: [
      { id: 'new', label: words.newOne },
      ...open.map(({ id, number, title, status }) => ({
        id,
        label: words.line(shortNumber(number), title, words.states[status]),
      })),
    ],
    id: (one) => one.id,
    label: ({ label }) => label,
    only: 'take',
    none: { say: words.none },
  });
  return id;
}

const kinds = ['notification', 'education', 'emergency', 'staff'] as const;

async function write(
  script: Script,
  world: DialogueWorld,
  { reached, by }: { reached: readonly string[]; by: string },
): Promise<void> {
  const { tx } = world;
  const kind = await script.choose('kind', {
    title: words.kindTitle,
    prompt: words.askKind,
    from: kinds,
    id: (one) => one,
    label: (one) => words.kinds[one],
    none: { say: words.notAllowed },
  });
  const places = await tx.prisma.organisation.findMany({
    where: { id: { in: [...reached] }, kind: { notIn: ['station'] }, active: true },
    select: { id: true, shortName: true },
    orderBy: [{ kind: 'asc' }, { name: 'asc' }],
  });
  const place = await script.choose('place', {
    title: words.placeTitle,
    prompt: words.askPlace,
    from: places,
    id: ({ id }) => id,
    label: ({ shortName }) => shortName,
    only: 'take',
    none: { say: words.notAllowed },
  });
  const { titleMost, textMost } = (await rulesAt(tx, place.id)).broadcasts;
  const title = await script.ask('title', {
    title: words.titleTitle,
    prompt: words.askTitle,
    accept: (text) => readSentence(text, titleMost),
    hint: words.titleHint(titleMost),
    takes: 'everything',
  });
  const text = await script.ask('text', {
    title: words.textTitle,
    prompt: words.askText,
    accept: (said) => readSentence(said, textMost),
    hint: words.textHint(textMost),
    takes: 'everything',
  });
  const audience = kind === 'staff' ? await askColleagues(script, place.id) : await askWho(script, world, place.id);
  const startsAt = kind === 'emergency' ? '' : await askWhen(script, world);
  await script.confirm('confirm', { title: words.check });
  const written = await script.act(
    'write',
    async () => {
      const id = await writeBroadcast(tx, {
        ...{ organisationId: place.id, kind, title, text, audience, by },
        ...(startsAt === '' ? {} : { startsAt: new Date(startsAt) }),
      });
      return (await broadcastFor(tx, id, by)).number;
    },
    { reopen: { 'broadcast-words': 'text', 'broadcast-audience': 'who', 'broadcast-times': 'when' } },
  );
  script.receipt({ done: words.counting(shortNumber(written)), undo: words.afterwards });
}

/** In plain words; shown as the sentence that is stored, so that a misunderstanding is seen. */
async function askWho(script: Script, { tx }: DialogueWorld, place: string): Promise<Audience> {
  const nameOf = await audienceNames(tx, { of: 'residents', places: [place] });
  const answer = (of: Audience) => ({ value: JSON.stringify(of), label: sayAudience(of, nameOf) });
  const said = await script.ask('who', {
    title: words.whoTitle,
    prompt: words.askWho,
    suggest: [words.everybody],
    accept(text) {
      const kept = storedAudience(text);
      if (kept) return answer({ ...kept, places: [place] });
      const read = readAudience(text);
      if (!read.ok) return undefined;
      const of: Audience = { of: 'residents', places: [place], ...read.narrowing };
      return isAllowed(of) ? answer(of) : undefined;
    },
    hint: (text) => {
      const read = readAudience(text);
      return !read.ok && read.why === 'sensitive' ? words.whoSensitive : words.whoHint;
    },
    takes: 'everything',
  });
  return audienceData.parse(JSON.parse(said));
}

function storedAudience(text: string): Audience | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return audienceData.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isAllowed(of: Audience): boolean {
  try {
    mustBeAllowed(of);
    return true;
  } catch {
    return false;
  }
}

const colleagues = ['all', 'doctor', 'nurse', 'public_health_doctor', 'team_leader'] as const;

async function askColleagues(script: Script, place: string): Promise<Audience> {
  const role = await script.choose('colleagues', {
    title: words.whoTitle,
    prompt: words.askColleagues,
    from: colleagues,
    id: (one) => one,
    label: (one) => (one === 'all' ? words.colleagues : roleNames[one]),
    none: { say: words.none },
  });
  return { of: 'staff', places: [place], ...(role === 'all' ? {} : { roles: [role] }) };
}

/** An instant, or nothing for now. */
function askWhen(script: Script, { tx }: DialogueWorld): Promise<string> {
  const today = tx.day.dateOf(tx.now);
  const answer = (instant: Date) => ({ value: instant.toISOString(), label: tx.day.say(instant) });
  return script.ask('when', {
    title: words.whenTitle,
    prompt: words.askWhen,
    suggest: [words.now],
    accept(text) {
      if (text === '' || /^(?:现在|马上|立刻|立即|这就)(?:就?发)?$/u.test(text.trim()))
        return { value: '', label: words.now };
      if (/^\d{4}-\d\d-\d\dT/u.test(text)) return answer(new Date(text));
      const [date] = readDates(text, today);
      const [time] = findTimes(text, { between: dayTime }).times;
      const instant = date && time ? tx.day.at(date, time) : undefined;
      return instant && instant > tx.now ? answer(instant) : undefined;
    },
    hint: words.whenHint,
  });
}

/** Nothing is sent in quiet hours. */
const dayTime = { from: '07:30', to: '21:30' };
