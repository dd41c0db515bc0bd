import { asking } from '../replies/asking.ts';
import { said } from './facts-said.ts';
import { more, noneOfThese, type Option } from './option.ts';
import { answerOf, type Question, type Reading } from './question.ts';
import { hear, type Run } from './run.ts';
import type { Answer, Pending } from './saved.ts';

/**
 * Reads this turn's message as an answer, if the question is the one that was open: first as a line of the list that
 * the person saw; then for what the sentence says (it may answer this question, later ones, or correct earlier ones,
 * so the script runs again); then as words close to a line.
 */
export async function take<Facts>(run: Run<Facts>, question: Question<Facts>): Promise<Answer | undefined> {
  const { turning } = run;
  const { saved, input, unread } = turning;
  const open = saved.pending?.key === question.key ? saved.pending : undefined;
  if (!open) return undefined;
  if (unread !== undefined) {
    turning.unread = undefined;
    run.said = [];
    if (said(run, question, turning.freshFrom)) return undefined;
    return unless(turning.lines.length > 0, () =>
      byWords(run, question, open, keptForLater(question.read(unread, open))),
    );
  }
  if (input?.kind !== 'text' && input?.kind !== 'pick') return undefined;
  turning.input = undefined;
  run.said = [];
  if (input.kind === 'pick') return picked(run, question, open, input);
  const reading = question.read(input.text, open);
  if (reading.kind === 'answer' || reading.kind === 'command') return byWords(run, question, open, reading);
  if (heard(run, question, input.text)) {
    turning.unread = input.text;
    return run.leave({ kind: 'again' });
  }
  return byWords(run, question, open, reading);
}

/** Something was corrected by the sentence: no complaint about it. */
async function unless<T>(corrected: boolean, otherwise: () => Promise<T | undefined>): Promise<T | undefined> {
  return corrected ? undefined : otherwise();
}

/** What fits no line here says something about other questions, and is kept for them. */
function keptForLater(reading: Reading): Reading {
  const isOther = reading.kind === 'unread' && (reading.hint === asking.notInList || reading.hint === asking.notYesNo);
  return isOther ? { kind: 'unread', hint: asking.heardFirst } : reading;
}

function heard<Facts>(run: Run<Facts>, { hears, fact }: Question<Facts>, text: string): boolean {
  if (hears === 'nothing') return false;
  const facts = run.turning.readers.facts(text);
  if (facts === undefined) return false;
  if (hears === 'own' && fact?.(facts, undefined) === undefined) return false;
  hear(run, facts);
  return true;
}

async function byWords<Facts>(
  run: Run<Facts>,
  question: Question<Facts>,
  open: Pending,
  reading: Reading,
): Promise<Answer | undefined> {
  const { turning } = run;
  switch (reading.kind) {
    case 'near':
      turning.near = true;
      return accepted(run, question, reading.option);
    case 'answer':
      return accepted(run, question, reading.option);
    case 'command':
      return command(run, question, open, reading);
    case 'between':
      turning.between = { key: question.key, ids: reading.ids };
      return undefined;
    case 'unread': {
      turning.saved.misread += 1;
      turning.lines.push({ text: reading.hint ?? asking.notInList });
      if (turning.saved.misread % 3 === 0) turning.lines.push({ text: asking.wayOut[turning.readers.audience] });
      return undefined;
    }
  }
}

function accepted<Facts>(run: Run<Facts>, question: Question<Facts>, option: Option): Answer | undefined {
  const { saved, lines } = run.turning;
  const answer = answerOf(question, option, 'person');
  saved.misread = 0;
  if (question.holds(answer)) return answer;
  lines.push({ text: asking.justGone(option.label) });
  saved.aloud[question.key] = saved.heard.length;
  return undefined;
}

async function picked<Facts>(
  run: Run<Facts>,
  question: Question<Facts>,
  open: Pending,
  input: { option: string; question?: string | undefined },
): Promise<Answer | undefined> {
  const option = open.offered.find(({ id }) => id === input.option);
  if (!option || (input.question !== undefined && input.question !== question.key)) {
    run.turning.lines.push({ text: asking.oldButton });
    return undefined;
  }
  const pick = question.picks ? question.picks(option) : option;
  if (pick && !pick.id.startsWith('@')) return accepted(run, question, pick);
  return command(run, question, open, { id: option.id });
}

async function command<Facts>(
  run: Run<Facts>,
  question: Question<Facts>,
  open: Pending,
  { id, text }: { id: string; text?: string | undefined },
): Promise<undefined> {
  const { saved } = run.turning;
  saved.misread = 0;
  if (id === more.id) saved.pending = { ...open, page: open.page + 1 };
  else if (id === noneOfThese.id) saved.pending = { ...open, page: 0, between: undefined };
  else await question.command?.(id, text);
  return undefined;
}
