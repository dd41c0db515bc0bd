import type { SandboxAccount } from '../accounts.ts';
import type { Exchange } from '../exchange.ts';
import { type Ground, longId, randomName, seconds } from '../ground.ts';
import type { AppMenu } from '../menu.ts';
import { PhoneProblem } from '../problem.ts';
import type { ActionAnswer, Bubble, BubbleContent, SharedThing } from '../protocol.ts';
import { writeXml, type XmlFields } from '../xml.ts';
import type { Followers } from './followers.ts';
import type { QrCodes } from './qr-code.ts';
import { replyContent } from './reply.ts';
import type { OpeningAction, ReplyWindows } from './reply-window.ts';
import { sharedFields } from '../shared-thing.ts';
import type { TemplateJob } from './template-message.ts';

/** What a person does with the Official Account. Each opens what the platform's table says and calls the program. */
export interface WechatPerson {
  follow(account: SandboxAccount): Promise<ActionAnswer>;
  unfollow(account: SandboxAccount): Promise<ActionAnswer>;
  receive(account: SandboxAccount, messages: 'on' | 'off'): ActionAnswer;
  say(account: SandboxAccount, text: string): Promise<ActionAnswer>;
  /** Taps an item of a msgmenu: a message with `bizmsgmenuid`, which counts as a menu press. */
  choose(account: SandboxAccount, item: { id: string; text: string }): Promise<ActionAnswer>;
  speak(account: SandboxAccount, text: string): Promise<ActionAnswer>;
  share(account: SandboxAccount, what: SharedThing): Promise<ActionAnswer>;
  pressMenu(account: SandboxAccount, position: readonly number[]): Promise<ActionAnswer>;
  scan(account: SandboxAccount, scene: string): Promise<ActionAnswer>;
  /** The platform's late word on a template message. */
  report(job: TemplateJob): Promise<void>;
}

export interface WechatParts {
  account: string;
  exchange: Exchange;
  followers: Followers;
  windows: ReplyWindows;
  menu: AppMenu;
  codes: QrCodes;
}

const brokenService = '该公众号提供的服务出现故障，请稍后再试';

export function createWechatPerson(ground: Ground, parts: WechatParts): WechatPerson {
  const { history } = ground;
  const { followers, windows } = parts;

  const show = (person: SandboxAccount, content: BubbleContent, mine: boolean) =>
    history.add({ phone: person.id, place: 'wechat', mine, content });

  /** Sends what happened; the answer is shown unless the platform shows none for this kind. */
  async function tell(
    person: SandboxAccount,
    fields: XmlFields,
    own: Bubble | undefined,
    answer: 'shown' | 'ignored',
  ): Promise<ActionAnswer> {
    const openid = openidOf(person);
    const plain = writeXml({
      ToUserName: parts.account,
      FromUserName: openid,
      CreateTime: seconds(ground.clock),
      ...fields,
    });
    const shown = await parts.exchange.send({
      account: person,
      plain,
      openid,
      ...(own && { own }),
      onReply(reply) {
        if (answer === 'ignored') return [];
        const content = replyContent(reply, { account: parts.account, openid });
        return typeof content === 'string' ? content : [show(person, content, false)];
      },
      ...(answer === 'shown' && { onTrouble: () => [show(person, { kind: 'fact', text: brokenService }, false)] }),
    });
    return { bubbles: own ? [own, ...shown] : shown };
  }

  function message(
    person: SandboxAccount,
    content: BubbleContent,
    fields: XmlFields,
    action: OpeningAction = 'message',
  ) {
    const openid = followerOnly(person, followers);
    windows.open(openid, action);
    const MsgId = longId(24_000_000_000_000_000n, ground.next('wechat-message'));
    return tell(person, { ...fields, MsgId }, show(person, content, true), 'shown');
  }

  function enter(person: SandboxAccount, scene: string | undefined, ticket: string | undefined) {
    const openid = openidOf(person);
    followers.follow(openid, scene ?? '');
    windows.open(openid, 'follow');
    if (scene !== undefined) windows.open(openid, 'scan');
    const own = show(person, { kind: 'fact', text: scene === undefined ? '已关注公众号' : '扫码关注了公众号' }, true);
    const fields = { EventKey: scene === undefined ? '' : `qrscene_${scene}`, Ticket: ticket };
    return tell(person, { MsgType: 'event', Event: 'subscribe', ...fields }, own, 'shown');
  }

  return {
    async follow(person) {
      if (followers.find(openidOf(person))?.following) throw new PhoneProblem('already-following', 409, '已经关注了');
      return enter(person, undefined, undefined);
    },
    async unfollow(person) {
      const openid = followerOnly(person, followers);
      followers.unfollow(openid);
      windows.close(openid);
      const own = show(person, { kind: 'fact', text: '已取消关注公众号' }, true);
      return tell(person, { MsgType: 'event', Event: 'unsubscribe', EventKey: '' }, own, 'ignored');
    },
    receive(person, messages) {
      followers.receive(followerOnly(person, followers), messages);
      const text = messages === 'on' ? '已打开“接收消息”' : '已关闭“接收消息”';
      return { bubbles: [show(person, { kind: 'fact', text }, true)] };
    },
    say: async (person, text) => message(person, { kind: 'text', text }, { MsgType: 'text', Content: text }),
    choose: async (person, { id, text }) =>
      message(person, { kind: 'text', text }, { MsgType: 'text', Content: text, bizmsgmenuid: id }, 'menu'),
    speak: async (person, text) =>
      message(
        person,
        { kind: 'voice', text },
        { MsgType: 'voice', MediaId: randomName(ground.chance, 64), Format: 'amr', Recognition: text },
      ),
    share: async (person, what) => message(person, { kind: 'shared', what }, sharedFields(what, ground.chance)),
    async pressMenu(person, position) {
      const openid = followerOnly(person, followers);
      const button = parts.menu.at(position);
      if (!button) throw new PhoneProblem('no-menu-entry', 404, '菜单里没有这一项');
      const own = show(person, { kind: 'fact', text: `点了菜单“${button.name}”` }, true);
      const fields = { MsgType: 'event', EventKey: button.url ?? button.key ?? '' };
      if (button.url !== undefined) {
        const answer = await tell(person, { ...fields, Event: 'VIEW', MenuId: '4' }, own, 'ignored');
        return { ...answer, page: button.url };
      }
      windows.open(openid, 'menu');
      return tell(person, { ...fields, Event: 'CLICK' }, own, 'shown');
    },
    async scan(person, scene) {
      const ticket = parts.codes.ticketOf(scene);
      if (ticket === undefined) throw new PhoneProblem('no-such-code', 404, '这个二维码不存在或已过期');
      const openid = openidOf(person);
      if (!followers.find(openid)?.following) return enter(person, scene, ticket);
      windows.open(openid, 'scan');
      const own = show(person, { kind: 'fact', text: '扫了一个二维码' }, true);
      return tell(person, { MsgType: 'event', Event: 'SCAN', EventKey: scene, Ticket: ticket }, own, 'shown');
    },
    async report({ openid, msgid, status, bubble }) {
      const person = ground.directory.byOpenid(openid);
      if (!person) return;
      const own = bubble === undefined ? undefined : history.find(bubble);
      const fields = { MsgType: 'event', Event: 'TEMPLATESENDJOBFINISH', MsgID: msgid, Status: status };
      await tell(person, fields, own, 'ignored');
    },
  };
}

function openidOf(person: SandboxAccount): string {
  if (!person.wechat) throw new PhoneProblem('no-wechat', 409, '这部手机上没有微信');
  return person.wechat.openid;
}

function followerOnly(person: SandboxAccount, followers: Followers): string {
  const openid = openidOf(person);
  if (!followers.find(openid)?.following) throw new PhoneProblem('not-following', 409, '请先关注公众号');
  return openid;
}
