import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayChangeTo, type StartedContract } from '#domain/contracts/changes.ts';
import { packageCodes, packagesOf, priceOf, proposePackages } from '#domain/contracts/packages.ts';
import { assertLegalStep, isLegalStep, legalSteps, pendingDecision } from '#domain/contracts/rules.ts';
import { addMonths, termFrom } from '#domain/contracts/term.ts';
import { meansNumber, shortNumber } from '#domain/contracts/number.ts';
import { usageOf } from '#domain/contracts/usage.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { Refusal } from '#domain/refusal.ts';
import { ContractStatus } from '#prisma/generated/sqlite/enums.ts';

const { contracts: rules } = rulesOn('2026-03-01');
const statuses = Object.values(ContractStatus);

describe('the states of a contract', () => {
  test('draft is submitted, submitted becomes active, declined or withdrawn, active ends in one of three ways', () => {
    expect(legalSteps.map((step) => step.join(' → '))).toEqual([
      'draft → submitted',
      'submitted → active',
      'submitted → declined',
      'submitted → withdrawn',
      'active → expired',
      'active → terminated',
      'active → replaced',
      'active → submitted',
    ]);
  });

  test('every step that is not listed is refused', () => {
    const any = fc.constantFrom(...statuses);
    fc.assert(
      fc.property(any, any, (from, to) => {
        const listed = legalSteps.some(([before, after]) => before === from && after === to);
        expect(isLegalStep(from, to)).toBe(listed);
        if (listed) expect(() => assertLegalStep(from, to)).not.toThrow();
        else expect(() => assertLegalStep(from, to)).toThrow(Refusal);
      }),
      { numRuns: 500 },
    );
  });

  test('from a terminal state no step leads anywhere', () => {
    for (const from of ['declined', 'withdrawn', 'expired', 'terminated', 'replaced'] as const)
      expect(legalSteps.filter(([before]) => before === from)).toEqual([]);
  });

  test('a decision is pending only on a submitted contract with minutes of undo', () => {
    const undoUntil = new Date('2026-03-01T10:10:00Z');
    expect(pendingDecision({ status: 'submitted', undoUntil, endReason: null })).toBe('accept');
    expect(pendingDecision({ status: 'submitted', undoUntil, endReason: 'doctor-declined' })).toBe('decline');
    expect(pendingDecision({ status: 'submitted', undoUntil: null, endReason: null })).toBeUndefined();
    expect(pendingDecision({ status: 'active', undoUntil, endReason: null })).toBeUndefined();
  });
});

describe('the term', () => {
  test('is whole months with the last day in it', () => {
    expect(termFrom('2026-03-01', 12)).toEqual({ startsOn: '2026-03-01', endsOn: '2027-02-28' });
    expect(termFrom('2026-03-31', 12)).toEqual({ startsOn: '2026-03-31', endsOn: '2027-03-30' });
  });

  test('a renewal keeps the days that the running one had left', () => {
    expect(termFrom('2026-03-01', 12, '2026-03-21').endsOn).toBe('2027-03-21');
  });

  test('… and loses none when the old one is over already', () => {
    expect(termFrom('2026-03-05', 12, '2026-02-20').endsOn).toBe('2027-03-04');
  });

  test('months are clamped at the end of a shorter one', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });
});

describe('packages are proposed by tags with the reason in one sentence', () => {
  const proposed = (tags: readonly string[]) =>
    proposePackages(rules, tags)
      .filter(({ reason }) => reason)
      .map(({ package: { code } }) => code);

  test('everybody is proposed the basic one, which is free', () => {
    expect(proposed([])).toEqual(['basic']);
    expect(packagesOf(rules, ['basic'])[0]?.price.total).toBe(0);
  });

  test('who has hypertension and is 68 is proposed the chronic and the elders’ package', () => {
    expect(proposed(['老年人', '高血压', '糖尿病'])).toEqual(['basic', 'chronic', 'elder']);
  });

  test('a small child and a pregnant woman are proposed theirs', () => {
    expect(proposed(['0–6岁'])).toContain('child');
    expect(proposed(['孕产妇'])).toContain('maternity');
  });

  test('every reason is one sentence', () => {
    for (const { reason } of rules.packages) expect(reason.match(/。/g)).toHaveLength(1);
  });

  test('the others stay on offer, without a reason', () => {
    const others = proposePackages(rules, []).filter(({ reason }) => reason === undefined);
    expect(others).toHaveLength(rules.packages.length - 1);
  });

  test('the basic package cannot be left out, and unknown or repeated codes fall away', () => {
    expect(packageCodes(rules, ['elder', 'elder', 'gold'])).toEqual(['basic', 'elder']);
  });

  test('the price adds up, and its shares add up to it', () => {
    const price = priceOf(packagesOf(rules, ['basic', 'chronic', 'elder']));
    expect(price).toEqual({ total: 200, insurance: 60, publicHealth: 140, own: 0 });
    for (const { price: one } of rules.packages) expect(one.insurance + one.publicHealth + one.own).toBe(one.total);
  });
});

describe('used and left', () => {
  const packages = packagesOf(rules, ['basic', 'chronic']);

  test('each item counts down from its yearly count', () => {
    const usage = usageOf(packages, ['follow-up', 'follow-up', 'health-file']);
    expect(usage.find(({ code }) => code === 'follow-up')).toMatchObject({ times: 4, used: 2, left: 2 });
    expect(usage.find(({ code }) => code === 'health-file')).toMatchObject({ times: 1, used: 1, left: 0 });
    expect(usage.find(({ code }) => code === 'chronic-check')).toMatchObject({ used: 0, left: 1 });
  });

  test('more uses than the count leave nothing, never less than nothing', () => {
    const usage = usageOf(
      packages,
      Array.from({ length: 9 }, () => 'follow-up'),
    );
    expect(usage.find(({ code }) => code === 'follow-up')).toMatchObject({ used: 4, left: 0 });
  });
});

describe('a change of doctor once a year, unless the doctor leaves', () => {
  const started = (more: Partial<StartedContract>): StartedContract => ({
    doctorId: 'a',
    startsOn: '2026-01-05',
    status: 'active',
    endReason: null,
    interimForId: null,
    ...more,
  });
  const may = (doctorId: string, history: StartedContract[]) => mayChangeTo(doctorId, history, '2026-06-01', 1);
  const changed = [
    started({ doctorId: 'a', startsOn: '2025-09-01', status: 'replaced', endReason: 'doctor-changed' }),
    started({ doctorId: 'b', startsOn: '2026-02-01' }),
  ];

  test('the first choice and the first change are free', () => {
    expect(may('a', [])).toBe(true);
    expect(may('b', [started({})])).toBe(true);
  });

  test('a second change within a year is not', () => {
    expect(may('c', changed)).toBe(false);
    expect(may('a', changed)).toBe(false);
  });

  test('a year after the last change it is free again', () => {
    expect(mayChangeTo('c', changed, '2027-02-01', 1)).toBe(true);
    expect(mayChangeTo('c', changed, '2027-01-31', 1)).toBe(false);
  });

  test('staying with the same doctor is no change', () => {
    expect(may('b', changed)).toBe(true);
  });

  test('ending the contract first does not open a second change', () => {
    const [first, second] = changed as [StartedContract, StartedContract];
    expect(may('c', [first, { ...second, status: 'terminated', endReason: 'resident-wish' }])).toBe(false);
  });

  test('who moved away, whose term ran out, and whose doctor left choose freely', () => {
    const [first, second] = changed as [StartedContract, StartedContract];
    expect(may('c', [first, { ...second, status: 'terminated', endReason: 'moved-away' }])).toBe(true);
    expect(may('c', [first, { ...second, status: 'expired', endReason: 'term-over' }])).toBe(true);
    expect(may('c', [first, { ...second, interimForId: 'b', doctorId: 'leader' }])).toBe(true);
  });

  test('the choice after the doctor left does not use up the year’s change', () => {
    const after = [
      started({ doctorId: 'leader', startsOn: '2026-01-05', status: 'replaced', interimForId: 'gone' }),
      started({ doctorId: 'b', startsOn: '2026-02-01' }),
    ];
    expect(may('c', after)).toBe(true);
  });
});

describe('a contract’s number', () => {
  test('is said by its last four digits, and understood by them, shorter and whole', () => {
    expect(shortNumber('QY2026000123')).toBe('0123');
    for (const said of ['0123', '123', '000123', 'QY2026000123', '2026000123'])
      expect(meansNumber(said, 'QY2026000123')).toBe(true);
    for (const said of ['0124', '12', '1230', 'abc', '']) expect(meansNumber(said, 'QY2026000123')).toBe(false);
  });
});
