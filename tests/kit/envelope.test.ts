import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerXml, callbackXml, createEnvelope, type EnvelopeSecrets } from '#kit/envelope.ts';
import { readXml, textOf } from '#kit/xml.ts';

interface Vector {
  name: string;
  token: string;
  encodingAESKey: string;
  receiveId: string;
  timestamp: string;
  nonce: string;
  random16Hex: string;
  plaintext: string;
  padLength: number;
  ciphertext: string;
  msgSignature: string;
}

interface Vectors {
  encrypted: Vector[];
  plain: { token: string; timestamp: string; nonce: string; signature: string }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../support/envelope-vectors.json', import.meta.url), 'utf8'),
) as Vectors; // our own file
const app: EnvelopeSecrets = {
  token: 'weixin',
  encodingAesKey: '1QRI5siTR+lCPTwcLkC5RbXuvZZd+DMLZnlh2y/hVGI',
  receiveId: 'wx0123456789abcdef',
};
const using = { timestamp: '1700000000', nonce: 'n', random16: Buffer.alloc(16, 1) };

function envelopeOf({ token, encodingAESKey, receiveId }: Vector) {
  return createEnvelope({ token, encodingAesKey: encodingAESKey, receiveId });
}

test.each(vectors.encrypted)('what the platforms sealed is opened: $name', (vector) => {
  const { timestamp, nonce, ciphertext, msgSignature, plaintext } = vector;
  const opened = envelopeOf(vector).open(ciphertext, { signature: msgSignature, timestamp, nonce });
  expect(opened.ok && opened.content.toString('utf8')).toBe(plaintext);
});

test.each(vectors.encrypted)('our seal is theirs, byte for byte: $name', (vector) => {
  const { timestamp, nonce, ciphertext, msgSignature, plaintext, random16Hex } = vector;
  const sealed = envelopeOf(vector).seal(plaintext, { timestamp, nonce, random16: Buffer.from(random16Hex, 'hex') });
  expect(sealed).toEqual({ encrypted: ciphertext, signature: msgSignature, timestamp, nonce });
});

test.each(vectors.plain)(
  'a URL check signed by the token passes, any other does not',
  ({ token, timestamp, nonce, signature }) => {
    const envelope = createEnvelope({ ...app, token });
    expect(envelope.verifyUrl({ signature, timestamp, nonce })).toBe(true);
    expect(envelope.verifyUrl({ signature: signature.toUpperCase(), timestamp, nonce })).toBe(false);
    expect(envelope.verifyUrl({ signature, timestamp: `${timestamp}1`, nonce })).toBe(false);
    expect(createEnvelope({ ...app, token: `${token}x` }).verifyUrl({ signature, timestamp, nonce })).toBe(false);
  },
);

test('every length of padding from 1 to 32 is written and read', () => {
  const envelope = createEnvelope(app);
  const paddings = new Set<number>();
  for (let length = 0; length < 40; length += 1) {
    const content = 'x'.repeat(length);
    const sealed = envelope.seal(content, using);
    paddings.add(32 - ((20 + length + app.receiveId.length) % 32));
    const opened = envelope.open(sealed.encrypted, sealed);
    expect(opened.ok && opened.content.toString()).toBe(content);
  }
  expect([1, 17, 32].every((padding) => paddings.has(padding))).toBe(true);
  expect(paddings.size).toBe(32);
});

test('any text goes in and comes out', () => {
  const envelope = createEnvelope(app);
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      (content, random16) => {
        const sealed = envelope.seal(content, { timestamp: '1', nonce: '2', random16 });
        const opened = envelope.open(sealed.encrypted, sealed);
        expect(opened.ok && opened.content.toString('utf8')).toBe(content);
      },
    ),
  );
});

test('one changed character anywhere is refused', () => {
  const envelope = createEnvelope(app);
  const sealed = envelope.seal('<xml>今晚想看医生</xml>', using);
  for (let at = 0; at < sealed.encrypted.length; at += 1) {
    const other = sealed.encrypted[at] === 'A' ? 'B' : 'A';
    const tampered = sealed.encrypted.slice(0, at) + other + sealed.encrypted.slice(at + 1);
    expect(envelope.open(tampered, sealed)).toEqual({ ok: false, why: 'signature' });
  }
  for (let at = 0; at < 40; at += 1) {
    const signature = `${sealed.signature.slice(0, at)}g${sealed.signature.slice(at + 1)}`;
    expect(envelope.open(sealed.encrypted, { ...sealed, signature }).ok).toBe(false);
  }
  expect(envelope.open(sealed.encrypted, { ...sealed, signature: '' }).ok).toBe(false);
  expect(envelope.open(sealed.encrypted, { ...sealed, nonce: 'm' }).ok).toBe(false);
  expect(envelope.open(sealed.encrypted, { ...sealed, timestamp: '1700000001' }).ok).toBe(false);
});

test('who knows the token but not the key gets nothing believed and crashes nothing', () => {
  const envelope = createEnvelope(app);
  const sealed = envelope.seal('<xml>今晚想看医生</xml>', using);
  const bytes = Buffer.from(sealed.encrypted, 'base64');
  for (let at = 0; at < bytes.length * 8; at += 1) {
    const flipped = Buffer.from(bytes);
    flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
    // Flips in the last two blocks meet the padding and the id; those before may garble the random bytes or the text.
    const { ok } = resigned(envelope, flipped.toString('base64'));
    expect(ok && at >= (bytes.length - 32) * 8).toBe(false);
  }
  for (const wrong of [
    '',
    'AAAA',
    bytes.subarray(0, 16).toString('base64'),
    bytes.subarray(0, 33).toString('base64'),
  ]) {
    expect(resigned(envelope, wrong)).toEqual({ ok: false, why: 'cipher' });
  }
  expect(resigned(envelope, `${sealed.encrypted.slice(0, 8)}\n${sealed.encrypted.slice(8)}`)).toEqual({
    ok: false,
    why: 'cipher',
  });
  expect(resigned(envelope, `${'!'.repeat(4)}${sealed.encrypted}`)).toEqual({ ok: false, why: 'cipher' });
});

test('another key and another app’s id are refused', () => {
  const sealed = createEnvelope(app).seal('<xml></xml>', using);
  const otherKey = createEnvelope({ ...app, encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' });
  expect(otherKey.open(sealed.encrypted, sealed).ok).toBe(false);
  const otherApp = createEnvelope({ ...app, receiveId: 'wx0123456789abcdee' });
  expect(otherApp.open(sealed.encrypted, sealed)).toEqual({ ok: false, why: 'receive-id' });
});

test('a length that points outside, and padding that is none, are refused', () => {
  const envelope = createEnvelope(app);
  const plain = Buffer.alloc(64, 32);
  plain.writeUInt32BE(4_000_000_000, 16);
  expect(resigned(envelope, encryptRaw(plain))).toEqual({ ok: false, why: 'length' });
  expect(resigned(envelope, encryptRaw(Buffer.alloc(32, 32)))).toEqual({ ok: false, why: 'length' });
  expect(resigned(envelope, encryptRaw(Buffer.alloc(64, 0)))).toEqual({ ok: false, why: 'padding' });
  expect(resigned(envelope, encryptRaw(Buffer.alloc(64, 33)))).toEqual({ ok: false, why: 'padding' });
  const uneven = Buffer.alloc(64, 5);
  uneven[60] = 4;
  expect(resigned(envelope, encryptRaw(uneven))).toEqual({ ok: false, why: 'padding' });
});

test.each(['', 'short', `${app.encodingAesKey}=`, 'x'.repeat(42), `${'x'.repeat(42)}-`])(
  'a key that is none fails at once: %s',
  (encodingAesKey) => {
    expect(() => createEnvelope({ ...app, encodingAesKey })).toThrow('EncodingAESKey');
  },
);

test('the bodies around a seal are read back by the reader', () => {
  const sealed = createEnvelope(app).seal('x', { ...using, nonce: 'a]]>b' });
  const answer = readXml(Buffer.from(answerXml(sealed)));
  expect(answer.ok && Object.fromEntries(answer.fields)).toEqual({
    Encrypt: sealed.encrypted,
    MsgSignature: sealed.signature,
    TimeStamp: '1700000000',
    Nonce: 'a]]>b',
  });
  const callback = readXml(Buffer.from(callbackXml(sealed, 'ww1', '1000002')));
  expect(callback.ok && [textOf(callback.fields, 'ToUserName'), textOf(callback.fields, 'AgentID')]).toEqual([
    'ww1',
    '1000002',
  ]);
});

/** Signs whatever is given, as somebody would who had read the token somewhere. */
function resigned(envelope: ReturnType<typeof createEnvelope>, encrypted: string) {
  const parts = [app.token, '1', '2', encrypted].sort().join('');
  return envelope.open(encrypted, {
    signature: createHash('sha1').update(parts).digest('hex'),
    timestamp: '1',
    nonce: '2',
  });
}

function encryptRaw(plain: Buffer): string {
  const key = Buffer.from(`${app.encodingAesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}
