import { z } from 'zod';
import { verifyAuditFrom } from '#domain/audit/chain.ts';
import { searchAudit } from '#domain/audit/search.ts';
import type { Transaction } from '#domain/transaction.ts';
import { defineRoute } from '../define-route.ts';
import { date, instant } from '../fields.ts';
import { page, pageOf, pageQuery } from '../page.ts';

const who = ['auditor', 'district_administrator'] as const;

const search = defineRoute({
  method: 'GET',
  path: '/audit',
  summary: '审计记录，最新的在前',
  who,
  query: {
    ...pageQuery,
    from: date.optional(),
    to: date.optional(),
    action: z.string().max(60).optional().describe('如 record.read'),
    actorId: z.string().max(60).optional(),
  },
  answer: pageOf(
    z.object({
      sequence: z.number(),
      at: instant,
      actorKind: z.string(),
      actorId: z.string().nullable(),
      actorName: z.string(),
      action: z.string(),
      subjectKind: z.string(),
      subjectId: z.string().nullable(),
      purpose: z.string().nullable(),
      detail: z.string(),
    }),
  ),
  async handle(tx, { query: { limit, cursor, ...question }, reach }) {
    const before = cursor === undefined ? undefined : Number(cursor);
    const includesSystem = (await reachesBureau(tx, reach)) ? 'yes' : 'no';
    const rows = await searchAudit(
      tx,
      { ...question, before, most: limit + 1 },
      { organisationIds: reach, includesSystem },
    );
    return page(rows, limit, {
      keyOf: ({ sequence }) => String(sequence),
      itemOf: ({ at, ...row }) => ({ ...row, at: at.toISOString() }),
    });
  },
});

/** Who audits a whole district also sees what the program and its operators did. */
async function reachesBureau(tx: Transaction, reach: readonly string[]): Promise<boolean> {
  return (await tx.prisma.organisation.count({ where: { id: { in: [...reach] }, parentId: null } })) > 0;
}

const mark = { sequence: z.coerce.number().int().min(0).default(0), hash: z.string().max(64).default('') };

const verify = defineRoute({
  method: 'GET',
  path: '/audit/verification',
  summary: '核对审计链的一段：从上次核对到的那一条往后',
  who,
  query: mark,
  answer: z.object({
    entries: z.number().describe('一共有多少条'),
    brokenAt: z.number().nullable().describe('第一处对不上的'),
    checked: z.object({ sequence: z.number(), hash: z.string() }).describe('核对到哪一条；下一段从这里开始'),
    isEnd: z.boolean(),
  }),
  handle: (tx, { query }) => verifyAuditFrom(tx, query),
});

export const auditRoutes = [search, verify] as const;
