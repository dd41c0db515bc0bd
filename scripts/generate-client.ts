import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Generates the two Prisma clients from the one schema by swapping the provider line. The schema engine is not needed
 * for this, and its download host may be out of reach: any executable stands in for it.
 */
const schema = readFileSync('prisma/schema.prisma', 'utf8');
mkdirSync('prisma/generated', { recursive: true });
for (const engine of ['sqlite', 'postgresql'] as const) {
  const file = `prisma/generated/${engine}.prisma`;
  writeFileSync(
    file,
    schema.replace('provider = "sqlite"', `provider = "${engine}"`).replace('"./generated/sqlite"', `"./${engine}"`),
  );
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--schema', file, '--no-hints'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  rmSync(file);
}
