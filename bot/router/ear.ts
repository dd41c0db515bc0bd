import type { DangerSign } from '#domain/safety/danger-signs.ts';
import type { Facts } from '../facts.ts';

/** What is understood from a text before any question reads it. */
export interface Ear {
  /** A danger sign that is meant, of now, not denied. */
  danger(text: string): DangerSign | undefined;
  /** Services that a sentence asks for, likeliest first. */
  services(text: string): readonly Wish[];
  /** Dates, times, a person, a doctor …; undefined when nothing was said. */
  facts(text: string): Facts | undefined;
}

export interface Wish {
  service: string;
  /** `sure`: nothing else can be meant; `likely`: worth a suggestion. */
  how: 'sure' | 'likely';
}
