/** When a reply can be a card with buttons, and that card as WeCom wants it. WeCom: template cards, button_interaction. */

import type { NoticeCard, NoticeContent } from '#domain/notices/delivery-channel.ts';
import type { Reply } from '../../message.ts';
import { cutToCodePoints, plain, replyContent } from '../tencent/text.ts';

/** Limits in code points, except where bytes are said. */
const LIMIT = {
  title: 36,
  description: 160,
  lines: 6,
  name: 5,
  value: 30,
  buttons: 6,
  label: 10,
  keyBytes: 1024,
} as const;

/** Whether a reply is shown with buttons: its choices and its words fit a card. */
export function fitsCard({ text, choices = [], links = [] }: Reply): boolean {
  const { title, description } = split(text);
  return (
    choices.length > 0 &&
    choices.length <= LIMIT.buttons &&
    links.length <= 1 &&
    choices.every(({ key, label }) => length(label) <= LIMIT.label && Buffer.byteLength(key) <= LIMIT.keyBytes) &&
    new Set(choices.map(({ key }) => key)).size === choices.length &&
    title !== '' &&
    length(title) <= LIMIT.title &&
    length(description) <= LIMIT.description
  );
}

/** A reply as the content of a WeCom delivery: a card where it fits one, else text with numbered lines. */
export function cardContent(reply: Reply, taskId: string): NoticeContent {
  const content = replyContent(reply);
  if (!fitsCard(reply)) return content;
  const { title, description } = split(reply.text);
  const buttons = (reply.choices ?? []).map(({ key, label }) => ({ key, label, style: 'primary' as const }));
  return {
    ...content,
    card: { taskId, title, description: description === '' ? undefined : description, lines: [], buttons },
  };
}

export type CardFlaw = 'card-task-id' | 'card-buttons' | 'card-keys';

/**
 * The `template_card` of message/send. Words are cut to the card's limits; what a cut would make wrong (an id, a button
 * too many) is refused. `link` is opened by a press on the card itself.
 */
export function encodeCard(card: NoticeCard, link?: string): Record<string, unknown> | CardFlaw {
  if (!/^[A-Za-z0-9_\-@]{1,128}$/.test(card.taskId)) return 'card-task-id';
  if (card.buttons.length < 1 || card.buttons.length > LIMIT.buttons) return 'card-buttons';
  const keys = card.buttons.map(({ key }) => key);
  if (new Set(keys).size < keys.length || keys.some((key) => key === '' || Buffer.byteLength(key) > LIMIT.keyBytes))
    return 'card-keys';
  return {
    card_type: 'button_interaction',
    task_id: card.taskId,
    main_title: { title: words(card.title, LIMIT.title) },
    ...(card.description ? { sub_title_text: cutToCodePoints(plain(card.description), LIMIT.description) } : {}),
    horizontal_content_list: card.lines
      .slice(0, LIMIT.lines)
      .map(({ name, value }) => ({ keyname: words(name, LIMIT.name), value: words(value, LIMIT.value) })),
    ...(link === undefined ? {} : { card_action: { type: 1, url: link } }),
    button_list: card.buttons.map(({ key, label, style }) => ({ key, text: buttonText(label), style: STYLE[style] })),
  };
}

/** The words on a button, also on one that was pressed. */
export function buttonText(label: string): string {
  return words(label, LIMIT.label);
}

/** WeCom knows styles 1 to 4 and does not say which is which; in its samples 1 is the button that one should press. */
const STYLE = { primary: 1, plain: 2, danger: 3 } as const;

/** The first line is the title, the rest the description. */
function split(text: string): { title: string; description: string } {
  const [title = '', ...others] = plain(text).trim().split('\n');
  return { title: title.trim(), description: others.join('\n').trim() };
}

function words(text: string, limit: number): string {
  return cutToCodePoints(plain(text).replace(/\s+/g, ' ').trim(), limit);
}

function length(text: string): number {
  return Array.from(plain(text).trim()).length;
}
