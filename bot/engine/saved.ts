import type { Option } from './option.ts';

/**
 * What the database keeps of a dialogue between two messages. Answers are kept by name, never by position, so that a
 * release may add, drop or reorder questions while people are in the middle of them. Everything passes through JSON.
 */
export interface Saved<Facts = unknown> {
  /** The dialogue's row id: the first part of every idempotency key. */
  id: string;
  answers: Record<string, Answer>;
  /** Results of acts and finished parts. */
  done: Record<string, Result>;
  kept: Record<string, Result>;
  /** What was understood from free sentences, oldest first. */
  heard: Facts[];
  /** Questions that must be asked aloud: question → how much had been heard when it was reopened. Only what is heard later may answer it. */
  aloud: Record<string, number>;
  pending?: Pending | undefined;
  /** An answer that is being changed from the confirmation; “返回” puts it back. */
  editing?: { key: string; answer: Answer } | undefined;
  /** Answers not understood, in a row. */
  misread: number;
  /** Dialogues that this one has been interrupted for. */
  detours: string[];
}

export interface Answer {
  title: string;
  value: string;
  label: string;
  /** `only`: a list of one was taken without asking; “返回” steps over it. */
  by: 'person' | 'fact' | 'only';
}

/** The question that waits for an answer, with the numbered lines that the person saw. */
export interface Pending {
  key: string;
  offered: Option[];
  /** Which page of a long list, from 0. */
  page: number;
  /** Only these options of the list are asked about. */
  between?: string[] | undefined;
  /** The confirmation asks which line to change. */
  changing?: true | undefined;
}

export interface Result {
  value: unknown;
  /** The value that it was done for (`per`). */
  per?: string | undefined;
}

/** A dialogue that nothing was said in yet. */
export function unsaid<Facts>(id: string, heard: readonly Facts[] = []): Saved<Facts> {
  return { id, answers: {}, done: {}, kept: {}, heard: [...heard], aloud: {}, misread: 0, detours: [] };
}
