import type Koa from 'koa';
import type { Metrics } from '#kit/metrics.ts';

/** `GET /metrics` for Prometheus. */
export function metricsRoute(metrics: Metrics): Koa.Middleware {
  return async (context, next) => {
    if (context.path !== '/metrics') return next();
    const { type, body } = await metrics.exposition();
    context.type = type;
    context.body = body;
  };
}
