import type { BubbleContent } from '../protocol.ts';
import { elementsOf, textOf, type XmlElement } from '../xml.ts';
import { textBytes } from './custom-message.ts';

/** A passive reply as the phone shows it (platform.md §1.7), or why WeChat takes it for none. */
export function replyContent(reply: XmlElement, from: { account: string; openid: string }): BubbleContent | string {
  if (textOf(reply, 'FromUserName') !== from.account) return '回答的 FromUserName 不是公众号';
  if (textOf(reply, 'ToUserName') !== from.openid) return '回答的 ToUserName 不是发消息的人';
  if (!/^\d{10}$/.test(textOf(reply, 'CreateTime'))) return '回答的 CreateTime 不是以秒计的';
  const type = textOf(reply, 'MsgType');
  switch (type) {
    case 'text': {
      const text = textOf(reply, 'Content');
      if (text === '') return '回答的 Content 是空的';
      return Buffer.byteLength(text) > textBytes ? '回答的 Content 太长' : { kind: 'text', text };
    }
    case 'news': {
      const [article, ...more] = elementsOf(elementsOf(reply, 'Articles')[0], 'item');
      if (!article || more.length > 0 || textOf(reply, 'ArticleCount') !== '1') return '回答的图文只能有一条';
      const [title, description, url] = ['Title', 'Description', 'Url'].map((name) => textOf(article, name));
      return { kind: 'article', title: title ?? '', description: description ?? '', url: url ?? '' };
    }
    case 'transfer_customer_service':
      return { kind: 'fact', text: '已转到人工客服' };
    default:
      return `回答的 MsgType 是 ${type || '空的'}`;
  }
}
