import { requestJob } from '../jobs/request-job.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { mustReach, reachOf } from '../staff/reach.ts';
import { administratorRoles, clinicRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** As it is put up in chat. */
export interface NewGathering {
  organisationId: string;
  kind: 'lecture' | 'training';
  title: string;
  topic: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number;
  by: string;
}

/** Who may put one up: whoever works at the place, an expert, an administrator. */
const hostRoles = [...clinicRoles, ...administratorRoles];

/** Where somebody may put one up: centres, hospitals and bureaus that their roles reach, their own first. */
export async function hostPlaces(tx: Transaction, staffId: string): Promise<{ id: string; shortName: string }[]> {
  const { organisationId } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: staffId } });
  const places = await tx.prisma.organisation.findMany({
    where: { id: { in: await reachOf(tx, staffId, hostRoles) }, kind: { not: 'station' }, active: true },
    select: { id: true, shortName: true },
    orderBy: [{ schedules: { _count: 'desc' } }, { name: 'asc' }],
  });
  return [...places.filter(({ id }) => id === organisationId), ...places.filter(({ id }) => id !== organisationId)];
}

/**
 * Puts a lecture or a training up. Who signs up is reminded on the evening before; afterwards the host is asked who came.
 * @throws Refusal `not-allowed`; `gathering-dates` for what has begun or ends before it begins
 */
export async function announce(tx: Transaction, gathering: NewGathering): Promise<string> {
  const { organisationId, startsAt, endsAt, capacity, by, ...said } = gathering;
  await mustReach(tx, by, organisationId, hostRoles);
  if (startsAt <= tx.now || endsAt <= startsAt || capacity < 1) throw refuse('gathering-dates');
  const id = tx.id();
  await tx.prisma.gathering.create({
    data: {
      id,
      organisationId,
      ...said,
      startsAt,
      endsAt,
      capacity,
      status: 'open',
      createdById: by,
      createdAt: tx.now,
    },
  });
  tx.audit({
    actor: { kind: 'staff', id: by },
    action: 'gathering.announced',
    subject: { kind: 'gathering', id },
    detail: { kind: gathering.kind, organisationId },
  });
  const { clinics, notices } = await rulesAt(tx, organisationId);
  const eve = tx.day.add(tx.day.dateOf(startsAt), -1);
  const remindAt = tx.day.at(eve, clinics.eveningReminderAt);
  if (remindAt > tx.now)
    await requestJob(
      tx,
      'gathering.remind',
      { gatheringId: id },
      { key: `gathering.remind/${id}`, dueAt: remindAt, expiresAt: tx.day.at(eve, notices.quietFrom) },
    );
  await requestJob(tx, 'gathering.ask-who-came', { gatheringId: id }, { key: `gathering.came/${id}`, dueAt: endsAt });
  return id;
}
