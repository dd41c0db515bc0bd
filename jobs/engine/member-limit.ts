/**
 * WeCom drops what one member gets beyond 30 messages a minute and 1,000 an hour, and says ok (WeCom: frequency limits),
 * so the excess waits here. Kept in memory: one process sends on a platform.
 */
export interface MemberLimit {
  /** When there is room for this member again; undefined while there is, and then one message is counted. */
  fullUntil(member: string, now: Date): Date | undefined;
}

const minute = { most: 30, milliseconds: 60_000 };
const hour = { most: 1_000, milliseconds: 3_600_000 };

export function createMemberLimit(): MemberLimit {
  const sent = new Map<string, number[]>();
  return {
    fullUntil(member, now) {
      const at = now.getTime();
      const recent = (sent.get(member) ?? []).filter((time) => time > at - hour.milliseconds);
      const free = Math.max(freeAt(recent, minute), freeAt(recent, hour));
      if (free > at) return new Date(free);
      sent.set(member, [...recent, at]);
      if (sent.size > 5_000) forget(sent, at - hour.milliseconds);
      return undefined;
    },
  };
}

/** When the oldest of the last `most` leaves the span. */
function freeAt(times: readonly number[], { most, milliseconds }: { most: number; milliseconds: number }): number {
  const first = times.at(-most);
  return first === undefined ? 0 : first + milliseconds;
}

function forget(sent: Map<string, number[]>, before: number): void {
  for (const [member, times] of sent) if ((times.at(-1) ?? 0) <= before) sent.delete(member);
}
