import { sessionsToRun, type StaffSession } from '#domain/clinics/staff-sessions.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import { sessionRoles } from '#domain/staff/roles.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { clinicWork as words } from '../replies/clinic-work.ts';
import type { SaidFacts } from '../understand/said-facts.ts';
import { close, movePlace, moveTime, saySession, substitute } from './session-changes.ts';

/** 停诊：停一场，或者换医生、改时间、换地方；核对时写明影响多少人，确认后马上通知。 */
export const closeClinic: Dialogue = {
  name: 'close-session',
  service: '停诊',
  audience: 'staff',
  roles: sessionRoles,
  title: '停诊或改门诊',
  async script(script, world) {
    const { tx, staff } = world;
    const today = tx.day.dateOf(tx.now);
    const to = tx.day.add(today, (await rulesAt(tx, staff?.organisationId)).clinics.bookingOpensDaysAhead);
    const sessions = staff
      ? (await sessionsToRun(tx, staff.id, { from: today, to })).filter(
          ({ status, endsAt }) => status === 'open' && endsAt > tx.now,
        )
      : [];
    const session = await script.choose('session', {
      title: words.session,
      prompt: words.whichSession,
      from: sessions,
      id: ({ id }) => id,
      label: (one) => saySession(world, one),
      none: { say: words.noneToClose },
      fact: (facts) => meantSessions(sessions, facts, staff?.id),
    });
    const way = await script.choose('way', {
      title: words.change,
      prompt: words.whatToDo,
      from: session.startsAt > tx.now ? ways : ways.filter(({ id }) => id !== 'move' && id !== 'move-elsewhere'),
      id: ({ id }) => id,
      label: ({ label }) => label,
      none: { say: words.noneToClose },
    });
    switch (way.id) {
      case 'close':
        return close(script, world, session);
      case 'substitute':
        return substitute(script, world, session);
      case 'move':
        return moveTime(script, world, session);
      case 'move-elsewhere':
        return movePlace(script, world, session);
    }
  },
};

/** What was said narrows the list; where several fit, one's own is meant. */
function meantSessions(
  sessions: readonly StaffSession[],
  { days, places }: SaidFacts,
  staffId: string | undefined,
): StaffSession[] | undefined {
  if (!days?.length && !places?.length) return undefined;
  const fitting = sessions.filter(
    ({ date, shortName }) => (!days?.length || days.includes(date)) && (!places?.length || places.includes(shortName)),
  );
  const own = fitting.filter(({ doctorId }) => doctorId === staffId);
  return own.length > 0 ? own : fitting;
}

const ways = [
  { id: 'close', label: words.close },
  { id: 'substitute', label: words.substitute },
  { id: 'move', label: words.move },
  { id: 'move-elsewhere', label: words.moveElsewhere },
] as const;
