import { enter, type Run } from '../run.ts';
import type { Receipt, Script } from '../script.ts';

export function say<Facts>(run: Run<Facts>): Script<Facts>['say'] {
  return (text, links) => {
    run.said.push({ text, links });
  };
}

export function receipt<Facts>(run: Run<Facts>): Script<Facts>['receipt'] {
  return ({ done, number, undo, links }: Receipt) => {
    run.said.push({ text: [done, ...(number === undefined ? [] : [number]), undo].join('\n'), links });
  };
}

export function turnTo<Facts>(run: Run<Facts>): Script<Facts>['turnTo'] {
  return async (to) => {
    const problem = enter(run, `turn-to.${to}`);
    if (problem !== undefined) return run.fail(problem);
    run.turning.lines.push(...run.said);
    return run.leave({ kind: 'finished', outcome: 'done', next: to });
  };
}

export function ways<Facts>(run: Run<Facts>): Script<Facts>['ways'] {
  return async (text, services) => {
    const problem = enter(run, 'ways');
    if (problem !== undefined) return run.fail(problem);
    run.turning.lines.push(...run.said);
    return run.leave({ kind: 'finished', outcome: 'done', ways: { text, services } });
  };
}

export function detour<Facts>(run: Run<Facts>): Script<Facts>['detour'] {
  return async (to, words) => {
    const problem = enter(run, `detour.${to}`);
    if (problem !== undefined) return run.fail(problem);
    const { saved, lines } = run.turning;
    if (saved.detours.includes(to)) {
      lines.push({ text: words.otherwise });
      return run.leave({ kind: 'finished', outcome: 'in-vain' });
    }
    saved.detours.push(to);
    lines.push({ text: words.say });
    return run.leave({ kind: 'detour', to });
  };
}
