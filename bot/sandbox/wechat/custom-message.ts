import { z } from 'zod';
import { type Answer, errcode, type Handler, posted } from '../endpoint.ts';
import type { Ground } from '../ground.ts';
import type { BubbleContent } from '../protocol.ts';
import type { Followers } from './followers.ts';
import type { ReplyWindows } from './reply-window.ts';

/** WeChat: a 客服消息 text is at most this many bytes of UTF-8. */
export const textBytes = 2048;

/** POST /cgi-bin/message/custom/send (客服消息): text, msgmenu and news, within what the person's last action opened. */
export function customMessage(ground: Ground, followers: Followers, windows: ReplyWindows): Handler {
  return posted(request, (body) => {
    const account = ground.directory.byOpenid(body.touser);
    const follower = followers.find(body.touser);
    if (!account || !follower) return errcode(40003, 'invalid openid');
    const content = contentOf(body);
    if ('errcode' in content) return content.errcode;
    if (!follower.following) return errcode(43004, 'require subscribe');
    if (!follower.receiving) return errcode(48002, 'user refuse to accept the msg');
    switch (windows.spend(body.touser)) {
      case 'closed':
        return errcode(45015, 'response out of time limit or subscription is canceled');
      case 'used-up':
        return errcode(45047, 'out of response count limit');
      case 'ok': {
        const bubble = ground.history.add({ phone: account.id, place: 'wechat', mine: false, content });
        return { body: { errcode: 0, errmsg: 'ok' }, bubbles: [bubble.id] };
      }
    }
  });
}

/** POST /cgi-bin/message/custom/typing */
export function customTyping(ground: Ground, followers: Followers): Handler {
  return posted(typing, ({ touser, command }) => {
    const account = ground.directory.byOpenid(touser);
    if (!account || !followers.find(touser)?.following) return errcode(45080, 'no recent chat');
    if (command !== 'Typing' && command !== 'CancelTyping') return errcode(45072, 'invalid command');
    ground.feed.publish({ kind: 'typing', phone: account.id, place: 'wechat', on: command === 'Typing' });
    return { body: { errcode: 0, errmsg: 'ok' } };
  });
}

const text = z.object({ content: z.string() });
const request = z.object({
  touser: z.string(),
  msgtype: z.string(),
  text: text.optional(),
  msgmenu: z
    .object({
      head_content: z.string().default(''),
      list: z.array(z.object({ id: z.string(), content: z.string() })).min(1),
      tail_content: z.string().default(''),
    })
    .optional(),
  news: z
    .object({
      articles: z.array(
        z.object({
          title: z.string(),
          description: z.string().default(''),
          url: z.string(),
          picurl: z.string().default(''),
        }),
      ),
    })
    .optional(),
});
const typing = z.object({ touser: z.string(), command: z.string() });

function contentOf(body: z.infer<typeof request>): BubbleContent | { errcode: Answer } {
  switch (body.msgtype) {
    case 'text':
      if (!body.text?.content) return { errcode: errcode(44004, 'empty content') };
      if (Buffer.byteLength(body.text.content) > textBytes)
        return { errcode: errcode(45002, 'content size out of limit') };
      return { kind: 'text', text: body.text.content };
    case 'msgmenu': {
      if (!body.msgmenu) return { errcode: errcode(44004, 'empty content') };
      const { head_content: head, tail_content: tail, list } = body.msgmenu;
      return { kind: 'choices', head, tail, items: list.map((item) => ({ id: item.id, text: item.content })) };
    }
    case 'news': {
      const [article, ...more] = body.news?.articles ?? [];
      if (!article || more.length > 0) return { errcode: errcode(45008, 'article size out of limit') };
      return { kind: 'article', title: article.title, description: article.description, url: article.url };
    }
    case 'image':
    case 'voice':
    case 'video':
      return { errcode: errcode(40007, 'invalid media_id') };
    default:
      return { errcode: errcode(40008, 'invalid message type') };
  }
}
