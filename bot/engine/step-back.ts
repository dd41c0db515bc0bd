import { asking } from '../replies/asking.ts';
import type { Question } from './question.ts';
import { reopen, type Run } from './run.ts';

/**
 * “返回” at an open question: undoes a change begun at the confirmation, or forgets the answer before this question.
 * Never steps behind a committed act. False when there is nothing to go back to; then the question is asked again.
 */
export async function stepBack<Facts>(run: Run<Facts>, { key, title }: Question<Facts>): Promise<boolean> {
  const { saved, lines } = run.turning;
  if (saved.editing?.key === key) {
    saved.answers[key] = saved.editing.answer;
    saved.editing = undefined;
    saved.pending = undefined;
    lines.push({ text: asking.putBack(title) });
    return true;
  }
  if (saved.pending?.changing) {
    saved.pending = undefined;
    return true;
  }
  const locked = run.trail.findLastIndex((step) => step.locked);
  const last = run.trail.slice(locked + 1).findLast(({ answer }) => answer.by !== 'only');
  if (!last) {
    lines.push({ text: asking.firstStep });
    return false;
  }
  reopen(run, last.key);
  return true;
}
