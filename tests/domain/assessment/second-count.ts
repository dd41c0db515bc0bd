import type { FactRow } from '#domain/assessment/figures.ts';
import type { IndicatorName } from '#domain/assessment/indicator.ts';
import type { Transaction } from '#domain/transaction.ts';

type Counted = Pick<FactRow, 'staffId' | 'organisationId' | 'part' | 'whole'>;
type Second = (tx: Transaction) => Promise<Counted[]>;

const [start, end] = [new Date('2026-01-01T00:00:00+08:00'), new Date('2026-07-01T00:00:00+08:00')];
const [first, last] = ['2026-01-01', '2026-06-30'];
const during = (at: Date | null) => at !== null && at >= start && at < end;
const within = (date: string | null) => date !== null && date >= first && date <= last;

/** One row of a count. */
function one(row: { staffId?: string | null; organisationId: string | null }, isPart = true, whole = 1): Counted[] {
  if (row.organisationId === null) return [];
  const { staffId = null, organisationId } = row;
  return [{ staffId, organisationId, part: isPart ? whole : 0, whole }];
}

async function workplaces(tx: Transaction): Promise<(staffId: string) => string> {
  const staff = new Map((await tx.prisma.staff.findMany()).map(({ id, organisationId }) => [id, organisationId]));
  return (staffId) => staff.get(staffId) ?? 'nowhere';
}

const contracts: (wanted: 'all' | 'priority') => Second = (wanted) => async (tx) => {
  const residents = new Map((await tx.prisma.resident.findMany()).map((row) => [row.id, row]));
  const rows = await tx.prisma.contract.findMany();
  return rows.flatMap((row) => {
    const { startsOn, endsOn, endedAt, status, doctorId: staffId, centreId: organisationId } = row;
    const counts = ['active', 'expired', 'terminated', 'replaced'].includes(status);
    if (!counts || startsOn === null || endsOn === null || startsOn > last || endsOn < last) return [];
    if (endedAt !== null && endedAt < end) return [];
    if (wanted === 'all') return one({ staffId, organisationId });
    const resident = residents.get(row.residentId);
    if (!resident) return [];
    const age = tx.day.ageOn(resident.birthDate, last);
    return one({ staffId, organisationId }, age >= 65 || age < 7 || (resident.tags as string[]).length > 0);
  });
};

const nights: (measure: 'sessions' | 'places') => Second = (measure) => async (tx) => {
  const rows = await tx.prisma.clinicSession.findMany();
  return rows
    .filter(({ kind, status, endsAt }) => kind === 'night' && status === 'open' && during(endsAt))
    .map(({ doctorId: staffId, organisationId, taken, places }) =>
      measure === 'sessions'
        ? { staffId, organisationId, part: 1, whole: 1 }
        : { staffId, organisationId, part: taken, whole: places },
    );
};

const sitIns: (of: 'place' | 'hospital') => Second = (of) => async (tx) => {
  const [rows, workplace] = [await tx.prisma.sitIn.findMany({ include: { session: true } }), await workplaces(tx)];
  return rows
    .filter(({ arrivedAt }) => during(arrivedAt))
    .flatMap(({ staffId, session }) =>
      one({ staffId, organisationId: of === 'place' ? session.organisationId : workplace(staffId) }),
    );
};

const ups: (wanted: 'all' | 'skipped') => Second = (wanted) => async (tx) => {
  const rows = await tx.prisma.referral.findMany();
  return rows
    .filter(({ direction, sentAt }) => direction === 'up' && during(sentAt))
    .flatMap(({ doctorId: staffId, fromOrganisationId: organisationId, skipReason }) =>
      one({ staffId, organisationId }, wanted === 'all' || skipReason !== null),
    );
};

const answers: (wanted: 'in-time' | 'accepted') => Second = (wanted) => async (tx) => {
  const rows = await tx.prisma.referralStep.findMany({ include: { referral: true } });
  return rows
    .filter(
      ({ from, to, at }) =>
        from === 'sent' && ['accepted', 'declined', 'forwarded', 'lapsed'].includes(to) && during(at),
    )
    .filter(({ referral }) => referral.direction !== 'down')
    .flatMap(({ to, inTime, referral: { toOrganisationId: organisationId } }) =>
      one({ organisationId }, wanted === 'accepted' ? to === 'accepted' : to !== 'lapsed' && inTime === true),
    );
};

const followUps: (wanted: 'done' | 'on-time') => Second = (wanted) => async (tx) => {
  const workplace = await workplaces(tx);
  const encounters = new Map((await tx.prisma.encounter.findMany()).map((row) => [row.id, row.heldAt]));
  const rows = await tx.prisma.careTask.findMany();
  return rows
    .filter(({ status, dueTo }) => status !== 'cleared' && within(dueTo))
    .flatMap(({ status, doctorId: staffId, encounterId, dueTo }) => {
      const heldAt = encounters.get(encounterId ?? '');
      const isInTime = heldAt !== undefined && tx.day.dateOf(heldAt) <= dueTo;
      return one({ staffId, organisationId: workplace(staffId) }, status === 'done' && (wanted === 'done' || isInTime));
    });
};

const controlled: (kind: string) => Second = (kind) => async (tx) => {
  const workplace = await workplaces(tx);
  const plans = await tx.prisma.carePlan.findMany({ where: { kind }, include: { tasks: true } });
  return plans.flatMap(({ tasks }) => {
    const [latest] = tasks
      .filter(
        ({ status, closedAt, class: found }) =>
          status === 'done' && found !== null && closedAt !== null && closedAt < end,
      )
      .sort((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0) || (a.id < b.id ? 1 : -1));
    if (!latest || !during(latest.closedAt)) return [];
    return one({ staffId: latest.doctorId, organisationId: workplace(latest.doctorId) }, latest.class === 'controlled');
  });
};

const rated: (wanted: 'score' | 'content') => Second = (wanted) => async (tx) => {
  const rows = await tx.prisma.rating.findMany();
  return rows.flatMap(({ staffId, organisationId, score, answeredAt }) => {
    if (score === null || !during(answeredAt)) return [];
    return [{ staffId, organisationId, part: wanted === 'score' ? score : Number(score > 3), whole: 1 }];
  });
};

const gatherings: (kind: string, where: 'anywhere' | 'hospital') => Second = (kind, where) => async (tx) => {
  const rows = await tx.prisma.gathering.findMany({ include: { organisation: true } });
  return rows
    .filter((row) => row.kind === kind && row.status === 'held' && during(row.startsAt))
    .filter(({ organisation }) => where === 'anywhere' || organisation.kind === 'hospital')
    .flatMap(({ createdById: staffId, organisationId }) => one({ staffId, organisationId }));
};

/** Every figure once more, read row by row: nothing is shared with the statements but the words of what is counted. */
export const secondCount: Readonly<Record<IndicatorName, Second>> = {
  'contracts.active': contracts('all'),
  'contracts.priority': contracts('priority'),
  async 'contracts.renewed'(tx) {
    const rows = await tx.prisma.contract.findMany({ include: { replacedBy: true } });
    return rows
      .filter(({ endedAt }) => during(endedAt))
      .flatMap(({ status, doctorId: staffId, centreId: organisationId, replacedBy }) => {
        const goesOn = replacedBy?.doctorId === staffId;
        if (status !== 'expired' && !(status === 'replaced' && goesOn)) return [];
        return one({ staffId, organisationId }, goesOn);
      });
  },
  async 'contracts.items'(tx) {
    const rows = await tx.prisma.contractUse.findMany({ include: { contract: true } });
    return rows
      .filter(({ usedOn }) => within(usedOn))
      .flatMap(({ contract }) => one({ staffId: contract.doctorId, organisationId: contract.centreId }));
  },
  'clinics.sessions': nights('sessions'),
  'clinics.places': nights('places'),
  async 'clinics.no-shows'(tx) {
    const rows = await tx.prisma.appointment.findMany({ include: { session: true } });
    return rows
      .filter(
        ({ status, startsAt, session }) =>
          session.kind === 'night' && during(startsAt) && ['attended', 'no_show'].includes(status),
      )
      .flatMap(({ status, session }) =>
        one({ staffId: session.doctorId, organisationId: session.organisationId }, status === 'no_show'),
      );
  },
  'clinics.sit-ins': sitIns('place'),
  'hospital.sit-ins': sitIns('hospital'),
  'hospital.answered-in-time': answers('in-time'),
  'hospital.accepted': answers('accepted'),
  'hospital.training': gatherings('training', 'hospital'),
  'referrals.up': ups('all'),
  async 'referrals.down'(tx) {
    const rows = await tx.prisma.referral.findMany({ where: { direction: 'down' } });
    return rows
      .filter(({ sentAt }) => during(sentAt))
      .flatMap(({ toOrganisationId }) => one({ organisationId: toOrganisationId }));
  },
  async 'referrals.returned'(tx) {
    const steps = await tx.prisma.referralStep.findMany({ include: { referral: true } });
    return steps
      .filter(({ to, at, referral }) => to === 'attended' && during(at) && referral.direction === 'up')
      .flatMap(({ referralId, referral: { doctorId: staffId, fromOrganisationId: organisationId } }) =>
        one(
          { staffId, organisationId },
          steps.some((step) => step.referralId === referralId && step.to === 'returned' && step.at < end),
        ),
      );
  },
  'referrals.skipped': ups('skipped'),
  'follow-ups.done': followUps('done'),
  'follow-ups.on-time': followUps('on-time'),
  'follow-ups.pressure-controlled': controlled('hypertension'),
  'follow-ups.glucose-controlled': controlled('diabetes'),
  async 'answers.in-time'(tx) {
    const workplace = await workplaces(tx);
    const rows = await tx.prisma.consultation.findMany();
    return rows
      .filter(({ answeredAt }) => during(answeredAt))
      .flatMap(({ ownerId, escalations }) =>
        one({ staffId: ownerId, organisationId: workplace(ownerId) }, escalations === 0),
      );
  },
  'satisfaction.score': rated('score'),
  'satisfaction.content': rated('content'),
  async 'complaints.filed'(tx) {
    const rows = await tx.prisma.complaint.findMany();
    return rows.filter(({ filedAt }) => during(filedAt)).flatMap((row) => one({ ...row, staffId: row.aboutStaffId }));
  },
  async 'complaints.in-time'(tx) {
    const rows = await tx.prisma.complaint.findMany();
    return rows
      .filter(({ answeredAt }) => during(answeredAt))
      .flatMap((row) => one({ ...row, staffId: row.aboutStaffId }, row.escalations === 0));
  },
  async 'records.elders'(tx) {
    const rows = await tx.prisma.resident.findMany({
      include: { diagnoses: true, recordEntries: true, encounters: true },
    });
    return rows
      .filter(
        ({ identityLevel, diedOn, createdAt }) =>
          ['verified', 'provisional'].includes(identityLevel) && diedOn === null && createdAt < end,
      )
      .filter(({ birthDate }) => tx.day.ageOn(birthDate, last) >= 60)
      .flatMap(({ homeCentreId, diagnoses, recordEntries, encounters }) => {
        const known = [...diagnoses, ...recordEntries, ...encounters].some(({ recordedAt }) => recordedAt < end);
        return one({ organisationId: homeCentreId }, known);
      });
  },
  'lectures.held': gatherings('lecture', 'anywhere'),
  async 'training.attended'(tx) {
    const workplace = await workplaces(tx);
    const rows = await tx.prisma.signUp.findMany({ include: { gathering: true } });
    return rows
      .filter(
        ({ status, gathering }) => status === 'attended' && gathering.kind === 'training' && during(gathering.startsAt),
      )
      .flatMap(({ staffId }) => (staffId === null ? [] : one({ staffId, organisationId: workplace(staffId) })));
  },
  async 'workload.standard'(tx) {
    const workplace = await workplaces(tx);
    const weigh = (staffId: string, part: number): Counted => ({
      staffId,
      organisationId: workplace(staffId),
      part,
      whole: 1,
    });
    const visits = { clinic: 1, station: 1, home: 3, phone: 0.3, chat: 0.2 };
    const held = (await tx.prisma.encounter.findMany()).filter(({ heldAt }) => during(heldAt));
    const lines = (await tx.prisma.consultationLine.findMany()).filter(({ at }) => during(at));
    const begun = (await tx.prisma.contract.findMany()).filter(({ startsOn }) => within(startsOn));
    return [
      ...held.map(({ staffId, mode }) => weigh(staffId, visits[mode])),
      ...lines.flatMap(({ staffId }) => (staffId === null ? [] : [weigh(staffId, 0.2)])),
      ...(await nights('sessions')(tx)).map(({ staffId }) => weigh(staffId ?? '', 4)),
      ...begun
        .filter(({ status }) => !['draft', 'submitted'].includes(status))
        .map(({ doctorId }) => weigh(doctorId, 1)),
    ];
  },
};
