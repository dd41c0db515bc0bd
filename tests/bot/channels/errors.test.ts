import { expect, test } from 'vitest';
import type { ApiResult } from '#bot/channels/tencent/api.ts';
import type { Verdict } from '#bot/channels/tencent/verdict.ts';
import { judgeWechat, WECHAT_CODES } from '#bot/channels/wechat/errors.ts';
import { judgeWecom, WECOM_CODES } from '#bot/channels/wecom/errors.ts';
import type { SendResult } from '#domain/notices/delivery-channel.ts';
import { standingClock } from '#kit/clock.ts';

const clock = standingClock('2026-11-22T15:50:00Z'); // ten to midnight in Beijing
const answered = (code: number): ApiResult => ({ kind: 'answered', code, message: '', body: {} });
const wechat = (code: number) => judgeWechat(answered(code), clock);
const wecom = (code: number) => judgeWecom(answered(code));

/** The platform's table of codes, as it was written down, and what each class becomes. */
const WECHAT_TABLE = {
  busy: [-1],
  token: [40001, 40014, 42001, 41001],
  gone: [40003, 46004, 43004, 50005, 43019, 48002, 50001, 50002],
  window: [45015, 45047],
  form: [43101],
  minute: [45011, 45066],
  quota: [45009, 45028],
  done: [45065],
  ours: [40007, 40037, 47003, 47001, 40033, 44004, 45002, 45008],
  alert: [40013, 40125, 40243, 40164, 61004, 48001, 48008, 48004],
} satisfies Partial<Record<Verdict, number[]>>;

const WECOM_TABLE = {
  busy: [-1],
  token: [40014, 42001, 41001],
  gone: [40003, 60111, 46004, 43004, 50002, 60011, 81013, 82001, 84061, 40096],
  quota: [45009],
  crowded: [45033],
  ours: [40007, 40058, 41033, 41016, 44004, 45002, 45004, 45008, 86003, 86008],
  alert: [40001, 40013, 40091, 40056, 41011, 301002, 48002, 50003, 60020, 93000, 93004, 93008],
} satisfies Partial<Record<Verdict, number[]>>;

const becomes: Readonly<Record<Exclude<Verdict, 'quota'>, (code: string) => SendResult>> = {
  busy: (code) => ({ outcome: 'retry', code, afterMs: 5_000, counted: true }),
  token: (code) => ({ outcome: 'channel-paused', code, forMs: 60_000 }),
  minute: (code) => ({ outcome: 'channel-paused', code, forMs: 60_000 }),
  crowded: (code) => ({ outcome: 'retry', code, afterMs: 5_000, counted: false }),
  gone: (code) => ({ outcome: 'recipient-gone', code }),
  window: (code) => ({ outcome: 'next-form', code, windowClosed: true }),
  form: (code) => ({ outcome: 'next-form', code, windowClosed: false }),
  ours: (code) => ({ outcome: 'refused', code, alert: false }),
  alert: (code) => ({ outcome: 'refused', code, alert: true }),
  done: () => ({ outcome: 'sent' }),
  unknown: (code) => ({ outcome: 'unknown', code, afterMs: 60_000 }),
};

/** At ten to midnight, five past is a quarter of an hour away; WeCom's shortest window is a minute. */
const wechatBecomes = {
  ...becomes,
  quota: (code: string) => ({ outcome: 'channel-paused', code, forMs: 15 * 60_000 }),
};
const wecomBecomes = { ...becomes, quota: (code: string) => ({ outcome: 'channel-paused', code, forMs: 60_000 }) };

const rows = (table: Partial<Record<Verdict, number[]>>) =>
  Object.entries(table).flatMap(([verdict, codes]) => codes.map((code) => [code, verdict as Verdict] as const)); // keys of the table

test.each(rows(WECHAT_TABLE))('WeChat %i: %s', (code, verdict) => {
  expect(wechat(code)).toEqual(wechatBecomes[verdict](`${code}`));
});

test.each(rows(WECOM_TABLE))('WeCom %i: %s', (code, verdict) => {
  expect(wecom(code)).toEqual(wecomBecomes[verdict](`${code}`));
});

test('no other code is in a table without being written down here', () => {
  const known = (table: Partial<Record<Verdict, number[]>>) => Object.values(table).flat().map(String).sort();
  expect(Object.keys(WECHAT_CODES).sort()).toEqual(known(WECHAT_TABLE));
  expect(Object.keys(WECOM_CODES).sort()).toEqual(known(WECOM_TABLE));
});

test('the same number means another thing on the other platform', () => {
  expect([wechat(40001).outcome, wecom(40001).outcome]).toEqual(['channel-paused', 'refused']);
  expect([wechat(48002).outcome, wecom(48002).outcome]).toEqual(['recipient-gone', 'refused']);
});

test('what is in no table is unknown; what was no answer is tried again and counted', () => {
  expect(wecom(99999)).toEqual({ outcome: 'unknown', code: '99999', afterMs: 60_000 });
  expect(judgeWecom({ kind: 'failed', why: 'timeout' })).toMatchObject({
    outcome: 'retry',
    code: 'timeout',
    counted: true,
  });
  expect(judgeWecom({ kind: 'failed', why: 'http', status: 502 })).toMatchObject({
    outcome: 'retry',
    code: 'http-502',
  });
  expect(judgeWecom({ kind: 'failed', why: 'http', status: 429 })).toEqual({
    outcome: 'channel-paused',
    code: 'http-429',
    forMs: 60_000,
  });
});

test('without a token no message is given up: the channel waits and its code says why', () => {
  expect(
    judgeWechat({ kind: 'no-token', cause: { kind: 'answered', code: 40164, message: '', body: {} } }, clock),
  ).toEqual({
    outcome: 'channel-paused',
    code: 'token-40164',
    forMs: 300_000,
  });
  expect(judgeWecom({ kind: 'no-token', cause: { kind: 'failed', why: 'unreachable' } })).toMatchObject({
    outcome: 'retry',
    code: 'token-unreachable',
  });
});
