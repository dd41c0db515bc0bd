import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { systemClock } from '#kit/clock.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import { answerCallbacks } from '../answering.ts';
import { boundResident } from '../residents.ts';
import { folder, sqliteDatabase } from '../workshop.ts';

/**
 * Answers callbacks in the demo district on a Monday afternoon, before a night clinic that has room for everybody who
 * is bound.
 */
const people = Number(process.argv[2]);
const afternoon = new Date('2026-03-02T15:00:00+08:00');

const { path, remove } = folder();
process.on('exit', remove);
const kept = await sqliteDatabase(path, { now: () => afternoon, monotonic: systemClock.monotonic });
const { database } = kept;
await loadDemo(database);
await database.transact(openSessionsAhead);
await database.transact(async (tx) => {
  await tx.prisma.slot.updateMany({ data: { capacity: people } });
  await tx.prisma.clinicSession.updateMany({ data: { places: people } });
  for (let at = 0; at < people; at += 1) await boundResident(tx, at);
});
answerCallbacks(kept, path, {
  booked: () => database.read((tx) => tx.prisma.appointment.count({ where: { status: 'booked' } })),
});
