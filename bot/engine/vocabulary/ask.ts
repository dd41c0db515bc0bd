import { asking } from '../../replies/asking.ts';
import type { NamedOption, Option } from '../option.ts';
import { put } from '../put.ts';
import type { Reading } from '../question.ts';
import type { Run } from '../run.ts';
import type { Ask, Script } from '../script.ts';

const skipped = '@skip';

export function ask<Facts>(run: Run<Facts>): Script<Facts>['ask'] {
  return async (key, asked: Ask<Facts>) => {
    const { title, suggest = [], skip, fact } = asked;
    const accept = (text: string): Option | undefined => {
      if (skip !== undefined && text === '') return { id: '', label: skip };
      const accepted = asked.accept(text);
      if (accepted === undefined) return undefined;
      return typeof accepted === 'string'
        ? { id: accepted, label: accepted }
        : { id: accepted.value, label: accepted.label };
    };
    const options: NamedOption[] = [
      ...suggest.map((text) => ({ id: text, label: text, names: [] })),
      ...(skip === undefined ? [] : [{ id: skipped, label: skip, names: ['跳过', '没有', '不填', '不用'] }]),
    ];
    const answer = await put(run, {
      key,
      title,
      prompt: asked.prompt ?? asking.write(title),
      help: asked.help,
      links: asked.links,
      shown: asked.shown !== 'hidden',
      options,
      holds: ({ value }) => accept(value) !== undefined,
      lapsed: ({ label }) => asking.gone(label),
      read(text, { offered }): Reading {
        const line = offered.length > 0 ? run.turning.readers.choice(text, named(offered, options)) : undefined;
        const option = line?.kind === 'one' && line.sure ? accept(line.id === skipped ? '' : line.id) : accept(text);
        if (!option) return { kind: 'unread', hint: typeof asked.hint === 'string' ? asked.hint : asked.hint(text) };
        // A sentence that says more than this answer is understood first, if the question listens for facts.
        return { kind: fact && asked.takes !== 'everything' ? 'near' : 'answer', option };
      },
      picks: ({ id }) => accept(id === skipped ? '' : id),
      hears: fact ? 'own' : 'nothing',
      fact:
        fact &&
        ((facts) => {
          const text = fact(facts);
          const option = text === undefined ? undefined : accept(text);
          return option && [option];
        }),
      perPage: 9,
    });
    return answer.value;
  };
}

function named(offered: readonly Option[], options: readonly NamedOption[]): NamedOption[] {
  return offered.map((line) => options.find(({ id }) => id === line.id) ?? { ...line, names: [] });
}
