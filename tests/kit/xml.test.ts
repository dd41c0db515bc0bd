import * as fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { cdataElement, readXml, type XmlNode } from '#kit/xml.ts';

function read(text: string): unknown {
  const reading = readXml(Buffer.from(text));
  return reading.ok ? plainOf(reading.fields) : reading.flaw;
}

/** Maps as objects, for comparing. */
function plainOf(node: XmlNode): unknown {
  if (typeof node === 'string') return node;
  if (node instanceof Map) return Object.fromEntries([...node].map(([name, value]) => [name, plainOf(value)]));
  return (node as readonly XmlNode[]).map(plainOf); // neither text nor Map: the list of the union
}

test('values stay the strings that were sent', () => {
  const text =
    '<xml><MsgId>24000000000000001</MsgId><Content><![CDATA[007]]></Content><Label> 1e5 </Label><Empty></Empty><Gone/></xml>';
  expect(read(text)).toEqual({ MsgId: '24000000000000001', Content: '007', Label: ' 1e5 ', Empty: '', Gone: '' });
});

test('a declaration, line breaks between elements and nested lists are read', () => {
  expect(
    read(
      '<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n  <A>1</A>\n  <P><item><M>x</M></item><item><M>y</M></item></P>\n</xml>\n',
    ),
  ).toEqual({
    A: '1',
    P: { item: [{ M: 'x' }, { M: 'y' }] },
  });
});

test('the five entities and numbers are resolved, in CDATA nothing is', () => {
  expect(
    read('<xml><A>&lt;&amp;&gt;&quot;&apos;&#20320;&#x1F600;</A><B><![CDATA[&lt;<!DOCTYPE x>]]></B></xml>'),
  ).toEqual({
    A: '<&>"\'你😀',
    B: '&lt;<!DOCTYPE x>',
  });
});

test.each([
  ['', 'no-root'],
  ['success', 'no-root'],
  ['{"ToUserName":"x"}', 'no-root'],
  ['\ufeff<xml><A>1</A></xml>', 'no-root'],
  ['<html><A>1</A></html>', 'no-root'],
  ['<xml/>', 'no-root'],
  ['<xml></xml>', 'no-root'],
  ['<xml>text</xml>', 'no-root'],
  ['<!DOCTYPE xml><xml><A>1</A></xml>', 'forbidden'],
  ['<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>', 'forbidden'],
  ['<?xml version="1.0" encoding="GBK"?><xml><A>1</A></xml>', 'forbidden'],
  ['<xml><!-- note --><A>1</A></xml>', 'forbidden'],
  ['<xml><?php 1 ?><A>1</A></xml>', 'forbidden'],
  ['<xml><A b="c">1</A></xml>', 'forbidden'],
  ['<xml><A>&custom;</A></xml>', 'forbidden'],
  ['<xml><A>a & b</A></xml>', 'forbidden'],
  ['<xml><A>&#0;</A></xml>', 'forbidden'],
  ['<xml><A>&#xD83D;</A></xml>', 'forbidden'],
  ['<xml><A>&#x110000;</A></xml>', 'forbidden'],
  ['<xml><A>1</A>', 'truncated'],
  ['<xml><A>1</A', 'malformed'],
  ['<xml><A><![CDATA[1]]</A></xml>', 'truncated'],
  ['<xml><A', 'truncated'],
  ['<xml><A>1</B></xml>', 'malformed'],
  ['<xml><A>1</A></xml><xml><A>2</A></xml>', 'malformed'],
  ['<xml><A>1</A></xml>tail', 'malformed'],
  ['<xml>loose<A>1</A></xml>', 'malformed'],
  ['<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName></xml>', 'duplicate'],
])('refused: %s → %s', (text, flaw) => {
  expect(read(text)).toBe(flaw);
});

test('depth ends early, whatever was sent', () => {
  expect(read(`<xml>${'<a>'.repeat(50_000)}`)).toBe('too-deep');
});

test('bytes that are no UTF-8 are refused: overlong, a lone surrogate, GBK, cut in the middle', () => {
  for (const bytes of [
    [0xc0, 0xaf],
    [0xed, 0xa0, 0xbd],
    [0xc4, 0xe3],
    [0xe4, 0xbd],
  ]) {
    const text = Buffer.concat([Buffer.from('<xml><A>'), Buffer.from(bytes), Buffer.from('</A></xml>')]);
    expect(readXml(text)).toEqual({ ok: false, flaw: 'not-utf8' });
  }
});

test('a name that objects know is only a name', () => {
  const reading = readXml(
    Buffer.from('<xml><__proto__><polluted>1</polluted></__proto__><constructor>2</constructor></xml>'),
  );
  expect(reading.ok && [...reading.fields.keys()]).toEqual(['__proto__', 'constructor']);
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

test('control characters do not reach the values', () => {
  expect(read('<xml><A>a\u0000b\u0008c\td\n</A></xml>')).toEqual({ A: 'abc\td\n' });
});

test('what is written is read back, with ]]> and emoji whole and what XML cannot carry left out', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.constantFrom(']]>', ']]', '>', '<![CDATA[', '&amp;', '\u0000', '\ud83d', '😀', '汉'),
          fc.string({ unit: 'binary' }),
        ),
      ),
      (parts) => {
        const text = parts.join('');
        // oxlint-disable-next-line no-control-regex -- exactly the characters that XML 1.0 forbids
        const carried = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');
        expect(read(`<xml>${cdataElement('A', text)}</xml>`)).toEqual({ A: carried });
      },
    ),
  );
});

test('a sound document means to us what it means to fast-xml-parser', () => {
  const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: false, htmlEntities: true });
  const name = fc.constantFrom('ToUserName', 'Content', 'Scale', 'a1', 'B_c', 'item');
  const text = fc.string({ unit: fc.constantFrom('a', '0', '汉', '😀', ' ', '.', '"') });
  const leaf = fc.oneof(
    text,
    text.map((value) => `<![CDATA[${value}<&]]>`),
    text.map((value) => `${value}&lt;&#20320;`),
  );
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      leaf,
      fc
        .array(fc.tuple(name, tie('node')), { minLength: 1, maxLength: 4 })
        .map((children) => children.map(element).join('')),
    ),
  }));
  const document = fc.uniqueArray(fc.tuple(name, node), { selector: ([key]) => key, minLength: 1 });
  fc.assert(
    fc.property(document, (children) => {
      const xml = `<xml>${children.map(element).join('')}</xml>`;
      expect(read(xml)).toEqual((parser.parse(xml) as { xml: unknown }).xml); // xml is the root that was written
    }),
    { numRuns: 500 },
  );
});

function element([name, content]: [string, string]): string {
  return `<${name}>${content}</${name}>`;
}
