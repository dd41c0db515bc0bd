import { asking } from '../replies/asking.ts';
import { said } from './facts-said.ts';
import { answerOf, type Question } from './question.ts';
import type { Run } from './run.ts';
import type { Answer } from './saved.ts';

/**
 * Answers a question without asking: from what was already said, when exactly one option fits (the confirmation shows
 * it), or because there is only one, or a usual one. Several that fit are asked between once; none is told.
 */
export function silently<Facts>(run: Run<Facts>, question: Question<Facts>): Answer | undefined {
  const { saved, lines, silent } = run.turning;
  const open = saved.pending?.key === question.key;
  const { key, title, options, misfit, near } = question;
  const heard = said(run, question);
  if (heard) {
    const [one, ...others] = heard.options;
    if (one && others.length === 0) {
      silent.add(key);
      saved.misread = 0;
      return answerOf(question, one, 'fact');
    }
    saved.aloud[key] = saved.heard.length;
    const offered = one ? heard.options : (near?.(heard.facts) ?? []);
    if (offered.length > 0) run.turning.between = { key, ids: offered.map(({ id }) => id) };
    // Right before the question, after whatever else is said before it.
    if (!one) (open ? lines : run.said).push({ text: misfit?.(heard.facts) ?? asking.notOffered(title) });
  }
  const [single, ...rest] = options;
  const taken = question.usual ?? (question.only === 'take' && rest.length === 0 ? single : undefined);
  if (!taken || open || key in saved.aloud) return undefined;
  silent.add(key);
  return answerOf(question, taken, 'only');
}
