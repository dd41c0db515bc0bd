import { createHash } from 'node:crypto';
import { Refusal } from '#domain/refusal.ts';
import { enter, reopenNamed, word, type Run } from '../run.ts';
import type { Act, Plain, Script, Stored } from '../script.ts';

export function act<Facts>(run: Run<Facts>): Script<Facts>['act'] {
  return async <T>(key: string, doIt: (idempotencyKey: string) => Promise<T>, how: Act = {}) => {
    const { saved, lines, readers } = run.turning;
    const per = perOf(how.per);
    const problem = enter(run, key);
    if (problem !== undefined) return run.fail(problem);
    const done = saved.done[key];
    if (done && done.per === per) {
      if (per === undefined) lock(run);
      return done.value as Stored<T>; // kept under this very key, through JSON
    }
    run.busy = key;
    try {
      const value = throughJson(await doIt(idempotencyKey(saved.id, key, per)));
      saved.done[key] = { value, ...(per === undefined ? {} : { per }) };
      run.busy = undefined;
      if (per === undefined) lock(run);
      return value;
    } catch (error) {
      const reopened = error instanceof Refusal ? how.reopen?.[error.code] : undefined;
      if (!(error instanceof Refusal) || reopened === undefined) throw error;
      lines.push({ text: readers.refused(error) });
      return reopenNamed(run, reopened);
    }
  };
}

export function keep<Facts>(run: Run<Facts>): Script<Facts>['keep'] {
  return <T>(key: string, read: () => T | Promise<T>, how: { per?: Plain | undefined } = {}) =>
    word(run, key, async () => {
      const { kept } = run.turning.saved;
      const per = perOf(how.per);
      const known = kept[key];
      if (known && known.per === per) return known.value as Stored<T>; // kept under this very key, through JSON
      const value = throughJson(await read());
      kept[key] = { value, ...(per === undefined ? {} : { per }) };
      return value;
    });
}

export function part<Facts>(run: Run<Facts>): Script<Facts>['part'] {
  return async <T>(key: string, script: () => Promise<T>) => {
    const problem = enter(run, key);
    if (problem !== undefined) return run.fail(problem);
    const { done } = run.turning.saved;
    const finished = done[key];
    if (finished) return finished.value as Stored<T>; // kept under this very key, through JSON
    const before = run.trail.length;
    const value = throughJson(await script());
    done[key] = { value };
    run.trail.length = before;
    return value;
  };
}

/** What was answered before a committed act is what was committed: it is not changed afterwards. */
function lock<Facts>(run: Run<Facts>): void {
  for (const step of run.trail) step.locked = true;
}

function perOf(per: Plain | undefined): string | undefined {
  return per === undefined
    ? undefined
    : createHash('sha256').update(JSON.stringify(per)).digest('base64url').slice(0, 16);
}

function idempotencyKey(id: string, key: string, per: string | undefined): string {
  return per === undefined ? `${id}.${key}` : `${id}.${key}.${per}`;
}

/** The same value in this turn as in the ones after it. */
function throughJson<T>(value: T): Stored<T> {
  return value === undefined ? (value as Stored<T>) : (JSON.parse(JSON.stringify(value)) as Stored<T>); // Stored describes JSON's round trip
}
