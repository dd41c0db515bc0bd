import type { DeliveryChannelName, DeliveryForm } from './delivery-channel.ts';
import type { DeliveryPurpose } from './notice.ts';
import type { EndingReason, SendingReason } from './reason.ts';
import type { ReplyWindow } from './window.ts';
import { isOpen } from './window.ts';

/** Who a delivery goes to, as they stand now. */
export type Recipient =
  | {
      kind: 'account';
      channel: 'wechat' | 'wecom' | 'wechaty';
      following: boolean;
      window: ReplyWindow;
      /** `unneeded` when the account itself was written to, not the resident behind it. */
      binding: 'active' | 'ended' | 'unneeded';
      /** The resident that is written to, or written about, has died. */
      deceased: boolean;
      /** The account is a colleague's who has left. */
      staffLeft: boolean;
    }
  | { kind: 'staff'; active: boolean }
  | { kind: 'phone'; deceased: boolean }
  /** The row that was to be written to is not there. */
  | { kind: 'nobody' };

/** One way to reach somebody. */
export interface Way {
  channel: DeliveryChannelName;
  form: DeliveryForm;
  why: SendingReason;
}

/** Why nothing may go out to this recipient at all, if so. */
export function stopped(recipient: Recipient): EndingReason | undefined {
  switch (recipient.kind) {
    case 'account':
      if (recipient.deceased) return 'deceased';
      if (recipient.binding === 'ended') return 'unbound';
      if (recipient.staffLeft) return 'staff-left';
      return recipient.following ? undefined : 'unfollowed';
    case 'staff':
      return recipient.active ? undefined : 'staff-left';
    case 'phone':
      return recipient.deceased ? 'deceased' : undefined;
    case 'nobody':
      return undefined;
  }
}

/** What is needed to list the ways. */
interface Situation {
  purpose: DeliveryPurpose;
  now: Date;
  content: { card: boolean; template: boolean };
  hasPhone: boolean;
}

/** The ways to somebody, best first: WeCom; reply window; template; SMS (domain.md §7). After them comes the call list. */
export function waysTo(recipient: Recipient, situation: Situation): Way[] {
  switch (recipient.kind) {
    case 'account':
      return [...onAccount(recipient.channel, recipient.window, situation), ...bySms(situation, 'resident')];
    case 'staff':
      return [...inWecom(situation), ...bySms(situation, 'staff')];
    case 'phone':
      return [{ channel: 'sms', form: 'sms', why: 'phone' }];
    case 'nobody':
      return [];
  }
}

function onAccount(channel: 'wechat' | 'wecom' | 'wechaty', window: ReplyWindow, situation: Situation): Way[] {
  switch (channel) {
    case 'wechat':
      return inWechat(window, situation);
    case 'wecom':
      return inWecom(situation);
    case 'wechaty':
      return [];
  }
}

function inWechat(window: ReplyWindow, { content, now }: Situation): Way[] {
  const open = isOpen(window, now);
  const usedUp = window.expiresAt !== null && now < window.expiresAt;
  return [
    ...(open ? [{ channel: 'wechat', form: 'message', why: 'reply-window' } as const] : []),
    ...(content.template
      ? [{ channel: 'wechat', form: 'template', why: usedUp ? 'window-used-up' : 'window-closed' } as const]
      : []),
  ];
}

function inWecom({ content }: Situation): Way[] {
  const text: Way = { channel: 'wecom', form: 'text', why: 'wecom' };
  return content.card ? [{ channel: 'wecom', form: 'card', why: 'wecom' }, text] : [text];
}

/** An answer in a chat is not worth a short message; a colleague's phone rings for safety only. */
function bySms({ purpose, hasPhone }: Situation, whose: 'resident' | 'staff'): Way[] {
  const fits = whose === 'resident' ? purpose !== 'reply' : purpose === 'safety';
  return hasPhone && fits ? [{ channel: 'sms', form: 'sms', why: 'phone' }] : [];
}
