/** The clear XML of a passive reply, shared by WeChat and WeCom: the answer inside the HTTP response of a callback. */

import { cdataElement } from '#kit/xml.ts';
import type { Reply } from '../../message.ts';

/** Who answers whom, and when. */
export interface PassiveHead {
  /** The person, by the platform's own spelling. */
  to: string;
  /** The account (gh_…) or corp that was written to. */
  from: string;
  at: Date;
}

/** What a callback is answered with at once, and what did not fit and goes out as deliveries. */
export interface PassiveReply {
  /** Clear XML; undefined when there is nothing to say at once. */
  xml: string | undefined;
  rest: Reply[];
}

export function passiveText(head: PassiveHead, text: string): string {
  return passive(head, 'text', cdataElement('Content', text));
}

/** `CreateTime` is in seconds; thirteen digits are a common mistake that WeChat only tolerates. */
export function passive({ to, from, at }: PassiveHead, type: string, inside: string): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const head = `${cdataElement('ToUserName', to)}${cdataElement('FromUserName', from)}<CreateTime>${seconds}</CreateTime>`;
  return `<xml>${head}${cdataElement('MsgType', type)}${inside}</xml>`;
}
