import type { Ground } from '../ground.ts';

/** How a person stands to the Official Account. */
export interface Follower {
  following: boolean;
  /** Milliseconds since 1970. */
  since: number;
  /** The QR code that the person followed by; empty without one. */
  scene: string;
  /** Takes pushed messages (接收消息). */
  receiving: boolean;
}

export interface Followers {
  /** Undefined for an openid that nobody has. */
  find(openid: string): Follower | undefined;
  follow(openid: string, scene: string): void;
  unfollow(openid: string): void;
  receive(openid: string, messages: 'on' | 'off'): void;
}

/** Remembers followers; an account that it has never heard of starts as its description says. */
export function createFollowers({ memory, clock, directory }: Ground): Followers {
  const find = memory.prepare<[string], { following: number; since: number; scene: string; receiving: number }>(
    'SELECT following, since, scene, receiving FROM follower WHERE openid = ?',
  );
  const meet = memory.prepare<[string, number, number]>(
    'INSERT INTO follower (openid, following, since) VALUES (?, ?, ?) ON CONFLICT (openid) DO NOTHING',
  );
  const follow = memory.prepare<[number, string, string]>(
    'UPDATE follower SET following = 1, receiving = 1, since = ?, scene = ? WHERE openid = ?',
  );
  const unfollow = memory.prepare<[string]>('UPDATE follower SET following = 0 WHERE openid = ?');
  const receive = memory.prepare<[number, string]>('UPDATE follower SET receiving = ? WHERE openid = ?');
  for (const { wechat } of directory.all)
    if (wechat) meet.run(wechat.openid, Number(wechat.following), clock.now().getTime());
  return {
    find(openid) {
      const row = directory.byOpenid(openid) && find.get(openid);
      return row && { ...row, following: row.following === 1, receiving: row.receiving === 1 };
    },
    follow(openid, scene) {
      follow.run(clock.now().getTime(), scene, openid);
    },
    unfollow(openid) {
      unfollow.run(openid);
    },
    receive(openid, messages) {
      receive.run(Number(messages === 'on'), openid);
    },
  };
}
