import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allowedPlans,
  allowedTags,
  isGuarded,
  mustBeAllowed,
  type ResidentAudience,
} from '#domain/broadcasts/audience.ts';
import { residentsIn } from '#domain/broadcasts/audience.sql.ts';
import { sayAudience } from '#domain/broadcasts/say-audience.ts';
import { readAudience } from '#bot/understand/read-audience.ts';
import { tagsAt } from '#domain/residents/rules.ts';
import { broadcastTown, peopleOf } from '#tests/support/broadcast-town.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';

const some = <T>(values: readonly T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }), { nil: undefined });
const age = fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined });

/** Any audience of residents that may be asked for, without its places. */
const narrowings = fc
  .record({
    tags: some(allowedTags),
    ageFrom: age,
    ageTo: age,
    sex: fc.option(fc.constantFrom('female' as const, 'male' as const), { nil: undefined }),
    contract: fc.option(fc.constantFrom('signed' as const, 'unsigned' as const), { nil: undefined }),
    plans: some(allowedPlans),
    account: fc.option(fc.constantFrom('bound' as const, 'unbound' as const), { nil: undefined }),
  })
  .filter(({ ageFrom = 0, ageTo = 130 }) => ageFrom <= ageTo);

test('two audiences that differ are said differently', () => {
  const of = (narrowing: object): ResidentAudience => ({ of: 'residents', places: ['拱北'], ...narrowing });
  const plain = (narrowing: object) =>
    JSON.stringify(Object.entries(narrowing).filter(([, value]) => value !== undefined));
  fc.assert(
    fc.property(narrowings, narrowings, (one, other) => {
      fc.pre(plain(one) !== plain(other));
      expect(sayAudience(of(one), (id) => id)).not.toBe(sayAudience(of(other), (id) => id));
    }),
    { numRuns: 2_000 },
  );
});

describe.each(engines)('on %s', async (engine) => {
  const { database } = await testDatabase({ engine });

  test('who is in it by the statement is who is in it by the person', async () => {
    const { centre, other } = await broadcastTown(database);
    const today = '2026-03-01';
    // Born on the day itself, the day after, on a leap day.
    const births = ['1961-03-01', '1961-03-02', '1960-02-29', '2019-03-01', '2019-03-02', '1985-07-05', '2008-12-31'];
    const stored = [[], ['高血压'], ['糖尿病', '残疾人'], ['孕产妇', '高血压']];
    for (const [index, birthDate] of births.entries())
      for (const [at, tags] of stored.entries())
        await peopleOf(database, centre, [{ account: 'open' }, {}], {
          ...{ birthDate, tags, sex: (index + at) % 2 === 0 ? 'female' : 'male' },
        });
    await peopleOf(database, other, [{ account: 'open' }]);
    const people = await database.read((tx) => tx.prisma.resident.findMany({ include: { bindings: true } }));
    const { day } = await database.read(async (tx) => ({ day: tx.day }));
    await fc.assert(
      fc.asyncProperty(narrowings, async (narrowing) => {
        const of: ResidentAudience = { of: 'residents', places: [centre], ...narrowing };
        const found = await database.read((tx) => {
          const judging = { engine: tx.sql.engine, today, elderFromAge: 65, places: [centre] };
          const { text, parameters } = residentsIn(of, judging);
          return tx.sql.all<{ id: string }>(`SELECT r."id" FROM "Resident" r WHERE ${text}`, parameters);
        });
        const expected = people.filter(({ homeCentreId, birthDate, tags, sex, bindings }) => {
          const years = day.ageOn(birthDate, today);
          const held = tagsAt(tags, years, { elderFromAge: 65 });
          if (homeCentreId !== centre) return false;
          if (of.tags && !of.tags.some((tag) => held.includes(tag))) return false;
          if (years < (of.ageFrom ?? 0) || years > (of.ageTo ?? 130)) return false;
          if (of.sex && of.sex !== sex) return false;
          // Nobody of them has signed, or is followed up.
          if (of.contract === 'signed' || of.plans) return false;
          return of.account === undefined || (of.account === 'bound') === bindings.length > 0;
        });
        expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  ['所有人', {}],
  ['65岁以上', { ageFrom: 65 }],
  ['六十五岁以上的女的', { ageFrom: 65, sex: 'female' }],
  ['60到74岁已签约的高血压', { ageFrom: 60, ageTo: 74, contract: 'signed', tags: ['高血压'] }],
  ['没签约的居民', { contract: 'unsigned' }],
  ['0到6岁的孩子', { tags: ['0–6岁'] }],
  ['高血压和糖尿病', { tags: ['高血压', '糖尿病'] }],
  ['30岁以下没绑定的', { ageTo: 30, account: 'unbound' }],
])('“%s” is read', (text, narrowing) => {
  expect(readAudience(text)).toEqual({ ok: true, narrowing });
});

test.each([
  ['结核病人', 'sensitive'],
  ['低保户', 'sensitive'],
  ['爱跳舞的老人', 'unread'],
  ['不是高血压的', 'unread'],
  ['', 'unread'],
])('“%s” is not guessed at: %s', (text, why) => {
  expect(readAudience(text)).toEqual({ ok: false, why });
});

test('what only staff may know is no audience; a pregnancy is kept to her own account', () => {
  const of = (narrowing: Partial<ResidentAudience>): ResidentAudience => ({
    of: 'residents',
    places: ['p'],
    ...narrowing,
  });
  expect(() => mustBeAllowed(of({ tags: ['高血压', '严重精神障碍'] }))).toThrow('broadcast-audience');
  expect(() => mustBeAllowed(of({ plans: ['tuberculosis'] }))).toThrow('broadcast-audience');
  expect([isGuarded(of({ tags: ['孕产妇'] })), isGuarded(of({ plans: ['postnatal'] })), isGuarded(of({}))]).toEqual([
    true,
    true,
    false,
  ]);
});
