import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit } from '../../commands/audit.ts';
import { rotateKeys } from '../../commands/rotate-keys.ts';
import { seed } from '../../commands/seed.ts';
import { engines } from '#tests/support/engines.ts';
import { busyProgram, newKey, operatorsMachine } from '#tests/support/operator.ts';

describe.each(engines)('npm run rotate-keys on %s', async (engine) => {
  const machine = await operatorsMachine(engine);
  await machine.runs(seed, ['demo']);
  const first = machine.environment['SECRET_KEY'] ?? '';

  const find = (environment: Record<string, string>) =>
    machine.inside(
      ({ database }) =>
        database.read(async (tx) => {
          const where = { documentIndex: tx.vault.index('resident.document', '440402195803120022') };
          const found = await tx.prisma.resident.findFirstOrThrow({ where });
          return tx.vault.open({ table: 'Resident', column: 'nameSealed', row: found.id }, found.nameSealed);
        }),
      environment,
    );

  test('rotates twice while the program runs; then the newest key alone reads everything and finds everybody', {
    timeout: 120_000,
  }, async () => {
    let former = first;
    for (const today of [newKey(), newKey()]) {
      const settings = { SECRET_KEY: today, FORMER_SECRET_KEYS: former };
      const program = await busyProgram({ ...machine.environment, ...settings });
      const seen = await machine.runs(rotateKeys, [], settings);
      expect(await program.stop()).toBeGreaterThan(0);
      expect(seen).toMatchObject({ code: 0, text: expect.stringContaining('可以去掉 FORMER_SECRET_KEYS') });
      former = today;
    }
    machine.environment['SECRET_KEY'] = former;
    expect(await find({})).toBe('王秀英');
    expect((await machine.runs(audit)).code).toBe(0);
    expect((await machine.runs(audit, [], { SECRET_KEY: first })).code).toBe(78);
  });

  test('with nothing left to do it says so', async () => {
    const seen = await machine.runs(rotateKeys);
    expect(seen).toMatchObject({ code: 0, text: expect.stringContaining('轮换完成（0处）') });
  });

  test('a value that opens with no key is named by its place, and the rotation is not finished', async () => {
    const id = await machine.inside(({ database }) =>
      database.transact(async (tx) => {
        const staff = await tx.prisma.staff.findFirstOrThrow();
        await tx.prisma.staff.update({ where: { id: staff.id }, data: { phoneSealed: 'a1.00000000.AAAA' } });
        return staff.id;
      }),
    );
    const seen = await machine.runs(rotateKeys);
    expect(seen).toMatchObject({ code: 1, text: expect.stringContaining(`Staff.phoneSealed ${id}`) });
    await machine.inside(({ database }) =>
      database.transact((tx) => tx.prisma.staff.update({ where: { id }, data: { phoneSealed: null } })),
    );
  });

  test('messages that wait beside the database hold it up', async () => {
    const spool = join(machine.folder, 'spool');
    mkdirSync(spool);
    writeFileSync(join(spool, '000-x.sealed'), '');
    expect(await machine.runs(rotateKeys)).toMatchObject({ code: 1, text: expect.stringContaining('1条消息在 spool') });
    rmSync(spool, { recursive: true });
  });

  test('each rotation that did something stands in the audit', async () => {
    const actions = await machine.inside(({ database }) =>
      database.read((tx) => tx.prisma.auditEntry.count({ where: { action: 'keys.rotated' } })),
    );
    expect(actions).toBe(2);
  });
});

test('the sandbox has a key of its own, which is not rotated', async () => {
  const machine = await operatorsMachine();
  expect((await machine.runs(rotateKeys, [], { SECRET_KEY: '' })).code).toBe(78);
});
