import { defineConfig } from 'vitest/config';

/** What reckons with days and hours: it must not matter where the process believes to be. */
const reckoning = [
  'tests/kit/day.test.ts',
  'tests/kit/chinese-input/dates.test.ts',
  'tests/kit/chinese-input/times.test.ts',
  'tests/domain/calendar/**/*.test.ts',
  'tests/domain/clinics/rules.test.ts',
  'tests/domain/clinics/reminders.test.ts',
  'tests/domain/contracts/rules.test.ts',
  'tests/domain/notices/quiet-hours.test.ts',
  'tests/jobs/ticks.test.ts',
];

export default defineConfig({
  resolve: { conditions: ['development'] },
  ssr: { resolve: { conditions: ['development', 'node'] } },
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    globalSetup: ['tests/support/prepare.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'all', include: ['tests/**/*.test.ts'], exclude: ['tests/bench/**', 'node_modules/**'] },
      },
      // Half a day away from the district, with clocks that are changed.
      { extends: true, test: { name: 'elsewhere', include: reckoning, env: { TZ: 'America/St_Johns' } } },
    ],
  },
});
