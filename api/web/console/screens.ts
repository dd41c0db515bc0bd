import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { AnswerOf } from './client.ts';

export type Session = AnswerOf<'GET /session'>;
type Role = Session['roles'][number];

/** One entry of the navigation. Whoever may not use it does not see it; the server refuses it as well. */
export interface Screen {
  path: string;
  title: string;
  /** As the routes that it reads say. */
  who: readonly Role[];
  /** Loaded when it is opened. */
  View: LazyExoticComponent<ComponentType<{ session: Session }>>;
}

const administrators: readonly Role[] = ['centre_administrator', 'town_administrator', 'district_administrator'];
const desk: readonly Role[] = ['doctor', 'nurse', 'public_health_doctor', 'team_leader', ...administrators];

const screen = (
  path: string,
  title: string,
  who: readonly Role[],
  load: () => Promise<{ Screen: ComponentType<{ session: Session }> }>,
): Screen => ({ path, title, who, View: lazy(async () => ({ default: (await load()).Screen })) });

/** Every screen, in the order of the navigation. */
export const screens: readonly Screen[] = [
  screen(
    '/',
    '工作台',
    [...desk, 'hospital_desk', 'expert', 'system_administrator'],
    () => import('./screens/desk.tsx'),
  ),
  screen('/residents', '居民', desk, () => import('./screens/residents.tsx')),
  screen('/assessment', '考核', [...administrators, 'auditor'], () => import('./screens/assessment.tsx')),
  screen('/deliveries', '发送', administrators, () => import('./screens/deliveries.tsx')),
  screen('/failures', '没有做成的', ['system_administrator'], () => import('./screens/failures.tsx')),
  screen(
    '/organisations',
    '机构',
    [...administrators, 'auditor', 'system_administrator'],
    () => import('./screens/organisations.tsx'),
  ),
  screen('/staff', '人员', [...administrators, 'auditor', 'system_administrator'], () => import('./screens/staff.tsx')),
  screen('/accounts', '账号', ['system_administrator'], () => import('./screens/accounts.tsx')),
  screen('/audit', '审计', ['auditor', 'district_administrator'], () => import('./screens/audit.tsx')),
];
