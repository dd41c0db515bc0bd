/**
 * The little XML that Tencent's platforms speak: elements without attributes, text and CDATA, nothing else. The reader
 * takes exactly that and refuses the rest (document types, entities of one's own, comments, attributes, what is cut
 * short), so there is nothing to expand and nothing to guess. Every value stays a string: `007` is not 7, and a MsgId
 * above 2^53 keeps its digits.
 */

import { isUtf8 } from 'node:buffer';

/** The children of one element by name. Below the root a repeated name is a list; a name may be anything, so a Map. */
export type XmlFields = ReadonlyMap<string, XmlNode>;
export type XmlNode = string | XmlFields | readonly XmlNode[];

export type XmlFlaw = 'not-utf8' | 'no-root' | 'forbidden' | 'malformed' | 'truncated' | 'duplicate' | 'too-deep';
export type XmlReading = { ok: true; fields: XmlFields } | { ok: false; flaw: XmlFlaw };

/**
 * Reads a document whose root is `<xml>`. A name that stands twice directly under the root is refused, because two
 * readers could believe two different ones. Control characters that XML forbids are dropped from the values.
 */
export function readXml(bytes: Uint8Array): XmlReading {
  if (!isUtf8(bytes)) return { ok: false, flaw: 'not-utf8' };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const cursor: Cursor = {
    text,
    at: afterDeclaration(text),
    selfClosed: false,
    soiled: CONTROL.test(text),
    flaw: 'malformed',
  };
  const fields = readRoot(cursor);
  return fields === undefined ? { ok: false, flaw: cursor.flaw } : { ok: true, fields };
}

/** The text of a field, or undefined when it is missing or has children. */
export function textOf(fields: XmlFields, name: string): string | undefined {
  const node = fields.get(name);
  return typeof node === 'string' ? node : undefined;
}

/** `<name><![CDATA[…]]></name>`, safe for any text: `]]>` is split, what XML cannot carry is dropped. */
export function cdataElement(name: string, text: string): string {
  // Nearly every text is clean, and looking costs a fraction of replacing.
  const writable = CONTROL.test(text) || !text.isWellFormed() ? text.replace(UNWRITABLE, '') : text;
  return `<${name}><![CDATA[${writable.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
}

const MAX_DEPTH = 8;
const NAME = /^[A-Za-z_][\w.-]*$/;
// oxlint-disable-next-line no-control-regex -- exactly the characters that XML 1.0 forbids
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const CONTROLS = new RegExp(CONTROL, 'g');
/** With the u flag `\p{Surrogate}` matches only a surrogate that stands alone. */
const UNWRITABLE = new RegExp(`${CONTROL.source}|\\p{Surrogate}`, 'gu');
const DECLARATION = /^<\?xml version="1\.[01]"(?: encoding="utf-8")?(?: standalone="(?:yes|no)")? ?\?>/i;
const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));|&/g;
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

interface Cursor {
  readonly text: string;
  at: number;
  selfClosed: boolean;
  /** Some value holds a control character. */
  readonly soiled: boolean;
  flaw: XmlFlaw;
}

function readRoot(cursor: Cursor): Map<string, XmlNode> | undefined {
  cursor.at = skipSpace(cursor.text, cursor.at);
  if (cursor.text[cursor.at] !== '<') return fail(cursor, 'no-root');
  const name = readOpening(cursor);
  if (name === undefined) return undefined;
  if (name !== 'xml' || cursor.selfClosed) return fail(cursor, 'no-root');
  const root = readContent(cursor, name, 1);
  if (root === undefined) return undefined;
  if (typeof root === 'string') return fail(cursor, 'no-root');
  return skipSpace(cursor.text, cursor.at) === cursor.text.length ? root : fail(cursor, 'malformed');
}

/** Reads `<name>` or `<name/>`. A `<!` or `<?` is no name, which is what keeps document types out. */
function readOpening(cursor: Cursor): string | undefined {
  const end = cursor.text.indexOf('>', cursor.at);
  if (end < 0) return fail(cursor, 'truncated');
  cursor.selfClosed = cursor.text[end - 1] === '/';
  const name = cursor.text.slice(cursor.at + 1, cursor.selfClosed ? end - 1 : end);
  cursor.at = end + 1;
  return NAME.test(name) ? name : fail(cursor, 'forbidden');
}

/** Reads up to and with `</name>`: a text, or children with nothing but space between them. */
function readContent(cursor: Cursor, name: string, depth: number): string | Map<string, XmlNode> | undefined {
  const { text } = cursor;
  let value = '';
  let children: Map<string, XmlNode> | undefined;
  for (;;) {
    const next = text.indexOf('<', cursor.at);
    if (next < 0) return fail(cursor, 'truncated');
    if (next > cursor.at) {
      const plain = unescape(text.slice(cursor.at, next));
      if (plain === undefined) return fail(cursor, 'forbidden');
      value += plain;
    }
    cursor.at = next;
    if (text.startsWith('<![CDATA[', next)) {
      const end = text.indexOf(']]>', next + 9);
      if (end < 0) return fail(cursor, 'truncated');
      value += text.slice(next + 9, end);
      cursor.at = end + 3;
    } else if (text[next + 1] === '/') {
      const end = next + 2 + name.length;
      if (!text.startsWith(name, next + 2) || text[end] !== '>') return fail(cursor, 'malformed');
      cursor.at = end + 1;
      if (children === undefined) return cursor.soiled ? value.replace(CONTROLS, '') : value;
      return value.trim() === '' ? children : fail(cursor, 'malformed');
    } else {
      children ??= new Map();
      if (!readChild(cursor, children, depth)) return undefined;
    }
  }
}

function readChild(cursor: Cursor, siblings: Map<string, XmlNode>, depth: number): boolean {
  const name = readOpening(cursor);
  if (name === undefined) return false;
  if (depth === MAX_DEPTH) return fail(cursor, 'too-deep') ?? false;
  const node = cursor.selfClosed ? '' : readContent(cursor, name, depth + 1);
  if (node === undefined) return false;
  const before = siblings.get(name);
  if (before !== undefined && depth === 1) return fail(cursor, 'duplicate') ?? false;
  siblings.set(name, before === undefined ? node : [...(Array.isArray(before) ? before : [before]), node]);
  return true;
}

/** Resolves the five named and the numeric entities; undefined when there is any other or a character XML forbids. */
function unescape(raw: string): string | undefined {
  if (!raw.includes('&')) return raw;
  let sound = true;
  const plain = raw.replace(ENTITY, (_whole, named?: string, decimal?: string, hex?: string) => {
    if (named !== undefined) return NAMED[named] ?? '';
    const point = decimal === undefined ? Number.parseInt(hex ?? 'ffffff', 16) : Number(decimal);
    const character = point <= 0x10ffff ? String.fromCodePoint(point) : '';
    if (character === '' || character.search(UNWRITABLE) >= 0) sound = false;
    return character;
  });
  return sound ? plain : undefined;
}

function afterDeclaration(text: string): number {
  return DECLARATION.exec(text)?.[0].length ?? 0;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}

function fail(cursor: Cursor, flaw: XmlFlaw): undefined {
  cursor.flaw = flaw;
  return undefined;
}
