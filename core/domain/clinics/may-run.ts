import { mustReach } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Who may close or change a session: the doctor who sits in it (an expert of a hospital too), and the desk of its place.
 * @throws Refusal `not-allowed`
 */
export async function mustRun(
  tx: Transaction,
  session: { doctorId: string; organisationId: string },
  staffId: string,
): Promise<void> {
  if (session.doctorId !== staffId) await mustReach(tx, staffId, session.organisationId, deskRoles);
}
