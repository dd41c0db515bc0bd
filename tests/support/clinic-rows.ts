import type { Database } from '#prisma/database.ts';
import type { Town } from './clinic.ts';

/** What was written to people so far: kind, to whom, and the text. */
export async function told(database: Database, kind?: string) {
  return database.read(async (tx) => {
    const rows = await tx.prisma.delivery.findMany({
      where: kind === undefined ? {} : { kind },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => {
      const place = { table: 'Delivery', column: 'contentSealed', row: row.id };
      // Written by writeDelivery in this very form.
      const content = JSON.parse(tx.vault.open(place, row.contentSealed)) as { text: string };
      return { ...row, text: content.text };
    });
  });
}

/** The jobs of a name that wait, by key. */
export async function pendingJobs(at: Town, name: string) {
  return at.database.read((tx) =>
    tx.prisma.job.findMany({ where: { name, status: 'pending' }, orderBy: [{ dueAt: 'asc' }, { key: 'asc' }] }),
  );
}

/**
 * What is counted is what is there (reliability I-01): every slot's and session's `taken` is its appointments, its offers,
 * and what is held for somebody in line; never over the capacity, kept places included.
 */
export async function mustAddUp(at: Town): Promise<void> {
  const sessions = await at.database.read((tx) =>
    tx.prisma.clinicSession.findMany({ include: { slots: { include: { appointments: true } }, waitlist: true } }),
  );
  for (const session of sessions) {
    let inSession = 0;
    for (const slot of session.slots) {
      const there = slot.appointments.filter(({ status }) => status !== 'cancelled').length;
      const offered = session.waitlist.filter((entry) => entry.status === 'offered' && entry.offeredSlotId === slot.id);
      if (slot.taken < there + offered.length || slot.taken > slot.capacity)
        throw new Error(
          `slot ${slot.id}: ${slot.taken} taken of ${slot.capacity}, ${there} there, ${offered.length} offered`,
        );
      inSession += slot.taken;
    }
    if (session.taken !== inSession || session.taken + session.reserved > session.places)
      throw new Error(`session ${session.id}: ${session.taken} taken, ${inSession} in its slots, of ${session.places}`);
  }
}
