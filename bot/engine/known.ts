import { asking } from '../replies/asking.ts';
import { said } from './facts-said.ts';
import type { Question } from './question.ts';
import { reopen, type Run } from './run.ts';
import type { Answer } from './saved.ts';

/**
 * The answer given before, when it still holds and the person has not just said otherwise (“周四吧” after 周三 was
 * chosen). Otherwise it is forgotten. The same words in a new list hold too: 晚上7:30 of another evening.
 */
export function known<Facts>(run: Run<Facts>, question: Question<Facts>): Answer | undefined {
  const { saved, lines, freshFrom } = run.turning;
  const answer = saved.answers[question.key];
  if (!answer) return undefined;
  if (!question.holds(answer)) {
    const same = question.sameWords === 'hold' ? question.options.filter(({ label }) => label === answer.label) : [];
    if (same[0] && same.length === 1) return { ...answer, value: same[0].id };
    lines.push({ text: question.lapsed(answer) });
    reopen(run, question.key);
    return undefined;
  }
  const otherwise = said(run, question, freshFrom);
  if (!otherwise || otherwise.options.some(({ id }) => id === answer.value)) return answer;
  if (otherwise.options.length === 0) {
    lines.push({ text: question.misfit?.(otherwise.facts) ?? asking.notOffered(question.title) });
    saved.aloud[question.key] = saved.heard.length;
    return answer;
  }
  delete saved.answers[question.key];
  saved.editing = { key: question.key, answer };
  saved.pending = undefined;
  const [changed, ...more] = otherwise.options;
  if (changed && more.length === 0) lines.push({ text: asking.changed(question.title, changed.label) });
  return undefined;
}
