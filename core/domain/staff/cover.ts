import type { Transaction } from '../transaction.ts';

/**
 * Who answers for a member of staff today: themselves; while they are away who covers for them, and if that one is away
 * too who covers for that one. Undefined when they have left, or nobody covers.
 */
export async function whoAnswersFor(
  tx: Transaction,
  staffId: string,
  asked: ReadonlySet<string> = new Set(),
): Promise<string | undefined> {
  // Two who are away and cover for each other answer for nobody.
  if (asked.has(staffId)) return undefined;
  const staff = await tx.prisma.staff.findUnique({ where: { id: staffId }, select: { active: true } });
  if (!staff?.active) return undefined;
  const absence = await tx.prisma.absence.findFirst({
    where: { staffId, ...awayOn(tx.day.dateOf(tx.now)) },
    orderBy: { recordedAt: 'desc' },
    select: { coverId: true },
  });
  if (!absence) return staffId;
  return absence.coverId === null ? undefined : whoAnswersFor(tx, absence.coverId, new Set([...asked, staffId]));
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
