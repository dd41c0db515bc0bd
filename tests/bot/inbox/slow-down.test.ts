import { expect, test } from 'vitest';
import { rulesOn } from '#domain/packs/current.ts';
import { house } from './house.ts';

const { messagesAtOnce, messagesAMinute } = rulesOn('2026-03-01').talking;

test('an account that says too much is told so once a minute, is kept, and holds up nobody else', async () => {
  const home = await house();
  const flood = home.phone('flood');
  for (let said = 0; said < messagesAtOnce; said += 1) await flood.says('菜单', '1. ');
  await flood.says('菜单', '您发得太快了');
  for (let said = 0; said < 5; said += 1) expect(await flood.says('菜单')).toContain('success');
  expect(home.events.filter((event) => event.kind === 'handled' && event.slowed)).toHaveLength(6);
  expect(await home.database.read((tx) => tx.prisma.inboundMessage.count())).toBe(messagesAtOnce + 6);
  await home.phone('neighbour').says('菜单', '1. ');
  await flood.says('我胸口痛', '120');
  home.later(1);
  for (let said = 0; said < messagesAMinute; said += 1) await flood.says('菜单', '1. ');
  await flood.says('菜单', '您发得太快了');
});
