import { z } from 'zod';
import { sessionsToRun, staffSessions } from '#domain/clinics/staff-sessions.ts';
import { workOf } from '#domain/clinics/work.ts';
import { consoleRoles, type ConsoleRole } from '#domain/console/actor.ts';
import { waitingIn } from '#domain/console/waiting.ts';
import { listFailed } from '#domain/failures/list-failed.ts';
import { reachOf } from '#domain/staff/reach.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import { defineRoute } from '../define-route.ts';
import { date, id, instant } from '../fields.ts';

const who = consoleRoles.filter((role): role is Exclude<ConsoleRole, 'auditor'> => role !== 'auditor');

const desk = defineRoute({
  method: 'GET',
  path: '/desk',
  summary: '工作台：什么在等我，什么晚了，今天的门诊',
  who,
  answer: z.object({
    date,
    work: z.array(z.object({ text: z.string(), service: z.string().optional() })).describe('等我本人处理的'),
    waiting: z
      .array(z.object({ what: z.string(), open: z.number(), late: z.number() }))
      .describe('我管理的机构里等着处理的'),
    clinics: z.array(
      z.object({
        id,
        kind: z.enum(['night', 'expert']),
        startsAt: instant,
        endsAt: instant,
        status: z.enum(['open', 'closed']),
        shortName: z.string(),
        doctor: z.string(),
        places: z.number(),
        booked: z.number(),
        waiting: z.number(),
      }),
    ),
    failures: z.number().describe('没有做成的，只有系统管理员看得到'),
  }),
  async handle(tx, { actor: { staff } }) {
    const today = tx.day.dateOf(tx.now);
    if (!staff) {
      const { counts } = await listFailed(tx, 0);
      return {
        date: today,
        work: [],
        waiting: [],
        clinics: [],
        failures: counts.delivery + counts.job + counts.message,
      };
    }
    const administered = await reachOf(tx, staff.id, administratorRoles);
    const days = { from: today, to: today };
    const sessions = [...(await staffSessions(tx, staff.id, days)), ...(await sessionsToRun(tx, staff.id, days))];
    return {
      date: today,
      work: await workOf(tx, staff.id),
      waiting: administered.length === 0 ? [] : await waitingIn(tx, administered),
      clinics: [...new Map(sessions.map((session) => [session.id, session])).values()].map((session) => ({
        ...session,
        startsAt: session.startsAt.toISOString(),
        endsAt: session.endsAt.toISOString(),
      })),
      failures: 0,
    };
  },
});

export const deskRoutes = [desk] as const;
