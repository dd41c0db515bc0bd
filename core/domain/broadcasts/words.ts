import type { BroadcastKind } from '#prisma/generated/sqlite/enums.ts';
import { broadcastNotices } from '../notices/broadcasts.ts';
import type { NoticeContent } from '../notices/delivery-channel.ts';
import { contentOf } from '../notices/notice.ts';
import type { BroadcastRules } from '../packs/broadcast-rules.ts';
import { refuse } from '../refusal.ts';

/** What a broadcast says. */
export interface Words {
  kind: BroadcastKind;
  title: string;
  text: string;
  /** The full name of the organisation in whose name it goes out. */
  place: string;
}

/** A text message of WeChat or WeCom, UTF-8 (platform.md §2.3, §4.2). */
const chatBytes = 2048;
/** A short message of more characters than that is charged as several of 67. */
const shortMessage = 70;
const part = 67;

/** What a delivery of it says on every channel. */
export function contentOfBroadcast({ kind, ...said }: Words): NoticeContent {
  return contentOf(broadcastNotices[kind], said, undefined);
}

/**
 * Cleans the words, and checks them against what every channel takes.
 * @throws Refusal `broadcast-words` with the reason: `title`, `text`, `long`, `document` for a number of somebody's ID card.
 */
export function cleanWords(words: Words, rules: BroadcastRules): Words {
  const title = words.title.replace(/\s+/gu, ' ').trim();
  const text = words.text
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  if (title === '' || [...title].length > rules.titleMost)
    throw refuse('broadcast-words', { why: 'title', most: String(rules.titleMost) });
  if (text === '' || [...text].length > rules.textMost)
    throw refuse('broadcast-words', { why: 'text', most: String(rules.textMost) });
  if (/(?<!\d)\d{17}[\dXx](?!\d)/u.test(`${title} ${text}`)) throw refuse('broadcast-words', { why: 'document' });
  const clean = { ...words, title, text };
  const content = contentOfBroadcast(clean);
  if (Buffer.byteLength(content.text) > chatBytes) throw refuse('broadcast-words', { why: 'long' });
  return clean;
}

/** The words as each channel shows them. */
export interface Preview {
  /** WeChat, inside the reply window and as 群发; WeCom. */
  chat: string;
  /** A WeChat template's fields; undefined where there is none. */
  template: Readonly<Record<string, string>> | undefined;
  /** Undefined for staff, who get none. */
  sms: { text: string; parts: number } | undefined;
}

/** @param signature who writes short messages, as the carriers ask for it. */
export function previewOf(words: Words, signature: string): Preview {
  const { text, smsText, template } = contentOfBroadcast(words);
  const sms = smsText === undefined ? undefined : `【${signature}】${smsText}`;
  return {
    chat: text,
    template: template?.fields,
    sms: sms === undefined ? undefined : { text: sms, parts: partsOf(sms) },
  };
}

function partsOf(sms: string): number {
  return sms.length <= shortMessage ? 1 : Math.ceil(sms.length / part);
}
