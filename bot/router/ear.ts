import type { DangerSign } from '#domain/safety/danger-signs.ts';
import type { Command } from '../understand/commands.ts';
import type { SaidFacts } from '../understand/said-facts.ts';
import type { Understanding } from '../understand/understand.ts';

/** What is understood from a text before any question reads it. */
export interface Ear {
  /** A danger sign that is meant, of now, not denied. */
  danger(text: string): DangerSign | undefined;
  /** A command and nothing else. */
  command(text: string): Command | undefined;
  /** Service, facts, and what to suggest: worked out when it is asked for, once a text. */
  understands(text: string): Understanding;
  /** Dates, times, a person, a doctor …; undefined when nothing was said. */
  facts(text: string): SaidFacts | undefined;
}
