import { resetAccount, temporaryPassword } from '#domain/console/reset-account.ts';
import { passwords } from '#kit/passwords.ts';
import type { Command } from './command.ts';
import { exit, Misused, operator, start } from './command.ts';

/** For the last administrator, whom nobody else can help. */
export const resetConsoleAccount: Command = {
  usage:
    '用法：npm run reset-account -- 用户名   控制台账号丢了手机或忘了密码：给一个临时密码，下次登录时换密码、重新绑定验证器',
  async run({ words, print, open }) {
    const [username, ...more] = words;
    if (username === undefined || more.length > 0) throw new Misused();
    const { database, randomness } = await open();
    const user = await database.read((tx) => tx.prisma.consoleUser.findUnique({ where: { username } }));
    if (!user) {
      print('没有这个账号');
      return exit.failed;
    }
    const password = temporaryPassword(randomness.bytes(12));
    const passwordHash = await passwords().hash(password);
    await database.transact((tx) => resetAccount(tx, { userId: user.id, passwordHash, by: operator }));
    print(`临时密码：${password}   （只显示这一次）`);
    return exit.done;
  },
};

await start(import.meta, resetConsoleAccount);
