/** WeChat's template messages: which of our values goes into which field, and whether the platform will take it. */

import { z } from 'zod';
import type { NoticeTemplate } from '#domain/notices/delivery-channel.ts';
import { cutToCodePoints, plain } from '../tencent/text.ts';

/** WECHAT_TEMPLATES: notification kind → the platform's template id, and our field names → the template's (`thing1`). */
export const wechatTemplates = z.record(
  z.string(),
  z.object({ id: z.string().min(1), fields: z.record(z.string(), z.string().regex(/^[a-z_]+\d*$/)) }),
);
export type WechatTemplates = z.infer<typeof wechatTemplates>;

/** A notice as it fills a template: its own field names with the values of its sample; undefined where it takes none. */
export interface TemplatedNotice {
  name: string;
  preview: { fields: Record<string, string> | undefined };
}

/** What is set up for a notice or a field that is not there, one line each: it would never be sent, and nobody would know. */
export function templateMistakes(templates: WechatTemplates, notices: readonly TemplatedNotice[]): string[] {
  const known = new Map(notices.map(({ name, preview }) => [name, preview.fields]));
  return Object.entries(templates).flatMap(([kind, { fields }]) => {
    const ours = known.get(kind);
    if (ours === undefined) return [`没有叫 ${kind} 的模板消息`];
    const unknown = Object.keys(fields).filter((name) => !(name in ours));
    return unknown.map((name) => `${kind} 没有字段 ${name}（有 ${Object.keys(ours).join('、')}）`);
  });
}

export type Filled =
  | { ok: true; id: string; data: Record<string, { value: string }> }
  /** No template is set up for this kind. */
  | { ok: false; why: 'no-template' }
  /** The value is missing or breaks the field's rule in a way that no cut mends; `field` is the template's name for it. */
  | { ok: false; why: 'field'; field: string };

/** Fills a template, cutting words that are too long and refusing numbers, times and codes that a cut would make wrong. */
export function fillTemplate(templates: WechatTemplates, { kind, fields }: NoticeTemplate): Filled {
  const template = templates[kind];
  if (template === undefined) return { ok: false, why: 'no-template' };
  const data: Record<string, { value: string }> = {};
  for (const [ours, theirs] of Object.entries(template.fields)) {
    const value = fieldValue(theirs, fields[ours] ?? '');
    if (value === undefined) return { ok: false, why: 'field', field: theirs };
    data[theirs] = { value };
  }
  return { ok: true, id: template.id, data };
}

/** A value by the rule of its field's type, or undefined. WeChat: template messages, rules of field values. */
function fieldValue(field: string, raw: string): string | undefined {
  const value = plain(raw).replace(/\s+/g, ' ').trim();
  if (value === '') return undefined;
  const rule = RULES[field.replace(/\d+$/, '')];
  if (rule === undefined) return value;
  if (rule.kind === 'words') return wordsOf(value, rule) || undefined;
  return rule.pattern.test(value) ? value : undefined;
}

function wordsOf(value: string, { limit, latin = limit }: Extract<Rule, { kind: 'words' }>): string {
  const words = value.replace(EMOJI, '').trim();
  return cutToCodePoints(words, /^[\x20-\x7e]*$/.test(words) ? latin : limit);
}

/** Lengths are in code points; `latin` holds where a value is all Latin letters. */
type Rule = { kind: 'words'; limit: number; latin?: number } | { kind: 'exact'; pattern: RegExp };

/** Whether a field takes emoji is not documented; without them it certainly does not fail for them. */
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0e|\ufe0f|\u20e3/gu;

const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?`;
const DAY = String.raw`\d{4}(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})`;
const INSTANT = `(?:${DAY} ?)?${CLOCK}`;

const RULES: Readonly<Record<string, Rule>> = {
  thing: { kind: 'words', limit: 20 },
  name: { kind: 'words', limit: 10, latin: 20 },
  short_thing: { kind: 'words', limit: 5 },
  phrase: { kind: 'exact', pattern: /^\p{Script=Han}{1,5}$/u },
  const: { kind: 'exact', pattern: /^.{1,20}$/u },
  enum: { kind: 'exact', pattern: /^.{1,20}$/u },
  character_string: { kind: 'exact', pattern: /^[\x20-\x7e]{1,32}$/ },
  number: { kind: 'exact', pattern: /^-?\d{1,32}(?:\.\d+)?$/ },
  letter: { kind: 'exact', pattern: /^[A-Za-z]{1,32}$/ },
  symbol: { kind: 'exact', pattern: /^[\p{P}\p{S}]{1,5}$/u },
  time: { kind: 'exact', pattern: new RegExp(`^${INSTANT}(?: ?~ ?${INSTANT})?$`) },
  date: { kind: 'exact', pattern: new RegExp(`^${DAY}(?: ?${CLOCK})?(?: ?~ ?${DAY}(?: ?${CLOCK})?)?$`) },
  amount: { kind: 'exact', pattern: /^\p{Sc}?\d{1,10}(?:\.\d+)?元?$/u },
  phone_number: { kind: 'exact', pattern: /^[\d+\-() ]{1,17}$/ },
  car_number: { kind: 'exact', pattern: /^[\p{Script=Han}A-Z0-9]{1,8}$/u },
};
