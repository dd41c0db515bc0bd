import { closeSession } from '../clinics/close-session.ts';
import { stayingDoctors } from '../clinics/stand-ins.ts';
import { substituteDoctor } from '../clinics/substitute.ts';
import type { Transaction } from '../transaction.ts';

/** What becomes of somebody's clinics while they are away. */
export interface HandedOver {
  /** Sessions in which the cover sits. */
  takenOver: number;
  /** Sessions that are closed, because nobody can. */
  closed: number;
  /** Residents who are told. */
  told: number;
}

interface Away {
  staffId: string;
  coverId: string | null;
  fromDate: string;
  toDate: string;
}

/** What would become of the clinics, for the confirmation. Residents are those booked now. */
export async function sessionsWhileAway(tx: Transaction, away: Away): Promise<HandedOver> {
  const plan = { takenOver: 0, closed: 0, told: 0 };
  for (const session of await sessionsOf(tx, away)) {
    if (await coverSits(tx, session, away.coverId)) plan.takenOver += 1;
    else plan.closed += 1;
    plan.told += await tx.prisma.appointment.count({
      where: { sessionId: session.id, status: { in: ['booked', 'arrived'] } },
    });
  }
  return plan;
}

/** Hands each session to the cover, or closes it; everyone booked is told by it (换人, 停诊). */
export async function handOverSessions(
  tx: Transaction,
  away: Away & { reason: string; by: string },
): Promise<HandedOver> {
  const done = { takenOver: 0, closed: 0, told: 0 };
  for (const session of await sessionsOf(tx, away)) {
    const by = { staffId: away.by };
    const coverId = (await coverSits(tx, session, away.coverId)) ? away.coverId : null;
    if (coverId !== null) {
      done.told += (await substituteDoctor(tx, { sessionId: session.id, doctorId: coverId }, by)).told;
      done.takenOver += 1;
    } else {
      // Why a doctor is away is nobody's business but the centre's.
      done.told += (await closeSession(tx, { sessionId: session.id, reason: '医生不在岗' }, by)).told;
      done.closed += 1;
    }
  }
  return done;
}

async function sessionsOf(tx: Transaction, { staffId, fromDate, toDate }: Away) {
  return tx.prisma.clinicSession.findMany({
    where: { doctorId: staffId, status: 'open', date: { gte: fromDate, lte: toDate }, endsAt: { gt: tx.now } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
}

async function coverSits(
  tx: Transaction,
  session: Parameters<typeof stayingDoctors>[1],
  coverId: string | null,
): Promise<boolean> {
  return coverId !== null && (await stayingDoctors(tx, session)).some(({ id }) => id === coverId);
}
