import { describe, expect, test } from 'vitest';
import { authenticatorKey } from '#kit/totp.ts';
import { passwords } from '#kit/passwords.ts';
import { beginSession, seenSession } from '#domain/console/session.ts';
import { resetConsoleAccount } from '../../commands/reset-account.ts';
import { operatorsMachine } from '#tests/support/operator.ts';

describe('an account of the console whose phone or password was lost', async () => {
  const machine = await operatorsMachine();

  test('gets a temporary password, a new key at the next sign-in, and whoever is in is out', async () => {
    const token = await machine.inside(({ database, randomness }) =>
      database.transact(async (tx) => {
        const id = tx.id();
        const key = authenticatorKey(randomness.bytes(20));
        const totpSecretSealed = tx.vault.seal({ table: 'ConsoleUser', column: 'totpSecretSealed', row: id }, key);
        const user = { id, username: 'admin', passwordHash: 'lost', totpSecretSealed, totpConfirmedAt: tx.now };
        await tx.prisma.consoleUser.create({ data: user });
        return beginSession(tx, id);
      }),
    );
    const { code, text } = await machine.runs(resetConsoleAccount, ['admin']);
    expect(code).toBe(0);
    const [, told = ''] = /临时密码：(\S+)/.exec(text) ?? [];
    await machine.inside(async ({ database }) => {
      const user = await database.read((tx) => tx.prisma.consoleUser.findFirstOrThrow());
      expect(await passwords().isRight(told, user.passwordHash)).toBe(true);
      expect(user).toMatchObject({ passwordIsTemporary: true, totpSecretSealed: null, totpConfirmedAt: null });
      expect(await database.read((tx) => seenSession(tx, token))).toBeUndefined();
      const entry = await database.read((tx) => tx.prisma.auditEntry.findFirstOrThrow());
      expect(entry).toMatchObject({ action: 'console-user.reset', actorKind: 'system' });
    });
  });

  test('an unknown name changes nothing', async () => {
    expect(await machine.runs(resetConsoleAccount, ['nobody'])).toMatchObject({ code: 1, text: '没有这个账号' });
    expect(await machine.runs(resetConsoleAccount)).toMatchObject({ code: 64 });
  });
});
