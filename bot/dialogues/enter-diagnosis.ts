import { caresFor } from '#domain/care/bond.ts';
import {
  type DiagnosisCode,
  endDiagnosis,
  recordDiagnosis,
  recordRisk,
  runningDiagnoses,
} from '#domain/follow-ups/diagnose.ts';
import { endPregnancy, isPregnant, recordBirth, recordPregnancy } from '#domain/follow-ups/mother-and-child.ts';
import { nextVisitOf } from '#domain/follow-ups/next-visit.ts';
import { readDocument } from '#domain/residents/document.ts';
import { findByDocument } from '#domain/residents/find.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { deskRoles } from '#domain/staff/roles.ts';
import { entering as words } from '../replies/enter-diagnosis.ts';
import { askDate } from './ask-date.ts';
import { findResident } from './signing/find-resident.ts';

type Entry = keyof typeof words.entries;

const diagnoses: readonly DiagnosisCode[] = [
  'hypertension',
  'type-2-diabetes',
  'severe-mental-disorder',
  'tuberculosis',
];

/** 登记诊断：确诊、高危、怀孕、分娩，随访就从这里开始；登记错了或者好了也在这里结束。 */
export const enterDiagnosis: Dialogue = {
  name: 'enter-diagnosis',
  service: '登记诊断',
  audience: 'staff',
  roles: deskRoles,
  title: '登记诊断',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.notFound);
    const found = await findResident(script, world, words.askWho);
    // Nobody learns whether somebody is on file whose care is not theirs.
    const mine = found && (await caresFor(tx, { staffId: staff.id, residentId: found.id }));
    if (!found || !mine) return script.say(words.notFound);
    const { sex } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: found.id }, select: { sex: true } });
    const running = await runningDiagnoses(tx, found.id);
    const pregnant = await isPregnant(tx, found.id);
    const entry = await script.choose('entry', {
      title: words.entryTitle,
      prompt: words.askEntry(found.name),
      from: entriesFor({ sex, pregnant, running }),
      id: (one) => one,
      label: (one) => words.entries[one],
      none: { say: words.notFound },
    });
    const days = await askDays(script, world, entry);
    const childId = entry === 'birth' ? await askChild(script, world) : undefined;
    await script.confirm('confirm', {
      title: words.check,
      also: [
        { title: words.whoTitle, label: found.name },
        { title: words.entryTitle, label: words.entries[entry] },
        ...(days.on ? [{ title: words.dayTitles[dayOf(entry)], label: days.on }] : []),
        ...(days.dischargedOn ? [{ title: words.dischargedTitle, label: days.dischargedOn }] : []),
        ...(entry === 'birth' ? [{ title: words.childTitle, label: childId ? words.childFound : words.noChild }] : []),
      ],
    });
    const nextDueOn = await script.act('enter', async () => {
      await write(tx, entry, { residentId: found.id, staffId: staff.id, childId, ...days });
      return nextVisitOf(tx, found.id);
    });
    const ended = entry.startsWith('end.');
    script.receipt({
      done: ended ? words.ended(found.name) : words.entered(found.name, nextDueOn && tx.day.sayDate(nextDueOn)),
      undo: ended ? words.endedUndo : words.undo,
    });
  },
};

function entriesFor({
  sex,
  pregnant,
  running,
}: {
  sex: string;
  pregnant: boolean;
  running: readonly DiagnosisCode[];
}): Entry[] {
  return [
    ...diagnoses.filter((code) => !running.includes(code)),
    ...(running.includes('hypertension') ? [] : (['risk.pressure'] as const)),
    ...(running.includes('type-2-diabetes') ? [] : (['risk.glucose'] as const)),
    ...(sex === 'female' && !pregnant ? (['pregnancy'] as const) : []),
    ...(sex === 'female' ? (['birth'] as const) : []),
    ...(pregnant ? (['end.pregnancy'] as const) : []),
    ...running.map((code) => `end.${code}` as const),
  ];
}

interface Days {
  /** YYYY-MM-DD of the diagnosis, the last period or the birth. */
  on?: string;
  dischargedOn?: string;
}

function dayOf(entry: Entry): keyof typeof words.dayTitles {
  return entry === 'pregnancy' || entry === 'birth' ? entry : 'diagnosis';
}

async function askDays(script: Script, world: DialogueWorld, entry: Entry): Promise<Days> {
  if (entry.startsWith('end.') || entry.startsWith('risk.')) return {};
  const about = dayOf(entry);
  const on = await askDate(script, world, {
    key: `day.${about}`,
    title: words.dayTitles[about],
    prompt: words.askDays[about],
    past: words.pastHint,
  });
  if (about !== 'birth') return { on };
  const dischargedOn = await askDate(script, world, {
    key: 'discharged',
    title: words.dischargedTitle,
    prompt: words.askDischarged,
    instead: words.notDischarged,
    notBefore: on,
  });
  return dischargedOn === '' ? { on } : { on, dischargedOn };
}

/** The child's own id, where it is on file; who is not yet begins its series when it is registered. */
async function askChild(script: Script, { tx }: DialogueWorld): Promise<string | undefined> {
  const today = tx.day.dateOf(tx.now);
  const said = await script.ask('child', {
    title: words.childTitle,
    prompt: words.askChild,
    shown: 'hidden',
    suggest: [words.noChild],
    accept(text) {
      if (text === words.noChild || /^(?:没有|还没有?|无|0)$/u.test(text.trim())) return words.noChild;
      return 'problem' in readDocument(text.trim(), today) ? undefined : text.trim();
    },
    hint: words.childHint,
  });
  const document = readDocument(said, today);
  if ('problem' in document) return undefined;
  const child = await script.keep('child-found', () => findByDocument(tx, document.kind, document.number), {
    per: said,
  });
  if (!child) script.say(words.childNotFound);
  return child?.id;
}

async function write(
  tx: DialogueWorld['tx'],
  entry: Entry,
  known: { residentId: string; staffId: string; childId: string | undefined } & Days,
): Promise<void> {
  const { residentId, staffId, childId, dischargedOn } = known;
  const on = known.on ?? tx.day.dateOf(tx.now);
  switch (entry) {
    case 'pregnancy':
      await recordPregnancy(tx, { residentId, lastPeriodOn: on, staffId });
      return;
    case 'birth':
      return recordBirth(tx, { motherId: residentId, childId, bornOn: on, dischargedOn, staffId });
    case 'risk.pressure':
    case 'risk.glucose':
      await recordRisk(tx, { residentId, of: entry === 'risk.pressure' ? 'pressure' : 'glucose', staffId });
      return;
    case 'end.pregnancy':
      return endPregnancy(tx, { residentId, staffId });
    case 'end.hypertension':
    case 'end.type-2-diabetes':
    case 'end.severe-mental-disorder':
    case 'end.tuberculosis':
      return endDiagnosis(tx, { residentId, code: ended[entry], endReason: 'entered-by-staff', staffId });
    default:
      await recordDiagnosis(tx, { residentId, code: entry, diagnosedOn: on, staffId });
  }
}

const ended = {
  'end.hypertension': 'hypertension',
  'end.type-2-diabetes': 'type-2-diabetes',
  'end.severe-mental-disorder': 'severe-mental-disorder',
  'end.tuberculosis': 'tuberculosis',
} as const;
