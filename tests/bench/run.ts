import { cpus } from 'node:os';
import { echo } from './echo/echo.ts';
import type { Finding } from './measure.ts';

/** `npm run bench [group …]`: everything in one run, interleaved, medians; ratios first. */
const groups = new Map<string, () => Promise<Finding[]>>([['echo', () => echo(3, 4)]]);

const wanted = process.argv.slice(2);
const findings: Finding[] = [];
for (const [name, run] of groups) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  findings.push(...(await run()));
}
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
for (const { what, goal, measured, reached, note } of findings)
  console.log(`${reached ? '✓' : '✗'} ${what.padEnd(48)} ${measured.toFixed(2).padStart(7)}  (goal ${goal})  ${note}`);
process.exit(0);
