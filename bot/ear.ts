import { findDangerSign } from '#domain/safety/danger-signs.ts';
import type { Transaction } from '#domain/transaction.ts';
import { findDates } from '#kit/chinese-input/dates.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { findKinships } from '#kit/chinese-input/person.ts';
import { findTimes } from '#kit/chinese-input/times.ts';
import type { Facts } from './facts.ts';
import { services } from './replies/services.ts';
import type { Ear, Wish } from './router/ear.ts';

/** What is understood in this transaction: with its clock and its names. */
export function earOf(tx: Transaction): Ear {
  return {
    danger: findDangerSign,
    services: wishes,
    facts: (text) => factsIn(text, tx.day.dateOf(tx.now)),
  };
}

function wishes(text: string): Wish[] {
  const said = normalise(text);
  const named = Object.keys(services).filter((service) => said.includes(service));
  return named.map((service) => ({ service, how: named.length === 1 ? 'sure' : 'likely' }));
}

function factsIn(text: string, today: string): Facts | undefined {
  const [days, { times, range }, people] = [findDates(text, today), findTimes(text), findKinships(text)];
  const facts: Facts = {
    ...(days.length > 0 ? { days } : {}),
    ...(times.length > 0 ? { times } : {}),
    ...(range === undefined ? {} : { range }),
    ...(people.length > 0 ? { people } : {}),
  };
  return Object.keys(facts).length > 0 ? facts : undefined;
}
