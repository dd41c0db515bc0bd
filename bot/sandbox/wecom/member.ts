import type { SandboxAccount } from '../accounts.ts';
import type { Exchange } from '../exchange.ts';
import { type Ground, longId, randomName, seconds } from '../ground.ts';
import type { AppMenu } from '../menu.ts';
import { PhoneProblem } from '../problem.ts';
import type { ActionAnswer, Bubble, BubbleContent, SharedThing } from '../protocol.ts';
import { sharedFields } from '../shared-thing.ts';
import { writeXml, type XmlFields } from '../xml.ts';
import type { Cards } from './cards.ts';
import { readWecomReply } from './reply.ts';

/** What a member does in the WeCom application. */
export interface WecomMember {
  /** Opens the application: `enter_agent`, every time. */
  enter(account: SandboxAccount): Promise<ActionAnswer>;
  say(account: SandboxAccount, text: string): Promise<ActionAnswer>;
  /** WeCom recognises no speech for an application: the program gets a voice message without words. */
  speak(account: SandboxAccount, text: string): Promise<ActionAnswer>;
  share(account: SandboxAccount, what: SharedThing): Promise<ActionAnswer>;
  pressMenu(account: SandboxAccount, position: readonly number[]): Promise<ActionAnswer>;
  pressCard(account: SandboxAccount, bubble: Bubble, key: string): Promise<ActionAnswer>;
}

export interface WecomParts {
  corpId: string;
  agentId: number;
  exchange: Exchange;
  menu: AppMenu;
  cards: Cards;
}

export function createWecomMember(ground: Ground, parts: WecomParts): WecomMember {
  const { history } = ground;
  const { corpId, agentId } = parts;

  const show = (member: SandboxAccount, content: BubbleContent, mine: boolean) =>
    history.add({ phone: member.id, place: 'wecom', mine, content });

  /** Sends what happened; `pressed` is the bubble of the card that an answer may change. */
  async function tell(
    member: SandboxAccount,
    fields: XmlFields,
    own: Bubble | undefined,
    pressed?: Bubble,
  ): Promise<ActionAnswer> {
    const userid = useridOf(member);
    const plain = writeXml({
      ToUserName: corpId,
      FromUserName: userid,
      CreateTime: seconds(ground.clock),
      ...fields,
      AgentID: agentId,
    });
    const card = pressed?.content.kind === 'card' ? { pressed: pressed.content } : {};
    const envelopesOf = own ?? pressed;
    const shown = await parts.exchange.send({
      account: member,
      plain,
      ...(envelopesOf && { own: envelopesOf }),
      onReply(reply) {
        const read = readWecomReply(reply, { corpId, userid, ...card });
        if (typeof read === 'string') return read;
        if ('show' in read) return [show(member, read.show, false)];
        if (pressed) history.change(pressed.id, read.replace);
        return [];
      },
    });
    const changed = pressed && history.find(pressed.id);
    return { bubbles: [...(own ? [own] : []), ...(changed ? [changed] : []), ...shown] };
  }

  function message(member: SandboxAccount, content: BubbleContent, fields: XmlFields): Promise<ActionAnswer> {
    useridOf(member);
    const MsgId = longId(7_000_000_000_000_000_000n, ground.next('wecom-message'));
    return tell(member, { ...fields, MsgId }, show(member, content, true));
  }

  const event = (name: string, EventKey: string): XmlFields => ({ MsgType: 'event', Event: name, EventKey });

  return {
    enter: async (member) => tell(member, event('enter_agent', ''), undefined),
    say: async (member, text) => message(member, { kind: 'text', text }, { MsgType: 'text', Content: text }),
    speak: async (member, text) =>
      message(
        member,
        { kind: 'voice', text },
        { MsgType: 'voice', MediaId: randomName(ground.chance, 64), Format: 'amr' },
      ),
    async share(member, what) {
      // Files that members send to an application are not pushed (platform.md §3.2).
      if (what === 'file') return { bubbles: [show(member, { kind: 'shared', what }, true)] };
      const located = what === 'location' ? { AppType: 'wxwork' } : {};
      return message(member, { kind: 'shared', what }, { ...sharedFields(what, ground.chance), ...located });
    },
    async pressMenu(member, position) {
      useridOf(member);
      const button = parts.menu.at(position);
      if (!button) throw new PhoneProblem('no-menu-entry', 404, '菜单里没有这一项');
      const own = show(member, { kind: 'fact', text: `点了菜单“${button.name}”` }, true);
      if (button.url === undefined) return tell(member, event('click', button.key ?? ''), own);
      return { ...(await tell(member, event('view', button.url), own)), page: button.url };
    },
    async pressCard(member, bubble, key) {
      const card = bubble.content;
      if (card.kind !== 'card' || card.taskId === undefined || !card.buttons.some((button) => button.key === key))
        throw new PhoneProblem('no-such-button', 404, '卡片上没有这个按钮');
      if (card.answered !== undefined) throw new PhoneProblem('card-answered', 409, '这张卡片已经处理过了');
      const ResponseCode = parts.cards.codeFor(card.taskId);
      const fields = { TaskId: card.taskId, CardType: 'button_interaction', ResponseCode };
      return tell(member, { ...event('template_card_event', key), ...fields }, undefined, bubble);
    },
  };
}

function useridOf(member: SandboxAccount): string {
  if (!member.wecom) throw new PhoneProblem('no-wecom', 409, '这部手机上没有企业微信');
  return member.wecom.userid;
}
