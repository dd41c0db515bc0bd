import { lineageOf } from '../organisations/tree.ts';
import { whoAnswersFor } from '../staff/cover.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** Somebody who may decide a complaint, and how far above the place they are. */
interface Decider {
  staffId: string;
  /** 0 administers the place itself, 1 what is right above it. */
  height: number;
}

/**
 * Who may decide what is complained of about a place: its administrators, then those of the town and of the district
 * (domain.md §1), as they are present today. Never who is complained of, and not as somebody's cover either.
 */
async function deciders(
  tx: Transaction,
  { organisationId, aboutStaffId }: { organisationId: string; aboutStaffId: string | null },
): Promise<Decider[]> {
  const lineage = await lineageOf(tx, organisationId);
  const held = await tx.prisma.staffRole.findMany({
    where: { organisationId: { in: lineage }, role: { in: [...administratorRoles] }, staff: { active: true } },
    select: { staffId: true, organisationId: true },
    orderBy: { staffId: 'asc' },
  });
  const found: Decider[] = [];
  for (const role of held) {
    if (role.staffId === aboutStaffId) continue;
    const staffId = await whoAnswersFor(tx, role.staffId);
    if (staffId === undefined || staffId === aboutStaffId) continue;
    found.push({ staffId, height: lineage.indexOf(role.organisationId) });
  }
  return found.sort((one, other) => one.height - other.height);
}

/** Who gets a complaint first; undefined when nobody is there who is not complained of. */
export async function firstDecider(
  tx: Transaction,
  about: { organisationId: string; aboutStaffId: string | null },
): Promise<string | undefined> {
  return (await deciders(tx, about))[0]?.staffId;
}

/** What decides who has it next. */
export interface Owned {
  organisationId: string;
  aboutStaffId: string | null;
  ownerId: string;
}

/** The next above who has it now; undefined at the top. */
export async function deciderAbove(tx: Transaction, about: Owned): Promise<string | undefined> {
  const all = await deciders(tx, about);
  const height = Math.max(-1, ...all.filter(({ staffId }) => staffId === about.ownerId).map((one) => one.height));
  return all.find((one) => one.height > height && one.staffId !== about.ownerId)?.staffId;
}
