import { maskName } from '#kit/mask.ts';
import { hearersOf } from '../clinics/hearers.ts';
import { offerChoices } from '../clinics/offer-choices.ts';
import { requestJob } from '../jobs/request-job.ts';
import { ratingAsked, scoreLines } from '../notices/ratings.ts';
import { send } from '../notices/send.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { isSwitchedOff } from '../preferences/preferences.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';

/** Something that was done for somebody. Kinds are stored: never renamed. */
export interface Served {
  subjectKind: 'appointment' | 'encounter' | 'consultation' | 'referral' | 'supply' | 'home-visit';
  subjectId: string;
  residentId: string;
  organisationId: string;
  staffId: string | null;
}

/**
 * One question after each served event (domain.md §6), a little later; the same event again asks nothing. Nobody is asked
 * about the dead, nor who has switched it off.
 */
export async function askForRating(tx: Transaction, served: Served): Promise<void> {
  const { subjectKind, subjectId, residentId, organisationId, staffId } = served;
  const { diedOn } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { diedOn: true },
  });
  if (diedOn !== null || (await isSwitchedOff(tx, residentId, ratingAsked))) return;
  const id = tx.id();
  const written = await tx.sql.run(
    `INSERT INTO "Rating" ("id", "residentId", "organisationId", "staffId", "subjectKind", "subjectId", "askedAt")
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT ("subjectKind", "subjectId") DO NOTHING`,
    [id, residentId, organisationId, staffId, subjectKind, subjectId, tx.now],
  );
  if (written === 0) return;
  const { askAfterMinutes } = (await rulesAt(tx, organisationId)).ratings;
  await requestAsking(tx, id, 'first', new Date(tx.now.getTime() + askAfterMinutes * 60_000));
}

/**
 * Puts the question, or puts it once more to who has not answered; then never again.
 * @returns why not, or undefined.
 */
export async function putRating(
  tx: Transaction,
  { ratingId, round }: { ratingId: string; round: 'first' | 'reminder' },
): Promise<string | undefined> {
  const rating = await tx.prisma.rating.findUniqueOrThrow({
    where: { id: ratingId },
    include: { resident: { select: { diedOn: true } }, staff: { select: { name: true } }, organisation: true },
  });
  const { residentId, organisationId, subjectKind, staff, organisation } = rating;
  if (rating.answeredAt !== null) return 'answered';
  if (rating.resident.diedOn !== null) return 'deceased';
  const [hearer] = await hearersOf(tx, residentId, null);
  // Only in a chat can it be answered with one number.
  if (hearer?.contactId === undefined) return 'no-chat';
  const rules = (await rulesAt(tx, organisationId)).ratings;
  if (round === 'reminder') {
    const { count } = await tx.prisma.rating.updateMany({
      where: { id: ratingId, answeredAt: null, remindedAt: null },
      data: { remindedAt: tx.now },
    });
    if (count === 0) return 'reminded';
  }
  const name = maskName(await residentName(tx, residentId));
  const data = { name, kind: subjectKind, doctor: staff?.name ?? '', centre: organisation.shortName };
  const key = `rating.asked/${ratingId}/${round}`;
  const expiresAt = new Date(tx.now.getTime() + 24 * 3_600_000);
  await send(tx, ratingAsked, hearer.to, data, { key, about: residentId, expiresAt });
  await offerChoices(
    tx,
    [hearer],
    'rate',
    scoreLines.map(({ score, label, names }) => ({ key: `${ratingId}/${score}`, label, names })),
  );
  if (round === 'first')
    await requestAsking(tx, ratingId, 'reminder', new Date(tx.now.getTime() + rules.remindAfterDays * 86_400_000));
  return undefined;
}

async function requestAsking(
  tx: Transaction,
  ratingId: string,
  round: 'first' | 'reminder',
  dueAt: Date,
): Promise<void> {
  const expiresAt = new Date(dueAt.getTime() + 24 * 3_600_000);
  await requestJob(tx, 'rating.ask', { ratingId, round }, { key: `rating.ask/${ratingId}/${round}`, dueAt, expiresAt });
}
