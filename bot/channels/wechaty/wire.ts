/**
 * What the program and the puppet's process say to each other, as JSON. Ids are the puppet's own. Of what went wrong only
 * its kind and place leave that process: a puppet's errors quote what people wrote.
 */

export type PuppetEvent =
  /** Somebody has to scan this with the account's phone. */
  | { kind: 'scan'; code: string }
  /** `name`: as others write it after an @. */
  | { kind: 'login'; name: string }
  | { kind: 'logout'; banned: boolean }
  | { kind: 'heard'; heard: Heard }
  | { kind: 'spoke'; number: number; outcome: 'sent' | 'failed' }
  | { kind: 'fault'; fault: Fault; banned: boolean }
  /** The packages are not installed. */
  | { kind: 'missing' }
  /** The process ended, whatever the reason. */
  | { kind: 'gone' }
  /** Only the simulated group: everything that stands in it. */
  | { kind: 'written'; by: string; text: string };

/** A message as the puppet tells it. */
export interface Heard {
  id: string;
  /** The group; absent in a chat of two. */
  room?: string;
  talker: string;
  text: string;
  isText: boolean;
  /** Written by the bot itself. */
  own: boolean;
  mentioned: boolean;
  /** Since it was written: after a pause the old ones come again. */
  ageSeconds: number;
}

/** Where it happened, without a word of what was being said. */
export interface Fault {
  name: string;
  /** The first lines of the stack, without the message. */
  at: string[];
}

export type PuppetCommand =
  /** The first of all. */
  | { kind: 'start'; puppet: string; token?: string; folder: string }
  /** `number` comes back with `spoke`. */
  | { kind: 'speak'; number: number; conversation: string; text: string }
  | { kind: 'stop' }
  | NeighbourCommand;

/** Only the simulated group: what happens in it. */
export type NeighbourCommand =
  | { kind: 'neighbour-writes'; name: string; text: string; mentioned?: boolean }
  | { kind: 'log-out'; why: string }
  /** The puppet's own code fails: it says so, or throws where nobody catches it. */
  | { kind: 'fail'; how: 'says' | 'throws'; why: string };
