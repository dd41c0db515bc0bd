import { postgresqlIsHere } from './database.ts';

/** The engines that this machine can run a test on: whatever races runs on both, because SQLite hides races. */
export const engines: readonly ('sqlite' | 'postgresql')[] = (await postgresqlIsHere())
  ? ['sqlite', 'postgresql']
  : ['sqlite'];
