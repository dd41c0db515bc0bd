import { describe, expect, test } from 'vitest';
import { authenticator, authenticatorKey, stepAt } from '#kit/totp.ts';

/** RFC 6238, appendix B: the key is the ASCII text of twenty digits; of its eight digits ours are the last six. */
const key = authenticatorKey(Buffer.from('12345678901234567890'));
const app = authenticator(key, { account: 'fangmin', issuer: '家医' });
const vectors = [
  ['1970-01-01T00:00:59Z', '94287082'],
  ['2005-03-18T01:58:29Z', '07081804'],
  ['2005-03-18T01:58:31Z', '14050471'],
  ['2009-02-13T23:31:30Z', '89005924'],
  ['2033-05-18T03:33:20Z', '69279037'],
  ['2603-10-11T11:33:20Z', '65353130'],
] as const;

describe('one-time codes', () => {
  test.each(vectors)('at %s the code is that of RFC 6238', (at, code) => {
    const now = new Date(at);
    expect(app.codeAt(stepAt(now))).toBe(code.slice(2));
    expect(app.stepOf(code.slice(2), now)).toBe(stepAt(now));
  });

  test('a code is taken one step early and one late, and no other time', () => {
    const now = new Date('2026-03-01T10:00:00Z');
    const step = stepAt(now);
    const taken = [-2, -1, 0, 1, 2].map((away) => app.stepOf(app.codeAt(step + away), now));
    expect(taken).toEqual([undefined, step - 1, step, step + 1, undefined]);
  });

  test('what is no code is none', () => {
    for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
      expect(app.stepOf(code, new Date('2026-03-01T10:00:00Z'))).toBeUndefined();
  });

  test('the address that apps scan names the account, the program and the key', () => {
    const uri = new URL(app.uri);
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.searchParams.get('secret')).toBe(key);
    expect(uri.searchParams.get('issuer')).toBe('家医');
    expect(decodeURIComponent(uri.pathname)).toContain('fangmin');
  });
});
