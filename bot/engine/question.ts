import type { ReplyLink } from '../message.ts';
import type { NamedOption, Option } from './option.ts';
import type { Answer, Pending } from './saved.ts';

/** A question as every word of the vocabulary puts it. */
export interface Question<Facts> {
  key: string;
  title: string;
  prompt: string;
  help: string | undefined;
  links: readonly ReplyLink[] | undefined;
  shown: boolean;
  /** What can be picked now. */
  options: readonly NamedOption[];
  /** Whether an answer that was given is still true. */
  holds(answer: Answer): boolean;
  /** `hold`: an option of another list with the same words is the same answer. */
  sameWords?: 'hold' | undefined;
  /** Said when it is not. */
  lapsed(answer: Answer): string;
  /** Reads a reply, given the lines that the person saw. */
  read(text: string, pending: Pending): Reading;
  /** The answer that a press on a line makes; the line itself when left out. */
  picks?: ((option: Option) => Option | undefined) | undefined;
  /** `all`: a sentence here may also answer other questions; `own`: only a sentence that answers this one counts. */
  hears: 'all' | 'own' | 'nothing';
  /** `before`: the value that is being corrected. */
  fact?: ((facts: Facts, before: string | undefined) => readonly Option[] | undefined) | undefined;
  misfit?: ((facts: Facts) => string) | undefined;
  near?: ((facts: Facts) => readonly Option[]) | undefined;
  only?: 'take' | 'ask' | undefined;
  usual?: Option | undefined;
  /** Lines a page, “更多” included. */
  perPage: number;
  /** Answers a line that is neither option nor misunderstanding: an edit at the confirmation. */
  command?: ((id: string, text: string | undefined) => Promise<never>) | undefined;
}

export type Reading =
  | { kind: 'answer'; option: Option }
  /** Close words: taken when the sentence says nothing else. */
  | { kind: 'near'; option: Option }
  | { kind: 'between'; ids: string[] }
  | { kind: 'command'; id: string; text?: string | undefined }
  | { kind: 'unread'; hint?: string | undefined };

/** The answer that an option makes. */
export function answerOf<Facts>({ title }: Question<Facts>, { id, label }: Option, by: Answer['by']): Answer {
  return { title, value: id, label, by };
}
