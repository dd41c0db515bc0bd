import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeliveryPurpose } from '#domain/notices/notice.ts';
import type { PlanInput } from '#domain/notices/plan.ts';
import { passesQuietHours, plan } from '#domain/notices/plan.ts';
import type { Tried } from '#domain/notices/tried.ts';
import type { Recipient } from '#domain/notices/ways.ts';

const now = new Date('2026-03-01T18:00:00+08:00');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const ago = (minutes: number) => later(-minutes);

const account: Extract<Recipient, { kind: 'account' }> = {
  kind: 'account',
  channel: 'wechat',
  following: true,
  window: { remaining: 0, expiresAt: null },
  binding: 'active',
  deceased: false,
  staffLeft: false,
};
const talking = { ...account, window: { remaining: 5, expiresAt: later(60) } };

const reminder: PlanInput = {
  purpose: 'care',
  priority: 0,
  now,
  expiresAt: null,
  recipient: account,
  content: { card: false, template: true },
  hasPhone: true,
  switchedOff: false,
  quietUntil: undefined,
  channels: new Set(['wechat', 'wecom', 'sms']),
  pauses: new Map(),
  tried: [],
};

function tried(form: Tried['form'], outcome: Tried['outcome'], startedAt = ago(1)): Tried {
  const channel = form === 'sms' ? 'sms' : form === 'message' || form === 'template' ? 'wechat' : 'wecom';
  return { channel, form, outcome, startedAt };
}

describe('the way to a resident', () => {
  test('inside the reply window it is a message, outside a template, and it says why', () => {
    expect(plan({ ...reminder, recipient: talking })).toEqual({
      do: 'send',
      channel: 'wechat',
      form: 'message',
      why: 'reply-window',
    });
    expect(plan(reminder)).toMatchObject({ form: 'template', why: 'window-closed' });
    const usedUp = { ...account, window: { remaining: 0, expiresAt: later(60) } };
    expect(plan({ ...reminder, recipient: usedUp })).toMatchObject({ form: 'template', why: 'window-used-up' });
    const over = { ...account, window: { remaining: 3, expiresAt: now } };
    expect(plan({ ...reminder, recipient: over })).toMatchObject({ form: 'template', why: 'window-closed' });
  });

  test('without a template it is a short message, and without a phone the call list', () => {
    const plainText = { ...reminder, content: { card: false, template: false } };
    expect(plan(plainText)).toMatchObject({ do: 'send', channel: 'sms', why: 'phone' });
    expect(plan({ ...plainText, hasPhone: false })).toEqual({ do: 'end', status: 'dead', why: 'unreachable' });
  });

  test('an answer in a chat never becomes a short message', () => {
    const answer: PlanInput = { ...reminder, purpose: 'reply', content: { card: false, template: false } };
    expect(plan({ ...answer, recipient: { ...talking, binding: 'unneeded' } })).toMatchObject({ form: 'message' });
    expect(plan(answer)).toEqual({ do: 'end', status: 'dead', why: 'unreachable' });
  });

  test('an answer that no reply window takes waits for the person’s next action, as long as it is of use', () => {
    const usedUp = { ...account, binding: 'unneeded' as const, window: { remaining: 0, expiresAt: later(60) } };
    const answer: PlanInput = {
      ...reminder,
      purpose: 'reply',
      content: { card: false, template: false },
      recipient: usedUp,
      expiresAt: later(720),
    };
    const held = { do: 'wait', until: later(720), why: 'awaiting-person' };
    expect(plan(answer)).toEqual(held);
    expect(plan({ ...answer, tried: [tried('message', 'next-form')] })).toEqual(held);
    const again = { ...answer, recipient: { ...talking, binding: 'unneeded' as const } };
    expect(plan({ ...again, tried: [tried('message', 'next-form')] })).toMatchObject({ do: 'send', form: 'message' });
    const thrice = Array.from({ length: 3 }, () => tried('message', 'next-form'));
    expect(plan({ ...again, tried: thrice })).toMatchObject({ do: 'end', status: 'dead' });
    expect(plan({ ...answer, expiresAt: now })).toMatchObject({ do: 'end', status: 'cleared', why: 'expired' });
    expect(plan({ ...answer, channels: new Set(['sms']) })).toMatchObject({ do: 'end', status: 'dead' });
  });

  test('the platform’s word that a form does not reach them leads to the next one', () => {
    expect(plan({ ...reminder, tried: [tried('template', 'next-form')] })).toMatchObject({
      channel: 'sms',
      why: 'form-refused',
    });
    const all = [tried('template', 'next-form'), tried('sms', 'next-form')];
    expect(plan({ ...reminder, tried: all })).toEqual({ do: 'end', status: 'dead', why: 'unreachable' });
  });
});

describe('nothing goes out', () => {
  test.each([
    ['late', { expiresAt: now }, { status: 'cleared', why: 'expired' }],
    ['to somebody unbound', { recipient: { ...talking, binding: 'ended' } }, { status: 'cancelled', why: 'unbound' }],
    [
      'to an unfollowed account',
      { recipient: { ...talking, following: false } },
      { status: 'cancelled', why: 'unfollowed' },
    ],
    ['to the dead', { recipient: { ...talking, deceased: true } }, { status: 'cancelled', why: 'deceased' }],
    [
      'to the phone of the dead',
      { recipient: { kind: 'phone', deceased: true } },
      { status: 'cancelled', why: 'deceased' },
    ],
    [
      'to a colleague who left',
      { recipient: { kind: 'staff', active: false } },
      { status: 'cancelled', why: 'staff-left' },
    ],
    ['to who switched it off', { switchedOff: true }, { status: 'cleared', why: 'switched-off' }],
    ['to nobody', { recipient: { kind: 'nobody' } }, { status: 'dead', why: 'unreachable' }],
    ['through a channel that is not connected', { channels: new Set() }, { status: 'dead', why: 'no-channel' }],
  ] satisfies [string, Partial<PlanInput>, object][])('%s', (_name, change, end) => {
    expect(plan({ ...reminder, ...change })).toEqual({ do: 'end', ...end });
  });

  test('whatever else is true, an unbound, unfollowed or dead recipient gets nothing, and nothing is late', () => {
    const property = fc.property(anyInput(), (input) => {
      const decided = plan(input);
      switch (decided.do) {
        case 'end':
          return true;
        case 'wait':
          return !mustStop(input) && decided.until > input.now;
        case 'send':
          return (
            !mustStop(input) &&
            input.recipient.kind !== 'nobody' &&
            input.channels.has(decided.channel) &&
            (input.quietUntil === undefined || passesQuietHours(input.purpose))
          );
      }
    });
    expect(fc.check(property, { numRuns: 5_000 })).toMatchObject({ failed: false });
  });
});

function mustStop({ recipient, switchedOff, expiresAt, now: at }: PlanInput): boolean {
  if (switchedOff || (expiresAt !== null && expiresAt <= at)) return true;
  switch (recipient.kind) {
    case 'account':
      return !recipient.following || recipient.binding === 'ended' || recipient.deceased || recipient.staffLeft;
    case 'staff':
      return !recipient.active;
    case 'phone':
      return recipient.deceased;
    case 'nobody':
      return false;
  }
}

describe('quiet hours', () => {
  const quiet = { ...reminder, quietUntil: later(600) };

  test('a push waits for their end, or is cleared when it would be too late then', () => {
    expect(plan(quiet)).toEqual({ do: 'wait', until: later(600), why: 'quiet-hours' });
    expect(plan({ ...quiet, purpose: 'work', recipient: { kind: 'staff', active: true } }).do).toBe('wait');
    expect(plan({ ...quiet, expiresAt: later(600) })).toEqual({
      do: 'end',
      status: 'cleared',
      why: 'quiet-until-expiry',
    });
    expect(plan({ ...quiet, expiresAt: later(601) }).do).toBe('wait');
  });

  test.each(['reply', 'code', 'service', 'safety'] satisfies DeliveryPurpose[])('%s passes', (purpose) => {
    expect(plan({ ...quiet, purpose, recipient: talking }).do).toBe('send');
  });
});

describe('staff', () => {
  const work: PlanInput = { ...reminder, purpose: 'work', recipient: { kind: 'staff', active: true } };

  test('get a card where there is one, a text otherwise or when the card was not taken', () => {
    expect(plan({ ...work, content: { card: true, template: false } })).toMatchObject({
      channel: 'wecom',
      form: 'card',
    });
    expect(plan(work)).toMatchObject({ channel: 'wecom', form: 'text' });
    const refused = { ...work, content: { card: true, template: false }, tried: [tried('card', 'next-form')] };
    expect(plan(refused)).toMatchObject({ channel: 'wecom', form: 'text', why: 'form-refused' });
  });

  test('are looked for by phone for safety only', () => {
    const gone = { ...work, tried: [tried('text', 'recipient-gone')] };
    expect(plan(gone)).toEqual({ do: 'end', status: 'dead', why: 'recipient-gone' });
    expect(plan({ ...gone, purpose: 'safety' })).toMatchObject({ channel: 'sms' });
  });
});

describe('an attempt whose answer was lost', () => {
  test('is repeated in the same form while the platform’s key holds, and not after that', () => {
    const lost = (minutes: number) => ({
      ...reminder,
      hasPhone: false,
      tried: [tried('template', 'uncertain', ago(minutes))],
    });
    expect(plan(lost(9))).toMatchObject({ do: 'send', form: 'template' });
    expect(plan(lost(10))).toEqual({ do: 'end', status: 'dead', why: 'outcome-unknown' });
  });

  test('the key’s time runs from the first attempt, not from the last', () => {
    const twice = [tried('template', null, ago(10)), tried('template', 'uncertain', ago(1))];
    expect(plan({ ...reminder, hasPhone: false, tried: twice })).toMatchObject({ why: 'outcome-unknown' });
  });

  test('without a key a single message is repeated once, bulk never', () => {
    const once = { ...reminder, recipient: talking, content: { card: false, template: false }, hasPhone: false };
    expect(plan({ ...once, tried: [tried('message', null)] })).toMatchObject({ form: 'message' });
    const twice = [tried('message', null), tried('message', 'uncertain')];
    expect(plan({ ...once, tried: twice })).toMatchObject({ do: 'end', why: 'outcome-unknown' });
    const bulk = { ...once, priority: 1, hasPhone: true, tried: [tried('message', null)] };
    expect(plan(bulk)).toMatchObject({ do: 'end', why: 'outcome-unknown' });
  });

  test('twelve counted tries are the most', () => {
    const eleven = Array.from({ length: 11 }, () => tried('template', 'retry'));
    expect(plan({ ...reminder, tried: eleven }).do).toBe('send');
    const twelve = [...eleven, tried('template', 'retry')];
    expect(plan({ ...reminder, tried: twelve })).toEqual({ do: 'end', status: 'dead', why: 'tries-used-up' });
    expect(plan({ ...reminder, tried: Array.from({ length: 30 }, () => tried('template', 'postponed')) }).do).toBe(
      'send',
    );
  });

  test('crashes are not counted: the key keeps each repeat harmless', () => {
    const crashes = Array.from({ length: 30 }, () => tried('template', null));
    expect(plan({ ...reminder, tried: crashes })).toMatchObject({ do: 'send', form: 'template' });
  });
});

describe('a paused channel', () => {
  const pausedFor = (minutes: number, change: Partial<PlanInput> = {}): PlanInput => ({
    ...reminder,
    pauses: new Map([['wechat', later(minutes)]]),
    ...change,
  });

  test('is waited for when it is short', () => {
    expect(plan(pausedFor(10))).toEqual({ do: 'wait', until: later(10), why: 'channel-paused' });
  });

  test('is gone round when it is long, or would be too late', () => {
    expect(plan(pausedFor(16))).toMatchObject({ channel: 'sms', why: 'channel-paused-elsewhere' });
    expect(plan(pausedFor(10, { expiresAt: later(10) }))).toMatchObject({ channel: 'sms' });
  });

  test('holds bulk, which costs no short messages because of it', () => {
    expect(plan(pausedFor(600, { priority: 1 }))).toMatchObject({ do: 'wait', until: later(600) });
  });

  test('is waited for when there is no other', () => {
    expect(plan(pausedFor(600, { hasPhone: false }))).toMatchObject({ do: 'wait', until: later(600) });
  });
});

function anyInput(): fc.Arbitrary<PlanInput> {
  const instant = fc.integer({ min: -120, max: 120 }).map(later);
  const recipient: fc.Arbitrary<Recipient> = fc.oneof(
    fc.record({
      kind: fc.constant('account' as const),
      channel: fc.constantFrom('wechat' as const, 'wecom' as const, 'wechaty' as const),
      following: fc.boolean(),
      window: fc.record({ remaining: fc.integer({ min: 0, max: 5 }), expiresAt: fc.option(instant) }),
      binding: fc.constantFrom('active' as const, 'ended' as const, 'unneeded' as const),
      deceased: fc.boolean(),
      staffLeft: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('staff' as const), active: fc.boolean() }),
    fc.record({ kind: fc.constant('phone' as const), deceased: fc.boolean() }),
    fc.constant({ kind: 'nobody' as const }),
  );
  const form = fc.constantFrom('message', 'template', 'card', 'text', 'sms') as fc.Arbitrary<Tried['form']>;
  const outcome = fc.constantFrom(
    null,
    'retry',
    'postponed',
    'uncertain',
    'next-form',
    'recipient-gone',
    'channel-paused',
  ) as fc.Arbitrary<Tried['outcome']>;
  const attempt = fc
    .record({ form, outcome, startedAt: instant })
    .map((one) => tried(one.form, one.outcome, one.startedAt));
  const names = ['wechat', 'wecom', 'sms'] as const;
  return fc.record({
    purpose: fc.constantFrom<DeliveryPurpose>('reply', 'code', 'safety', 'service', 'care', 'invitation', 'work'),
    priority: fc.constantFrom(0, 1),
    now: fc.constant(now),
    expiresAt: fc.option(instant),
    recipient,
    content: fc.record({ card: fc.boolean(), template: fc.boolean() }),
    hasPhone: fc.boolean(),
    switchedOff: fc.boolean(),
    quietUntil: fc.option(fc.integer({ min: 1, max: 600 }).map(later), { nil: undefined }),
    channels: fc.subarray([...names]).map((some) => new Set(some)),
    pauses: fc.subarray([...names]).chain((some) => instant.map((until) => new Map(some.map((name) => [name, until])))),
    tried: fc.array(attempt, { maxLength: 4 }),
  });
}
