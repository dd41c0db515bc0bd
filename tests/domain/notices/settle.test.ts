import { describe, expect, test } from 'vitest';
import type { SendResult } from '#domain/notices/delivery-channel.ts';
import type { Attempted } from '#domain/notices/settle.ts';
import { settle } from '#domain/notices/settle.ts';
import { countedRandomness } from '#tests/support/database.ts';

const now = new Date('2026-03-01T18:00:00+08:00');
const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const first: Attempted = { countedBefore: 0, attempts: 1, expiresAt: null, seeksFurther: false };
const judged = (result: SendResult, attempted = first) => settle(attempted, result, now, countedRandomness());
const busy: SendResult = { outcome: 'retry', code: '-1', afterMs: 0, counted: true };

describe('from a platform’s word to rows', () => {
  test('sent keeps what the platform calls it', () => {
    const result = judged({ outcome: 'sent', platformMessageId: '37170', responseCode: 'RC' });
    expect(result.delivery).toEqual({ status: 'sent', platformMessageId: '37170', responseCode: 'RC' });
  });

  test('the pause doubles from 5 s to at most 10 min, spread by 30 %', () => {
    for (let countedBefore = 0; countedBefore < 11; countedBefore++) {
      const { delivery } = judged(busy, { ...first, countedBefore, attempts: countedBefore + 1 });
      const wait = delivery.status === 'pending' ? delivery.dueAt.getTime() - now.getTime() : 0;
      const even = Math.min(600_000, 5_000 * 2 ** countedBefore);
      expect(wait).toBeGreaterThanOrEqual(even * 0.7);
      expect(wait).toBeLessThanOrEqual(even * 1.3);
    }
  });

  test('the channel’s own pause holds when it is longer', () => {
    const { delivery } = judged({ ...busy, afterMs: 60_000 });
    expect(delivery).toEqual({ status: 'pending', dueAt: after(60_000), why: 'retrying' });
  });

  test('the twelfth counted try is the last; what is not counted goes on', () => {
    const eleven = { ...first, countedBefore: 11, attempts: 12 };
    expect(judged(busy, eleven).delivery).toEqual({ status: 'dead', why: 'tries-used-up' });
    expect(judged({ ...busy, counted: false, afterMs: 60_000 }, eleven)).toMatchObject({
      attempt: { outcome: 'postponed' },
      delivery: { status: 'pending', dueAt: after(60_000) },
    });
  });

  test('an answer that nobody knows is tried three times more, then an operator must look', () => {
    const unknown: SendResult = { outcome: 'unknown', code: '99999', afterMs: 60_000 };
    for (const countedBefore of [0, 1, 2])
      expect(judged(unknown, { ...first, countedBefore })).toMatchObject({
        attempt: { outcome: 'retry', code: '99999' },
        delivery: { status: 'pending', dueAt: after(60_000), why: 'retrying' },
      });
    expect(judged(unknown, { ...first, countedBefore: 3 }).delivery).toEqual({ status: 'dead', why: 'unknown-answer' });
  });

  test('what would be tried again too late is cleared', () => {
    expect(judged(busy, { ...first, expiresAt: after(1_000) }).delivery).toEqual({ status: 'cleared', why: 'expired' });
  });

  test.each(['timeout', 'broken', 'not-json'])('after %s nobody knows', (code) => {
    expect(judged({ ...busy, code }).attempt).toEqual({ outcome: 'uncertain', code });
  });

  test.each(['unreachable', 'http-503', '-1', 'token-timeout'])('after %s it has not arrived', (code) => {
    expect(judged({ ...busy, code }).attempt).toEqual({ outcome: 'retry', code });
  });

  test('a closed window is believed, and the next form is tried at once', () => {
    expect(judged({ outcome: 'next-form', code: '45015', windowClosed: true })).toMatchObject({
      delivery: { status: 'pending', dueAt: now, why: 'next-form' },
      contact: 'window-closed',
    });
  });

  test('who is gone is not written to again, unless somebody must be found', () => {
    const gone: SendResult = { outcome: 'recipient-gone', code: '43004' };
    expect(judged(gone)).toMatchObject({ delivery: { status: 'dead', why: 'recipient-gone' }, contact: 'gone' });
    expect(judged(gone, { ...first, seeksFurther: true }).delivery).toMatchObject({ status: 'pending', dueAt: now });
  });

  test('a message of ours that is wrong is dead; wrong rights stop the channel and keep the message', () => {
    expect(judged({ outcome: 'refused', code: '47003', alert: false }).delivery).toEqual({
      status: 'dead',
      why: 'refused',
    });
    expect(judged({ outcome: 'refused', code: '40164', alert: true })).toMatchObject({
      delivery: { status: 'pending', why: 'channel-paused' },
      pause: { until: after(600_000), code: '40164' },
    });
  });

  test('a used-up allowance pauses the channel for as long as the platform’s rule says', () => {
    expect(judged({ outcome: 'channel-paused', code: '45009', forMs: 3_600_000 })).toMatchObject({
      delivery: { status: 'pending', why: 'channel-paused' },
      pause: { until: after(3_600_000), code: '45009' },
    });
  });
});
