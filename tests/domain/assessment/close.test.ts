import { describe, expect, test } from 'vitest';
import { closePeriod } from '#domain/assessment/close.ts';
import { figuresOf, rowsOf, sourceOf, type Subject } from '#domain/assessment/figures.ts';
import { periodOf } from '#domain/assessment/period.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { engines } from '#tests/support/engines.ts';
import { startLater } from '#tests/support/later-work.ts';

const half = periodOf('2026-1');

describe.each(engines)('a half-year on %s', (engine) => {
  async function town(start: string) {
    const at = await contractTown({ engine, start });
    const bureau = await at.read((tx) => tx.prisma.organisation.findFirstOrThrow({ where: { kind: 'bureau' } }));
    const subject: Subject = { kind: 'organisation', id: bureau.id };
    const lecturer = at.ids.heJing;
    const lecture = (startsAt: string) =>
      at.transact(async (tx) => {
        const { organisationId } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: lecturer } });
        const when = { startsAt: new Date(startsAt), endsAt: new Date(startsAt), createdAt: tx.now };
        const what = { kind: 'lecture', title: '高血压怎么吃', topic: '高血压', place: '二楼', capacity: 30 } as const;
        const data = { id: tx.id(), organisationId, createdById: lecturer, status: 'held', ...what, ...when } as const;
        await tx.prisma.gathering.create({ data });
      });
    const lecturesHeld = () =>
      at.read(async (tx) => {
        const source = await sourceOf(tx, half, bureau.id);
        const [[figure] = []] = await figuresOf(tx, source, [subject], ['lectures.held']);
        const asked = { subject, name: 'lectures.held', after: '', most: 100 } as const;
        return { figure: figure?.value, rows: (await rowsOf(tx, source, asked)).length, isClosed: source.isClosed };
      });
    const close = () =>
      at.transact((tx) => closePeriod(tx, { id: half.id, organisationId: bureau.id, staffId: at.ids.fangMin }));
    return { ...at, lecture, lecturesHeld, close };
  }

  test('that is closed does not change when something is entered late', async () => {
    const at = await town('2026-07-02T09:00:00+08:00');
    await at.lecture('2026-03-10T15:00:00+08:00');
    await at.lecture('2026-06-30T15:00:00+08:00');
    await at.lecture('2026-07-01T09:00:00+08:00');
    expect(await at.lecturesHeld()).toEqual({ figure: 2, rows: 2, isClosed: false });
    await at.close();
    const later = await startLater(at.database, at.clock);
    await later.runUntilQuiet();
    await at.lecture('2026-04-01T15:00:00+08:00');
    expect(await at.lecturesHeld()).toEqual({ figure: 2, rows: 2, isClosed: true });
  });

  test('is closed once, and not before it is over', async () => {
    const running = await town('2026-06-30T23:00:00+08:00');
    await expect(running.close()).rejects.toMatchObject({ code: 'assessment-period-open' });
    const over = await town('2026-07-01T00:00:00+08:00');
    await over.close();
    await expect(over.close()).rejects.toMatchObject({ code: 'assessment-closed' });
  });

  test('keeps its rows: nobody changes or removes one', async () => {
    const at = await town('2026-07-02T09:00:00+08:00');
    await at.lecture('2026-03-10T15:00:00+08:00');
    await at.close();
    const later = await startLater(at.database, at.clock);
    await later.runUntilQuiet();
    await expect(at.transact((tx) => tx.prisma.assessmentFact.updateMany({ data: { part: 9 } }))).rejects.toThrow();
    await expect(at.transact((tx) => tx.prisma.assessmentFact.deleteMany())).rejects.toThrow();
    expect((await at.lecturesHeld()).figure).toBe(1);
  });
});
