import type { Broadcast } from '#prisma/generated/sqlite/client.ts';
import { countsOf, rulesOfBroadcast } from './broadcast.ts';
import { peopleAtOnce } from './range.sql.ts';
import { summaryOf } from './reach.ts';

type Paced = Pick<Broadcast, 'kind' | 'counts' | 'rulePack' | 'startedAt' | 'latestAt' | 'dealtAt'>;

const minute = 60_000;
/** The whole of what is left until the latest time is not planned with: something always comes between. */
const share = 0.8;

/** How many may be handed out now: the time since the last ones by the minute's rate, at most a minute's worth. */
export function portion(row: Paced, now: Date): number {
  if (row.kind === 'emergency') return peopleAtOnce;
  const since = now.getTime() - sinceWhen(row, now);
  return Math.min(peopleAtOnce, Math.floor((since / minute) * ratePerMinute(row)));
}

/** When that many count as handed out: what is left of the time goes to the next ones. */
export function dealtAfter(row: Paced, dealt: number, now: Date): Date {
  if (row.kind === 'emergency') return now;
  return new Date(Math.ceil(sinceWhen(row, now) + (dealt / ratePerMinute(row)) * minute));
}

function sinceWhen({ dealtAt }: Paced, now: Date): number {
  return Math.max(dealtAt?.getTime() ?? 0, now.getTime() - minute);
}

/** Spread over the rules' minutes, or over what is left until the latest time; a small one is not spread thin. */
export function ratePerMinute({ counts, rulePack, startedAt, latestAt }: Paced): number {
  const { spreadMinutes, leastAMinute } = rulesOfBroadcast({ rulePack }).broadcasts;
  const left = startedAt === null ? spreadMinutes : ((latestAt.getTime() - startedAt.getTime()) / minute) * share;
  const minutes = Math.max(1, Math.min(spreadMinutes, left));
  return Math.max(leastAMinute, Math.ceil(summaryOf(countsOf({ counts })).written / minutes));
}
