import type { Route } from './define-route.ts';
import { accountRoutes } from './routes/accounts.ts';
import { assessmentRoutes } from './routes/assessment.ts';
import { auditRoutes } from './routes/audit.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { deskRoutes } from './routes/desk.ts';
import { organisationRoutes } from './routes/organisations.ts';
import { residentRoutes } from './routes/residents.ts';
import { sessionRoutes } from './routes/session.ts';
import { staffRoutes } from './routes/staff.ts';

/** Every route of /api/v1. What does not stand here does not exist. */
export const routes = [
  ...sessionRoutes,
  ...deskRoutes,
  ...residentRoutes,
  ...deliveryRoutes,
  ...organisationRoutes,
  ...staffRoutes,
  ...accountRoutes,
  ...auditRoutes,
  ...assessmentRoutes,
] as const satisfies readonly Route[];

/** What the console's client is typed by. */
export type Routes = typeof routes;
