import { z } from 'zod';

/** How people are reached, in their order (domain.md §7). Stored in `BroadcastRecipient.way`: never renamed. */
export const ways = ['wecom', 'message', 'template', 'mass', 'sms', 'call'] as const;
export type BroadcastWay = (typeof ways)[number];

/** Why somebody of the audience is not written to. Stored in `BroadcastRecipient.reason`: never renamed. */
export const exclusions = [
  'deceased',
  'moved',
  'unbound',
  'switched-off',
  'unfollowed',
  'reached-already',
  'too-late',
] as const;
export type Exclusion = (typeof exclusions)[number];

/** So many people by one way, or left out for one reason. */
export const reach = z.object({
  way: z.enum(ways),
  reason: z.enum([...exclusions, 'mass-used-up']).nullable(),
  count: z.number().int(),
});
export type Reach = z.infer<typeof reach>;

export function isExclusion(reason: string | null): reason is Exclusion {
  return exclusions.some((one) => one === reason);
}

/** Of an audience: who is written to, who is to be called, who is left out. */
export interface ReachSummary {
  written: number;
  byWay: Readonly<Record<BroadcastWay, number>>;
  excluded: Readonly<Record<Exclusion, number>>;
  /** Whose four 群发 of this month are used up. */
  massUsedUp: number;
}

export function summaryOf(counts: readonly Reach[]): ReachSummary {
  const byWay = Object.fromEntries(ways.map((way) => [way, 0])) as Record<BroadcastWay, number>;
  const excluded = Object.fromEntries(exclusions.map((why) => [why, 0])) as Record<Exclusion, number>;
  let massUsedUp = 0;
  for (const { way, reason, count } of counts)
    if (isExclusion(reason)) excluded[reason] += count;
    else {
      byWay[way] += count;
      if (reason === 'mass-used-up') massUsedUp += count;
    }
  const written = ways.filter((way) => way !== 'call').reduce((sum, way) => sum + byWay[way], 0);
  return { written, byWay, excluded, massUsedUp };
}

/** Adds counts of the same way and reason together. */
export function added(counts: readonly Reach[], more: readonly Reach[]): Reach[] {
  const sums = new Map<string, Reach>();
  for (const one of [...counts, ...more]) {
    const key = `${one.way}/${one.reason ?? ''}`;
    sums.set(key, { ...one, count: (sums.get(key)?.count ?? 0) + one.count });
  }
  return [...sums.values()];
}
