import { z } from 'zod';
import { addOrganisation, changeOrganisation } from '#domain/organisations/edit.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import { defineRoute } from '../define-route.ts';
import { id } from '../fields.ts';
import { given } from '../given.ts';
import { notFound } from '../not-found.ts';
import { page, pageOf, pageQuery } from '../page.ts';

const kind = z.enum(['bureau', 'town', 'hospital', 'centre', 'station']);
const organisation = z.object({
  id,
  kind,
  name: z.string(),
  shortName: z.string(),
  parentId: id.nullable(),
  address: z.string(),
  phone: z.string(),
  hours: z.string(),
  way: z.string(),
  active: z.boolean(),
});

const text = (most: number) => z.string().trim().max(most, `最多${most}个字`);
const name = text(60).min(2, '至少2个字');
const facts = {
  name,
  shortName: text(20).min(2, '至少2个字').describe('居民口头怎么叫它'),
  address: text(100),
  phone: text(40),
  hours: text(100).describe('一句话，句末不用句号'),
  way: text(200).describe('怎么走，一句话，句末不用句号'),
};

const list = defineRoute({
  method: 'GET',
  path: '/organisations',
  summary: '机构',
  who: [...administratorRoles, 'auditor', 'system_administrator'],
  query: pageQuery,
  answer: pageOf(organisation),
  async handle(tx, { query: { limit, cursor }, reach }) {
    const rows = await tx.prisma.organisation.findMany({
      where: { id: { in: [...reach], ...(cursor === undefined ? {} : { gt: cursor }) } },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return page(rows, limit, { keyOf: ({ id }) => id, itemOf: (row) => row });
  },
});

const one = defineRoute({
  method: 'GET',
  path: '/organisations/:organisationId',
  summary: '一个机构',
  who: [...administratorRoles, 'auditor', 'system_administrator'],
  params: { organisationId: id },
  answer: organisation,
  async handle(tx, { params: { organisationId }, reach }) {
    if (!reach.includes(organisationId)) throw notFound();
    return tx.prisma.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  },
});

const add = defineRoute({
  method: 'POST',
  path: '/organisations/:organisationId/children',
  summary: '在一个机构下面添加机构',
  who: ['district_administrator', 'system_administrator'],
  params: { organisationId: id },
  body: { kind, ...facts },
  answer: z.object({ id }),
  async handle(tx, { params: { organisationId: parentId }, body, reach, actor: { audited: by } }) {
    if (!reach.includes(parentId)) throw notFound();
    return { id: await addOrganisation(tx, { ...body, parentId, by }) };
  },
});

const change = defineRoute({
  method: 'PATCH',
  path: '/organisations/:organisationId',
  summary: '改一个机构的介绍',
  who: [...administratorRoles, 'system_administrator'],
  params: { organisationId: id },
  body: z.object(facts).partial().shape,
  answer: z.undefined(),
  async handle(tx, { params, body, reach, actor: { audited: by } }) {
    if (!reach.includes(params.organisationId)) throw notFound();
    await changeOrganisation(tx, { id: params.organisationId, facts: given(body), by });
    return undefined;
  },
});

export const organisationRoutes = [list, one, add, change] as const;
