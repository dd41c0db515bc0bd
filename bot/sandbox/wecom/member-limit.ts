import type { Ground } from '../ground.ts';

/** WeCom: one application reaches one member at most 30 times a minute and 1,000 times an hour (platform.md §4.3). */
const limits = [
  { messages: 30, milliseconds: 60_000 },
  { messages: 1000, milliseconds: 3_600_000 },
];

/** Counts a message to a member and tells whether it arrives; what is too much is dropped, and nobody is told. */
export function createMemberLimit({ memory, clock }: Ground): (userid: string) => boolean {
  const count = memory.prepare<[string, number], { count: number }>(
    'SELECT count(*) AS count FROM member_message WHERE userid = ? AND at > ?',
  );
  const insert = memory.prepare<[string, number]>('INSERT INTO member_message (userid, at) VALUES (?, ?)');
  const forget = memory.prepare<[number]>('DELETE FROM member_message WHERE at <= ?');
  return (userid) => {
    const member = userid.toLowerCase();
    const now = clock.now().getTime();
    forget.run(now - 3_600_000);
    const full = limits.some(
      ({ messages, milliseconds }) => (count.get(member, now - milliseconds)?.count ?? 0) >= messages,
    );
    if (!full) insert.run(member, now);
    return !full;
  };
}
