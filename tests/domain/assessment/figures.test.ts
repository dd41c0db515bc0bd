import { describe, expect, test } from 'vitest';
import { figuresOf, rowsOf, sourceOf, type Subject } from '#domain/assessment/figures.ts';
import { indicatorNames } from '#domain/assessment/indicator.ts';
import { indicators } from '#domain/assessment/indicators.ts';
import { periodOf } from '#domain/assessment/period.ts';
import type { Transaction } from '#domain/transaction.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { engines } from '#tests/support/engines.ts';
import { fillAtRandom } from './random-rows.ts';
import { secondCount } from './second-count.ts';

const undone = new Error('undone on purpose');
const firstHalf = periodOf('2026-1');

describe.each(engines)('the figures of a half-year on %s', (engine) => {
  /** In a transaction that is undone: the rows need not fit together. */
  async function amongRandomRows(work: (tx: Transaction, bureauId: string) => Promise<void>): Promise<void> {
    const { transact } = await contractTown({ engine, start: '2026-09-01T09:00:00+08:00' });
    const done = transact(async (tx) => {
      await fillAtRandom(tx, 40);
      const bureau = await tx.prisma.organisation.findFirstOrThrow({ where: { kind: 'bureau' } });
      await work(tx, bureau.id);
      throw undone;
    });
    await expect(done).rejects.toBe(undone);
  }

  test('equal a second count, of every place with what is below it and of every doctor', async () => {
    await amongRandomRows(async (tx, bureauId) => {
      const source = await sourceOf(tx, firstHalf, bureauId);
      const places = await tx.prisma.organisation.findMany();
      const below = (id: string): string[] => [
        id,
        ...places.filter(({ parentId }) => parentId === id).flatMap((child) => below(child.id)),
      ];
      const staff = await tx.prisma.staff.findMany();
      const subjects: Subject[] = [
        ...places.map(({ id }): Subject => ({ kind: 'organisation', id })),
        ...staff.map(({ id }): Subject => ({ kind: 'staff', ids: [id] })),
        { kind: 'staff', ids: staff.slice(0, 3).map(({ id }) => id) },
      ];
      const figures = await figuresOf(tx, source, subjects);
      for (const [column, name] of indicatorNames.entries()) {
        const counted = await secondCount[name](tx);
        expect(counted.length, `${name}: there is something to count`).toBeGreaterThan(0);
        for (const [index, subject] of subjects.entries()) {
          const its = counted.filter(({ staffId, organisationId }) =>
            subject.kind === 'staff'
              ? staffId !== null && subject.ids.includes(staffId)
              : below(subject.id).includes(organisationId),
          );
          const figure = figures[index]?.[column];
          const sum = (column: 'part' | 'whole') => its.reduce((all, row) => all + row[column], 0);
          expect(figure?.part, name).toBeCloseTo(sum('part'), 6);
          expect(figure?.whole, name).toBeCloseTo(sum('whole'), 6);
          expect(figure?.rows, name).toBe(its.length);
        }
      }
    });
  });

  test('open to their rows, page by page, and the rows add up to them', async () => {
    await amongRandomRows(async (tx, bureauId) => {
      const source = await sourceOf(tx, firstHalf, bureauId);
      const subject: Subject = { kind: 'organisation', id: bureauId };
      const [figures = []] = await figuresOf(tx, source, [subject]);
      for (const { indicator, part, rows } of figures) {
        const opened = [];
        for (let after = ''; ; ) {
          const page = await rowsOf(tx, source, { subject, name: indicator, after, most: 7 });
          opened.push(...page);
          after = page.at(-1)?.rowId ?? '';
          if (page.length < 7) break;
        }
        expect(opened.length, indicator).toBe(rows);
        expect(
          opened.reduce((sum, row) => sum + row.part, 0),
          indicator,
        ).toBeCloseTo(part, 6);
        expect(new Set(opened.map(({ rowId }) => rowId)).size, indicator).toBe(rows);
      }
    });
  });
});

test('every figure says what is counted, of what, and who asks for it', () => {
  expect(indicators.map(({ name }) => name)).toEqual([...indicatorNames]);
  for (const { name, title, numerator, denominator, source, measure } of indicators) {
    expect(
      [title, numerator, source].every((words) => words.length > 2),
      name,
    ).toBe(true);
    expect(denominator !== undefined, name).toBe(measure !== 'count');
  }
});
