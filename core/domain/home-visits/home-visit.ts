import type { HomeVisit } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import { answersFor } from '../staff/cover.ts';
import { reaches } from '../staff/reach.ts';
import { administratorRoles, deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** Why staff do not come. Stored: never renamed. */
export const declineReasons = ['clinic-fits', 'hospital-needed', 'out-of-area', 'no-time'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** What is offered instead. Stored: never renamed. */
export const otherOffers = ['night-clinic', 'consultation', 'referral', 'call'] as const;
export type OtherOffer = (typeof otherOffers)[number];

/** How a visit ended that was not held. Stored: never renamed; of what was declined: `<reason>/<offer>`. */
export type VisitEnd =
  | 'withdrawn'
  /** At the door. */
  | 'refused'
  | 'not-home'
  | 'invitation-declined'
  | 'invitation-over'
  /** They asked by themselves instead. */
  | 'asked-for'
  | 'signed'
  | 'resident-died'
  | 'identity-merged'
  | `${DeclineReason}/${OtherOffer}`;

/** What is not over. */
export const openStates = ['requested', 'planned'] as const;

/** What the task ids of all cards about one visit begin with. */
export function cardsOf(visitId: string): string {
  return `homevisit-${visitId}-`;
}

export function sealPlace(row: string) {
  return { table: 'HomeVisit', column: 'textSealed', row };
}

/** What for, in a few words. */
export function textOf(tx: Transaction, { id, textSealed }: Pick<HomeVisit, 'id' | 'textSealed'>): string {
  return tx.vault.open(sealPlace(id), textSealed);
}

/**
 * A visit that a member of staff may work on: its owner, who covers for the owner, or a colleague at the desk of the
 * resident's centre, and its administrators.
 * @throws Refusal `not-allowed`.
 */
export async function visitFor(tx: Transaction, visitId: string, staffId: string): Promise<HomeVisit> {
  const { resident, ...visit } = await tx.prisma.homeVisit.findUniqueOrThrow({
    where: { id: visitId },
    include: { resident: { select: { homeCentreId: true } } },
  });
  if ((await answersFor(tx, staffId)).includes(visit.ownerId)) return visit;
  const centreId = resident.homeCentreId;
  if (centreId && (await reaches(tx, staffId, centreId, [...deskRoles, ...administratorRoles]))) return visit;
  throw refuse('not-allowed');
}

/** What one step changes of a visit; only if it is still as it was read. */
export async function stepVisit(
  tx: Transaction,
  { id, version, status }: Pick<HomeVisit, 'id' | 'version' | 'status'>,
  data: Partial<Omit<HomeVisit, 'id' | 'version'>>,
): Promise<void> {
  const { count } = await tx.prisma.homeVisit.updateMany({
    where: { id, version, status },
    data: { ...data, version: version + 1 },
  });
  if (count === 0) throw refuse('home-visit-state-changed');
}
