import type Koa from 'koa';

/** What readiness asks. */
export interface Readiness {
  databaseAnswers(): Promise<boolean>;
  /** True where this role has no queue. */
  queueAnswers(): Promise<boolean>;
  /** True where this role has no worker. */
  workerRuns(): boolean;
}

/** `/healthz`: the process answers. `/readyz`: database migrated and reachable, queue reachable, worker running. */
export function healthRoutes(readiness: Readiness): Koa.Middleware {
  return async (context, next) => {
    if (context.path === '/healthz') {
      context.body = { status: 'ok' };
      return;
    }
    if (context.path !== '/readyz') return next();
    const [database, queue] = await Promise.all([answers(readiness.databaseAnswers), answers(readiness.queueAnswers)]);
    const parts = { database, queue, worker: readiness.workerRuns() };
    // Redis may be lost without losing anything: the sweep goes on, so a missing queue degrades and does not stop.
    context.status = parts.database && parts.worker ? 200 : 503;
    context.body = { status: parts.database && parts.worker ? (queue ? 'ready' : 'degraded') : 'not-ready', ...parts };
  };
}

async function answers(question: () => Promise<boolean>): Promise<boolean> {
  try {
    return await question();
  } catch {
    return false;
  }
}
