import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accept } from '#domain/contracts/accept.ts';
import { decline } from '#domain/contracts/decline.ts';
import { expire } from '#domain/contracts/expire.ts';
import { openDraft } from '#domain/contracts/draft.ts';
import { renew } from '#domain/contracts/replace.ts';
import { settle } from '#domain/contracts/settle.ts';
import { submit } from '#domain/contracts/submit.ts';
import { terminate } from '#domain/contracts/terminate.ts';
import { undo } from '#domain/contracts/undo.ts';
import { verifyEvidence } from '#domain/contracts/verify-evidence.ts';
import { withdraw } from '#domain/contracts/withdraw.ts';
import { Refusal } from '#domain/refusal.ts';
import { contractTown, signingOf } from '#tests/support/contract-town.ts';
import { postgresqlIsHere } from '#tests/support/database.ts';

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);

/** Refusals count as an answer; anything else is a fault. */
async function outcome<T>(work: Promise<T>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe.each(engines)('capacity on %s', async (engine) => {
  const town = await contractTown({ engine });
  const { ids, transact, read } = town;

  test('twenty residents for the last place: one gets it, nineteen are offered the colleague', async () => {
    const residents = [];
    for (let serial = 1; serial <= 20; serial += 1) residents.push(await town.neighbour(serial));
    const drafts = [];
    for (const residentId of residents) drafts.push({ residentId, id: (await town.draft({ residentId })).id });
    await town.capacity(ids.chenZhiyuan, 1);

    const refusals: Refusal[] = [];
    const outcomes = await Promise.all(
      drafts.map(({ residentId, id }) =>
        outcome(
          transact((tx) => submit(tx, id, signingOf(tx, residentId))).catch((error: unknown) => {
            if (error instanceof Refusal) refusals.push(error);
            throw error;
          }),
        ),
      ),
    );
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'doctor-full')).toHaveLength(19);
    expect(refusals[0]?.details).toMatchObject({
      doctorName: '陈志远',
      nextDoctorId: ids.linXiaomei,
      nextDoctorName: '林晓梅',
    });
    expect(await town.held(ids.chenZhiyuan)).toBe(1);
    expect(await town.countedPlaces(ids.chenZhiyuan)).toBe(1);
    expect((await read(verifyEvidence)).broken).toEqual([]);
  });

  test('a full doctor can be lowered below what is held, and still takes nobody', async () => {
    await town.capacity(ids.chenZhiyuan, 0);
    const residentId = await town.neighbour(40);
    expect(await outcome(town.draft({ residentId }))).toBe('doctor-full');
    await town.capacity(ids.chenZhiyuan, 2000);
  });

  test('twenty who sign at once get twenty numbers without a gap and one sound chain', async () => {
    const drafts = [];
    for (let serial = 41; serial <= 60; serial += 1) {
      const residentId = await town.neighbour(serial);
      drafts.push({ residentId, id: (await town.draft({ residentId, doctorId: ids.linXiaomei })).id });
    }
    const signed = await Promise.all(
      drafts.map(({ residentId, id }) => transact((tx) => submit(tx, id, signingOf(tx, residentId)))),
    );
    const numbers = signed.map(({ number }) => Number(number.slice(2))).sort((one, other) => one - other);
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(19);
    expect(new Set(numbers).size).toBe(20);
    expect((await read(verifyEvidence)).broken).toEqual([]);
  });

  test('accepted and withdrawn at the same moment, exactly one of the two happens', async () => {
    for (let round = 0; round < 10; round += 1) {
      const residentId = await town.neighbour(100 + round);
      const { contractId } = await town.sign({ residentId });
      const outcomes = await Promise.all([
        outcome(transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }))),
        outcome(transact((tx) => withdraw(tx, { contractId, residentId }))),
      ]);
      expect([...outcomes].sort()).toEqual(['contract-state-changed', 'done']);
      const { status } = await town.contract(contractId);
      expect(status).toBe(outcomes[0] === 'done' ? 'active' : 'withdrawn');
    }
    expect(await town.held(ids.chenZhiyuan)).toBe(await town.countedPlaces(ids.chenZhiyuan));
  });

  test('signed twice at once, a resident has one application', async () => {
    const residentId = await town.neighbour(120);
    const { id } = await town.draft({ residentId });
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => outcome(transact((tx) => submit(tx, id, signingOf(tx, residentId))))),
    );
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
  });

  test('the renewal with the same doctor needs no second place, even when the doctor is full', async () => {
    const residentId = await town.neighbour(121);
    await town.signed({ residentId });
    const held = await town.held(ids.chenZhiyuan);
    await town.capacity(ids.chenZhiyuan, held);
    const draft = await transact((tx) => renew(tx, { residentId, by: { kind: 'resident', id: residentId } }));
    const { contractId } = await transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)));
    expect(await town.held(ids.chenZhiyuan)).toBe(held);
    await transact((tx) => accept(tx, { contractId, staffId: ids.chenZhiyuan }));
    town.later(10);
    await transact((tx) => settle(tx, contractId));
    expect((await town.contract(contractId)).status).toBe('active');
    expect(await town.held(ids.chenZhiyuan)).toBe(held);
    await town.capacity(ids.chenZhiyuan, 2000);
  });
});

describe('one place for two contracts with the same doctor', async () => {
  const town = await contractTown();
  const { ids, transact } = town;

  test('ending the running one takes its renewal along and gives the place back once', async () => {
    await town.signed({ residentId: await town.neighbour(1) });
    const residentId = await town.neighbour(2);
    const by = { kind: 'resident' as const, id: residentId };
    const contractId = await town.signed({ residentId });
    const draft = await transact((tx) => renew(tx, { residentId, by }));
    await transact((tx) => submit(tx, draft.id, signingOf(tx, residentId)));
    expect(await town.held(ids.chenZhiyuan)).toBe(2);
    await transact((tx) => terminate(tx, { contractId, by, reason: 'resident-wish' }));
    expect(await town.held(ids.chenZhiyuan)).toBe(1);
    expect(await town.countedPlaces(ids.chenZhiyuan)).toBe(1);
  });
});

describe('whatever happens in whatever order', async () => {
  const town = await contractTown();
  const { ids, transact } = town;
  const people: string[] = [];
  for (let serial = 1; serial <= 4; serial += 1) people.push(await town.neighbour(serial));
  await town.capacity(ids.chenZhiyuan, 2);
  await town.capacity(ids.linXiaomei, 2);

  const doctors = [ids.chenZhiyuan, ids.linXiaomei];
  const one = fc.record({
    person: fc.nat(people.length - 1),
    doctor: fc.nat(doctors.length - 1),
    what: fc.constantFrom('sign', 'replace', 'accept', 'decline', 'undo', 'withdraw', 'end', 'later', 'year'),
  });

  const happen = async ({ person, doctor, what }: { person: number; doctor: number; what: string }) => {
    const residentId = people[person] ?? '';
    const doctorId = doctors[doctor] ?? '';
    const by = { kind: 'resident' as const, id: residentId };
    await transact(async (tx) => {
      const open = (status: 'active' | 'submitted') => tx.prisma.contract.findFirst({ where: { residentId, status } });
      const submitted = await open('submitted');
      const active = await open('active');
      if (what === 'sign' || what === 'replace') {
        const replaces = what === 'sign' ? ('nothing' as const) : ('running' as const);
        const draft = await openDraft(tx, { residentId, doctorId, packages: [], by, replaces });
        await submit(tx, draft.id, signingOf(tx, residentId));
      }
      if (what === 'accept' && submitted) await accept(tx, { contractId: submitted.id, staffId: submitted.doctorId });
      if (what === 'decline' && submitted) await decline(tx, { contractId: submitted.id, staffId: submitted.doctorId });
      const decided = active ?? submitted;
      if (what === 'undo' && decided) await undo(tx, { contractId: decided.id, staffId: decided.doctorId });
      if (what === 'withdraw' && submitted) await withdraw(tx, { contractId: submitted.id, residentId });
      if (what === 'end' && active) await terminate(tx, { contractId: active.id, by, reason: 'resident-wish' });
      if (what === 'later') {
        const due = await tx.prisma.contract.findMany({ where: { status: 'submitted', undoUntil: { not: null } } });
        for (const { id } of due) await settle(tx, id);
      }
    });
    if (what === 'later') town.later(11);
    if (what === 'year') await expireAll();
  };

  /** Thirteen months pass: every contract that runs has come to its end. */
  const expireAll = async () => {
    town.later(13 * 31 * 24 * 60);
    await transact(async (tx) => {
      const running = await tx.prisma.contract.findMany({ where: { status: 'active' } });
      for (const { id } of running) await expire(tx, id);
    });
  };

  test('nobody is over capacity, nobody has two contracts, and the places held are the places counted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 10, maxLength: 25 }), async (events) => {
        for (const event of events) await outcome(happen(event));
        for (const doctor of doctors) {
          const held = await town.held(doctor);
          expect(held).toBe(await town.countedPlaces(doctor));
          expect(held).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
