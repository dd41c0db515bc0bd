import { askWhoCame, gatheringReminder, trainingReminder } from '../notices/gatherings.ts';
import { send } from '../notices/send.ts';
import type { Transaction } from '../transaction.ts';
import { gatheringById } from './gathering.ts';
import { sayGathering, tellResidents } from './tell.ts';

/** On the evening before: everybody who signed up. @returns why nobody was reminded, or undefined. */
export async function remindOfGathering(tx: Transaction, gatheringId: string): Promise<string | undefined> {
  const gathering = await gatheringById(tx, gatheringId);
  if (gathering.status !== 'open') return gathering.status;
  if (gathering.startsAt <= tx.now) return 'started';
  const signUps = await tx.prisma.signUp.findMany({ where: { gatheringId, status: 'signed_up' } });
  const options = { key: `gathering.reminder/${gatheringId}`, expiresAt: gathering.startsAt };
  await tellResidents(tx, signUps, gatheringReminder, { gathering, ...options });
  for (const { staffId } of signUps)
    if (staffId)
      await send(tx, trainingReminder, { staff: staffId }, sayGathering(tx, gathering), {
        ...options,
        key: `${options.key}/${staffId}`,
      });
  return undefined;
}

/** Once it is over: the host is asked who came. @returns why nobody was asked, or undefined. */
export async function askHostWhoCame(tx: Transaction, gatheringId: string): Promise<string | undefined> {
  const gathering = await gatheringById(tx, gatheringId);
  if (gathering.status !== 'open') return gathering.status;
  const data = { ...sayGathering(tx, gathering), count: gathering.taken };
  await send(tx, askWhoCame, { staff: gathering.createdById }, data, { key: `gathering.who-came/${gatheringId}` });
  return undefined;
}
