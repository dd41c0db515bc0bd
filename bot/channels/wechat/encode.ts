/** Replies as WeChat's passive reply. WeChat: passive replies. */

import type { Reply } from '../../message.ts';
import { type PassiveHead, type PassiveReply, passiveText } from '../tencent/passive.ts';
import { fitReplies } from '../tencent/text.ts';

export function encodeWechat(head: PassiveHead, replies: Reply[]): PassiveReply {
  const { text, rest } = fitReplies(replies);
  // A passive reply with empty Content makes WeChat tell the person that the service is out of order.
  return { xml: text === '' ? undefined : passiveText(head, text), rest };
}
