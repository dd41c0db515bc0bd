import { z } from 'zod';
import { addStaff, changeStaff, setRoles } from '#domain/staff/edit.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import { consoleRoles } from '#domain/console/actor.ts';
import type { Transaction } from '#domain/transaction.ts';
import { defineRoute } from '../define-route.ts';
import { id } from '../fields.ts';
import { given } from '../given.ts';
import { notFound } from '../not-found.ts';
import { page, pageOf, pageQuery } from '../page.ts';

const who = [...administratorRoles, 'system_administrator'] as const;
const role = z.object({ role: z.enum(consoleRoles).exclude(['system_administrator']), organisationId: id });
const member = z.object({
  id,
  wecomUserid: z.string(),
  name: z.string(),
  title: z.string(),
  speciality: z.string(),
  hours: z.string(),
  organisationId: id,
  organisation: z.string(),
  active: z.boolean(),
  contractCapacity: z.number().nullable(),
  contractsHeld: z.number(),
  roles: z.array(role),
});

const text = (most: number) => z.string().trim().max(most, `最多${most}个字`);
const facts = {
  name: text(30).min(2, '至少2个字'),
  title: text(30).describe('职称，居民会看到'),
  speciality: text(200).describe('擅长'),
  hours: text(100),
};

const list = defineRoute({
  method: 'GET',
  path: '/staff',
  summary: '工作人员',
  who: [...who, 'auditor'],
  query: { ...pageQuery, organisationId: id.optional() },
  answer: pageOf(member),
  async handle(tx, { query: { limit, cursor, organisationId }, reach }) {
    const places = organisationId === undefined ? reach : reach.filter((place) => place === organisationId);
    const rows = await membersOf(tx, {
      where: { organisationId: { in: [...places] }, ...(cursor === undefined ? {} : { id: { gt: cursor } }) },
      take: limit + 1,
    });
    return page(rows, limit, { keyOf: ({ id }) => id, itemOf: (row) => row });
  },
});

const one = defineRoute({
  method: 'GET',
  path: '/staff/:staffId',
  summary: '一位工作人员',
  who: [...who, 'auditor'],
  params: { staffId: id },
  answer: member,
  handle: (tx, { params: { staffId }, reach }) => within(tx, staffId, reach),
});

const add = defineRoute({
  method: 'POST',
  path: '/staff',
  summary: '添加工作人员',
  who,
  body: {
    ...facts,
    wecomUserid: text(64).regex(/^[\w.@-]+$/, '企业微信账号只有字母、数字和 . _ - @'),
    organisationId: id,
  },
  answer: z.object({ id }),
  async handle(tx, { body, reach, actor: { audited: by } }) {
    if (!reach.includes(body.organisationId)) throw notFound();
    return { id: await addStaff(tx, { ...body, by }) };
  },
});

const change = defineRoute({
  method: 'PATCH',
  path: '/staff/:staffId',
  summary: '改一位工作人员的介绍',
  who,
  params: { staffId: id },
  body: z.object(facts).partial().shape,
  answer: z.undefined(),
  async handle(tx, { params: { staffId }, body, reach, actor: { audited: by } }) {
    await within(tx, staffId, reach);
    await changeStaff(tx, { id: staffId, facts: given(body), by });
    return undefined;
  },
});

const roles = defineRoute({
  method: 'PUT',
  path: '/staff/:staffId/roles',
  summary: '定一位工作人员在这些机构里的岗位',
  who,
  params: { staffId: id },
  body: { roles: z.array(z.strictObject(role.shape)).max(20) },
  answer: z.undefined(),
  async handle(tx, { params: { staffId }, body, reach, actor }) {
    await within(tx, staffId, reach);
    const by = { staffId: actor.staff?.id, audited: actor.audited };
    await setRoles(tx, { staffId, roles: body.roles, reach, by });
    return undefined;
  },
});

/** @throws HttpProblem 404 for somebody who works elsewhere */
async function within(tx: Transaction, staffId: string, reach: readonly string[]) {
  const [member] = await membersOf(tx, { where: { id: staffId, organisationId: { in: [...reach] } }, take: 1 });
  if (!member) throw notFound();
  return member;
}

type Chosen = Pick<NonNullable<Parameters<Transaction['prisma']['staff']['findMany']>[0]>, 'where' | 'take'>;

async function membersOf(tx: Transaction, chosen: Chosen) {
  const rows = await tx.prisma.staff.findMany({
    ...chosen,
    include: { roles: true, organisation: { select: { shortName: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ organisation, ...staff }) => ({ ...staff, organisation: organisation.shortName }));
}

export const staffRoutes = [list, one, add, change, roles] as const;
