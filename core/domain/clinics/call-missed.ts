import { missedOften } from '../notices/clinic-work.ts';
import { send } from '../notices/send.ts';
import { ownTeam } from '../residents/home.ts';
import { readResident } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';

/** Asks the team that cares for somebody to call them, instead of closing their booking. */
export async function callMissed(
  tx: Transaction,
  missed: { appointmentId: string; residentId: string; doctorId: string; times: number },
): Promise<void> {
  const { appointmentId, residentId, doctorId, times } = missed;
  const team = await ownTeam(tx, residentId);
  const { name, phone } = await readResident(tx, residentId, { actor: { kind: 'system' }, purpose: 'clinic.call' });
  await send(
    tx,
    missedOften,
    { staff: team?.leader.id ?? doctorId },
    { name, times, phone: phone ?? '没有留电话' },
    { key: `work.missed-often/${appointmentId}`, about: residentId },
  );
}
