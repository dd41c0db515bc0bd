/**
 * Printing what the bot says as one chat text of WeChat or WeCom: the text, choices one a line as `1. 文字`, links as
 * `<a href>`. Both platforms count a text in UTF-8 bytes and cut or refuse what is longer, so it is cut here, between
 * replies or between characters as people see them, never inside one.
 */

import type { NoticeContent } from '#domain/notices/delivery-channel.ts';
import type { Reply } from '../../message.ts';

/** WeChat refuses a longer text (45002), WeCom cuts it. UTF-8 bytes. */
export const TEXT_BYTES = 2048;

/** As many whole replies as fit one text, and the rest to be sent otherwise. A reply too long for any text is split. */
export function fitReplies(replies: Reply[], limit = TEXT_BYTES): { text: string; rest: Reply[] } {
  const pieces = replies.flatMap((reply) => splitReply(reply, limit)).filter(({ printed }) => printed !== '');
  let text = '';
  let taken = 0;
  for (const { printed } of pieces) {
    const longer = text === '' ? printed : `${text}\n\n${printed}`;
    if (taken > 0 && !fits(longer, limit)) break;
    text = longer;
    taken += 1;
  }
  return { text: cutToBytes(text, limit), rest: pieces.slice(taken).map(({ reply }) => reply) };
}

/** One reply as people read it. */
export function printReply({ text, choices = [], links = [] }: Reply): string {
  return print(text, choices, links);
}

/** A reply as the content of a delivery: the choices become numbered lines of the text. */
export function replyContent({ text, choices = [], links }: Reply): NoticeContent {
  return { text: print(text, choices, []), links };
}

/** A delivery's content as one text: the buttons of a card become numbered lines. Too long a text is cut, not its links. */
export function printContent({ text, card, links = [] }: NoticeContent, limit = TEXT_BYTES): string {
  const printed = print(text, card?.buttons ?? [], links);
  if (fits(printed, limit)) return printed;
  const tail = print('', card?.buttons ?? [], links);
  const room = Math.max(limit - Buffer.byteLength(tail) - 4, 0);
  return cutToBytes([`${cutToBytes(plain(text), room)}…`, tail].filter(Boolean).join('\n'), limit);
}

/**
 * Text that was perhaps typed by somebody, made harmless for a place that shows links: no tags, no control characters,
 * no marks that turn the direction of reading.
 */
export function plain(text: string): string {
  const seen = PERHAPS_UNSEEN.test(text) || !text.isWellFormed() ? text.replace(UNSEEN, '') : text;
  return seen.includes('<') ? seen.replace(/<(?=[a-z/!?])/gi, '＜') : seen;
}

/** The longest beginning of whole characters, as people see them, within so many UTF-8 bytes. */
export function cutToBytes(text: string, limit: number): string {
  if (fits(text, limit)) return text;
  let bytes = 0;
  let end = 0;
  for (const { segment } of GRAPHEMES.segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > limit) break;
    end += segment.length;
  }
  return text.slice(0, end);
}

/** At most so many code points, the last an ellipsis when something was cut: how the platforms count a field. */
export function cutToCodePoints(text: string, limit: number): string {
  const points = Array.from(text);
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`;
}

const GRAPHEMES = new Intl.Segmenter('zh', { granularity: 'grapheme' });
/** Controls except tab and newline, zero-width spaces, bidirectional marks and overrides. The joiner inside emoji stays. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff](?<![\t\n])|\p{Surrogate}/gu;
/** The same without looking behind and for halves of pairs, which cost more than all the rest of printing: nearly no text has any. */
const PERHAPS_UNSEEN = /(?![\t\n])[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

function print(
  text: string,
  choices: readonly { label: string }[],
  links: readonly { label: string; url: string }[],
): string {
  const first = plain(text).trimEnd();
  if (choices.length === 0 && links.length === 0) return first;
  const lines = [
    first,
    ...choices.map(({ label }, index) => `${index + 1}. ${oneLine(label)}`),
    ...links.map(({ label, url }) => `<a href="${url.replace(/["<>\s]/g, encodeURIComponent)}">${oneLine(label)}</a>`),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

interface Piece {
  reply: Reply;
  printed: string;
}

function splitReply(reply: Reply, limit: number): Piece[] {
  const whole = pieceOf(reply);
  if (fits(whole.printed, limit)) return [whole];
  const pieces: Piece[] = [];
  let text = plain(reply.text);
  while (text !== '' && !fits(printReply({ ...reply, text }), limit)) {
    const head = headOf(text, limit);
    pieces.push(pieceOf({ text: head }));
    text = text.slice(head.length).trimStart();
  }
  return [...pieces, pieceOf({ ...reply, text })];
}

function pieceOf(reply: Reply): Piece {
  return { reply, printed: printReply(reply) };
}

/** A first part of at most `limit` bytes that ends at a line's end where there is one late enough; never empty. */
function headOf(text: string, limit: number): string {
  const head = cutToBytes(text, limit);
  const line = head.lastIndexOf('\n') + 1;
  if (head.length < text.length && line > head.length / 2) return head.slice(0, line);
  // One character of more bytes than a whole text (a heap of combining marks) is cut inside after all.
  return head === ''
    ? Array.from(text)
        .slice(0, Math.max(Math.floor(limit / 4), 1))
        .join('')
    : head;
}

function oneLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim();
}

function fits(text: string, limit: number): boolean {
  return text.length * 3 <= limit || Buffer.byteLength(text) <= limit;
}
