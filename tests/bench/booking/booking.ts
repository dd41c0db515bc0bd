import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { bookPlace, claim } from '#domain/clinics/book.ts';
import { insertAppointment } from '#domain/clinics/book-place.sql.ts';
import { personOf } from '#domain/clinics/person.sql.ts';
import type { SlotInSession } from '#domain/clinics/slot.sql.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Database } from '#prisma/database.ts';
import { PrismaClient } from '#prisma/generated/sqlite/client.ts';
import type { Finding } from '../measure.ts';
import { atLeast, interleaved, median, spread, told } from '../measure.ts';
import { folder, sqliteDatabase } from '../workshop.ts';
import { createHall, type Seeker, slots } from './hall.ts';

const attempts = 500;
const places = 100;

type Attempt = (seeker: Seeker, slot: SlotInSession) => Promise<unknown>;

/** 500 people at once for 20 slots of 5 places: exactly 100 get one, whoever asks how. Attempts a second. */
export async function booking(rounds: number): Promise<Finding[]> {
  const { path, remove } = folder();
  const { database, file, clock, randomness } = await sqliteDatabase(path);
  const hall = await createHall(database, attempts);
  const prisma = new PrismaClient({
    adapter: new PrismaBetterSqlite3({ url: `file:${file}` }, { timestampFormat: 'unixepoch-ms' }),
    transactionOptions: { maxWait: 60_000, timeout: 60_000 },
  });
  await prisma.$queryRaw`PRAGMA synchronous = FULL`;
  const people = new Map(
    await Promise.all(
      hall.seekers.map(
        async ({ residentId }) => [residentId, await database.read((tx) => personOf(tx, residentId))] as const,
      ),
    ),
  );

  const claimed: Attempt = ({ residentId, by: { contactId } }, slot) =>
    database.transact(async (tx) => {
      const person = people.get(residentId);
      const number = person && (await claim(tx, { slot, person }));
      if (number === undefined) return;
      const { id: slotId, sessionId, startsAt } = slot;
      await insertAppointment(tx, {
        ...{
          id: tx.id(),
          slotId,
          sessionId,
          residentId,
          contactId,
          staffId: null,
          origin: 'resident',
          number,
          startsAt,
        },
      });
    });

  let made = 0;
  const readThenWritten: Attempt = ({ residentId, by: { contactId } }, { id: slotId, sessionId }) =>
    prisma.$transaction(async (tx) => {
      const slot = await tx.slot.findUniqueOrThrow({ where: { id: slotId }, include: { session: true } });
      const open = await tx.appointment.findMany({
        where: { residentId, status: { in: ['booked', 'arrived', 'called'] } },
      });
      const isFree = slot.taken < slot.capacity && slot.session.taken < slot.session.places;
      if (!isFree || open.length >= 2 || open.some((other) => other.sessionId === sessionId)) return;
      await tx.slot.update({ where: { id: slotId }, data: { taken: slot.taken + 1 } });
      const { taken, nextNumber } = slot.session;
      await tx.clinicSession.update({
        where: { id: sessionId },
        data: { taken: taken + 1, nextNumber: nextNumber + 1 },
      });
      await tx.appointment.create({
        data: {
          ...{ id: `a${(made += 1)}-${randomness.bytes(8).toString('hex')}`, slotId, sessionId, residentId, contactId },
          ...{
            origin: 'resident',
            number: nextNumber,
            status: 'booked',
            startsAt: slot.startsAt,
            bookedAt: clock.now(),
          },
        },
      });
    });

  const whole: Attempt = async ({ residentId, by }, { id: slotId }) => {
    try {
      await database.transact((tx) => bookPlace(tx, { slotId, residentId, by }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  };

  const once = (attempt: Attempt) => async () => {
    const offered = await hall.open();
    const before = performance.now();
    await Promise.all(hall.seekers.map((seeker, at) => attempt(seeker, slotFor(offered, at))));
    const seconds = (performance.now() - before) / 1_000;
    const counts = await hall.counts();
    if (Object.values(counts).some((count) => count !== places)) throw new Error(`not 100: ${JSON.stringify(counts)}`);
    return attempts / seconds;
  };
  const variants = new Map([
    ['claim', once(claimed)],
    ['read', once(readThenWritten)],
    ['whole', once(whole)],
  ]);
  await interleaved(1, variants);
  const results = await interleaved(rounds, variants);
  await prisma.$disconnect();
  await close(database, remove);
  const rates = (name: string) => results.get(name) ?? [];
  const ratio = (name: string) => median(rates(name)) / median(rates('read'));
  const absolutes = `claimed ${spread(rates('claim'))}/s, read then written ${spread(rates('read'))}/s; 100 of 500 each time`;
  return [
    atLeast("booking's claim ÷ read, then write", 3.5, ratio('claim'), absolutes),
    told(
      'whole booking ÷ read, then write',
      ratio('whole'),
      `with rules, reminders and audit ${spread(rates('whole'))}/s`,
    ),
  ];
}

function slotFor(offered: readonly SlotInSession[], at: number): SlotInSession {
  const slot = offered[at % slots];
  if (!slot) throw new Error('the evening has no slots');
  return slot;
}

async function close(database: Database, remove: () => void): Promise<void> {
  await database.close();
  remove();
}
