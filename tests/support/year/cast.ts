import { recordDiagnosis } from '#domain/follow-ups/diagnose.ts';
import { recordPregnancy } from '#domain/follow-ups/mother-and-child.ts';
import { openPlan } from '#domain/follow-ups/open-plan.ts';
import { putOnFile } from '#domain/residents/register.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Chance } from '../chance.ts';
import type { ReferralTown } from '../referral-town.ts';

/** One of the town. */
export interface Person {
  id: string;
  isAdult: boolean;
  /** Their WeChat account, as long as they have one. */
  contactId: string | undefined;
  isAlive: boolean;
}

/** So many people settle in one transaction. */
const atOnce = 100;

/** Puts so many people on file, with the illnesses, pregnancies and accounts that chance gives them. */
export async function settle(town: ReferralTown, dice: Chance, count: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < count)
    await town.transact(async (tx) => {
      const settled: Person[] = [];
      for (let one = 0; one < atOnce; one += 1)
        settled.push(await settleOne(tx, town, dice, people.length + settled.length));
      await giveAccounts(tx, settled);
      people.push(...settled);
    });
  return people;
}

type Age = 'child' | 'adult' | 'elder';

async function settleOne(tx: Transaction, town: ReferralTown, dice: Chance, serial: number): Promise<Person> {
  const { happens, between, oneOf } = dice;
  const age: Age = happens(0.03) ? 'child' : happens(0.14) ? 'elder' : 'adult';
  const [from, to] = { child: [2020, 2025], adult: [1962, 2005], elder: [1936, 1960] }[age];
  const number = String(serial).padStart(8, '0');
  const two = (value: number) => String(value).padStart(2, '0');
  const id = await putOnFile(tx, {
    name: `居民${serial}`,
    documentKind: 'passport',
    documentNumber: `Y${number}`,
    phone: happens(0.9) ? `139${number}` : undefined,
    birthDate: `${between(from ?? 0, to ?? 0)}-${two(between(1, 12))}-${two(between(1, 28))}`,
    sex: 'female',
    address: '拱北侨光路1号',
    homeCentreId: town.places.gongbei,
  });
  if (age !== 'child')
    await fallIll(tx, dice, { residentId: id, staffId: oneOf(town.ids.chenZhiyuan, town.ids.linXiaomei) });
  return { id, isAdult: age !== 'child', contactId: happens(0.7) ? tx.id() : undefined, isAlive: true };
}

async function fallIll(tx: Transaction, { happens, between }: Chance, who: { residentId: string; staffId: string }) {
  const today = tx.day.dateOf(tx.now);
  const lately = tx.day.add(today, -between(0, 89));
  if (happens(0.08)) await recordDiagnosis(tx, { ...who, code: 'hypertension', diagnosedOn: lately });
  else if (happens(0.03))
    await openPlan(tx, { residentId: who.residentId, kind: 'high-risk-pressure', anchorOn: today });
  if (happens(0.04)) await recordDiagnosis(tx, { ...who, code: 'type-2-diabetes', diagnosedOn: lately });
  if (happens(0.01)) await recordDiagnosis(tx, { ...who, code: 'severe-mental-disorder', diagnosedOn: lately });
  if (happens(0.003)) await recordDiagnosis(tx, { ...who, code: 'tuberculosis', diagnosedOn: today });
  if (happens(0.02)) await recordPregnancy(tx, { ...who, lastPeriodOn: tx.day.add(today, -between(30, 150)) });
}

/** Their accounts and bindings, all at once. */
async function giveAccounts(tx: Transaction, people: readonly Person[]): Promise<void> {
  const bound = people.flatMap(({ id, contactId }) => (contactId === undefined ? [] : [{ residentId: id, contactId }]));
  const channel = 'wechat';
  await tx.prisma.contact.createMany({
    data: bound.map(({ contactId: id }) => ({
      ...{ id, channel, accountIndex: id, createdAt: tx.now },
      accountSealed: tx.vault.seal({ table: 'Contact', column: 'accountSealed', row: id }, id),
    })),
  });
  await tx.prisma.binding.createMany({
    data: bound.map((one) => ({ id: tx.id(), ...one, channel, status: 'active', boundAt: tx.now })),
  });
}
