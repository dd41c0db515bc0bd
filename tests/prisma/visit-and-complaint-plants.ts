import type { Transaction } from '#domain/transaction.ts';
import { change, copyOf, leaves, type OrderlyIds } from '#tests/support/broken-rows.ts';

/** What breaks visits at home and complaints. */
export const visitAndComplaintPlants: Record<string, (tx: Transaction, ids: OrderlyIds) => Promise<string>> = {
  'home-visit.one-open': async (tx, { askedVisit }) => {
    await copyOf(tx, 'HomeVisit', askedVisit, { id: `'zzz'`, number: `'2'` });
    return askedVisit;
  },
  'home-visit.is-owned': (tx, { askedVisit }) => leaves(tx, 'HomeVisit', askedVisit),
  'home-visit.waits-until-a-time': (tx, { askedVisit }) =>
    change(tx, 'HomeVisit', askedVisit, { status: `('planned')` }),
  'home-visit.is-looked-at-in-time': async (tx, { askedVisit }) => {
    await tx.sql.run(`DELETE FROM "Job" WHERE "name" = 'home-visit.escalate'`);
    return askedVisit;
  },
  'home-visit.ends-completely': (tx, { heldVisit }) => change(tx, 'HomeVisit', heldVisit, { encounterId: null }),
  'home-visit.held-once': async (tx, { heldVisit }) => {
    await copyOf(tx, 'HomeVisit', heldVisit, { id: `'zzz'`, number: `'2'` });
    return heldVisit;
  },
  'home-visit.was-held-at-home': async (tx, { heldVisit }) => {
    const { encounterId } = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: heldVisit } });
    await change(tx, 'Encounter', encounterId ?? '', { mode: `('phone')` });
    return heldVisit;
  },
  'complaint.is-owned': (tx, { complaint }) => leaves(tx, 'Complaint', complaint),
  'complaint.not-decided-by-its-subject': (tx, { complaint }) =>
    change(tx, 'Complaint', complaint, { aboutStaffId: `("ownerId")` }),
  'complaint.is-looked-at-in-time': async (tx, { complaint }) => {
    await tx.sql.run(`DELETE FROM "Job" WHERE "name" = 'complaint.escalate'`);
    return complaint;
  },
  'complaint.ends-completely': (tx, { answeredComplaint }) =>
    change(tx, 'Complaint', answeredComplaint, { status: `('closed')`, closedAt: tx.now }),
};
