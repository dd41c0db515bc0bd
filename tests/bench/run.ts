import { cpus, loadavg } from 'node:os';
import { booking } from './booking/booking.ts';
import { bookingTurn } from './booking/turn.ts';
import { deliveries, loop } from './deliveries/deliveries.ts';
import { echo } from './echo/echo.ts';
import type { Finding } from './measure.ts';
import { start } from './start/start.ts';
import { followUps, sweep } from './sweep/sweep.ts';
import { turn } from './turn/turn.ts';
import { diskKeepsAfter } from './workshop.ts';

/** `npm run bench [group …] [--short] [--large]`: each group interleaved in one run, medians; ratios first. */
const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const [rounds, seconds] = options.includes('--short') ? [1, 2] : [3, 4];
const rows = options.includes('--large') ? 100_000 : options.includes('--short') ? 3_000 : 10_000;

const groups: ReadonlyMap<string, () => Promise<Finding[]>> = new Map([
  ['echo', () => echo(rounds, seconds)],
  ['turn', () => turn(rounds, seconds)],
  ['booking', async () => [...(await booking(rounds + 2)), ...(await bookingTurn(rounds))]],
  ['deliveries', () => deliveries(rounds, rows)],
  ['loop', () => loop(rows)],
  ['sweep', () => sweep(rounds)],
  ['follow-ups', () => followUps(rounds)],
  ['start', () => start(rounds)],
]);

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${circumstances()}`);
let short = 0;
for (const [name, run] of groups) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  for (const finding of await run()) {
    if (finding.reached === false) short += 1;
    console.log(lineOf(finding));
  }
}
console.log(`\n${short === 0 ? 'every goal reached' : `${short} short of the goal`}, ${circumstances()}`);
process.exit(0);

function lineOf({ what, goal, measured, reached, note }: Finding): string {
  const mark = reached === undefined ? '·' : reached ? '✓' : '✗ SHORT';
  return `${mark.padEnd(7)} ${what.padEnd(52)} ${measured.toFixed(2).padStart(8)} ${goal.padEnd(7)} ${note}`;
}

/** What else the machine was doing. */
function circumstances(): string {
  return `load ${loadavg()[0]?.toFixed(1)}, a commit waits ${diskKeepsAfter().toFixed(2)} ms for the disk`;
}
