import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import { reaches } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { AuditNote, Transaction } from '../transaction.ts';

/** Who acts: somebody in a chat, for themselves or for family; or staff, for who calls or stands at the desk (代预约). */
export type Booker = { kind: 'resident'; residentId: string; contactId: string } | { kind: 'staff'; staffId: string };

/**
 * For oneself nobody needs leave; who has died or is somebody else's registration is refused by what is asked for.
 *
 * @param organisationId where the session is: staff book in the places that their roles reach.
 * @throws Refusal `not-allowed`
 */
export async function mustMayBook(
  tx: Transaction,
  by: Booker,
  residentId: string,
  organisationId: string,
): Promise<void> {
  switch (by.kind) {
    case 'resident':
      if (by.residentId !== residentId && !(await actsFor(tx, by.residentId, residentId, 'book')))
        throw refuse('not-allowed');
      return;
    case 'staff':
      if (!(await reaches(tx, by.staffId, organisationId, deskRoles))) throw refuse('not-allowed');
      return;
  }
}

/** The one who acts, for the audit. */
export function actorOf(by: Booker): AuditNote['actor'] {
  return by.kind === 'resident' ? { kind: 'resident', id: by.residentId } : { kind: 'staff', id: by.staffId };
}

/** The contact that is answered in its own chat. */
export function chatOf(by: Booker): string | undefined {
  return by.kind === 'resident' ? by.contactId : undefined;
}
