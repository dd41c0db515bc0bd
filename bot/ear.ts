import { rulesOn } from '#domain/packs/current.ts';
import { findDangerSign } from '#domain/safety/danger-signs.ts';
import type { Transaction } from '#domain/transaction.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { findCommand } from './understand/commands.ts';
import type { Ear } from './router/ear.ts';
import type { Audience } from './understand/service.ts';
import { understand, type Understanding } from './understand/understand.ts';

/** What is understood in a transaction, by whom it is said. */
export type EarOf = (tx: Transaction, audience: Audience) => Promise<Ear>;

/** Names change seldom; they are read again after so long. */
const freshMs = 60_000;

/** Ears that know the names of the district's doctors and places. */
export function ears(): EarOf {
  let names: { doctors: string[]; places: string[]; readAt: number } | undefined;
  return async (tx, audience) => {
    if (!names || Math.abs(tx.now.getTime() - names.readAt) >= freshMs) names = await readNames(tx);
    const { doctors, places } = names;
    const today = tx.day.dateOf(tx.now);
    const understood = new Map<string, Understanding>();
    const understands = (text: string) => {
      const known = understood.get(text) ?? understand(text, { audience, today, doctors, places });
      understood.set(text, known);
      return known;
    };
    return {
      danger: (text) => findDangerSign(text, rulesOn(today).followUps),
      command: (text) => findCommand(normalise(text)),
      understands,
      facts(text) {
        const { facts } = understands(text);
        return Object.keys(facts).length > 0 ? facts : undefined;
      },
    };
  };
}

async function readNames(tx: Transaction) {
  const doctors = await tx.prisma.staff.findMany({ where: { active: true }, select: { name: true } });
  const places = await tx.prisma.organisation.findMany({ where: { active: true }, select: { shortName: true } });
  return {
    doctors: doctors.map(({ name }) => name),
    places: places.map(({ shortName }) => shortName),
    readAt: tx.now.getTime(),
  };
}
