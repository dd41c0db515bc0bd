import { expect, onTestFinished, test } from 'vitest';
import { createWatchdog } from '#jobs/engine/watchdog.ts';
import { silent } from '#tests/support/later-work.ts';

async function watchdog(silenceMs: number, sweep: () => Promise<void>) {
  let monotonic = 0;
  const made = await createWatchdog({ clock: { monotonic: () => monotonic }, log: silent, silenceMs, sweep });
  onTestFinished(() => made.stop());
  const later = (milliseconds: number) => {
    monotonic += milliseconds;
  };
  return { ...made, later };
}

test('it sweeps when nobody has for a while, and rests when somebody does', async () => {
  let sweeps = 0;
  const dog = await watchdog(15_000, async () => void (sweeps += 1));
  dog.later(14_999);
  await dog.look();
  expect(sweeps).toBe(0);
  dog.later(1);
  await dog.look();
  await dog.look();
  expect(sweeps).toBe(2);
  dog.heard();
  await dog.look();
  expect(sweeps).toBe(2);
});

test('without another ticker it sweeps at every look', async () => {
  let sweeps = 0;
  const dog = await watchdog(0, async () => void (sweeps += 1));
  await dog.look();
  dog.heard();
  await dog.look();
  expect(sweeps).toBe(2);
});

test('a sweep that fails does not end it', async () => {
  let sweeps = 0;
  const dog = await watchdog(0, async () => {
    sweeps += 1;
    throw new Error('on purpose');
  });
  await dog.look();
  await dog.look();
  expect(sweeps).toBe(2);
});
