import { rulesAt, rulesOfPlaces } from '../packs/of-organisation.ts';
import type { Transaction } from '../transaction.ts';
import { addMonths } from '../contracts/term.ts';
import { openPlan } from './open-plan.ts';

/** Children have their series until they are so old, years. */
const childhoodYears = 7;
/** Whose birthday was missed because the program stood still is still found so many days later. */
const lookBackDays = 62;
const peopleAtOnce = 100;

/** What is due by age alone (domain.md §5): a check-up a year for elders, the series of a child. For who is new on file. */
export async function openPlansByAge(tx: Transaction, residentId: string): Promise<void> {
  const { birthDate, diedOn, homeCentreId } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  if (diedOn !== null) return;
  const age = tx.day.ageOn(birthDate, tx.day.dateOf(tx.now));
  const { elderFromAge } = (await rulesAt(tx, homeCentreId)).identity;
  if (age >= elderFromAge) await openPlan(tx, { residentId, kind: 'elder', anchorOn: tx.day.dateOf(tx.now) });
  else if (age < childhoodYears) await openPlan(tx, { residentId, kind: 'child', anchorOn: birthDate });
}

/**
 * Opens the yearly check-up of those who have become elders in the last weeks.
 * @returns `more` while there are some left.
 */
export async function openPlansOfNewElders(tx: Transaction): Promise<'done' | 'more'> {
  const today = tx.day.dateOf(tx.now);
  for (const [age, centres] of await placesByAge(tx, today))
    if ((await openOfAge(tx, age, centres)) === 'more') return 'more';
  return 'done';
}

/** Who lives where from which age somebody is an elder; null is nowhere that we know. */
async function placesByAge(tx: Transaction, today: string): Promise<Map<number, (string | null)[]>> {
  const rulesFor = await rulesOfPlaces(tx);
  const centres = await tx.prisma.organisation.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  const byAge = new Map<number, (string | null)[]>();
  for (const id of [null, ...centres.map((centre) => centre.id)]) {
    const { elderFromAge } = rulesFor(id, today).identity;
    byAge.set(elderFromAge, [...(byAge.get(elderFromAge) ?? []), id]);
  }
  return byAge;
}

async function openOfAge(tx: Transaction, age: number, places: readonly (string | null)[]): Promise<'done' | 'more'> {
  const today = tx.day.dateOf(tx.now);
  const youngest = addMonths(today, -12 * age);
  const known = places.filter((id) => id !== null);
  const reached = await tx.prisma.resident.findMany({
    where: {
      birthDate: { gt: tx.day.add(youngest, -lookBackDays), lte: youngest },
      identityLevel: 'verified',
      diedOn: null,
      OR: [{ homeCentreId: { in: known } }, ...(places.includes(null) ? [{ homeCentreId: null }] : [])],
      carePlans: { none: { kind: 'elder' } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: peopleAtOnce,
  });
  for (const { id } of reached) await openPlan(tx, { residentId: id, kind: 'elder', anchorOn: today });
  return reached.length < peopleAtOnce ? 'done' : 'more';
}
