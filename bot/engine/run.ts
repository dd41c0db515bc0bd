import type { ReplyLink } from '../message.ts';
import type { Option } from './option.ts';
import type { Answer, Saved } from './saved.ts';
import type { Input, Outcome, Readers, Ways } from './turn.ts';

/** How one run of the script ends. `again`: from the first line, because an answer was forgotten or filled. */
export type Ending =
  | { kind: 'waiting'; question: string; title: string }
  | { kind: 'finished'; outcome: Outcome; next?: string | undefined; ways?: Ways | undefined }
  | { kind: 'detour'; to: string }
  | { kind: 'again' };

export interface Line {
  text: string;
  links?: readonly ReplyLink[] | undefined;
}

/** What the runs of one turn share. */
export interface Turning<Facts> {
  readonly dialogue: string;
  readonly saved: Saved<Facts>;
  readonly readers: Readers<Facts>;
  /** Taken by at most one question, and then undefined. */
  input: Input<Facts> | undefined;
  /** A text whose facts were heard: its words may still be close to an option of the open question. */
  unread: string | undefined;
  /** The answer was taken from words that are only close to a line. */
  near: boolean;
  /** From here on, `saved.heard` was heard in this turn. */
  freshFrom: number;
  /** Questions answered in this turn without being asked. */
  readonly silent: Set<string>;
  /** What will be said before the question. */
  readonly lines: Line[];
  /** Only these options of a question are to be asked about. */
  between: { key: string; ids: readonly string[] } | undefined;
  /** The question that the turn ends with. */
  asked: { prompt: string; offered: readonly Option[]; links: readonly ReplyLink[] } | undefined;
}

/** An answered question that the run came by. */
export interface Step {
  key: string;
  answer: Answer;
  shown: boolean;
  /** Before a committed act: cannot be changed any more. */
  locked: boolean;
}

/** One run through the script. */
export interface Run<Facts> {
  readonly turning: Turning<Facts>;
  readonly met: Set<string>;
  readonly trail: Step[];
  /** Said since the last question that was asked aloud and answered; earlier lines went out in an earlier turn. */
  said: Line[];
  /** The word of the vocabulary that is being awaited. */
  busy: string | undefined;
  /** Leaves the script for good: the promise never settles, so no line after it runs in this turn. */
  leave(ending: Ending): Promise<never>;
  /** A mistake of the dialogue's author. */
  fail(problem: string): Promise<never>;
}

/** One use of the vocabulary: keys are names and unique, and one is awaited before the next. */
export async function word<Facts, T>(run: Run<Facts>, key: string, use: () => Promise<T>): Promise<T> {
  const problem = enter(run, key);
  if (problem !== undefined) return run.fail(problem);
  run.busy = key;
  const value = await use();
  run.busy = undefined;
  return value;
}

/** Notes a key; returns what is wrong with its use. Synchronous, so that a missing `await` is seen. */
export function enter<Facts>(run: Run<Facts>, key: string): string | undefined {
  if (run.busy !== undefined)
    return `comes to '${key}' while '${run.busy}' is under way; is there an \`await\` missing?`;
  if (!/^[a-z][\w.-]*$/i.test(key)) return `has the key '${key}'; keys are names such as 'date' or 'child.2'`;
  if (run.met.has(key)) return `comes to '${key}' twice; each needs a key of its own, in a loop \`child.\${i}\``;
  run.met.add(key);
  return undefined;
}

/** Forgets an answer, so that its question is asked aloud: only what is heard from now on may answer it silently. */
export function reopen<Facts>({ turning: { saved } }: Run<Facts>, key: string): void {
  delete saved.answers[key];
  saved.aloud[key] = saved.heard.length;
  saved.pending = undefined;
}

/** Reopens a question that the author named, and starts again. */
export async function reopenNamed<Facts>(run: Run<Facts>, key: string): Promise<never> {
  if (!run.trail.some((step) => step.key === key)) {
    return run.fail(`reopens '${key}', which was not asked before it; did its key change?`);
  }
  reopen(run, key);
  return run.leave({ kind: 'again' });
}

const heardAtMost = 12;

/** Keeps what a sentence said, for this question and others. */
export function hear<Facts>({ turning }: Run<Facts>, facts: Facts): void {
  const { saved } = turning;
  saved.heard.push(facts);
  if (saved.heard.length <= heardAtMost) return;
  saved.heard.shift();
  turning.freshFrom = Math.max(0, turning.freshFrom - 1);
  saved.aloud = Object.fromEntries(Object.entries(saved.aloud).map(([key, from]) => [key, Math.max(0, from - 1)]));
}
