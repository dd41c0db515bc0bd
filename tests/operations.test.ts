import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allNotices } from '#domain/notices/all.ts';
import { createMetrics } from '#kit/metrics.ts';
import { readConfig, variables } from '../config.ts';
import { fillTemplate, templateMistakes } from '#bot/channels/wechat/template.ts';

/** OPERATIONS.md is followed by people at night: what it names must be there. */
const text = readFileSync('OPERATIONS.md', 'utf8');

const [, example = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? [];

test('the example of WECHAT_TEMPLATES has every notice that has a template, with its fields, and is taken by the program', () => {
  const { wechat } = readConfig({
    ...{ SECRET_KEY: Buffer.alloc(32).toString('base64'), WECHAT_TEMPLATES: example.replace(/\s*\n\s*/g, '') },
    ...{ WECHAT_APP_ID: 'x', WECHAT_APP_SECRET: 'x', WECHAT_TOKEN: 'xxx', WECHAT_ENCODING_AES_KEY: 'x'.repeat(43) },
  });
  const templates = wechat?.templates ?? {};
  const fieldsOf = (kind: string) => Object.keys(templates[kind]?.fields ?? {}).sort();
  const known = allNotices.filter(({ preview }) => preview.fields);
  expect(Object.keys(templates).sort()).toEqual(known.map(({ name }) => name).sort());
  for (const { name, preview } of known)
    expect([name, fieldsOf(name)]).toEqual([name, Object.keys(preview.fields ?? {}).sort()]);
  expect(templateMistakes(templates, allNotices)).toEqual([]);
  for (const { name, preview } of known)
    expect([name, fillTemplate(templates, { kind: name, fields: preview.fields ?? {} }).ok]).toEqual([name, true]);
});

test('a template for a notice or a field that is not there is named', () => {
  const fields = { when: 'time1', time: 'time2' };
  const mistakes = templateMistakes(
    { 'appointment.reminder': { id: 'T', fields }, 'appointment.remind': { id: 'T', fields } },
    allNotices,
  );
  expect(mistakes).toEqual([
    expect.stringContaining('appointment.reminder 没有字段 time'),
    expect.stringContaining('没有叫 appointment.remind 的'),
  ]);
});

test('every command that it names is there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const named = new Set([...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name = '']) => name));
  expect([...named].filter((name) => !(name in scripts))).toEqual([]);
  const commands = Object.keys(scripts).filter((name) => scripts[name]?.includes('dist/commands/'));
  expect(commands.filter((name) => !named.has(name))).toEqual([]);
});

test('every variable that it names is read', () => {
  const named = [...text.matchAll(/`([A-Z][A-Z_]{3,})(?:=[^`]*)?`/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in variables) && !['SIGTERM'].includes(name))).toEqual([]);
});

test('every figure that it alerts on is exposed', async () => {
  const { body } = await createMetrics().exposition();
  const exposed = [...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
  const named = [...text.matchAll(/jiayi_[a-z0-9_]+/g)].map(([name]) => name.replace(/_count$/, ''));
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !exposed.includes(name))).toEqual([]);
});
