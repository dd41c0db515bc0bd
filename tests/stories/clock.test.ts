import { expect, test } from 'vitest';
import { bind, papers, signOnPage } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

test('every step to the next thing that happens shows one, and a few lead from the night to the morning', async () => {
  const town = await openTown({ start: '2026-03-02T23:00:00+08:00' });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('签约', '选哪位家庭医生');
  await wang.says('1', '给您推荐');
  await wang.says('1', '请核对');
  await signOnPage(wang);
  await wang.sees('已交给陈志远医生');
  const seen: string[] = [];
  while (!seen.includes('给陈志远发送了签约申请卡片（企业微信）')) {
    const answer = await fetch(`${town.url}/sandbox/clock`, { method: 'POST', body: JSON.stringify({ next: true }) });
    const { now, caused } = (await answer.json()) as { now: string; caused: { what: string }[] }; // protocol.ts
    expect(caused).not.toEqual([]);
    expect(now <= '2026-03-02T23:30:00.000Z').toBe(true);
    seen.push(...caused.map(({ what }) => what));
  }
});
