import { z } from 'zod';
import { deliveriesOf, isDeliveryOf } from '#domain/failures/dead-deliveries.ts';
import { listFailed } from '#domain/failures/list-failed.ts';
import { retry } from '#domain/failures/retry.ts';
import { reasonOf } from '#domain/notices/reason.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import { defineRoute } from '../define-route.ts';
import { id, instant } from '../fields.ts';
import { notFound } from '../not-found.ts';
import { page, pageOf, pageQuery } from '../page.ts';

const deliveries = defineRoute({
  method: 'GET',
  path: '/deliveries',
  summary: '给本辖区居民和工作人员的通知，最新的在前',
  who: administratorRoles,
  query: { ...pageQuery, status: z.enum(['pending', 'sent', 'cleared', 'cancelled', 'dead']).default('dead') },
  answer: pageOf(
    z.object({
      id,
      kind: z.string(),
      status: z.string(),
      why: z.string(),
      channel: z.string().nullable(),
      attempts: z.number(),
      createdAt: instant,
      at: instant,
    }),
  ),
  async handle(tx, { query: { limit, cursor, status }, reach }) {
    const rows = await deliveriesOf(tx, { organisationIds: reach, status, before: cursor, most: limit + 1 });
    return page(rows, limit, {
      keyOf: ({ id }) => id,
      itemOf: ({ createdAt, at, ...row }) => ({ ...row, createdAt: createdAt.toISOString(), at: at.toISOString() }),
    });
  },
});

const outcome = z.object({ outcome: z.enum(['anew', 'sooner', 'before', 'expired', 'nobody', 'nothing', 'unknown']) });

const retryDelivery = defineRoute({
  method: 'POST',
  path: '/deliveries/:deliveryId/retry',
  summary: '再发一次没有发出去的通知；过了时间的不补发',
  who: administratorRoles,
  params: { deliveryId: id },
  answer: outcome,
  async handle(tx, { params: { deliveryId }, reach, actor }) {
    if (!(await isDeliveryOf(tx, deliveryId, reach))) throw notFound();
    return retry(tx, deliveryId, actor.audited);
  },
});

const failures = defineRoute({
  method: 'GET',
  path: '/failures',
  summary: '没有做成的通知、任务和消息：只有编号和原因',
  who: ['system_administrator'],
  query: { limit: pageQuery.limit },
  answer: z.object({
    counts: z.object({ delivery: z.number(), job: z.number(), message: z.number() }),
    newest: z.array(
      z.object({
        id: z.string(),
        what: z.enum(['delivery', 'job', 'message']),
        name: z.string(),
        ended: z.boolean(),
        why: z.string(),
        attempts: z.number(),
        at: instant.nullable(),
      }),
    ),
  }),
  async handle(tx, { query: { limit } }) {
    const { counts, newest } = await listFailed(tx, limit);
    return {
      counts,
      newest: newest.map(({ reason, at, ...failed }) => ({
        ...failed,
        why: reasonOf(reason),
        at: at?.toISOString() ?? null,
      })),
    };
  },
});

const retryFailure = defineRoute({
  method: 'POST',
  path: '/failures/:failureId/retry',
  summary: '再试一次',
  who: ['system_administrator'],
  params: { failureId: z.string().max(60) },
  answer: outcome,
  async handle(tx, { params: { failureId }, actor }) {
    const retried = await retry(tx, failureId, actor.audited);
    if (retried.outcome === 'unknown') throw notFound();
    return retried;
  },
});

export const deliveryRoutes = [deliveries, retryDelivery, failures, retryFailure] as const;
