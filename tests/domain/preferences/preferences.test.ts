import { describe, expect, test } from 'vitest';
import { isSwitchedOff, resubscribe, switchOff, switchOn, unsubscribe } from '#domain/preferences/preferences.ts';
import { switchesOf } from '#domain/preferences/rules.ts';
import { giveConsent, hasConsent, withdrawConsent } from '#domain/consent/consents.ts';
import { settled } from '#tests/support/people.ts';

const catalogue = [
  { name: 'appointment.reminder', switchLabel: '就诊提醒' },
  { name: 'appointment.evening', switchLabel: '就诊提醒' },
  { name: 'contract.renewal', switchLabel: '续签提醒' },
  { name: 'code' },
];

describe('preferences (domain.md §7)', async () => {
  const {
    database,
    people: { wang, li },
  } = await settled();
  const off = async (residentId = wang) => {
    const kinds: string[] = [];
    for (const notice of catalogue)
      if (await database.read((tx) => isSwitchedOff(tx, residentId, notice))) kinds.push(notice.name);
    return kinds;
  };
  const [visits, renewal] = [['appointment.reminder', 'appointment.evening'], ['contract.renewal']];

  test('notices of one label are one line', () => {
    expect(switchesOf(catalogue)).toEqual([
      { label: '就诊提醒', kinds: visits },
      { label: '续签提醒', kinds: renewal },
    ]);
  });

  test('everything is on until somebody switches it off, for themselves only', async () => {
    expect(await off()).toEqual([]);
    await database.transact((tx) => switchOff(tx, wang, visits));
    expect(await off()).toEqual(visits);
    expect(await off(li)).toEqual([]);
    await database.transact((tx) => switchOn(tx, wang, visits, [...visits, ...renewal]));
    expect(await off()).toEqual([]);
  });

  test('退订 is everything that can be switched off, and a code still comes', async () => {
    await database.transact((tx) => unsubscribe(tx, wang));
    expect(await off()).toEqual([...visits, ...renewal]);
    await database.transact((tx) => switchOn(tx, wang, renewal, [...visits, ...renewal]));
    expect(await off()).toEqual(visits);
    await database.transact((tx) => unsubscribe(tx, wang));
    await database.transact((tx) => resubscribe(tx, wang));
    expect(await off()).toEqual([]);
  });

  test('consent is by subject and version, given once and taken back', async () => {
    const text = { subject: 'research', version: '1' };
    const has = (version?: string) => database.read((tx) => hasConsent(tx, wang, { subject: 'research', version }));
    await database.transact((tx) => giveConsent(tx, wang, text));
    await database.transact((tx) => giveConsent(tx, wang, text));
    expect(await database.read((tx) => tx.prisma.consent.count({ where: { subject: 'research' } }))).toBe(1);
    expect([await has('1'), await has('2'), await has()]).toEqual([true, false, true]);
    await database.transact((tx) => withdrawConsent(tx, wang, 'research'));
    expect(await has()).toBe(false);
    await database.transact((tx) => giveConsent(tx, wang, text));
    expect(await has('1')).toBe(true);
  });
});
