import type { Ground } from '../ground.ts';

/** What a follower did that lets the account write to them. */
export type OpeningAction = 'message' | 'menu' | 'follow' | 'scan';

/** WeChat's table of what each action opens (platform.md §2.2). */
const grants: Record<OpeningAction, { messages: number; milliseconds: number }> = {
  message: { messages: 5, milliseconds: 48 * 3_600_000 },
  menu: { messages: 3, milliseconds: 60_000 },
  follow: { messages: 3, milliseconds: 60_000 },
  scan: { messages: 3, milliseconds: 60_000 },
};

export interface ReplyWindows {
  /** The same action again starts its count and time anew. */
  open(openid: string, action: OpeningAction): void;
  /** Takes one message out of the window that ends first. `closed` is 45015, `used-up` 45047. */
  spend(openid: string): 'ok' | 'closed' | 'used-up';
  /** Whoever leaves takes all windows along. */
  close(openid: string): void;
}

export function createReplyWindows({ memory, clock }: Ground): ReplyWindows {
  const open = memory.prepare<[string, string, number, number]>(
    `INSERT INTO reply_window (openid, action, remaining, expires_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (openid, action) DO UPDATE SET remaining = excluded.remaining, expires_at = excluded.expires_at`,
  );
  const live = memory.prepare<[string, number], { action: string; remaining: number }>(
    'SELECT action, remaining FROM reply_window WHERE openid = ? AND expires_at > ? ORDER BY expires_at',
  );
  const take = memory.prepare<[string, string]>(
    'UPDATE reply_window SET remaining = remaining - 1 WHERE openid = ? AND action = ?',
  );
  const close = memory.prepare<[string]>('DELETE FROM reply_window WHERE openid = ?');
  return {
    open(openid, action) {
      const { messages, milliseconds } = grants[action];
      open.run(openid, action, messages, clock.now().getTime() + milliseconds);
    },
    spend(openid) {
      const windows = live.all(openid, clock.now().getTime());
      const usable = windows.find((window) => window.remaining > 0);
      if (!usable) return windows.length === 0 ? 'closed' : 'used-up';
      take.run(openid, usable.action);
      return 'ok';
    },
    close(openid) {
      close.run(openid);
    },
  };
}
