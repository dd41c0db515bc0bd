import { createHash } from 'node:crypto';

/** A person with a phone. Everything here is invented and given by the program; the platforms remember the rest. */
export interface SandboxAccount {
  /** Stable: lower-case letters, digits and hyphens, such as `wang-xiuying`. */
  id: string;
  name: string;
  /** One line for the page, such as `居民 · 拱北 · 高血压和糖尿病`. */
  about: string;
  group: 'resident' | 'staff';
  /** `following`: whether this person follows the Official Account when the platforms first hear of the phone. */
  wechat?: { openid: string; following: boolean };
  wecom?: { userid: string };
  /** Receives SMS. */
  phoneNumber?: string;
  /** A group instead of a person: who is in it, beside the bot. */
  members?: string[];
  /** 试试这样说: offered as chips. */
  tries: string[];
}

/** An openid of the real shape (28 characters) for an invented account, always the same one. */
export function inventedOpenid(accountId: string): string {
  return `o${createHash('sha256').update(`sandbox openid ${accountId}`).digest('base64url').slice(0, 27)}`;
}

/** The accounts by the names under which the platforms know them. */
export interface Directory {
  all: readonly SandboxAccount[];
  byId(id: string): SandboxAccount | undefined;
  byOpenid(openid: string): SandboxAccount | undefined;
  /** WeCom compares userids without regard to case. */
  byUserid(userid: string): SandboxAccount | undefined;
  /** Several people may use one number. */
  byPhoneNumber(phoneNumber: string): SandboxAccount[];
}

/** @throws Error when two accounts share an id, an openid or a userid. */
export function directoryOf(accounts: readonly SandboxAccount[]): Directory {
  const ids = indexed(accounts, (account) => account.id);
  const openids = indexed(accounts, (account) => account.wechat?.openid);
  const userids = indexed(accounts, (account) => account.wecom?.userid.toLowerCase());
  return {
    all: accounts,
    byId: (id) => ids.get(id),
    byOpenid: (openid) => openids.get(openid),
    byUserid: (userid) => userids.get(userid.toLowerCase()),
    byPhoneNumber: (phoneNumber) => accounts.filter((account) => account.phoneNumber === phoneNumber),
  };
}

function indexed(
  accounts: readonly SandboxAccount[],
  key: (account: SandboxAccount) => string | undefined,
): Map<string, SandboxAccount> {
  const index = new Map<string, SandboxAccount>();
  for (const account of accounts) {
    const name = key(account);
    if (name === undefined) continue;
    if (index.has(name)) throw new Error(`two sandbox accounts are called ${name}`);
    index.set(name, account);
  }
  return index;
}
