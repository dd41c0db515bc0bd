import { describe, expect, test } from 'vitest';
import { audit } from '../../commands/audit.ts';
import { examine } from '../../commands/examine.ts';
import { seed } from '../../commands/seed.ts';
import { engines } from '#tests/support/engines.ts';
import { operatorsMachine } from '#tests/support/operator.ts';

describe.each(engines)('the chains and the examination on %s', async (engine) => {
  const machine = await operatorsMachine(engine);
  await machine.runs(seed, ['demo']);

  test('unbroken chains are said to be', async () => {
    const seen = await machine.runs(audit);
    expect(seen).toMatchObject({
      code: 0,
      text: expect.stringMatching(/审计链完整：\d+条\n签约证据链完整：1份协议\n最后一条：\d+:[0-9a-f]{64}$/),
    });
  });

  test('a chain whose end was cut off is told apart by the last entry that was noted down before', async () => {
    const [, noted = ''] = /最后一条：(\S+)/.exec((await machine.runs(audit)).text) ?? [];
    expect(await machine.runs(audit, [noted])).toMatchObject({ code: 0 });
    expect(await machine.runs(audit, ['yesterday'])).toMatchObject({ code: 64 });
    const [sequence = '', hash = ''] = noted.split(':');
    // What a cut leaves looks whole: only the entry that is not there any more tells.
    const seen = await machine.runs(audit, [`${Number(sequence) + 1}:${hash}`]);
    expect(seen).toMatchObject({ code: 1, text: expect.stringMatching(/审计链完整[\s\S]*以前记下的第\d+条不在了/) });
  });

  test('an orderly database is said to be', async () => {
    const seen = await machine.runs(examine);
    expect(seen).toMatchObject({ code: 0, text: expect.stringContaining('都成立') });
  });

  test('what does not hold is named with its rows and nobody’s name', async () => {
    const doctor = await machine.inside(({ database }) =>
      database.transact(async (tx) => {
        const { id } = await tx.prisma.staff.findFirstOrThrow({ where: { contractsHeld: 1 } });
        await tx.prisma.staff.update({ where: { id }, data: { contractsHeld: 2 } });
        return id;
      }),
    );
    const seen = await machine.runs(examine);
    expect(seen.code).toBe(1);
    expect(seen.text).toContain(`doctor.held-is-counted`);
    expect(seen.text).toContain(doctor);
    expect(seen.text).not.toMatch(/周文博|李建国/);
  });

  test('evidence that somebody changed is found, and the contract is named', async () => {
    const id = await machine.inside(({ database }) =>
      database.transact(async (tx) => {
        const contract = await tx.prisma.contract.findFirstOrThrow();
        await tx.prisma.contract.update({ where: { id: contract.id }, data: { agreementVersion: '1999-01' } });
        return contract.id;
      }),
    );
    const seen = await machine.runs(audit);
    expect(seen).toMatchObject({ code: 1, text: expect.stringContaining(`协议 ${id}，协议和证据不一样`) });
  });

  test('the first entry of the audit that somebody changed is named', async () => {
    await machine.inside(({ database }) =>
      database.transact(async (tx) => {
        const on = engine === 'sqlite' ? '' : ' ON "AuditEntry"';
        await tx.sql.run(`DROP TRIGGER "auditentry_no_update"${on}`);
        await tx.sql.run(`UPDATE "AuditEntry" SET "action" = 'nothing' WHERE "sequence" >= 3`);
      }),
    );
    const seen = await machine.runs(audit);
    expect(seen).toMatchObject({ code: 1, text: expect.stringContaining('审计链断了：第3条') });
  });

  test('both take no words', async () => {
    expect((await machine.runs(audit, ['x'])).code).toBe(64);
    expect((await machine.runs(examine, ['x'])).code).toBe(64);
  });

  test('a database that another release built is refused with a sentence, before anything is read', async () => {
    await machine.inside(({ database }) =>
      database.transact((tx) => tx.sql.run(`UPDATE "_prisma_migrations" SET "checksum" = 'other'`)),
    );
    const seen = await machine.runs(audit);
    expect(seen).toMatchObject({ code: 78, text: expect.stringContaining('是另一个版本建的') });
  });
});
