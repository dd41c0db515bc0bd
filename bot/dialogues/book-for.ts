import { bookableSessions } from '#domain/clinics/bookable.sql.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import { personOf } from '#domain/clinics/person.sql.ts';
import { type Caller, readCaller, whoCalls } from '#domain/clinics/who-calls.ts';
import { deskCentres } from '#domain/staff/desk.ts';
import { deskRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script, TalkingStaff } from '../dialogue-world.ts';
import { clinicWork as words } from '../replies/clinic-work.ts';
import { clinics } from '../replies/clinics.ts';
import { type Line, linesOf, linesSaid, slotLines } from './clinic-choices.ts';
import { registerPerson } from './register-at-desk.ts';

/** 代预约：居民打电话来，或者站在窗口：手机号或姓名（没有的看着证件登记） → 门诊 → 时间 → 核对。 */
export const bookForResident: Dialogue = {
  name: 'book-for',
  service: '代预约',
  audience: 'staff',
  roles: deskRoles,
  title: '代预约',
  async script(script, world) {
    const { tx, staff } = world;
    const centres = staff ? await deskCentres(tx, staff.id) : [];
    if (!staff || centres.length === 0) return script.say(words.notAtDesk);
    const found = await findCaller(script, world, { staff, centres });
    if (!found) return;
    const { caller, question } = found;
    const kinds = ['night', 'expert'] as const;
    const kind = await script.choose('kind', {
      title: words.kind,
      from: kinds,
      id: (one) => one,
      label: (one) => serviceNames[one],
      none: { say: words.noneOpen('') },
      fact: ({ clinic }) => clinic,
    });
    const line = await chooseSlot(script, world, { caller, centres, kind });
    await script.confirm('confirm', {
      title: words.checkFor,
      of: [...(question === undefined ? [] : [question]), 'kind', 'slot'],
      also:
        question === undefined ? [{ title: words.whoTitle, label: words.found(caller.name, caller.birthDate) }] : [],
    });
    const booked = await script.act(
      'book',
      () =>
        bookPlace(tx, {
          slotId: line.slotId,
          residentId: caller.id,
          by: { kind: 'staff', staffId: staff.id },
        }),
      {
        reopen: {
          'slot-taken': 'slot',
          'session-full': 'slot',
          'session-closed': 'slot',
          'session-started': 'slot',
          'booked-in-session': 'slot',
          'booked-at-that-time': 'slot',
        },
      },
    );
    const when = tx.day.say(line.startsAt);
    script.receipt({
      done: words.bookedFor(caller.name, when, serviceNames[kind], line.session.shortName, booked.number),
      undo: words.afterBookingFor,
    });
  },
};

/** More tries than anybody needs to find somebody. */
const most = 6;

interface FoundCaller {
  caller: Caller;
  /** The question that they were picked at; none for who was registered just now. */
  question: string | undefined;
}

/** Undefined when nobody was found in the end. Who is not there can be registered with their card. */
async function findCaller(
  script: Script,
  world: DialogueWorld,
  { staff, centres }: { staff: TalkingStaff; centres: readonly string[] },
): Promise<FoundCaller | undefined> {
  const { tx } = world;
  for (let round = 0; round < most; round += 1) {
    const said = await script.ask(`who.${round}`, {
      title: words.whoTitle,
      prompt: round === 0 ? words.askWho : words.askWhoAgain,
      shown: 'hidden',
      suggest: round === 0 ? [] : [words.registerNow],
      accept: (text) => (meansRegister(text) && round > 0 ? words.registerNow : readCaller(tx, text) && text.trim()),
      hint: words.whoHint,
      fact: round === 0 ? ({ phone, documentNumber }) => phone ?? documentNumber : undefined,
    });
    if (said === words.registerNow) {
      const centreId = centres.includes(staff.organisationId) ? staff.organisationId : centres[0];
      return { caller: await registerPerson(script, world, { staffId: staff.id, centreId }), question: undefined };
    }
    const found = await whoCalls(tx, said, centres);
    // Who is registered with their card now was not there a moment ago.
    const nobody = await script.keep(`who.${round}.nobody`, () => found.length === 0, { per: said });
    if (nobody) {
      script.say(words.notFound);
      continue;
    }
    const other = { id: 'other', name: '', birthDate: '' };
    const key = round === 0 ? 'resident' : `resident.${round}`;
    const picked = await script.choose(key, {
      title: words.whoTitle,
      prompt: words.pick,
      from: [...found, other],
      id: ({ id }) => id,
      label: (one) => (one === other ? words.askAnother : words.found(one.name, one.birthDate)),
      none: { say: words.notFound },
    });
    if (picked !== other) return { caller: picked, question: key };
  }
  return undefined;
}

function meansRegister(text: string): boolean {
  return /登记|建档|新居民/u.test(text);
}

/** In the places where one works; the reserved ones are the resident's when they are entitled. */
async function chooseSlot(
  script: Script,
  { tx, staff }: DialogueWorld,
  { caller, centres, kind }: { caller: Caller; centres: readonly string[]; kind: 'night' | 'expert' },
): Promise<Extract<Line, { does: 'book' }>> {
  const person = await personOf(tx, caller.id);
  const sessions = (await bookableSessions(tx, kind, person)).filter(({ organisationId }) =>
    centres.includes(organisationId),
  );
  const ordered = linesOf(tx.day, sessions, staff?.organisationId);
  const lines = sessions.flatMap((session) => slotLines(tx.day, session));
  return script.choose('slot', {
    title: clinics.time,
    prompt: words.askTime(serviceNames[kind]),
    from: lines,
    id: ({ id }) => id,
    label: ({ label }) => label,
    none: { say: words.noneOpen(serviceNames[kind]) },
    fact: (facts) =>
      linesSaid(tx.day, ordered, facts, staff?.organisationId)?.flatMap((said) =>
        lines.filter(({ id }) => id === said.id),
      ),
    misfit: () => clinics.noneAtTime(serviceNames[kind]),
  });
}
