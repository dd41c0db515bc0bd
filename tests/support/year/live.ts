import { Writable } from 'node:stream';
import { allNotices } from '#domain/notices/all.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import { ticks } from '#jobs/ticks.ts';
import { createLog } from '#kit/log.ts';
import { examine, type Violation } from '#prisma/examine/examine.ts';
import { chance } from '../chance.ts';
import { laterWork } from '../later-work.ts';
import { referralTown } from '../referral-town.ts';
import { settle } from './cast.ts';
import { followUpsOfADay } from './follow-ups.ts';
import { linXiaomeiLeaves, partingsOfADay } from './people.ts';
import { referralLife } from './referrals.ts';

interface YearPlan {
  seed: number;
  residents: number;
  /** YYYY-MM-DD. */
  from: string;
  days: number;
  /** On this day of the year a doctor leaves. */
  doctorLeavesOn: number;
}

/** When people do what they do. */
const afternoon = '15:00';

/**
 * Lives a year: the program takes each due thing at its time, except while it is stopped, and is started again at any
 * hour then, at night too. Every afternoon people do something, or nothing, by chance.
 */
export async function liveAYear({ seed, residents, from, days, doctorLeavesOn }: YearPlan) {
  const town = await referralTown({ start: `${from}T08:30:00+08:00` });
  const { clock, transact } = town;
  const dice = chance(seed);
  const complaints: string[] = [];
  const destination = new Writable({
    write(line: Buffer, _encoding, done) {
      complaints.push(line.toString('utf8'));
      done();
    },
  });
  const start = () =>
    laterWork(town.database, clock, {
      log: createLog('error', destination),
      catalogue: createCatalogue(allNotices),
      ticks: ticks.filter(({ name }) => /^(?:follow-ups|contracts)\./u.test(name)),
    });
  let later = await start();
  const day = await town.read(async (tx) => tx.day);
  const people = await settle(town, dice, residents);
  const referrals = referralLife(town, dice, people);
  /** Whenever the program looked for what was due. */
  const looks: Date[] = [];
  const restarts: Date[] = [];
  const violations: { date: string; found: Violation[] }[] = [];

  let standsFor = 0;
  for (let count = 0; count < days; count += 1) {
    const date = day.add(from, count);
    const stood = standsFor > 0;
    if (stood) standsFor -= 1;
    else if (dice.happens(0.04)) {
      standsFor = dice.between(1, 4);
      await later.stop();
    }
    if (standsFor === 0) {
      if (stood) await startAgain(date);
      await workUntil(day.at(date, afternoon));
    }
    if (clock.now() < day.at(date, afternoon)) clock.moveTo(day.at(date, afternoon));
    if (count === doctorLeavesOn) await transact((tx) => linXiaomeiLeaves(tx, town));
    await transact(async (tx) => {
      await followUpsOfADay(tx, town, dice, people);
      await partingsOfADay(tx, town, dice, people);
    });
    await referrals.aDay();
    if (standsFor > 0) continue;
    await look();
    if (count % 30 === 29) violations.push({ date, found: await examine(town.database) });
  }
  await later.stop();
  return { town, day, looks, restarts, violations, complaints, refused: referrals.refused() };

  async function startAgain(date: string): Promise<void> {
    clock.moveTo(day.at(date, `${String(dice.between(0, 14)).padStart(2, '0')}:10`));
    restarts.push(clock.now());
    later = await start();
    await look();
  }

  /** From one due thing to the next. */
  async function workUntil(end: Date): Promise<void> {
    for (;;) {
      const next = await later.nextDue();
      if (next === undefined || next > end) return;
      clock.moveTo(next);
      await look();
    }
  }

  async function look(): Promise<void> {
    looks.push(clock.now());
    await later.runUntilQuiet();
  }
}

export type Year = Awaited<ReturnType<typeof liveAYear>>;
