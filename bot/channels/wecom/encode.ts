/** Replies as WeCom's passive reply. WeCom: passive replies. */

import { cdataElement } from '#kit/xml.ts';
import type { Reply } from '../../message.ts';
import { type PassiveHead, type PassiveReply, passive, passiveText } from '../tencent/passive.ts';
import { fitReplies } from '../tencent/text.ts';
import { buttonText, fitsCard } from './card.ts';

/**
 * Text up to the first reply that is better shown with buttons: a passive reply cannot be a new card, and what follows
 * a card must not come before it.
 */
export function encodeWecom(head: PassiveHead, replies: Reply[]): PassiveReply {
  const firstCard = replies.findIndex(fitsCard);
  const atOnce = firstCard < 0 ? replies : replies.slice(0, firstCard);
  const { text, rest } = fitReplies(atOnce);
  return {
    xml: text === '' ? undefined : passiveText(head, text),
    rest: firstCard < 0 ? rest : [...rest, ...replies.slice(firstCard)],
  };
}

/** Answers a press by greying the button, for the member who pressed it; everything else that is said goes out as deliveries. */
export function encodePressed(head: PassiveHead, label: string, replies: Reply[]): PassiveReply {
  const button = `<Button>${cdataElement('ReplaceName', buttonText(label))}</Button>`;
  return { xml: passive(head, 'update_button', button), rest: replies };
}
