import { ownerOf } from '../care/owner.ts';
import { requestJob } from '../jobs/request-job.ts';
import { alertRaised } from '../notices/alerts.ts';
import { quietUntil } from '../notices/quiet-hours.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import type { RulePack } from '../packs/rule-pack.ts';
import { residentRow } from '../residents/resident.ts';
import { whoAnswersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';
import { alertData } from './card.ts';
import type { AlertKind } from './kinds.ts';

export interface NewAlert {
  residentId: string;
  kind: AlertKind;
  readingId?: string | undefined;
  said?: SaidInChat | undefined;
}

/** The words of danger that raised it, and the number under which who said them is answered in chat. */
export interface SaidInChat {
  phrase: string;
  number: string;
}

/**
 * Raises an alert: the doctor who looks after the resident owns it, at night who has the centre's duty phone. They are
 * told at once, with a card that is answered by one press. While one of a kind is open, another is not raised.
 * @returns the alert's id.
 */
export async function raiseAlert(tx: Transaction, { residentId, kind, readingId, said }: NewAlert): Promise<string> {
  const resident = await residentRow(tx, residentId);
  await oneAtATime(tx, `alert/${resident.id}`);
  const open = await tx.prisma.alert.findFirst({ where: { residentId: resident.id, kind, status: 'open' } });
  if (open) return open.id;
  const pack = await rulesAt(tx, resident.homeCentreId);
  const atNight = quietUntil(tx.day, pack.notices, tx.now) !== undefined;
  const onDuty = atNight ? await dutyOf(tx, resident.homeCentreId, pack) : undefined;
  const ownerId = onDuty ?? (await ownerOf(tx, resident.id));
  const id = tx.id();
  const dueAt = answerBy(tx, pack);
  await tx.prisma.alert.create({
    data: {
      id,
      residentId: resident.id,
      readingId: readingId ?? null,
      kind,
      status: 'open',
      ownerId,
      raisedAt: tx.now,
      dueAt,
    },
  });
  tx.audit({
    actor: { kind: 'system' },
    action: 'alert.raised',
    subject: { kind: 'alert', id },
    detail: { residentId: resident.id, kind, owner: ownerId },
  });
  await tellOwner(tx, id, ownerId, 0, said);
  await requestLook(tx, id, 0, dueAt);
  return id;
}

/** Tells an owner, with a card. */
export async function tellOwner(
  tx: Transaction,
  alertId: string,
  ownerId: string,
  escalations: number,
  said?: SaidInChat,
): Promise<void> {
  const { data, residentId } = await alertData(tx, alertId);
  await send(
    tx,
    alertRaised,
    { staff: ownerId },
    { ...data, ...(said ? { said } : {}), late: escalations > 0 },
    {
      key: `alert.raised/${alertId}/${escalations}`,
      about: residentId,
      cardTaskId: `alert-${alertId}-${escalations}`,
    },
  );
}

/** Until when somebody has to answer. */
export function answerBy(tx: Transaction, { followUps, notices }: RulePack): Date {
  const { answerMinutes, answerMinutesAtNight } = followUps.alerts;
  const atNight = quietUntil(tx.day, notices, tx.now) !== undefined;
  return new Date(tx.now.getTime() + (atNight ? answerMinutesAtNight : answerMinutes) * 60_000);
}

/** Asks for the look whether it was answered. */
export async function requestLook(tx: Transaction, alertId: string, escalations: number, dueAt: Date): Promise<void> {
  const key = `alert.escalate/${alertId}/${escalations}`;
  await requestJob(tx, 'alert.escalate', { alertId, escalations }, { key, dueAt });
}

/** Who has the duty phone (值班) of a centre tonight: before the morning it is last evening's. */
async function dutyOf(tx: Transaction, centreId: string | null, { notices }: RulePack): Promise<string | undefined> {
  if (centreId === null) return undefined;
  const today = tx.day.dateOf(tx.now);
  const date = tx.day.timeOf(tx.now) < notices.quietTo ? tx.day.add(today, -1) : today;
  const duty = await tx.prisma.duty.findUnique({ where: { organisationId_date: { organisationId: centreId, date } } });
  return duty ? whoAnswersFor(tx, duty.staffId) : undefined;
}
