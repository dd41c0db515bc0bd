import type { Route } from './define-route.ts';
import { sessionRoutes } from './routes/session.ts';

/** Every route of /api/v1. What does not stand here does not exist. */
export const routes = [...sessionRoutes] as const satisfies readonly Route[];

/** What the console's client is typed by. */
export type Routes = typeof routes;
