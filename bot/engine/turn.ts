import type { Refusal } from '#domain/refusal.ts';
import type { Reply } from '../message.ts';
import type { NamedOption } from './option.ts';
import type { Saved } from './saved.ts';

/** What a turn is played with. */
export type Input<Facts = unknown> =
  /** The first turn, with what the opening sentence already said. */
  | { kind: 'start'; facts?: Facts | undefined }
  | { kind: 'text'; text: string }
  /** A button: the option's id. `question` is the one that the button belonged to. */
  | { kind: 'pick'; option: string; question?: string | undefined }
  /** 再说一遍, and the return from anywhere: the open question is asked again. */
  | { kind: 'again' }
  | { kind: 'help' }
  /** 返回, 说错了 */
  | { kind: 'back' };

export interface Turn<Facts = unknown> {
  saved: Saved<Facts>;
  replies: Reply[];
  status: Status;
  /** The message was taken for words close to a line; it may have meant something else. */
  near: boolean;
}

export type Status =
  /** A question is open. */
  | { kind: 'waiting'; question: string; title: string }
  /** `next`: another dialogue begins. `ways`: services that somebody may go on with. */
  | { kind: 'finished'; outcome: Outcome; next?: string | undefined; ways?: Ways | undefined }
  /** Another dialogue is to be had first. */
  | { kind: 'detour'; to: string };

/** Services by their words, with what is said before them. */
export interface Ways {
  text: string;
  services: readonly string[];
}

/** Counted by dialogue in /metrics. `empty`: there was nothing to choose from. */
export type Outcome = 'done' | 'refused' | 'empty' | 'cancelled' | 'in-vain';

/** What the engine does not know itself: how Chinese answers are read, and how a refusal is said. */
export interface Readers<Facts = unknown> {
  /** As whom somebody is spoken to: staff are offered no staff. */
  audience: 'resident' | 'staff';
  choice(text: string, options: readonly NamedOption[]): ChoiceReading;
  yesNo(text: string): 'yes' | 'no' | undefined;
  /** What a free sentence says; undefined when nothing was understood. */
  facts(text: string): Facts | undefined;
  /** One sentence with what happened and what to do next. */
  refused(refusal: Refusal): string;
}

export type ChoiceReading =
  /** `sure`: the number or the whole text of a line; otherwise words close enough to be unambiguous. */
  { kind: 'one'; id: string; sure: boolean } | { kind: 'several'; ids: string[] } | { kind: 'none' };
