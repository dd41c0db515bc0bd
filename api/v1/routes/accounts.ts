import { z } from 'zod';
import { openAccount, setAccount } from '#domain/console/accounts.ts';
import { resetAccount, temporaryPassword } from '#domain/console/reset-account.ts';
import type { Transaction } from '#domain/transaction.ts';
import { HttpProblem } from '../../problem.ts';
import { defineRoute, type ApiParts } from '../define-route.ts';
import { id, username } from '../fields.ts';
import { notFound } from '../not-found.ts';
import { page, pageOf, pageQuery } from '../page.ts';

const who = ['system_administrator'] as const;
const handedOver = z.object({ id, password: z.string().describe('临时密码，只显示这一次') });

const list = defineRoute({
  method: 'GET',
  path: '/accounts',
  summary: '控制台账号',
  who,
  query: pageQuery,
  answer: pageOf(
    z.object({
      id,
      username: z.string(),
      name: z.string().describe('工作人员；系统管理员为空'),
      active: z.boolean(),
      hasAuthenticator: z.boolean(),
    }),
  ),
  async handle(tx, { query: { limit, cursor } }) {
    const rows = await tx.prisma.consoleUser.findMany({
      where: cursor === undefined ? {} : { id: { gt: cursor } },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const ids = rows.flatMap(({ staffId }) => (staffId === null ? [] : [staffId]));
    const staff = await tx.prisma.staff.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
    return page(rows, limit, {
      keyOf: ({ id }) => id,
      itemOf: ({ id, username, staffId, active, totpConfirmedAt }) => ({
        ...{ id, username, active, hasAuthenticator: totpConfirmedAt !== null },
        name: staff.find((one) => one.id === staffId)?.name ?? '',
      }),
    });
  },
});

const open = defineRoute({
  method: 'POST',
  path: '/accounts',
  summary: '开一个控制台账号',
  who,
  body: {
    username,
    wecomUserid: z.string().max(64).optional().describe('哪位工作人员；不填就是系统管理员'),
  },
  answer: handedOver,
  async handleApart(parts, { body: { username, wecomUserid }, actor }) {
    const { password, passwordHash } = await temporary(parts);
    const by = actor.audited;
    return {
      id: await parts.transact((tx) => openAccount(tx, { username, wecomUserid, passwordHash, by })),
      password,
    };
  },
});

const reset = defineRoute({
  method: 'POST',
  path: '/accounts/:accountId/reset',
  summary: '丢了手机或忘了密码：给临时密码，下次登录重新绑定验证器',
  who,
  params: { accountId: id },
  answer: handedOver,
  async handleApart(parts, { params: { accountId }, actor }) {
    const { password, passwordHash } = await temporary(parts);
    await parts.transact(async (tx) => {
      await anotherAccount(tx, accountId, actor.userId);
      await resetAccount(tx, { userId: accountId, passwordHash, by: actor.audited });
    });
    return { id: accountId, password };
  },
});

const set = defineRoute({
  method: 'PUT',
  path: '/accounts/:accountId/active',
  summary: '停用或启用一个账号',
  who,
  params: { accountId: id },
  body: { active: z.boolean() },
  answer: z.undefined(),
  async handle(tx, { params: { accountId }, body: { active }, actor }) {
    await anotherAccount(tx, accountId, actor.userId);
    await setAccount(tx, { userId: accountId, active, by: actor.audited });
    return undefined;
  },
});

async function temporary({ passwords, read }: ApiParts) {
  const password = temporaryPassword(await read(async (tx) => tx.bytes(12)));
  return { password, passwordHash: await passwords.hash(password) };
}

/** @throws HttpProblem where there is none, and for one's own: whoever is locked out asks another administrator */
async function anotherAccount(tx: Transaction, accountId: string, ownId: string): Promise<void> {
  if (accountId === ownId) throw new HttpProblem(409, 'own-account', '不能对自己的账号这样做，请另一位系统管理员来做');
  if ((await tx.prisma.consoleUser.count({ where: { id: accountId } })) === 0) throw notFound();
}

export const accountRoutes = [list, open, reset, set] as const;
