import { known } from './known.ts';
import { present } from './present.ts';
import type { Question } from './question.ts';
import { word, type Run } from './run.ts';
import type { Answer } from './saved.ts';
import { silently } from './silently.ts';
import { take } from './take.ts';

/** Answers the question from what is known, from this turn's message, or from what was heard; or asks it and leaves. */
export function put<Facts>(run: Run<Facts>, question: Question<Facts>): Promise<Answer> {
  return word(run, question.key, async () => {
    const answer =
      known(run, question) ?? (await take(run, question)) ?? silently(run, question) ?? (await present(run, question));
    settle(run, question, answer);
    return answer;
  });
}

function settle<Facts>(run: Run<Facts>, { key, shown }: Question<Facts>, answer: Answer): void {
  const { saved, silent } = run.turning;
  saved.answers[key] = answer;
  if (saved.pending?.key === key) saved.pending = undefined;
  if (saved.editing?.key === key) saved.editing = undefined;
  if (!silent.has(key)) run.said = [];
  run.trail.push({ key, answer, shown, locked: false });
}
