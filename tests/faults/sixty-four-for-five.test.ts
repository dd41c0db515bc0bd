import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { bookPlace } from '#domain/clinics/book.ts';
import { Refusal } from '#domain/refusal.ts';
import { createStaff, type Neighbour, neighbours, roster, type Town, town } from '#tests/support/clinic.ts';
import { mustAddUp } from '#tests/support/clinic-rows.ts';
import { firstEvening } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';

const rounds = 30;
const people = 64;
const places = 5;

/** Slots with five places each, thirty of them, on different evenings and at different doctors. */
async function thirtySlots(at: Town): Promise<string[]> {
  const doctors = await at.database.transact(async (tx) => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await createStaff(tx, `医生${count}`, at.gongbei, 'doctor'));
    return ids;
  });
  await roster(
    at,
    ...doctors.map((doctorId) => ({
      doctorId,
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      startTime: '19:00',
      endTime: '19:15',
      placesPerSlot: places,
    })),
  );
  const slots = await at.database.read((tx) => tx.prisma.slot.findMany({ orderBy: { id: 'asc' }, take: rounds }));
  expect(slots).toHaveLength(rounds);
  return slots.map(({ id }) => id);
}

/** Everybody was answered; five won, each with a number of their own; the rows say the same. */
async function mustBeFair(at: Town, slotId: string, outcomes: readonly string[]): Promise<void> {
  expect(outcomes).toHaveLength(people);
  const others = outcomes.filter((outcome) => outcome !== 'booked');
  expect(outcomes.length - others.length).toBe(places);
  expect([...new Set(others)].filter((code) => code !== 'session-full' && code !== 'slot-taken')).toEqual([]);
  const rows = await at.database.read((tx) => tx.prisma.appointment.findMany({ where: { slotId } }));
  expect(rows.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5]);
  const slot = await at.database.read((tx) => tx.prisma.slot.findUniqueOrThrow({ where: { id: slotId } }));
  expect(slot.taken).toBe(places);
}

/** So that the same people can come again: whoever won has been seen. */
async function seen(at: Town): Promise<void> {
  await at.database.transact((tx) =>
    tx.prisma.appointment.updateMany({ where: { status: 'booked' }, data: { status: 'attended' } }),
  );
}

describe.each(engines)('sixty-four people for five places at once, thirty rounds, on %s', (engine) => {
  test('five win each time, never more, never fewer, and everybody is answered', { timeout: 180_000 }, async () => {
    const at = await town({ engine });
    const slots = await thirtySlots(at);
    const everybody = await neighbours(at, people);
    for (const slotId of slots) {
      const outcomes = await Promise.all(everybody.map((who) => outcomeOf(at, who, slotId)));
      await mustBeFair(at, slotId, outcomes);
      await seen(at);
    }
    await mustAddUp(at);
  });

  test('the same from three processes', { timeout: 180_000 }, async () => {
    const at = await town({ engine });
    const slots = await thirtySlots(at);
    const everybody = await neighbours(at, people);
    const processes = await Promise.all([1, 2, 3].map(() => bookingProcess(at.url)));
    for (const slotId of slots) {
      const outcomes = await Promise.all(
        processes.map(({ books }, index) =>
          books(
            slotId,
            everybody.filter((_, person) => person % 3 === index),
          ),
        ),
      );
      await mustBeFair(at, slotId, outcomes.flat());
      await seen(at);
    }
    await mustAddUp(at);
  });
});

async function outcomeOf(at: Town, { id, by }: Neighbour, slotId: string): Promise<string> {
  return at.database
    .transact((tx) => bookPlace(tx, { slotId, residentId: id, by }))
    .then(() => 'booked')
    .catch((error: unknown) => (error instanceof Refusal ? error.code : `fault: ${String(error)}`));
}

async function bookingProcess(url: string) {
  const script = fileURLToPath(new URL('./book-in-a-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=development', '--import', 'tsx', script, url, firstEvening], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  afterAll(() => void child.kill());
  let heard = '';
  let answer: (line: string) => void = () => {};
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    const lines = (heard + part).split('\n');
    heard = lines.pop() ?? '';
    for (const line of lines) answer(line);
  });
  let fail: (error: Error) => void = () => {};
  child.once('exit', (code) => fail(new Error(`the booking process ended with ${code}`)));
  const nextLine = () =>
    new Promise<string>((resolve, reject) => {
      answer = resolve;
      fail = reject;
    });
  await nextLine();
  return {
    async books(slotId: string, wishing: readonly Neighbour[]): Promise<string[]> {
      const line = nextLine();
      child.stdin.write(
        `${JSON.stringify({ slotId, people: wishing.map(({ id, contactId }) => ({ id, contactId })) })}\n`,
      );
      // Written by book-in-a-process.ts.
      return JSON.parse(await line) as string[];
    },
  };
}
