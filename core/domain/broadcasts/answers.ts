import type { Transaction } from '../transaction.ts';
import { rulesOfBroadcast } from './broadcast.ts';
import { peopleAtOnce } from './range.sql.ts';

/**
 * Notes who of the next people has written anything within the rules' hours after it reached them. Others cannot be known:
 * no platform tells who has read.
 * @returns the last person looked at, or undefined at the end.
 */
export async function noteAnswers(tx: Transaction, broadcastId: string, after: string): Promise<string | undefined> {
  const row = await tx.prisma.broadcast.findUniqueOrThrow({ where: { id: broadcastId } });
  const withinMs = rulesOfBroadcast(row).broadcasts.answerHours * 3_600_000;
  const people = await tx.prisma.broadcastRecipient.findMany({
    where: { broadcastId, personId: { gt: after } },
    orderBy: { personId: 'asc' },
    take: peopleAtOnce,
    select: { personId: true },
  });
  const last = people.at(-1)?.personId;
  if (last === undefined) {
    const answered = await tx.prisma.broadcastRecipient.count({ where: { broadcastId, answeredAt: { not: null } } });
    await tx.prisma.broadcast.update({ where: { id: broadcastId }, data: { answered } });
    return undefined;
  }
  const isPostgresql = tx.sql.engine === 'postgresql';
  const reachedAt = `COALESCE(
    (SELECT d."endedAt" FROM "Delivery" d WHERE d."status" = 'sent' AND d."key" =
      'broadcast/' || "BroadcastRecipient"."broadcastId" || '/' || "BroadcastRecipient"."personId" || '/' || "BroadcastRecipient"."round"),
    (SELECT m."endedAt" FROM "MassMessage" m WHERE m."id" = "BroadcastRecipient"."massId" AND m."status" = 'sent'))`;
  const until = isPostgresql ? `${reachedAt} + ?::integer * interval '1 millisecond'` : `${reachedAt} + ?`;
  await tx.sql.run(
    `UPDATE "BroadcastRecipient" SET "answeredAt" = (
       SELECT MIN(i."receivedAt") FROM "InboundMessage" i WHERE i."contactId" = "BroadcastRecipient"."address"
         AND i."receivedAt" > ${reachedAt} AND i."receivedAt" <= ${until})
     WHERE "broadcastId" = ? AND "personId" > ? AND "personId" <= ? AND "answeredAt" IS NULL
       AND "state" IN ('dealt', 'mass') AND "way" <> 'sms'`,
    [withinMs, broadcastId, after, last],
  );
  return last;
}
