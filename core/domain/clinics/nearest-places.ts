import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { openStatuses } from './obstacle.ts';
import { personOf } from './person.sql.ts';
import { mayTakeReserved } from './rules.ts';

/** A place that somebody may have instead. */
export interface NearPlace {
  slotId: string;
  startsAt: Date;
  organisationId: string;
  /** 拱北 */
  shortName: string;
  centre: string;
  address: string;
}

/** What it would be instead of. */
export interface Lost {
  kind: 'night' | 'expert';
  /** YYYY-MM-DD */
  date: string;
  startsAt: Date;
  organisationId: string;
}

const most = 3;

/**
 * The places nearest to one that somebody cannot have: elsewhere the same evening first, then the next days, at the same
 * centre first; in each session the free slot closest to the lost time. They are not held.
 */
export async function nearestPlaces(tx: Transaction, residentId: string, lost: Lost): Promise<NearPlace[]> {
  const today = tx.day.dateOf(tx.now);
  const person = await personOf(tx, residentId);
  const sessions = await tx.prisma.clinicSession.findMany({
    where: {
      kind: lost.kind,
      status: 'open',
      endsAt: { gt: tx.now },
      date: { gte: lost.date },
      appointments: { none: { residentId, status: { in: [...openStatuses] } } },
    },
    include: {
      organisation: { select: { name: true, shortName: true, address: true } },
      slots: { where: { startsAt: { gt: tx.now } }, orderBy: { startsAt: 'asc' } },
    },
    orderBy: [{ date: 'asc' }, { startsAt: 'asc' }, { id: 'asc' }],
  });
  const distance = (startsAt: Date) =>
    Math.abs(minutes(tx.day.timeOf(startsAt)) - minutes(tx.day.timeOf(lost.startsAt)));
  const places = sessions.flatMap(({ slots, organisation, organisationId, date, ...session }) => {
    const { clinics } = rulesOf(session.rulePack);
    if (date > tx.day.add(today, clinics.bookingOpensDaysAhead)) return [];
    const kept = mayTakeReserved(person, clinics) ? 0 : session.reserved;
    if (session.taken + kept >= session.places) return [];
    const [closest] = slots
      .filter(({ taken, capacity }) => taken < capacity)
      .sort((one, other) => distance(one.startsAt) - distance(other.startsAt));
    if (!closest) return [];
    const { shortName, name: centre, address } = organisation;
    return [
      { date, place: { slotId: closest.id, startsAt: closest.startsAt, organisationId, shortName, centre, address } },
    ];
  });
  const here = ({ place }: (typeof places)[number]) => Number(place.organisationId !== lost.organisationId);
  return places
    .sort((one, other) => (one.date === other.date ? here(one) - here(other) : one.date < other.date ? -1 : 1))
    .slice(0, most)
    .map(({ place }) => place);
}

/** `3月2日（周一）晚上7:30 香湾` */
export function sayPlace(tx: Transaction, { startsAt, shortName }: NearPlace): string {
  return `${tx.day.say(startsAt)} ${shortName}`;
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}
