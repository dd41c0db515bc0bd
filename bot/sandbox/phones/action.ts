import { z } from 'zod';
import type { SandboxAccount } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import type { Group } from '../group-chat/group.ts';
import { PhoneProblem } from '../problem.ts';
import type { Action, ActionAnswer, Bubble } from '../protocol.ts';
import type { WechatPerson } from '../wechat/person.ts';
import type { WecomMember } from '../wecom/member.ts';

const chat = z.enum(['wechat', 'wecom']);
const words = z.string().trim().min(1).max(2000);

/** What the page may ask for. */
export const actionSchema: z.ZodType<Action> = z.discriminatedUnion('do', [
  z.object({ do: z.literal('follow') }),
  z.object({ do: z.literal('unfollow') }),
  z.object({ do: z.literal('receive'), messages: z.enum(['on', 'off']) }),
  z.object({ do: z.literal('say'), place: chat, text: words }),
  z.object({ do: z.literal('speak'), place: chat, text: words }),
  z.object({ do: z.literal('share'), place: chat, what: z.enum(['image', 'location', 'file', 'video', 'link']) }),
  z.object({ do: z.literal('press-menu'), place: chat, position: z.array(z.int().min(0)).min(1).max(2) }),
  z.object({ do: z.literal('choose'), bubble: z.int(), item: z.string() }),
  z.object({ do: z.literal('press-card'), bubble: z.int(), key: z.string() }),
  z.object({ do: z.literal('scan'), scene: z.string().min(1) }),
  z.object({ do: z.literal('enter') }),
  z.object({ do: z.literal('open-link'), url: z.url() }),
  z.object({ do: z.literal('write-in-group'), member: z.string(), text: words }),
  z.object({ do: z.literal('read'), place: z.enum(['wechat', 'wecom', 'sms', 'group-chat']) }),
]);

/** Whose doing it is, by the application. */
export interface Performers {
  wechat: WechatPerson;
  wecom: WecomMember;
  group: Group;
}

/** Does one thing on one phone; resolves once the platform is done with it. @throws PhoneProblem */
export type Perform = (account: SandboxAccount, action: Action) => Promise<ActionAnswer>;

export function createPerform(ground: Ground, { wechat, wecom, group }: Performers): Perform {
  const own = (account: SandboxAccount, id: number): Bubble => {
    const bubble = ground.history.find(id);
    if (bubble?.phone !== account.id) throw new PhoneProblem('no-such-bubble', 404, '这部手机上没有这条消息');
    return bubble;
  };

  return async (account, action) => {
    switch (action.do) {
      case 'follow':
        return wechat.follow(account);
      case 'unfollow':
        return wechat.unfollow(account);
      case 'receive':
        return wechat.receive(account, action.messages);
      case 'say':
        return action.place === 'wechat' ? wechat.say(account, action.text) : wecom.say(account, action.text);
      case 'speak':
        return action.place === 'wechat' ? wechat.speak(account, action.text) : wecom.speak(account, action.text);
      case 'share':
        return action.place === 'wechat' ? wechat.share(account, action.what) : wecom.share(account, action.what);
      case 'press-menu':
        return action.place === 'wechat'
          ? wechat.pressMenu(account, action.position)
          : wecom.pressMenu(account, action.position);
      case 'choose': {
        const { content } = own(account, action.bubble);
        const item = content.kind === 'choices' ? content.items.find(({ id }) => id === action.item) : undefined;
        if (!item) throw new PhoneProblem('no-such-item', 404, '这条消息里没有这一项');
        return wechat.choose(account, item);
      }
      case 'press-card':
        return wecom.pressCard(account, own(account, action.bubble), action.key);
      case 'scan':
        return wechat.scan(account, action.scene);
      case 'enter':
        return wecom.enter(account);
      case 'open-link':
        return { bubbles: [], page: action.url };
      case 'write-in-group':
        return group.write(account, action.member, action.text);
      case 'read':
        ground.history.markRead(account.id, action.place);
        return { bubbles: [] };
    }
  };
}
