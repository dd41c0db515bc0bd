import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { bookPlace } from '#domain/clinics/book.ts';
import { Refusal } from '#domain/refusal.ts';
import { standingClock } from '#kit/clock.ts';
import { districtDay } from '#kit/day.ts';
import { createVault } from '#kit/vault.ts';
import { openDatabase } from '#prisma/database.ts';

/**
 * A process of its own on a database that others book in too: reads one wish a line, {slotId, people}, books for all of
 * them at once, and answers with one outcome for each: `booked`, or the refusal's code, or `fault: …`.
 */
const [url = '', now = ''] = process.argv.slice(2);
const database = await openDatabase(url, {
  clock: standingClock(now),
  day: districtDay('Asia/Shanghai'),
  vault: createVault(Buffer.alloc(32, 7), { bytes: randomBytes }),
  randomness: { bytes: randomBytes, below: (limit) => randomBytes(4).readUInt32BE() % limit },
});
process.stdout.write('ready\n');

for await (const line of createInterface({ input: process.stdin })) {
  // Written by the test that started this process.
  const { slotId, people } = JSON.parse(line) as { slotId: string; people: { id: string; contactId: string }[] };
  const outcomes = await Promise.all(
    people.map(({ id, contactId }) =>
      database
        .transact((tx) =>
          bookPlace(tx, { slotId, residentId: id, by: { kind: 'resident', residentId: id, contactId } }),
        )
        .then(() => 'booked')
        .catch((error: unknown) => (error instanceof Refusal ? error.code : `fault: ${String(error)}`)),
    ),
  );
  process.stdout.write(`${JSON.stringify(outcomes)}\n`);
}
await database.close();
