import { asking } from '../../replies/asking.ts';
import type { NamedOption } from '../option.ts';
import { put } from '../put.ts';
import { readList } from '../read-list.ts';
import { reopenNamed, type Run } from '../run.ts';
import type { Choose, None, Script } from '../script.ts';

const linesAPage = 9;

export function choose<Facts>(run: Run<Facts>): Script<Facts>['choose'] {
  return async <T>(key: string, asked: Choose<T, Facts>): Promise<T> => {
    const { from, title, fact } = asked;
    if (from.length === 0) await nothing(run, asked.none);
    const now = new Map(from.map((t) => [asked.id(t), t]));
    const option = (t: T): NamedOption => ({ id: asked.id(t), label: asked.label(t), names: asked.names?.(t) ?? [] });
    const options = from.map(option);
    const answer = await put(run, {
      key,
      title,
      prompt: asked.prompt ?? asking.choose(title),
      help: asked.help,
      links: asked.links,
      shown: asked.shown !== 'hidden',
      options,
      holds: ({ value }) => now.has(value),
      sameWords: 'hold',
      lapsed: ({ label }) => asking.gone(label),
      read: (text, pending) => readList(run.turning.readers, text, pending, options),
      hears: 'all',
      // What does not stand in the list is not to be had, whatever the author's search found.
      fact:
        fact &&
        ((facts, before) =>
          list(fact(facts, before))
            ?.filter((t) => now.has(asked.id(t)))
            .map(option)),
      misfit: asked.misfit,
      near: asked.near && ((facts) => asked.near?.(facts).map(option) ?? []),
      only: asked.only,
      usual: asked.usual === undefined ? undefined : option(asked.usual),
      perPage: linesAPage,
    });
    const chosen = now.get(answer.value);
    if (chosen === undefined) return run.fail(`has lost the option '${answer.value}' of '${key}'`);
    return chosen;
  };
}

/** There is nothing to pick: says so, and reopens the question that led here or ends. */
export async function nothing<Facts>(run: Run<Facts>, none: None): Promise<never> {
  run.turning.lines.push({ text: none.say });
  if (none.reopen === undefined) return run.leave({ kind: 'finished', outcome: 'empty' });
  return reopenNamed(run, none.reopen);
}

function list<T>(fitting: T | readonly T[] | undefined): readonly T[] | undefined {
  if (fitting === undefined) return undefined;
  return isList(fitting) ? fitting : [fitting];
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList<T>(fitting: T | readonly T[]): fitting is readonly T[] {
  return Array.isArray(fitting);
}
