import { expect, test } from 'vitest';
import { cleanWords, previewOf } from '#domain/broadcasts/words.ts';
import { rulesOn } from '#domain/packs/current.ts';

const rules = rulesOn('2026-03-01').broadcasts;
const words = {
  kind: 'notification',
  title: '流感疫苗接种',
  text: '下周一起可以免费接种流感疫苗，请带身份证。',
  place: '香洲区拱北社区卫生服务中心',
} as const;

test('each channel is previewed as it shows it', () => {
  const { chat, template, sms } = previewOf(words, '拱北中心');
  expect(chat).toMatch(/^流感疫苗接种\n下周一起[\s\S]*\n——香洲区拱北社区卫生服务中心\n不想再收/u);
  expect(template).toMatchObject({ title: '流感疫苗接种', text: '下周一起可以免费接种流感疫苗，请带身份…' });
  expect(sms?.text).toMatch(/^【拱北中心】流感疫苗接种：.*拒收请回复R$/u);
  expect(sms?.parts).toBe(1);
  expect(previewOf({ ...words, text: '长'.repeat(150) }, '拱北中心').sms?.parts).toBe(3);
});

test('education has no template, an emergency no way to stop it, and staff get no SMS', () => {
  expect(previewOf({ ...words, kind: 'education' }, '拱北中心').template).toBeUndefined();
  expect(previewOf({ ...words, kind: 'emergency' }, '拱北中心').chat).not.toContain('退订');
  expect(previewOf({ ...words, kind: 'staff' }, '拱北中心').sms).toBeUndefined();
});

test('words are cleaned of what no channel shows well, and never longer than WeChat takes', () => {
  const clean = cleanWords({ ...words, title: ' 流感 \n疫苗 ', text: '一\n\n\n\n二  三 \n' }, rules);
  expect(clean).toMatchObject({ title: '流感 疫苗', text: '一\n\n二 三' });
  const longest = cleanWords({ ...words, text: '长'.repeat(rules.textMost) }, rules);
  expect(Buffer.byteLength(previewOf(longest, '').chat)).toBeLessThanOrEqual(2048);
  expect(() => cleanWords({ ...words, text: '😀'.repeat(rules.textMost) }, rules)).toThrow('broadcast-words');
});
