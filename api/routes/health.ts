import type Koa from 'koa';

/** What readiness asks. */
export interface Readiness {
  databaseAnswers(): Promise<boolean>;
  /** True where this role has no queue. */
  queueAnswers(): Promise<boolean>;
  /** True where this role has no worker. */
  workerRuns(): boolean;
  /** The group channel's state, where it is switched on; it is wanted to be `online`. */
  groupChat?: (() => string) | undefined;
}

/**
 * `/healthz`: the process answers. `/readyz`: database migrated and reachable, queue reachable, worker running, and how
 * the group channel is.
 */
export function healthRoutes(readiness: Readiness): Koa.Middleware {
  return async (context, next) => {
    if (context.path === '/healthz') {
      context.body = { status: 'ok' };
      return;
    }
    if (context.path !== '/readyz') return next();
    const [database, queue] = await Promise.all([answers(readiness.databaseAnswers), answers(readiness.queueAnswers)]);
    const groupChat = readiness.groupChat?.();
    const parts = { database, queue, worker: readiness.workerRuns(), ...(groupChat !== undefined && { groupChat }) };
    const isReady = parts.database && parts.worker;
    // Redis may be lost without losing anything: the sweep goes on. The groups are an extra. Neither stops the program.
    const isWhole = queue && (groupChat === undefined || groupChat === 'online');
    context.status = isReady ? 200 : 503;
    context.body = { status: isReady ? (isWhole ? 'ready' : 'degraded') : 'not-ready', ...parts };
  };
}

async function answers(question: () => Promise<boolean>): Promise<boolean> {
  try {
    return await question();
  } catch {
    return false;
  }
}
