/** What the callbacks of WeChat and WeCom have in common once they are decrypted. */

import { hash } from 'node:crypto';
import { textOf, type XmlFields, type XmlNode } from '#kit/xml.ts';
import type { ChannelName, InboundEvent, InboundMessage } from '../../message.ts';

/** The fields that every callback has. `type` and `event` are in lower case, because the platforms mix them. */
export interface CallbackHead {
  to: string;
  from: string;
  sentAt: Date;
  type: string;
  /** Empty for an ordinary message. */
  event: string;
}

/** Undefined when something that every callback has is missing or is no time: then it is no callback. */
export function readHead(fields: XmlFields): CallbackHead | undefined {
  const to = textOf(fields, 'ToUserName');
  const from = textOf(fields, 'FromUserName');
  const created = textOf(fields, 'CreateTime');
  const type = textOf(fields, 'MsgType');
  const event = textOf(fields, 'Event') ?? '';
  if (!to || !from || !type || !created) return undefined;
  if (from.length > 128 || !/^\d{1,11}$/.test(created)) return undefined;
  if (type.toLowerCase() === 'event' && event === '') return undefined;
  return { to, from, sentAt: new Date(Number(created) * 1000), type: type.toLowerCase(), event: event.toLowerCase() };
}

/** One callback as a message of the bot's. */
export function inbound(
  channel: ChannelName,
  account: string,
  head: CallbackHead,
  fields: XmlFields,
  event: InboundEvent,
): InboundMessage {
  return { channel, account, claimKey: claimKey(fields), sentAt: head.sentAt, event };
}

/**
 * Hex SHA-256 over every field, whatever their order. The platforms' own advice (MsgId, or sender and second) is too
 * coarse: several events of one person, or of WeCom's `sys`, share a second, and ids are only unique within an account.
 */
export function claimKey(fields: XmlFields): string {
  return hash('sha256', canonical(fields));
}

// Control characters are in no value and no name, so they separate without ambiguity.
function canonical(node: XmlNode): string {
  if (typeof node === 'string') return node;
  if (node instanceof Map) {
    const names = [...node.keys()].sort();
    return `\u0002${names.map((name) => `${name}\u0001${canonical(node.get(name) ?? '')}`).join('\u0000')}\u0003`;
  }
  return `\u0004${(node as readonly XmlNode[]).map(canonical).join('\u0000')}\u0005`; // neither text nor Map: the list of the union
}
