import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Transaction } from '#domain/transaction.ts';
import * as enums from '#prisma/generated/sqlite/enums.ts';
import { checks, partialIndexes } from '#prisma/invariants.ts';
import { appendOnly, terminalStates, terminalTrigger } from '#prisma/terminal-states.ts';
import { anyRow } from '#tests/support/any-row.ts';
import { change, copyOf, orderlyDistrict, unguarded, type OrderlyIds } from '#tests/support/broken-rows.ts';
import { namesIn } from '#tests/support/catalogue.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';

const schema = readFileSync('prisma/schema.prisma', 'utf8');

type Plant = (tx: Transaction, ids: OrderlyIds) => Promise<unknown>;

/** For each CHECK the smallest change that breaks it. */
const againstChecks: Record<string, Plant> = {
  slot_taken_within_capacity: (tx, { slot }) => change(tx, 'Slot', slot, { taken: '("capacity" + 1)' }),
  session_taken_within_places: (tx, { session }) => change(tx, 'ClinicSession', session, { taken: '("places" + 1)' }),
  session_reserved_within_places: (tx, { session }) => change(tx, 'ClinicSession', session, { reserved: -1 }),
  staff_contracts_not_negative: (tx, { doctor }) => change(tx, 'Staff', doctor, { contractsHeld: -1 }),
  contact_window_not_negative: (tx) => change(tx, 'Contact', 'contact', { windowRemaining: -1 }),
  code_tries_at_most_five: (tx) =>
    tx.prisma.verificationCode.create({
      data: { id: 'code', purpose: 'bind', codeHash: '', attempts: 6, createdAt: tx.now, expiresAt: tx.now },
    }),
  contract_active_has_term: (tx, { contract }) => change(tx, 'Contract', contract, { endsOn: null }),
  contract_sent_has_evidence: (tx, { contract }) => change(tx, 'Contract', contract, { evidenceHash: null }),
  delivery_has_recipient: (tx) => change(tx, 'Delivery', 'delivery', { recipientId: null }),
  delegation_not_to_self: async (tx) => change(tx, 'Delegation', await aDelegation(tx), { subjectId: '("actorId")' }),
};

/** For each index that holds something to once at a time a second one. */
const againstIndexes: Record<string, Plant> = {
  resident_document_once: (tx, { resident }) => copyOf(tx, 'Resident', resident, {}),
  binding_active_once_per_contact: (tx, { neighbour }) =>
    copyOf(tx, 'Binding', 'binding', { residentId: `'${neighbour}'` }),
  binding_active_once_per_resident: (tx) => copyOf(tx, 'Binding', 'binding', { contactId: `'contact-2'` }),
  delegation_open_once: async (tx) => copyOf(tx, 'Delegation', await aDelegation(tx), { status: `'pending'` }),
  consent_given_once: async (tx, { resident: residentId }) => {
    for (const id of ['one', 'two'])
      await tx.prisma.consent.create({ data: { id, residentId, subject: 's', version: '1', givenAt: tx.now } });
  },
  contract_active_once: (tx, { contract }) => copyOf(tx, 'Contract', contract, another),
  contract_submitted_once: async (tx, { contract }) => {
    await change(tx, 'Contract', contract, { status: `('submitted')` });
    await copyOf(tx, 'Contract', contract, another);
  },
  appointment_open_once_per_session: (tx, { appointment }) =>
    copyOf(tx, 'Appointment', appointment, { number: '99', status: `'called'` }),
  waitlist_open_once_per_session: async (tx) => {
    for (const id of [`'one'`, `'two'`]) await copyOf(tx, 'WaitlistEntry', 'entry', { ...waiting, id });
  },
  dialogue_open_once_per_contact: (tx) => copyOf(tx, 'Dialogue', 'dialogue', {}),
};

/** What comes once for ever. */
const againstKeys: Record<string, Plant> = {
  'a message that was received before': (tx) => copyOf(tx, 'InboundMessage', 'message', {}),
  'a delivery with a known key': (tx) => copyOf(tx, 'Delivery', 'delivery', {}),
  'a job with a known key': (tx) => copyOf(tx, 'Job', 'job', {}),
};

const another = { number: `'2'`, evidenceHash: `'2'` };
const waiting = { status: `'waiting'`, endedAt: 'NULL' };

async function aDelegation(tx: Transaction): Promise<string> {
  return (await tx.prisma.delegation.findFirstOrThrow({ where: { status: 'active' } })).id;
}

test('every example is of an invariant that there is', () => {
  expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(againstChecks)));
  const unique = partialIndexes.filter((index) => index.unique).map(({ name }) => name);
  expect(unique).toEqual(expect.arrayContaining(Object.keys(againstIndexes)));
});

describe.each(engines)('the database itself on %s', async (engine) => {
  const { database } = await testDatabase({ engine });
  let ids: OrderlyIds;
  beforeAll(async () => {
    ids = await orderlyDistrict(database);
  });
  const refuses = async (plant: Plant) => {
    await expect(database.transact((tx) => plant(tx, ids))).rejects.toThrow();
    // The guard refused it, not a mistake in the example.
    await unguarded(database, (tx) => plant(tx, ids));
  };

  test.each(Object.entries(againstChecks))('holds %s', (_name, plant) => refuses(plant));
  test.each(Object.entries(againstIndexes))('holds %s', (_name, plant) => refuses(plant));
  test.each(Object.entries(againstKeys))('refuses %s', (_name, plant) => refuses(plant));

  const ends = terminalStates.flatMap(({ table, states }) => states.map((state) => [table, state] as const));
  test.each(ends)('a %s that is %s stays so', async (table, state) => {
    const others = statesOf(table).filter((other) => other !== state);
    expect(others).not.toEqual([]);
    for (const other of others) {
      const reopened = database.transact(async (tx) => {
        await anyRow(tx, table, { status: state });
        await tx.sql.run(`UPDATE "${table}" SET "status" = '${other}' WHERE "status" = '${state}'`);
      });
      await expect(reopened).rejects.toThrow(terminalTrigger(table));
    }
  });

  test('has every guard of the list, by its name', async () => {
    const { checks: held, indexes, triggers } = await namesIn(database);
    expect(held).toEqual(checks.map(({ name }) => name).sort());
    expect(indexes).toEqual(expect.arrayContaining(partialIndexes.map(({ name }) => name)));
    const unchanging = appendOnly.flatMap((table) =>
      ['update', 'delete'].map((verb) => `${table.toLowerCase()}_no_${verb}`),
    );
    expect(triggers).toEqual([...terminalStates.map(({ table }) => terminalTrigger(table)), ...unchanging].sort());
  });
});

test.runIf(engines.includes('postgresql'))(
  'both engines have the same tables, columns, keys, indexes, constraints and triggers',
  async () => {
    const [one, other] = await Promise.all(
      (['sqlite', 'postgresql'] as const).map(async (engine) => namesIn((await testDatabase({ engine })).database)),
    );
    expect(one?.columns.length).toBeGreaterThan(200);
    expect(one).toEqual(other);
  },
);

/** By the schema: a table's states are an enum, mostly called like it. */
function statesOf(table: string): string[] {
  const [, body = ''] = new RegExp(`^model ${table} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(schema) ?? [];
  const [, name = ''] = /^\s+status\s+(\w+)/m.exec(body) ?? [];
  return Object.values((enums as Record<string, Record<string, string>>)[name] ?? {}); // a module of enums
}
