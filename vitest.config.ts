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

/** What puts something else in the place of a module, or listens to everything that the process prints. */
const alone = [
  'tests/domain/follow-ups/versions.test.ts',
  'tests/domain/packs/by-place.test.ts',
  'tests/stories/canary.test.ts',
  'tests/stories/group-chat.test.ts',
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
        test: {
          name: 'all',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/bench/**', 'node_modules/**', ...alone],
          // Half of the whole time went into loading the same program again for each of 240 files.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
      // Half a day away from the district, with clocks that are changed.
      { extends: true, test: { name: 'elsewhere', include: reckoning, env: { TZ: 'America/St_Johns' } } },
    ],
  },
});
