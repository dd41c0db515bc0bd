import { z } from 'zod';
import { closePeriod } from '#domain/assessment/close.ts';
import { figuresOf, rowsOf, sourceOf, type Subject } from '#domain/assessment/figures.ts';
import { indicatorNames } from '#domain/assessment/indicator.ts';
import { indicators } from '#domain/assessment/indicators.ts';
import { periodAround, periodOf, sayPeriod } from '#domain/assessment/period.ts';
import { scoreOf } from '#domain/assessment/score.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import type { Transaction } from '#domain/transaction.ts';
import { defineRoute } from '../define-route.ts';
import { id } from '../fields.ts';
import { notFound } from '../not-found.ts';
import { page, pageOf, pageQuery } from '../page.ts';

const who = [...administratorRoles, 'auditor'] as const;
const period = z
  .string()
  .regex(/^20\d\d-[12]$/, '考核期写成 2026-1（上半年）或 2026-2（下半年）')
  .describe('2026-1、2026-2；不写就是现在这半年');
const indicator = z.enum(indicatorNames);
const figure = z.object({
  indicator,
  part: z.number(),
  whole: z.number(),
  rows: z.number().int().describe('打开能看到这么多条'),
  value: z.number().nullable().describe('次数、占比（0到1）或平均数；没有可算的是空'),
});
const subject = z.object({
  id,
  name: z.string(),
  figures: z.array(figure),
  scores: z.array(z.object({ id: z.string(), name: z.string(), score: z.number().nullable() })),
});

const described = defineRoute({
  method: 'GET',
  path: '/assessment/indicators',
  summary: '考核指标：算什么、占什么、谁要求的',
  who: 'signed-in',
  answer: z.object({
    items: z.array(
      z.object({
        name: indicator,
        title: z.string(),
        axis: z.enum(['quantity', 'quality', 'satisfaction']),
        measure: z.enum(['count', 'share', 'mean']),
        better: z.enum(['more', 'less']),
        numerator: z.string(),
        denominator: z.string().optional(),
        source: z.string(),
      }),
    ),
  }),
  handle: async () => ({ items: [...indicators] }),
});

const figures = defineRoute({
  method: 'GET',
  path: '/organisations/:organisationId/assessment',
  summary: '一个机构和它下面的考核数据',
  who,
  params: { organisationId: id },
  query: { period: period.optional(), by: z.enum(['places', 'staff']).default('places') },
  answer: z.object({
    period: z.string(),
    words: z.string(),
    isClosed: z.boolean().describe('已定稿：以后补录不影响'),
    subjects: z.array(subject),
  }),
  async handle(tx, { params: { organisationId }, query, reach }) {
    if (!reach.includes(organisationId)) throw notFound();
    const asked = periodAsked(tx, query.period);
    const source = await sourceOf(tx, asked, organisationId);
    const named = query.by === 'places' ? await placesOf(tx, organisationId) : await doctorsOf(tx, organisationId);
    const all = await figuresOf(
      tx,
      source,
      named.map(({ subject }) => subject),
    );
    const { assessment } = source.rules;
    return {
      period: asked.id,
      words: sayPeriod(asked),
      isClosed: source.isClosed,
      subjects: named.map(({ id, name }, index) => {
        const its = all[index] ?? [];
        return {
          id,
          name,
          figures: its.map((one) => ({ ...one, value: one.value ?? null })),
          scores: assessment.series.map((series) => {
            const { score, points } = scoreOf(its, series, assessment);
            return { id: series.id, name: series.name, score: points.length === 0 ? null : score };
          }),
        };
      }),
    };
  },
});

const rows = defineRoute({
  method: 'GET',
  path: '/organisations/:organisationId/assessment/rows',
  summary: '一项考核数据由哪些记录算出',
  who,
  params: { organisationId: id },
  query: {
    period: period.optional(),
    indicator: indicator.default('contracts.active'),
    staffId: id.optional(),
    ...pageQuery,
  },
  answer: pageOf(
    z.object({
      rowId: z.string().describe('那条记录的编号'),
      staff: z.string().nullable(),
      organisation: z.string(),
      part: z.number(),
      whole: z.number(),
    }),
  ),
  async handle(tx, { params: { organisationId }, query, reach }) {
    if (!reach.includes(organisationId)) throw notFound();
    const { limit, cursor: after = '', indicator: name, staffId } = query;
    if (staffId !== undefined && !(await doctorsOf(tx, organisationId)).some(({ id }) => id === staffId))
      throw notFound();
    const source = await sourceOf(tx, periodAsked(tx, query.period), organisationId);
    const subject: Subject =
      staffId === undefined ? { kind: 'organisation', id: organisationId } : { kind: 'staff', ids: [staffId] };
    const found = await rowsOf(tx, source, { subject, name, after, most: limit + 1 });
    const names = await namesOf(tx, found);
    return page(found, limit, {
      keyOf: ({ rowId }) => rowId,
      itemOf: ({ rowId, staffId, organisationId: place, part, whole }) => ({
        rowId,
        staff: staffId === null ? null : (names.get(staffId) ?? null),
        organisation: names.get(place) ?? '',
        part,
        whole,
      }),
    });
  },
});

const close = defineRoute({
  method: 'POST',
  path: '/assessment/closings',
  summary: '半年考核定稿',
  who: ['district_administrator'],
  body: { period },
  answer: z.undefined(),
  async handle(tx, { body, actor: { staff } }) {
    if (!staff) throw notFound();
    await closePeriod(tx, { id: body.period, organisationId: staff.organisationId, staffId: staff.id });
    return undefined;
  },
});

export const assessmentRoutes = [described, figures, rows, close] as const;

function periodAsked(tx: Transaction, asked: string | undefined) {
  return asked === undefined ? periodAround(tx.day.dateOf(tx.now)) : periodOf(asked);
}

interface Named {
  id: string;
  name: string;
  subject: Subject;
}

/** The organisation itself first, then what stands directly below it. */
async function placesOf(tx: Transaction, organisationId: string): Promise<Named[]> {
  const places = await tx.prisma.organisation.findMany({
    where: { OR: [{ id: organisationId }, { parentId: organisationId, active: true }] },
    orderBy: { name: 'asc' },
  });
  const ordered = [
    ...places.filter(({ id }) => id === organisationId),
    ...places.filter(({ id }) => id !== organisationId),
  ];
  return ordered.map(({ id, shortName }) => ({ id, name: shortName, subject: { kind: 'organisation', id } }));
}

/** Whoever treats people there and is still there. */
async function doctorsOf(tx: Transaction, organisationId: string): Promise<Named[]> {
  const staff = await tx.prisma.staff.findMany({
    where: {
      organisationId,
      active: true,
      roles: { some: { role: { in: ['doctor', 'nurse', 'public_health_doctor', 'team_leader', 'expert'] } } },
    },
    orderBy: { name: 'asc' },
  });
  return staff.map(({ id, name }) => ({ id, name, subject: { kind: 'staff', ids: [id] } }));
}

async function namesOf(
  tx: Transaction,
  found: readonly { staffId: string | null; organisationId: string }[],
): Promise<Map<string, string>> {
  const staffIds = found.flatMap(({ staffId }) => (staffId === null ? [] : [staffId]));
  const staff = await tx.prisma.staff.findMany({ where: { id: { in: staffIds } } });
  const places = await tx.prisma.organisation.findMany({
    where: { id: { in: found.map(({ organisationId }) => organisationId) } },
  });
  return new Map([
    ...staff.map(({ id, name }) => [id, name] as const),
    ...places.map(({ id, shortName }) => [id, shortName] as const),
  ]);
}
