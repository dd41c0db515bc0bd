import type { BubbleContent, CardContent } from '../protocol.ts';
import { elementsOf, textOf, type XmlElement } from '../xml.ts';
import { cutText } from './app-message.ts';
import { cardContent, templateCard } from './card.ts';

/** What a passive reply does on the member's phone: a new bubble, or another face for the card that was pressed. */
export type WecomReply = { show: BubbleContent } | { replace: CardContent };

/** Reads a passive reply (platform.md §3.3); a string says why WeCom makes nothing of it. */
export function readWecomReply(
  reply: XmlElement,
  from: { corpId: string; userid: string; pressed?: CardContent },
): WecomReply | string {
  if (textOf(reply, 'FromUserName') !== from.corpId) return '回答的 FromUserName 不是企业';
  if (textOf(reply, 'ToUserName').toLowerCase() !== from.userid.toLowerCase())
    return '回答的 ToUserName 不是发消息的成员';
  if (!/^\d{10}$/.test(textOf(reply, 'CreateTime'))) return '回答的 CreateTime 不是以秒计的';
  const type = textOf(reply, 'MsgType');
  switch (type) {
    case 'text': {
      const text = textOf(reply, 'Content');
      return text === '' ? '回答的 Content 是空的' : { show: { kind: 'text', text: cutText(text) } };
    }
    case 'update_button': {
      const answered = textOf(elementsOf(reply, 'Button')[0], 'ReplaceName');
      if (!from.pressed) return 'update_button 只能回答卡片上的按钮';
      return answered === '' ? '回答的 ReplaceName 是空的' : { replace: { ...from.pressed, answered } };
    }
    case 'update_template_card': {
      if (!from.pressed) return 'update_template_card 只能回答卡片上的按钮';
      const card = templateCard.safeParse({
        task_id: from.pressed.taskId,
        ...asJson(elementsOf(reply, 'TemplateCard')[0]),
      });
      return card.success ? { replace: cardContent(card.data) } : `回答的卡片不对：${card.error.issues[0]?.message}`;
    }
    default:
      return `回答的 MsgType 是 ${type || '空的'}`;
  }
}

/** The XML of a card is its JSON in PascalCase, a list being the element repeated. */
function asJson(element: XmlElement | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(element ?? {})
      .filter(([name]) => name !== '#text')
      .map(([name, value]) => [jsonName(name), jsonValue(name, value)]),
  );
}

function jsonName(name: string): string {
  return name === 'KeyName' ? 'keyname' : name.replaceAll(/(?<!^)[A-Z]/g, '_$&').toLowerCase();
}

function jsonValue(name: string, value: unknown): unknown {
  if (name.endsWith('List'))
    return (Array.isArray(value) ? value : [value]).map((item) => asJson(elementsOf({ item }, 'item')[0]));
  if (typeof value === 'string') return /^(Type|Style|DescColor)$/.test(name) ? Number(value) : value;
  return asJson(elementsOf({ value }, 'value')[0]);
}
