import type { DayPart, TimeRange } from '#kit/chinese-input/day-part.ts';
import { readDates } from '#kit/chinese-input/dates.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { readTimes } from '#kit/chinese-input/times.ts';
import { type Command, findCommand } from './commands.ts';
import { type FoundService, findService } from './find-service.ts';
import { type FactContext, findFacts, type SaidFacts } from './said-facts.ts';
import type { Audience, ServiceName } from './service.ts';

/** What a message means before any question reads it. */
export interface Understanding {
  /** The message is this command and nothing else. */
  command?: Command;
  service?: FoundService;
  facts: SaidFacts;
  /** Two or three services that can be started now, likeliest first: what to offer when nothing is sure. */
  suggestions: ServiceName[];
}

export interface UnderstandingContext extends FactContext {
  audience: Audience;
}

/**
 * Reads a message in residents' own words: a command, a service, and several facts in one sentence
 * (“帮我妈约周三晚上七点半的夜门诊”). 繁體, Cantonese, spoken numbers and misspellings are understood. A service is `sure` only
 * when nothing else can be meant; otherwise it is asked back. Never throws.
 */
export function understand(text: string, context: UnderstandingContext): Understanding {
  const read = normalise(text);
  const command = findCommand(read);
  const { service, suggestions } = findService(read, context.audience);
  const facts = findFacts(text, service?.name, context);
  const reported = facts.readings && (!service || service.name === '随访') && context.audience === 'resident';
  const meant: FoundService | undefined = reported ? { name: '随访', sure: true, named: false } : service;
  return { ...(command ? { command } : {}), ...(meant ? { service: meant } : {}), facts, suggestions };
}

/** The answer to “which day?”: one date, several where several readings hold, none. @param today the district's date. */
export function readDate(text: string, today: string): string[] {
  return readDates(text, today);
}

/** The answer to “at what time?”. */
export interface TimeAnswer {
  /** `HH:MM` within the hours asked about. Two: ask once. */
  times: string[];
  /** What was said but lies outside: 三点 at a night clinic. */
  outside: string[];
  /** 七点以后, 晚上. */
  range?: TimeRange;
  /** 七点左右: the nearest will do. */
  about: boolean;
}

/** @param between the hours that can be chosen from, e.g. the clinic's. */
export function readTime(text: string, { between, part }: { between: TimeRange; part?: DayPart }): TimeAnswer {
  const { times, range, about } = readTimes(text, { between, ...(part ? { part } : {}) });
  const inside = (time: string) => time >= between.from && time <= between.to;
  return {
    times: times.filter(inside),
    outside: times.filter((time) => !inside(time)),
    ...(range ? { range } : {}),
    about,
  };
}
