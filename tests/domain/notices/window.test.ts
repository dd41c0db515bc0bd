import { describe, expect, test } from 'vitest';
import { isOpen, windowAfter } from '#domain/notices/window.ts';

const now = new Date('2026-03-01T18:00:00+08:00');
const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const closed = { remaining: 0, expiresAt: null };
const minute = 60_000;
const hour = 3_600_000;

describe('the reply window of a WeChat account', () => {
  test('a message opens five for 48 hours; a menu press, a follow and a scan open three for a minute', () => {
    expect(windowAfter(closed, 'message', now)).toEqual({ remaining: 5, expiresAt: after(48 * hour) });
    for (const action of ['menu-pressed', 'followed', 'scanned'] as const)
      expect(windowAfter(closed, action, now)).toEqual({ remaining: 3, expiresAt: after(minute) });
  });

  test('a press does not shorten what a message has opened', () => {
    const open = { remaining: 2, expiresAt: after(hour) };
    expect(windowAfter(open, 'menu-pressed', now)).toBe(open);
  });

  test('a press opens a window when the long one is used up or over', () => {
    const opened = { remaining: 3, expiresAt: after(minute) };
    expect(windowAfter({ remaining: 0, expiresAt: after(hour) }, 'scanned', now)).toEqual(opened);
    expect(windowAfter({ remaining: 5, expiresAt: now }, 'scanned', now)).toEqual(opened);
  });

  test('a new message starts the count anew', () => {
    expect(windowAfter({ remaining: 1, expiresAt: after(hour) }, 'message', now).remaining).toBe(5);
  });

  test('it is closed at its end and when nothing is left', () => {
    expect(isOpen({ remaining: 1, expiresAt: after(1) }, now)).toBe(true);
    expect(isOpen({ remaining: 1, expiresAt: now }, now)).toBe(false);
    expect(isOpen({ remaining: 0, expiresAt: after(hour) }, now)).toBe(false);
    expect(isOpen(closed, now)).toBe(false);
  });
});
