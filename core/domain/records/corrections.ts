import type { RecordCorrection } from '#prisma/generated/sqlite/client.ts';
import { workingDaysAfter } from '../calendar/working-day.ts';
import { handOn, requestLook } from '../care/hand-on.ts';
import { nextOwner, ownerOf } from '../care/owner.ts';
import { nextCaseNumber, shortNumber } from '../case-number.ts';
import { correctionAnswered, correctionAsked, correctionOverdue } from '../notices/records.ts';
import { send } from '../notices/send.ts';
import { rulesOf } from '../packs/current.ts';
import { rulesForResident } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import { residentName, residentNames } from '../residents/resident.ts';
import { answersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';
import { lookOf } from './staff-look.ts';

const place = (column: 'textSealed' | 'answerSealed', row: string) => ({ table: 'RecordCorrection', column, row });

/**
 * A resident says in a sentence that something in a record is wrong (个人信息保护法 第46条): it gets an owner, a number and
 * a time by which it is answered.
 * @returns its number and the last day for the answer (YYYY-MM-DD).
 * @throws Refusal `not-allowed` for a record that they may not see.
 */
export async function askCorrection(
  tx: Transaction,
  { residentId, askedById, text }: { residentId: string; askedById: string; text: string },
): Promise<{ number: string; answeredBy: string }> {
  if (!(await actsFor(tx, askedById, residentId, 'records'))) throw refuse('not-allowed');
  const pack = await rulesForResident(tx, residentId);
  const [id, number, ownerId] = [tx.id(), await nextCaseNumber(tx, 'GZ'), await ownerOf(tx, residentId)];
  const dueAt = workingDaysAfter(tx.day, tx.now, pack.records.correctionWithinWorkingDays);
  await tx.prisma.recordCorrection.create({
    data: {
      id,
      number,
      residentId,
      askedById,
      textSealed: tx.vault.seal(place('textSealed', id), text),
      status: 'open',
      ownerId,
      rulePack: pack.version,
      askedAt: tx.now,
      dueAt,
    },
  });
  tx.audit({
    actor: { kind: 'resident', id: askedById },
    action: 'record.correction-asked',
    subject: { kind: 'resident', id: residentId },
    detail: { correctionId: id },
  });
  await requestLook(tx, 'correction.escalate', { correctionId: id }, dueAt);
  const data = { number: shortNumber(number), name: await residentName(tx, residentId) };
  await send(tx, correctionAsked, { staff: ownerId }, data, { key: `correction.asked/${id}`, about: residentId });
  return { number, answeredBy: tx.day.dateOf(dueAt) };
}

/** A correction that waits for an answer. */
export interface WaitingCorrection {
  id: string;
  number: string;
  residentId: string;
  residentName: string;
  text: string;
  isOverdue: boolean;
}

/** Those of one's own and of colleagues that one covers for, the oldest first. */
export async function correctionsFor(tx: Transaction, staffId: string): Promise<WaitingCorrection[]> {
  const rows = await tx.prisma.recordCorrection.findMany({
    where: { status: 'open', ownerId: { in: await answersFor(tx, staffId) } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  const names = await residentNames(
    tx,
    rows.map(({ residentId }) => residentId),
  );
  return rows.map(({ id, number, residentId, textSealed, dueAt }) => ({
    id,
    number: shortNumber(number),
    residentId,
    residentName: names.get(residentId) ?? '',
    text: tx.vault.open(place('textSealed', id), textSealed),
    isOverdue: dueAt <= tx.now,
  }));
}

/**
 * Answers it, once: corrected (the entry itself by `addEntry` with `supersedes`) or refused with a reason. The resident is
 * told that there is an answer, and reads it under 档案.
 * @throws Refusal `not-allowed`, `record-changed` when somebody else has answered.
 */
export async function answerCorrection(
  tx: Transaction,
  {
    correctionId,
    staffId,
    status,
    answer,
  }: { correctionId: string; staffId: string; status: 'corrected' | 'refused'; answer: string },
): Promise<RecordCorrection> {
  const row = await tx.prisma.recordCorrection.findUniqueOrThrow({ where: { id: correctionId } });
  const own = (await answersFor(tx, staffId)).includes(row.ownerId);
  if (!own && (await lookOf(tx, { staffId, residentId: row.residentId })) !== 'care') throw refuse('not-allowed');
  const answerSealed = tx.vault.seal(place('answerSealed', row.id), answer);
  const { count } = await tx.prisma.recordCorrection.updateMany({
    where: { id: row.id, status: 'open' },
    data: { status, answeredAt: tx.now, answerSealed },
  });
  if (count === 0) throw refuse('record-changed');
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: `record.correction-${status}`,
    subject: { kind: 'resident', id: row.residentId },
    detail: { correctionId: row.id },
  });
  const data = { number: shortNumber(row.number) };
  const options = { key: `correction.answered/${row.id}`, about: row.residentId };
  await send(tx, correctionAnswered, { resident: row.askedById }, data, options);
  return row;
}

/** Whose record it is has died: what was asked to be corrected in it is answered so, and nobody is told. */
export async function closeCorrectionsOf(tx: Transaction, residentId: string): Promise<void> {
  const open = await tx.prisma.recordCorrection.findMany({
    where: { residentId, status: 'open' },
    select: { id: true },
  });
  for (const { id } of open)
    await tx.prisma.recordCorrection.updateMany({
      where: { id, status: 'open' },
      data: {
        ...{ status: 'refused', answeredAt: tx.now },
        answerSealed: tx.vault.seal(place('answerSealed', id), '居民已去世，档案不再更改。'),
      },
    });
}

/** The corrections that a resident asked for, the newest first, with the answers. */
export async function correctionsAskedBy(tx: Transaction, askedById: string) {
  const rows = await tx.prisma.recordCorrection.findMany({
    where: { askedById },
    orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
    take: 3,
  });
  return rows.map(({ id, number, status, dueAt, answerSealed }) => ({
    number: shortNumber(number),
    status,
    answeredBy: tx.day.dateOf(dueAt),
    answer: answerSealed === null ? undefined : tx.vault.open(place('answerSealed', id), answerSealed),
  }));
}

/**
 * One that was not answered in time goes to the next owner; at the top it stays where it is.
 * @returns why there was nothing to do, or undefined.
 */
export async function escalateCorrection(tx: Transaction, correctionId: string): Promise<string | undefined> {
  const row = await tx.prisma.recordCorrection.findUniqueOrThrow({ where: { id: correctionId } });
  if (row.status !== 'open') return row.status;
  if (row.dueAt > tx.now) return 'due-later';
  const dueAt = workingDaysAfter(tx.day, tx.now, rulesOf(row.rulePack).staffTasks.nextTryWorkingDays);
  return handOn(tx, row, {
    to: await nextOwner(tx, row.residentId, row.ownerId),
    dueAt,
    subject: 'record-correction',
    action: 'record.correction-handed-on',
    take: (data) =>
      tx.prisma.recordCorrection.updateMany({ where: { id: row.id, status: 'open', ownerId: row.ownerId }, data }),
    lookAgain: () => requestLook(tx, 'correction.escalate', { correctionId }, dueAt),
    async tell(ownerId) {
      const data = { number: shortNumber(row.number), name: await residentName(tx, row.residentId) };
      const key = `correction.overdue/${row.id}/${ownerId}/${dueAt.toISOString()}`;
      await send(tx, correctionOverdue, { staff: ownerId }, data, { key, about: row.residentId });
    },
  });
}
