import type { Option } from './option.ts';
import type { Question } from './question.ts';
import type { Run } from './run.ts';

/**
 * What the person has said about a question, newest first: the options that fit it, or an empty list when none does.
 * What was heard before the question was reopened does not count.
 */
export function said<Facts>(
  run: Run<Facts>,
  { key, fact }: Question<Facts>,
  from = 0,
): { facts: Facts; options: readonly Option[] } | undefined {
  if (!fact) return undefined;
  const { heard, aloud, answers, editing } = run.turning.saved;
  const before = editing?.key === key ? editing.answer.value : answers[key]?.value;
  for (const facts of heard.slice(Math.max(from, aloud[key] ?? 0)).reverse()) {
    const options = fact(facts, before);
    if (options) return { facts, options };
  }
  return undefined;
}
