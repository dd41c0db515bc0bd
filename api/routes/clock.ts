import type Koa from 'koa';
import rawBody from 'raw-body';
import { z } from 'zod';
import { addDuration } from '#kit/duration.ts';
import { HttpProblem } from '../problem.ts';

/** One thing that moving the clock caused, as a sentence. */
export interface Caused {
  at: string;
  what: string;
}

/** The program's clock as the sandbox moves it: in steps, so that everything due on the way happens at its time. */
export interface ControlledClock {
  now(): Date;
  zone: string;
  /** The next instant at which something is due, if any. */
  nextDue(): Promise<Date | undefined>;
  /** Goes there step by step: to the next due time, until quiet, and so on; `happening`: until something happens. */
  stepTo(target: Date | 'happening'): Promise<Caused[]>;
}

const move = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ next: z.literal(true) }),
]);

/** `GET /sandbox/clock` tells the time, `POST /sandbox/clock` moves it forward; backwards is 409. */
export function clockRoutes(clock: ControlledClock): Koa.Middleware {
  let moving: Promise<unknown> = Promise.resolve();
  return async (context, next) => {
    if (context.path !== '/sandbox/clock') return next();
    if (context.method === 'GET') {
      context.body = {
        now: clock.now().toISOString(),
        zone: clock.zone,
        nextDue: (await clock.nextDue())?.toISOString(),
      };
      return;
    }
    if (context.method !== 'POST') throw new HttpProblem(405, 'method-not-allowed', '这里只能查看或拨动时钟');
    const target = targetOf(clock, await json(context));
    // One move after the other: two at once would step over each other.
    const result = moving.then(() => clock.stepTo(target));
    moving = result.catch(() => {});
    const caused = await result;
    context.body = { now: clock.now().toISOString(), caused };
  };
}

function targetOf(clock: ControlledClock, body: unknown): Date | 'happening' {
  const wish = move.safeParse(body);
  if (!wish.success)
    throw new HttpProblem(
      422,
      'clock-wish',
      '请给出 {"advance":"P3DT2H"}、{"now":"2026-03-01T18:00:00+08:00"} 或 {"next":true}',
    );
  if ('next' in wish.data) return 'happening';
  const now = clock.now();
  const target = 'now' in wish.data ? new Date(wish.data.now) : addDuration(now, wish.data.advance, clock.zone);
  if (!target) throw new HttpProblem(422, 'clock-duration', '时长写法如 P3DT2H（三天两小时）');
  if (target < now) throw new HttpProblem(409, 'clock-backwards', '时钟只能往前拨');
  return target;
}

async function json(context: Koa.Context): Promise<unknown> {
  const text = await rawBody(context.req, { limit: 4096, encoding: 'utf8' });
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem(400, 'json', '请求内容不是JSON');
  }
}
