import type { Transaction } from '../transaction.ts';

/**
 * Who answers for a member of staff on a date (today, when it is left out): themselves; while they are away who covers for
 * them, and if that one is away too who covers for that one. Undefined when they have left, or nobody covers.
 */
export async function whoAnswersFor(
  tx: Transaction,
  staffId: string,
  date: string = tx.day.dateOf(tx.now),
): Promise<string | undefined> {
  // Two who are away and cover for each other answer for nobody.
  const asked = new Set<string>();
  for (let candidate = staffId; !asked.has(candidate); ) {
    asked.add(candidate);
    const staff = await tx.prisma.staff.findUnique({ where: { id: candidate }, select: { active: true } });
    if (!staff?.active) return undefined;
    const absence = await tx.prisma.absence.findFirst({
      where: { staffId: candidate, ...awayOn(date) },
      orderBy: { recordedAt: 'desc' },
      select: { coverId: true },
    });
    if (!absence) return candidate;
    if (absence.coverId === null) return undefined;
    candidate = absence.coverId;
  }
  return undefined;
}

/** Whose work somebody does today: their own, and that of those who are away and covered by them. */
export async function answersFor(tx: Transaction, staffId: string): Promise<string[]> {
  const all = new Set([staffId]);
  for (let covering = [staffId]; covering.length > 0; ) {
    const away = await tx.prisma.absence.findMany({
      where: { coverId: { in: covering }, ...awayOn(tx.day.dateOf(tx.now)) },
      select: { staffId: true },
      orderBy: { staffId: 'asc' },
    });
    covering = away.map((absence) => absence.staffId).filter((id) => !all.has(id));
    for (const id of covering) all.add(id);
  }
  return [...all];
}

/** The absences that hold on a date (YYYY-MM-DD). */
export function awayOn(date: string) {
  return { fromDate: { lte: date }, toDate: { gte: date }, endedAt: null };
}
