/** A decrypted callback of a WeChat Official Account as a message of the bot's. WeChat: receiving messages and events. */

import { textOf, type XmlFields } from '#kit/xml.ts';
import type { InboundEvent, InboundMessage } from '../../message.ts';
import { inbound, readHead } from '../tencent/fields.ts';

/** Undefined when it is no callback at all. A type or event that we do not know is a message all the same. */
export function decodeWechat(fields: XmlFields): InboundMessage | undefined {
  const head = readHead(fields);
  if (head === undefined) return undefined;
  const event = head.type === 'event' ? eventOf(head.event, fields) : messageOf(head.type, fields);
  return inbound('wechat', head.from, head, fields, event);
}

function messageOf(type: string, fields: XmlFields): InboundEvent {
  switch (type) {
    case 'text':
      return { kind: 'text', text: textOf(fields, 'Content') ?? '', spoken: false };
    case 'voice': {
      // Only there when voice recognition is switched on in the account's console.
      const heard = textOf(fields, 'Recognition')?.trim();
      return heard ? { kind: 'text', text: heard, spoken: true } : { kind: 'unreadable', what: 'voice' };
    }
    case 'image':
    case 'video':
    case 'location':
    case 'link':
    case 'file':
      return { kind: 'unreadable', what: type };
    case 'shortvideo':
      return { kind: 'unreadable', what: 'video' };
    default:
      return { kind: 'unreadable', what: 'other' };
  }
}

function eventOf(name: string, fields: XmlFields): InboundEvent {
  const key = textOf(fields, 'EventKey') ?? '';
  switch (name) {
    case 'subscribe':
      return key.startsWith(SCENE) ? { kind: 'followed', scene: key.slice(SCENE.length) } : { kind: 'followed' };
    case 'unsubscribe':
      return { kind: 'unfollowed' };
    case 'scan':
      return { kind: 'scanned', scene: key };
    case 'click':
      return { kind: 'menu-pressed', key };
    case 'templatesendjobfinish':
      return {
        kind: 'delivery-reported',
        platformMessageId: textOf(fields, 'MsgID') ?? '',
        outcome: outcomeOf(textOf(fields, 'Status') ?? ''),
      };
    default:
      return { kind: 'ignored', what: name };
  }
}

/** Only a follow by a code carries it; SCAN by a follower has the scene bare. */
const SCENE = 'qrscene_';

function outcomeOf(status: string): 'delivered' | 'blocked' | 'failed' {
  if (status === 'success') return 'delivered';
  return status.includes('user block') ? 'blocked' : 'failed';
}
