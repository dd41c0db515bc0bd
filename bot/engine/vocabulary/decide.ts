import { asking } from '../../replies/asking.ts';
import { put } from '../put.ts';
import type { Reading } from '../question.ts';
import { readList } from '../read-list.ts';
import type { Run } from '../run.ts';
import type { Decide, Script } from '../script.ts';

export function decide<Facts>(run: Run<Facts>): Script<Facts>['decide'] {
  return async (key, asked: Decide<Facts>) => {
    const { title, fact } = asked;
    const yes = { id: 'yes', label: asked.yes ?? '是', names: [] };
    const no = { id: 'no', label: asked.no ?? '否', names: [] };
    const options = [yes, no];
    const answer = await put(run, {
      key,
      title,
      prompt: asked.prompt ?? asking.decide(title),
      help: asked.help,
      links: asked.links,
      shown: asked.shown !== 'hidden',
      options,
      holds: ({ value }) => value === 'yes' || value === 'no',
      lapsed: ({ label }) => asking.gone(label),
      read(text, pending): Reading {
        const line = readList(run.turning.readers, text, pending, options);
        if (line.kind === 'answer') return line;
        const said = run.turning.readers.yesNo(text);
        if (said) return { kind: 'answer', option: said === 'yes' ? yes : no };
        return line.kind === 'near' ? line : { kind: 'unread', hint: asking.notYesNo };
      },
      hears: 'all',
      fact:
        fact &&
        ((facts) => {
          const said = fact(facts);
          return said === undefined ? undefined : [said ? yes : no];
        }),
      perPage: 9,
    });
    return answer.value === 'yes';
  };
}
