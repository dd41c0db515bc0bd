import type { Place } from '#domain/organisations/place.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Dialogue as EngineDialogue, Script as EngineScript } from './engine/script.ts';
import type { ChannelName } from './message.ts';
import type { SaidFacts as Facts } from './understand/said-facts.ts';

/**
 * What a dialogue sees, built anew for every turn from the turn's transaction: who is talking, and the rows. The
 * clock is `tx.now`, the calendar `tx.day`; domain services take `tx`.
 */
export interface DialogueWorld {
  readonly tx: Transaction;
  readonly contact: TalkingContact;
  /** The resident bound to this account; undefined when nobody is. */
  readonly resident: TalkingResident | undefined;
  /** The staff member behind a WeCom account. */
  readonly staff: TalkingStaff | undefined;
  /**
   * 人工: tells the staff on duty and keeps the bot silent for this contact until they end it, or for two hours.
   *
   * @param placeId the centre that somebody without a home centre chose.
   * @returns where the staff are; undefined when nobody is there at all.
   */
  callStaff(placeId?: string): Promise<Place | undefined>;
  /** Where our pages are: the base of links, without a slash at its end. */
  readonly publicUrl: string;
  /** Whether codes can be sent by SMS. Without it only the desk's code proves who somebody is (contract, Environment). */
  readonly hasSms: boolean;
}

export interface TalkingContact {
  id: string;
  channel: ChannelName;
}

export interface TalkingResident {
  id: string;
  bindingId: string;
  name: string;
  identityLevel: 'verified' | 'provisional';
  /** YYYY-MM-DD, of the document. */
  birthDate: string;
  homeCentreId: string | undefined;
}

export interface TalkingStaff {
  id: string;
  name: string;
  organisationId: string;
  /** Each role with the organisation that it is held in; it reaches down that subtree. */
  roles: { role: string; organisationId: string }[];
}

/** `export const bookNightClinic: Dialogue = { … }` */
export type Dialogue = EngineDialogue<DialogueWorld, Facts>;

/** For a part of a script in a function of its own. */
export type Script = EngineScript<Facts>;
