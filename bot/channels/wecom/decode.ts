/** A decrypted callback of a self-built WeCom app as a message of the bot's. WeCom: receiving messages and events. */

import { textOf, type XmlFields } from '#kit/xml.ts';
import type { InboundEvent, InboundMessage } from '../../message.ts';
import { inbound, readHead } from '../tencent/fields.ts';

/**
 * Undefined when it is no callback at all. A userid counts the same in upper and lower case, so the account is in lower
 * case, here and wherever a userid is stored.
 */
export function decodeWecom(fields: XmlFields): InboundMessage | undefined {
  const head = readHead(fields);
  if (head === undefined) return undefined;
  const event = head.type === 'event' ? eventOf(head.event, fields) : messageOf(head.type, fields);
  return inbound('wecom', head.from.toLowerCase(), head, fields, event);
}

function messageOf(type: string, fields: XmlFields): InboundEvent {
  switch (type) {
    case 'text':
      return { kind: 'text', text: textOf(fields, 'Content') ?? '', spoken: false };
    case 'image':
    case 'voice':
    case 'video':
    case 'location':
    case 'link':
    case 'file':
      return { kind: 'unreadable', what: type };
    default:
      return { kind: 'unreadable', what: 'other' };
  }
}

function eventOf(name: string, fields: XmlFields): InboundEvent {
  switch (name) {
    // The member came into the app's visible range, or left it or the company.
    case 'subscribe':
      return { kind: 'followed' };
    case 'unsubscribe':
      return { kind: 'unfollowed' };
    case 'enter_agent':
      return { kind: 'opened' };
    case 'click':
      return { kind: 'menu-pressed', key: textOf(fields, 'EventKey') ?? '' };
    case 'template_card_event':
      return {
        kind: 'card-pressed',
        card: textOf(fields, 'TaskId') ?? '',
        key: textOf(fields, 'EventKey') ?? '',
        responseCode: textOf(fields, 'ResponseCode') ?? '',
      };
    default:
      return { kind: 'ignored', what: name };
  }
}
