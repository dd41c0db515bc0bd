import { maskName } from '#kit/mask.ts';
import { workingDaysAfter } from '../calendar/working-day.ts';
import { handOn, requestLook } from '../care/hand-on.ts';
import { nextOwner } from '../care/owner.ts';
import { closeCards } from '../notices/cards.ts';
import { consultationHandedOn } from '../notices/consultations.ts';
import { send } from '../notices/send.ts';
import { rulesOf } from '../packs/current.ts';
import { residentName } from '../residents/resident.ts';
import { ownTeam } from '../residents/home.ts';
import { whoAnswersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf } from './consultation.ts';
import { tellOwner } from './tell.ts';

/**
 * Takes an unanswered question on: to a colleague of the team who is there, then to who administers the centre, and on up
 * (domain.md §6). It does not come back to the team, whose leader may be the one who let it lie.
 * The resident is told each time; at the top it stays, in everybody's sight.
 * @returns why there was nothing to do, or undefined.
 */
export async function escalateUnanswered(tx: Transaction, consultationId: string): Promise<string | undefined> {
  const consultation = await tx.prisma.consultation.findUniqueOrThrow({ where: { id: consultationId } });
  const { status, dueAt, ownerId, residentId, escalations, rulePack, contactId } = consultation;
  if (status !== 'open') return status;
  if (dueAt === null || dueAt > tx.now) return 'due-later';
  const { answerWithinWorkingDays } = rulesOf(rulePack).consultations;
  const again = workingDaysAfter(tx.day, tx.now, answerWithinWorkingDays);
  return handOn(tx, consultation, {
    to:
      escalations === 0
        ? ((await colleagueOf(tx, residentId, ownerId)) ?? (await nextOwner(tx, residentId, ownerId)))
        : await nextOwner(tx, residentId, escalations === 1 ? await leaderOf(tx, residentId, ownerId) : ownerId),
    dueAt: again,
    subject: 'consultation',
    action: 'consultation.handed-on',
    take: (data) => tx.prisma.consultation.updateMany({ where: { id: consultationId, status: 'open', ownerId }, data }),
    lookAgain: () => requestLook(tx, 'consultation.escalate', { consultationId }, again),
    async tell(next) {
      await closeCards(tx, cardsOf(consultationId), '已转同事');
      await tellOwner(tx, consultationId, 'overdue');
      const { name: doctor } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: next } });
      const binding = await tx.prisma.binding.findFirst({ where: { contactId, status: 'active' } });
      await send(
        tx,
        consultationHandedOn,
        binding ? { binding: binding.id } : { resident: residentId },
        { name: maskName(await residentName(tx, residentId)), doctor, days: answerWithinWorkingDays },
        { key: `consultation.handed-on/${consultationId}/${escalations}/${again.toISOString()}`, about: residentId },
      );
    },
  });
}

async function leaderOf(tx: Transaction, residentId: string, ownerId: string): Promise<string> {
  return (await ownTeam(tx, residentId))?.leader.id ?? ownerId;
}

/** Of the team, by the roster: who sits in a clinic today first, then the other doctors; never who let it lie. */
async function colleagueOf(tx: Transaction, residentId: string, ownerId: string): Promise<string | undefined> {
  const team = await ownTeam(tx, residentId);
  if (!team) return undefined;
  const doctors = await tx.prisma.staff.findMany({
    where: {
      id: { in: team.members.map(({ id }) => id), not: ownerId },
      active: true,
      roles: { some: { role: { in: ['doctor', 'team_leader'] } } },
    },
    select: { id: true, sessions: { where: { date: tx.day.dateOf(tx.now), status: 'open' }, select: { id: true } } },
    orderBy: { id: 'asc' },
  });
  const byRoster = [...doctors].sort((one, other) => other.sessions.length - one.sessions.length);
  for (const { id } of byRoster) {
    const present = await whoAnswersFor(tx, id);
    if (present === id) return id;
  }
  return undefined;
}
