import { expect, test } from 'vitest';
import type { ApiResult } from '#bot/channels/tencent/api.ts';
import { judgeWechat } from '#bot/channels/wechat/errors.ts';
import { judgeWecom } from '#bot/channels/wecom/errors.ts';
import { standingClock } from '#kit/clock.ts';

const clock = standingClock('2026-11-22T15:50:00Z'); // ten to midnight in Beijing
const answered = (code: number): ApiResult => ({ kind: 'answered', code, message: '', body: {} });
const wechat = (code: number) => judgeWechat(answered(code), clock);
const wecom = (code: number) => judgeWecom(answered(code));

test.each([45015, 45047])('WeChat %i closes the window: another form, no retry', (code) => {
  expect(wechat(code)).toEqual({ outcome: 'next-form', code: `${code}`, windowClosed: true });
});

test('WeChat 43101 asks for another form and leaves the window alone', () => {
  expect(wechat(43101)).toEqual({ outcome: 'next-form', code: '43101', windowClosed: false });
});

test.each([40003, 43004, 43019, 46004, 48002, 50002])('WeChat %i: nobody there', (code) => {
  expect(wechat(code)).toEqual({ outcome: 'recipient-gone', code: `${code}` });
});

test('WeChat 45009 pauses the channel until after Beijing’s midnight', () => {
  expect(wechat(45009)).toEqual({ outcome: 'channel-paused', code: '45009', forMs: 15 * 60_000 });
});

test.each([40001, 40014, 42001, 45011])('WeChat %i is tried again without counting', (code) => {
  expect(wechat(code)).toEqual({ outcome: 'retry', code: `${code}`, afterMs: 60_000, counted: false });
});

test.each([
  [47003, false],
  [40037, false],
  [45002, false],
  [40164, true],
  [48001, true],
  [48004, true],
])('WeChat %i is our fault; it stops the channel: %s', (code, alert) => {
  expect(wechat(code)).toEqual({ outcome: 'refused', code: `${code}`, alert });
});

test.each([81013, 60111, 60011, 50002, 43004])('WeCom %i: nobody there', (code) => {
  expect(wecom(code)).toEqual({ outcome: 'recipient-gone', code: `${code}` });
});

test('the same number means another thing on the other platform', () => {
  expect([wechat(40001).outcome, wecom(40001).outcome]).toEqual(['retry', 'refused']);
  expect([wechat(48002).outcome, wecom(48002).outcome]).toEqual(['recipient-gone', 'refused']);
});

test('WeCom 45009 pauses, 45033 waits without counting, 60020 stops the channel', () => {
  expect(wecom(45009)).toEqual({ outcome: 'channel-paused', code: '45009', forMs: 60_000 });
  expect(wecom(45033)).toEqual({ outcome: 'retry', code: '45033', afterMs: 5_000, counted: false });
  expect(wecom(60020)).toEqual({ outcome: 'refused', code: '60020', alert: true });
});

test('busy, unknown and unanswered are tried again and counted', () => {
  expect(wechat(-1)).toEqual({ outcome: 'retry', code: '-1', afterMs: 5_000, counted: true });
  expect(wecom(99999)).toEqual({ outcome: 'retry', code: '99999', afterMs: 60_000, counted: true });
  expect(judgeWecom({ kind: 'failed', why: 'timeout' })).toMatchObject({
    outcome: 'retry',
    code: 'timeout',
    counted: true,
  });
  expect(judgeWecom({ kind: 'failed', why: 'http', status: 502 })).toMatchObject({
    outcome: 'retry',
    code: 'http-502',
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
