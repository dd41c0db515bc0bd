import { halves, type Said } from './halves.ts';
import { type Outcome, outcomeOf, takenFor } from './outcome.ts';

/** A Sunday; any day will do. */
const today = '2026-11-22';
const outcomes: readonly Outcome[] = ['一次听懂', '问一句', '没听懂', '做错', '报警'];

show('写程序的人写的一半', halves.writtenHere);
show('没看过程序的人写的一半', halves.unseen);

/** `npm run understanding` prints how residents' sentences fare; with `-- --all` also each that was not understood at once. */
function show(title: string, said: readonly Said[]): void {
  const judged = said.map((one) => ({ ...one, outcome: outcomeOf(one.sentence, one.wanted, today) }));
  const count = (outcome: Outcome) => judged.filter((one) => one.outcome === outcome).length;
  print(`${title}：${said.length} 句`);
  for (const outcome of outcomes) {
    print(`  ${outcome} ${count(outcome)}（${Math.round((count(outcome) * 1_000) / said.length) / 10}%）`);
  }
  print(`  代价（问一句算 1，做错算 10）：${count('问一句') + 10 * count('做错')}`);
  if (!process.argv.includes('--all')) return;
  for (const { sentence, wanted, outcome } of judged) {
    if (outcome !== '一次听懂') print(`  ${outcome}  ${wanted} ← ${sentence} → ${takenFor(sentence, today)}`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
