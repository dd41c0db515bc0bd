import { consoleRoles, type ConsoleRole } from '#domain/console/actor.ts';
import { beginSession } from '#domain/console/session.ts';
import { putOnFile } from '#domain/residents/register.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { TestDatabase } from './database.ts';
import { openConsole } from './console.ts';

/** Where something stands, seen from whoever holds a role at 拱北. */
export const standings = ['own', 'subtree', 'sibling', 'elsewhere'] as const;
export type Standing = (typeof standings)[number];

/** One of everything that an address can name. */
export interface Target {
  organisationId: string;
  staffId: string;
  residentId: string;
  deliveryId: string;
}

const documents: Readonly<Record<Standing, string>> = {
  own: '440402199001010019',
  subtree: '440402199001010027',
  sibling: '440402199001010035',
  elsewhere: '440402199001010043',
};

/** The demo district and another one, with one of everything in each standing, and somebody in each role at 拱北. */
export async function consoleDistrict({ database, clock }: TestDatabase) {
  await loadDemo(database);
  const console = await openConsole({ database, clock });
  const targets = await database.transact(async (tx) => {
    const named = async (shortName: string) =>
      (await tx.prisma.organisation.findFirstOrThrow({ where: { shortName } })).id;
    const bureau = await organisation(tx, 'bureau', '斗门区卫生局', null);
    return {
      own: await target(tx, 'own', await named('拱北')),
      subtree: await target(tx, 'subtree', await named('茂盛站')),
      sibling: await target(tx, 'sibling', await named('香湾')),
      elsewhere: await target(tx, 'elsewhere', await organisation(tx, 'centre', '斗门区井岸社区卫生服务中心', bureau)),
    } satisfies Record<Standing, Target>;
  });
  const users = new Map<ConsoleRole, string>();
  for (const role of consoleRoles) users.set(role, await user(role));

  async function user(role: ConsoleRole): Promise<string> {
    return database.transact(async (tx) => {
      const id = tx.id();
      const staffId = tx.id();
      const { organisationId } = targets.own;
      if (role !== 'system_administrator') {
        await tx.prisma.staff.create({
          data: { id: staffId, wecomUserid: `test.${role}`, name: '测试', title: '测试', organisationId },
        });
        await tx.prisma.staffRole.create({ data: { staffId, organisationId, role } });
      }
      await tx.prisma.consoleUser.create({
        data: {
          ...{ id, username: `test.${role}`, passwordHash: '' },
          staffId: role === 'system_administrator' ? null : staffId,
        },
      });
      return id;
    });
  }
  return {
    ...console,
    targets,
    /** A browser in which somebody with this role at 拱北 is signed in. */
    async as(role: ConsoleRole) {
      const browser = console.browser();
      const token = await database.transact((tx) => beginSession(tx, users.get(role) ?? ''));
      browser.cookies.set('jiayi_console', token);
      return browser;
    },
    userOf: (role: ConsoleRole) => users.get(role) ?? '',
  };
}

async function organisation(
  tx: Transaction,
  kind: 'bureau' | 'centre',
  name: string,
  parentId: string | null,
): Promise<string> {
  const id = tx.id();
  const facts = { address: '', phone: '', hours: '', way: '' };
  await tx.prisma.organisation.create({ data: { id, kind, name, shortName: name, parentId, ...facts } });
  return id;
}

async function target(tx: Transaction, standing: Standing, organisationId: string): Promise<Target> {
  const staffId = tx.id();
  await tx.prisma.staff.create({
    data: { id: staffId, wecomUserid: `target.${standing}`, name: '对象', title: '医生', organisationId },
  });
  const residentId = await putOnFile(tx, {
    name: '欧阳测试',
    documentKind: 'id_card',
    documentNumber: documents[standing],
    phone: '13800001234',
    birthDate: '1990-01-01',
    sex: 'female',
    homeCentreId: organisationId,
    tags: [],
  });
  const deliveryId = tx.id();
  await tx.prisma.delivery.create({
    data: {
      ...{ id: deliveryId, key: deliveryId, kind: 'appointment.reminder', recipientKind: 'binding' },
      ...{ recipientId: 'gone', residentId, contentSealed: '', status: 'dead', reason: 'unbound' },
      ...{ dueAt: tx.now, createdAt: tx.now, endedAt: tx.now },
    },
  });
  return { organisationId, staffId, residentId, deliveryId };
}
