import { mustReach } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Who may close or change a session: the doctor who sits in it (an expert of a hospital too), and who administers its place.
 * A colleague's session is the colleague's or the administrator's to close.
 * @throws Refusal `not-allowed`
 */
export async function mustRun(
  tx: Transaction,
  session: { doctorId: string; organisationId: string },
  staffId: string,
): Promise<void> {
  if (session.doctorId !== staffId) await mustReach(tx, staffId, session.organisationId, administratorRoles);
}
