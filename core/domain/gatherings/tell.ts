import { hearersOf, tell } from '../clinics/hearers.ts';
import type { NoticeDefinition } from '../notices/notice.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import type { GatheringView } from './gathering.ts';

/** What every notice about a lecture or a training says. */
export function sayGathering(tx: Transaction, { title, startsAt, place, centre }: GatheringView) {
  return { title, when: tx.day.say(startsAt), place, centre };
}

interface LectureNotice {
  name: string;
  title: string;
  when: string;
  place: string;
  centre: string;
  inChat: boolean;
}

/** Tells each resident who signed up, and who acts for those without an account. */
export async function tellResidents(
  tx: Transaction,
  signUps: readonly { residentId: string | null; contactId: string | null }[],
  notice: NoticeDefinition<LectureNotice>,
  { gathering, key, expiresAt }: { gathering: GatheringView; key: string; expiresAt: Date },
): Promise<void> {
  for (const { residentId, contactId } of signUps) {
    if (residentId === null) continue;
    const said = { ...sayGathering(tx, gathering), name: await residentName(tx, residentId) };
    await tell(tx, await hearersOf(tx, residentId, contactId), notice, said, {
      key: `${key}/${residentId}`,
      about: residentId,
      expiresAt,
    });
  }
}
