import type { StaffMember } from '#domain/staff/staff.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Dialogue, DialogueWorld } from '../dialogue-world.ts';
import type { Readers } from '../engine/turn.ts';
import type { SaidFacts as Facts } from '../understand/said-facts.ts';
import type { ContactRow } from '../inbox/contact-row.ts';
import type { DialogueRow } from '../inbox/dialogue-row.ts';
import type { Choice, InboundMessage, Reply } from '../message.ts';
import type { Ear } from './ear.ts';
import type { Phrase } from './phrases.ts';

/**
 * One message on its way through the router: who said what, what they are in the middle of, and the rows. What is
 * changed on `contact` is saved when the turn is over.
 */
export interface Talk {
  readonly tx: Transaction;
  readonly message: InboundMessage;
  readonly contact: ContactRow;
  /** The staff member behind a WeCom account. */
  readonly staff: StaffMember | undefined;
  readonly program: Program;
  readonly ear: Ear;
  readonly readers: Readers<Facts>;
  /** What the contact is or was in the middle of, the last first. Kept up to date by the flow. */
  readonly dialogues: DialogueRow[];
  /** Built when a dialogue is played, and again when one has changed who somebody is. */
  world(): Promise<DialogueWorld>;
  /** Read again: somebody was bound. */
  forgetWorld(): void;
  /** Counted in /metrics. */
  ended(dialogue: string, outcome: string): void;
}

/** What the house can talk about. */
export interface Program {
  readonly dialogues: readonly Dialogue[];
  /** Cards by the prefix of their task id. */
  readonly cards: readonly CardHandler[];
  readonly phrases: readonly Phrase[];
  readonly publicUrl: string;
  /** Whether codes can be sent by SMS; without it people prove themselves with the desk's code. */
  readonly hasSms: boolean;
}

/** Answers presses on cards whose task id begins with `prefix` and a hyphen. */
export interface CardHandler {
  prefix: string;
  pressed(talk: Talk, card: PressedCard): Promise<Answer>;
}

export interface PressedCard {
  /** What follows the prefix and the hyphen: the row's id. */
  id: string;
  taskId: string;
  /** The button's key. */
  key: string;
  responseCode: string;
}

/** What a message is answered with; nothing in it is a silence that is meant. */
export interface Answer {
  replies: Reply[];
  /** The word on the pressed button from now on. */
  pressed?: string | undefined;
  /** A list outside any question, which the next number may answer. */
  shown?: readonly Choice[] | undefined;
}

/** One consideration of the router: an answer, or undefined to let the next one look. */
export type Step = (talk: Talk, text: string) => Promise<Answer | undefined>;

/** As whom somebody is spoken to. */
export function audienceOf({ contact }: Pick<Talk, 'contact'>): 'resident' | 'staff' {
  return contact.staffId === undefined ? 'resident' : 'staff';
}

/** The dialogue whose question is open. */
export function openOf(talk: Talk): DialogueRow | undefined {
  return talk.dialogues.find(({ status }) => status === 'open');
}

export function dialogueNamed(talk: Talk, name: string): Dialogue | undefined {
  return talk.program.dialogues.find((dialogue) => dialogue.name === name);
}

/** The dialogue that a service's word starts for who is talking. */
export function dialogueFor(talk: Talk, service: string): Dialogue | undefined {
  return talk.program.dialogues.find((dialogue) => dialogue.service === service && mayStart(talk, dialogue));
}

/** Whether a service stands in lists for who is talking: those whose roles have nothing to do there do not see it. */
export function isOffered(talk: Talk, service: string): boolean {
  const roles = dialogueFor(talk, service)?.roles;
  if (!roles) return dialogueFor(talk, service) !== undefined;
  return talk.staff?.roles.some(({ role }) => roles.includes(role)) ?? false;
}

/** Staff start staff's dialogues on WeCom; residents' dialogues start on residents' channels. */
export function mayStart({ contact }: Talk, { audience }: Pick<Dialogue, 'audience'>): boolean {
  switch (audience) {
    case 'resident':
      return contact.staffId === undefined;
    case 'staff':
    case 'administrator':
      return contact.staffId !== undefined;
  }
}
