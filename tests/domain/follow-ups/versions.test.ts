import { expect, test, vi } from 'vitest';
import type * as all from '#domain/packs/all.ts';
import { followUpTown } from '#tests/support/follow-up-town.ts';

vi.mock('#domain/packs/all.ts', async (original) => {
  const { allPacks, defaultPack } = await original<typeof all>();
  const [pack] = allPacks;
  if (!pack) throw new Error('there is no pack');
  const stricter = {
    ...pack,
    version: 'zhuhai-xiangzhou@2026-07',
    effectiveFrom: '2026-07-01',
    followUps: { ...pack.followUps, pressure: { ...pack.followUps.pressure, elderSystolic: 130, elderDiastolic: 80 } },
  };
  return { allPacks: [...allPacks, stricter], defaultPack };
});

test('a new version takes effect on its date; a task that was opened keeps its own', async () => {
  const at = await followUpTown();
  const { wangXiuying } = at.ids;
  await at.diagnose(wangXiuying, 'hypertension');
  at.to('2026-06-30T10:00:00+08:00');
  await at.visit(wangXiuying, ['hypertension'], { findings: { pressure: { systolic: 140, diastolic: 84 } } });
  at.to('2026-09-29T10:00:00+08:00');
  await at.visit(wangXiuying, ['hypertension'], { findings: { pressure: { systolic: 140, diastolic: 84 } } });
  at.to('2026-12-29T10:00:00+08:00');
  await at.visit(wangXiuying, ['hypertension'], { findings: { pressure: { systolic: 140, diastolic: 84 } } });
  const rows = await at.read((tx) =>
    tx.prisma.careTask.findMany({
      where: { residentId: wangXiuying, plan: { kind: 'hypertension' } },
      orderBy: { dueOn: 'asc' },
    }),
  );
  expect(rows.map(({ rulePack, class: found }) => [rulePack.split('@')[1], found])).toEqual([
    ['2026-01', 'controlled'],
    ['2026-01', 'controlled'],
    ['2026-07', 'first-not-controlled'],
    ['2026-07', null],
  ]);
});
