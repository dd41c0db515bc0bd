import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** `npm run house`: draws the rooms and who imports whom, with the borders tool, into ARCHITECTURE.md. */
const roots = ['core', 'bot', 'api', 'jobs', 'prisma', 'commands', 'main.ts', 'world.ts'];
const drawing = execFileSync(
  process.execPath,
  [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    ...roots,
    ...['--include-only', '^(core|bot|api|jobs|prisma|commands|main|world|channels|sandbox|foundations|config)'],
    ...['--collapse', '^(core/kit|core/domain|bot|jobs|api|prisma|commands)'],
    ...['--output-type', 'mermaid'],
  ],
  { encoding: 'utf8' },
);
const file = 'ARCHITECTURE.md';
const text = readFileSync(file, 'utf8');
writeFileSync(file, text.replace(/(<!-- house -->\n```mermaid\n)[^`]*(```)/, `$1${drawing.trim()}\n$2`));
