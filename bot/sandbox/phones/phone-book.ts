import type { SandboxAccount } from '../accounts.ts';
import type { Ground } from '../ground.ts';
import type { Phone, Place } from '../protocol.ts';
import type { Followers } from '../wechat/followers.ts';

/** How a phone looks from outside: who, what is on it, what is unread. */
export interface PhoneBook {
  phone(account: SandboxAccount): Phone;
  /** Tells everybody how it looks now. */
  announce(account: SandboxAccount): void;
}

export function createPhoneBook({ history, feed }: Ground, followers: Followers): PhoneBook {
  function phone(account: SandboxAccount): Phone {
    const follower = account.wechat && followers.find(account.wechat.openid);
    return {
      id: account.id,
      name: account.name,
      about: account.about,
      group: account.group,
      places: placesOf(account),
      ...(account.phoneNumber && { phoneNumber: account.phoneNumber }),
      ...(account.members && { members: account.members }),
      ...(follower && { following: follower.following, receiving: follower.receiving }),
      unread: history.unread(account.id),
      tries: account.tries,
    };
  }
  return { phone, announce: (account) => feed.publish({ kind: 'phone', phone: phone(account) }) };
}

function placesOf(account: SandboxAccount): Place[] {
  const places: Place[] = [];
  if (account.wechat) places.push('wechat');
  if (account.wecom) places.push('wecom');
  if (account.phoneNumber) places.push('sms');
  if (account.members) places.push('group-chat');
  return places;
}
