import { recordKindNames } from '#domain/records/words.ts';
import { answerCorrection, correctionsFor } from '#domain/records/corrections.ts';
import { addEntry } from '#domain/records/entries.ts';
import { lookAtRecord, lookOf, lookPurposes } from '#domain/records/staff-look.ts';
import type { RecordKind } from '#prisma/generated/sqlite/enums.ts';
import { readSentence } from '#kit/chinese-input/sentence.ts';
import type { Dialogue, DialogueWorld, Script, TalkingStaff } from '../dialogue-world.ts';
import { sayRecordToStaff, staffRecord as words } from '../replies/records.ts';
import { findResident } from './signing/find-resident.ts';

/** 查档案：更正申请先答复；再找居民 → 目的 → 档案 → 添加或更正一条。 */
export const lookUpRecord: Dialogue = {
  name: 'look-up-record',
  service: '查档案',
  audience: 'staff',
  title: '查档案',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.notFound);
    if (await answerWaiting(script, world, staff)) return;
    const found = await findResident(script, world, words.askWho);
    const bound = found && (await lookOf(tx, { staffId: staff.id, residentId: found.id }));
    // Nobody learns whether somebody is on file whose record is not theirs to see.
    if (!found || !bound) return script.say(words.notFound);
    const purpose = await script.choose('purpose', {
      title: words.purposeTitle,
      prompt: words.askPurpose,
      from: bound === 'hospital' ? (['referral'] as const) : lookPurposes,
      id: (one) => one,
      label: (one) => words.purposes[one],
      only: 'take',
      none: { say: words.notFound },
    });
    const seen = await script.act(
      'look',
      async () => {
        const view = await lookAtRecord(tx, { staffId: staff.id, residentId: found.id, purpose });
        return {
          text: sayRecordToStaff(view),
          entries: view.entries.map(({ id, kind, kindName, text }) => ({ id, kind, kindName, text })),
        };
      },
      { per: [found.id, purpose] },
    );
    script.say(seen.text);
    if (bound === 'hospital') return;
    const then = await script.choose('then', {
      title: words.thenTitle,
      prompt: words.askThen,
      from: ['nothing', 'add', ...seen.entries.map(({ id }) => id)],
      id: (one) => one,
      label: (one) => labelOf(one, seen.entries),
      none: { say: words.done },
    });
    if (then === 'nothing') return script.say(words.done);
    await write(script, world, { staff, found, before: seen.entries.find(({ id }) => id === then) });
  },
};

interface Shown {
  id: string;
  kind: RecordKind;
  kindName: string;
  text: string;
}

function labelOf(id: string, entries: readonly Shown[]): string {
  if (id === 'nothing' || id === 'add') return words.next[id];
  const { kindName = '', text = '' } = entries.find((one) => one.id === id) ?? {};
  return words.correct(kindName, text.length > 20 ? `${text.slice(0, 20)}…` : text);
}

async function write(
  script: Script,
  { tx }: DialogueWorld,
  { staff, found, before }: { staff: TalkingStaff; found: { id: string; name: string }; before: Shown | undefined },
): Promise<void> {
  const kinds = before ? [before.kind] : (Object.keys(recordKindNames) as RecordKind[]);
  const kind = await script.choose('kind', {
    title: words.kindTitle,
    prompt: words.askKind,
    from: kinds,
    id: (one) => one,
    label: (one) => recordKindNames[one],
    only: 'take',
    none: { say: words.done },
  });
  const text = await script.ask('text', {
    title: words.textTitle,
    prompt: words.askText,
    accept: (said) => readSentence(said, 200),
    hint: words.textHint,
  });
  await script.confirm('confirm', { title: words.check, of: ['kind', 'text'] });
  await script.act('write', () =>
    addEntry(tx, { residentId: found.id, kind, text, staffId: staff.id, supersedes: before?.id }),
  );
  script.receipt({ done: words.added(found.name), undo: words.addedUndo });
}

function lineOf(one: { number: string; residentName: string; isOverdue: boolean } | undefined): string {
  return one ? words.correctionLine(one.number, one.residentName, one.isOverdue) : words.lookUp;
}

/** True when a correction was dealt with. */
async function answerWaiting(script: Script, { tx }: DialogueWorld, staff: TalkingStaff): Promise<boolean> {
  const waiting = await script.keep('waiting', () => correctionsFor(tx, staff.id));
  if (waiting.length === 0) return false;
  const picked = await script.choose('correction', {
    title: words.correctionsTitle,
    prompt: words.askCorrections,
    shown: 'hidden',
    from: [...waiting.map(({ id }) => id), 'look-up'],
    id: (one) => one,
    label: (one) => lineOf(waiting.find(({ id }) => id === one)),
    none: { say: words.done },
  });
  const chosen = waiting.find(({ id }) => id === picked);
  if (!chosen) return false;
  script.say(words.correctionText(chosen.residentName, chosen.text));
  const status = await script.choose('answer', {
    title: words.answerTitle,
    prompt: words.askAnswer,
    from: ['corrected', 'refused', 'later'] as const,
    id: (one) => one,
    label: (one) => words.answers[one],
    none: { say: words.left },
  });
  if (status === 'later') {
    script.say(words.left);
    return true;
  }
  const answer = await script.ask('reason', {
    title: words.reasonTitle,
    prompt: words.askReason,
    accept: (said) => readSentence(said, 200),
    hint: words.textHint,
  });
  await script.act('answer-correction', () =>
    answerCorrection(tx, { correctionId: chosen.id, staffId: staff.id, status, answer }),
  );
  script.say(words.answered);
  return true;
}
