import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { insertSitIn } from './sit-in.sql.ts';

/** An expert's session at a centre, with whether they were there. */
export interface SitInSession {
  id: string;
  startsAt: Date;
  endsAt: Date;
  shortName: string;
  organisationId: string;
  arrivedAt: Date | undefined;
  leftAt: Date | undefined;
}

/** The sit-ins at which an expert may sign in now: from half an hour before until the end. */
export async function sitInsNow(tx: Transaction, staffId: string): Promise<SitInSession[]> {
  const today = tx.day.dateOf(tx.now);
  const sessions = await sessionsOf(tx, staffId, { gte: tx.day.add(today, -1), lte: tx.day.add(today, 1) });
  const open: SitInSession[] = [];
  for (const session of sessions)
    if (tx.now < session.endsAt && tx.now >= (await signInFrom(tx, session))) open.push(session);
  return open;
}

/** The next one that somebody sits in, as far as sessions are open. */
export async function nextSitIn(tx: Transaction, staffId: string): Promise<SitInSession | undefined> {
  const sessions = await sessionsOf(tx, staffId, { gte: tx.day.dateOf(tx.now) });
  return sessions.find(({ endsAt }) => endsAt > tx.now);
}

/** From when on somebody may sign in. */
export async function signInFrom(
  tx: Transaction,
  { startsAt, organisationId }: Pick<SitInSession, 'startsAt' | 'organisationId'>,
): Promise<Date> {
  const { signInFromMinutesBefore } = (await rulesAt(tx, organisationId)).support.sitIns;
  return new Date(startsAt.getTime() - signInFromMinutesBefore * 60_000);
}

/**
 * 坐诊签到: the expert is there. A repeated press changes nothing.
 * @returns when they signed in first.
 * @throws Refusal `sit-in-not-now` for another's session, one that is closed, too early or over.
 */
export async function signInAt(
  tx: Transaction,
  { sessionId, staffId }: { sessionId: string; staffId: string },
): Promise<Date> {
  const session = await tx.prisma.clinicSession.findUniqueOrThrow({ where: { id: sessionId } });
  const arrived = tx.now >= (await signInFrom(tx, session)) && (await insertSitIn(tx, { sessionId, staffId }));
  if (arrived)
    tx.audit({
      actor: { kind: 'staff', id: staffId },
      action: 'sit-in.arrived',
      subject: { kind: 'session', id: sessionId },
    });
  const kept = await tx.prisma.sitIn.findUnique({ where: { sessionId } });
  if (kept?.staffId !== staffId) throw refuse('sit-in-not-now');
  return kept.arrivedAt;
}

/** 坐诊签退. A repeated press changes nothing. @throws Refusal `sit-in-not-now` without a sign-in. */
export async function signOutOf(
  tx: Transaction,
  { sessionId, staffId }: { sessionId: string; staffId: string },
): Promise<void> {
  const { count } = await tx.prisma.sitIn.updateMany({
    where: { sessionId, staffId, leftAt: null },
    data: { leftAt: tx.now },
  });
  if (count === 0 && (await tx.prisma.sitIn.count({ where: { sessionId, staffId } })) === 0)
    throw refuse('sit-in-not-now');
}

async function sessionsOf(
  tx: Transaction,
  doctorId: string,
  date: { gte: string; lte?: string },
): Promise<SitInSession[]> {
  const sessions = await tx.prisma.clinicSession.findMany({
    where: { doctorId, kind: 'expert', status: 'open', date },
    include: { sitIn: true, organisation: { select: { shortName: true } } },
    orderBy: { startsAt: 'asc' },
  });
  return sessions.map(({ id, startsAt, endsAt, organisationId, organisation, sitIn }) => ({
    id,
    startsAt,
    endsAt,
    organisationId,
    shortName: organisation.shortName,
    arrivedAt: sitIn?.arrivedAt,
    leftAt: sitIn?.leftAt ?? undefined,
  }));
}
