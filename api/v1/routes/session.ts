import { renderSVG } from 'uqr';
import { z } from 'zod';
import { consoleRoles } from '#domain/console/actor.ts';
import { endSessions } from '#domain/console/session.ts';
import { beginSignIn, finishSignIn, nextCode } from '#domain/console/sign-in.ts';
import { HttpProblem } from '../../problem.ts';
import { defineRoute } from '../define-route.ts';
import { password, username } from '../fields.ts';

/** Only in the sandbox: the code that an app would show now. */
const sandboxCode = z.string().optional().describe('只有沙盒才有：现在的验证码');

const signIn = defineRoute({
  method: 'POST',
  path: '/sign-in',
  summary: '登录：先用户名和密码，再加上验证器的六位数字',
  who: 'anybody',
  body: {
    username,
    password: z.string().max(200),
    code: z
      .string()
      .regex(/^\d{6}$/, '验证码是6个数字')
      .optional(),
    newPassword: password.optional().describe('第一次登录时，代替管理员给的临时密码'),
  },
  answer: z.discriminatedUnion('next', [
    z.object({ next: z.literal('code'), sandboxCode }),
    z.object({
      next: z.literal('enrol').describe('第一次：用验证器扫码，再填它显示的数字'),
      key: z.string(),
      uri: z.string(),
      qrCode: z.string().describe('SVG'),
      isTemporary: z.boolean().describe('密码是别人给的，要换一个'),
      sandboxCode,
    }),
    z.object({ next: z.literal('in') }),
  ]),
  async handleApart({ transact, read, passwords, sandbox }, { body, browser }) {
    const asked = { username: body.username, address: browser.address, browser: browser.known };
    const begun = await transact((tx) => beginSignIn(tx, asked));
    if (begun.outcome === 'wait') throw tooOften(await read(async (tx) => begun.until.getTime() - tx.now.getTime()));
    const isRight = await passwords.isRight(body.password, begun.passwordHash);
    const newPasswordHash =
      isRight && body.newPassword !== undefined ? await passwords.hash(body.newPassword) : undefined;
    const signedIn = await transact((tx) => finishSignIn(tx, asked, { isRight, code: body.code, newPasswordHash }));
    const shown = sandbox && isRight ? { sandboxCode: await read((tx) => nextCode(tx, body.username)) } : {};
    switch (signedIn.outcome) {
      case 'wrong':
        throw new HttpProblem(401, 'sign-in-refused', '用户名、密码或者验证码不对');
      case 'code':
        return { next: 'code' as const, ...shown };
      case 'enrol': {
        const { key, uri, isTemporary } = signedIn;
        return { next: 'enrol' as const, key, uri, isTemporary, qrCode: renderSVG(uri, { border: 2 }), ...shown };
      }
      case 'in':
        browser.keepSession(signedIn.token);
        browser.keepKnown(signedIn.browser);
        return { next: 'in' as const };
    }
  },
});

function tooOften(waitMs: number): HttpProblem {
  const retryAfter = Math.ceil(waitMs / 1000);
  return new HttpProblem(429, 'sign-in-too-often', `试得太多了，请${Math.ceil(retryAfter / 60)}分钟后再试`, {
    retryAfter,
  });
}

const session = defineRoute({
  method: 'GET',
  path: '/session',
  summary: '现在是谁登录的',
  who: 'signed-in',
  answer: z.object({
    username: z.string(),
    name: z.string(),
    title: z.string(),
    organisation: z.string(),
    roles: z.array(z.enum(consoleRoles)),
  }),
  async handle(tx, { actor: { username, staff, roles } }) {
    if (!staff) return { username, name: username, title: '系统管理员', organisation: '', roles: [...roles] };
    const { name: organisation } = await tx.prisma.organisation.findUniqueOrThrow({
      where: { id: staff.organisationId },
      select: { name: true },
    });
    return { username, name: staff.name, title: staff.title, organisation, roles: [...roles] };
  },
});

const signOut = defineRoute({
  method: 'DELETE',
  path: '/session',
  summary: '退出登录',
  who: 'signed-in',
  answer: z.undefined(),
  async handle(tx, { actor, browser }) {
    await endSessions(tx, { id: actor.session.id });
    tx.audit({
      actor: actor.audited,
      action: 'console.signed-out',
      subject: { kind: 'console-user', id: actor.userId },
    });
    browser.forgetSession();
    return undefined;
  },
});

export const sessionRoutes = [signIn, session, signOut] as const;
