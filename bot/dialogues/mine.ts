import { maskName } from '#kit/mask.ts';
import { openAppointments, type AppointmentInSession } from '#domain/clinics/appointment.ts';
import { serviceNames } from '#domain/clinics/hearers.ts';
import { contractSummary } from '#domain/contracts/summary.ts';
import { sayDay } from '#domain/contracts/words.ts';
import { openVisits } from '#domain/home-visits/list.ts';
import { household, type HouseholdMember } from '#domain/residents/family.ts';
import type { Dialogue, DialogueWorld, TalkingResident } from '../dialogue-world.ts';
import { mine as words } from '../replies/mine.ts';
import { bindFirst } from './bind-first.ts';

/** 我的：我是谁（打码）、签约、预约、家人，下面按数字去办。 */
export const showMine: Dialogue = {
  name: 'mine',
  service: '我的',
  audience: 'resident',
  title: '看我的',
  midway: 'return',
  async script(script, world) {
    const me = await bindFirst(script, world);
    const members = await household(world.tx, me.id);
    const visits = await openAppointments(world.tx, membersToSee(members));
    script.say(
      [
        me.identityLevel === 'verified' ? words.verified(maskName(me.name)) : words.provisional(maskName(me.name)),
        ...(await contractLines(world, me)),
        ...visitLines(world, { visits, members }),
        ...(await waitingLines(world, me.id)),
        ...(await homeVisitLines(world, members)),
        familyLine(members),
      ].join('\n'),
    );
    await script.ways(words.ways, waysOn(visits.length > 0));
  },
};

/** By what somebody has: giving a visit back and arriving come first where there is one. */
function waysOn(hasVisits: boolean): readonly string[] {
  return [...(hasVisits ? ['取消预约', '签到'] : ['夜门诊']), '签约', '家人', '通知设置'];
}

function membersToSee(members: readonly HouseholdMember[]): string[] {
  return members.filter(({ powers }) => powers.includes('book')).map(({ residentId }) => residentId);
}

async function contractLines({ tx }: DialogueWorld, me: TalkingResident): Promise<string[]> {
  const { active, submitted, draft } = await contractSummary(tx, me.id);
  if (!active && !submitted && !draft) return [words.contract.none];
  const lines: string[] = [];
  if (active?.isInterim) lines.push(words.contract.interim(active.doctorName, active.centreName));
  else if (active) lines.push(words.contract.active(active.doctorName, active.centreName, sayDay(active.endsOn)));
  if (active?.isRenewable && !submitted) lines.push(words.contract.renewable(active.daysLeft));
  if (submitted) lines.push(words.contract.submitted(submitted.kind, submitted.doctorName));
  if (draft) lines.push(words.contract.draft(draft.doctorName));
  return lines;
}

function visitLines(
  { tx }: DialogueWorld,
  { visits, members }: { visits: readonly AppointmentInSession[]; members: readonly HouseholdMember[] },
): string[] {
  if (visits.length === 0) return [words.noVisits];
  const lines = visits.slice(0, 6).map(({ residentId, startsAt, number, session }) => {
    const whose = members.find((member) => member.residentId === residentId);
    const who = whose && whose.kind !== 'self' ? `${whose.kinship}${maskName(whose.name)}` : '';
    return words.visit(tx.day.say(startsAt), session.organisation.shortName, serviceNames[session.kind], number, who);
  });
  return [words.visitsTitle, ...lines];
}

async function waitingLines({ tx }: DialogueWorld, residentId: string): Promise<string[]> {
  const entries = await tx.prisma.waitlistEntry.findMany({
    where: { residentId, status: { in: ['waiting', 'offered'] } },
    include: { session: { include: { organisation: { select: { shortName: true } } } } },
    orderBy: { joinedAt: 'asc' },
  });
  return entries.map(({ session }) =>
    words.waiting(`${session.organisation.shortName}${serviceNames[session.kind]}`, tx.day.sayDate(session.date)),
  );
}

async function homeVisitLines({ tx }: DialogueWorld, members: readonly HouseholdMember[]): Promise<string[]> {
  const visits = await openVisits(tx, membersToSee(members));
  return visits.map(({ residentId, plannedAt, ownerName }) => {
    const whose = members.find((member) => member.residentId === residentId);
    const who = whose && whose.kind !== 'self' ? `${whose.kinship}${maskName(whose.name)}` : '';
    return words.homeVisit(who, plannedAt === undefined ? '' : tx.day.say(plannedAt), ownerName);
  });
}

function familyLine(members: readonly HouseholdMember[]): string {
  const others = members.filter(({ kind }) => kind !== 'self');
  if (others.length === 0) return words.noFamily;
  return words.family(others.map(({ kinship, name }) => `${kinship}${maskName(name)}`));
}
