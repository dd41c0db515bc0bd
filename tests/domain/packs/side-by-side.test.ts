import { expect, test } from 'vitest';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import { testDatabase } from '#tests/support/database.ts';

test('districts of one database go each by its own pack; what names none goes by the default', async () => {
  const { database } = await testDatabase();
  const versions = await database.transact(async (tx) => {
    const found: string[] = [];
    for (const packId of ['jiangyin', 'zhanggong', null]) {
      const common = { address: '', phone: '', hours: '', way: '' };
      let parentId: string | null = null;
      for (const kind of ['bureau', 'centre', 'station'] as const) {
        const id: string = tx.id();
        const name = `${packId ?? '香洲'}${kind}`;
        await tx.prisma.organisation.create({
          data: { id, kind, name, shortName: name, parentId, ...common, packId: kind === 'bureau' ? packId : null },
        });
        parentId = id;
      }
      found.push((await rulesAt(tx, parentId)).version);
    }
    return found;
  });
  expect(versions).toEqual(['jiangyin@2026-01', 'zhanggong@2026-01', 'zhuhai-xiangzhou@2026-01']);
});
