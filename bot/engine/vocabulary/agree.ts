import { readAgreement } from '#kit/chinese-input/yes-no.ts';
import { asking } from '../../replies/asking.ts';
import { put } from '../put.ts';
import type { Reading } from '../question.ts';
import type { Run } from '../run.ts';
import type { Agree, Script } from '../script.ts';

const yes = { id: 'yes', label: '确认', names: [] };
const no = { id: '@no', label: '不同意', names: [] };

export function agree<Facts>(run: Run<Facts>): Script<Facts>['agree'] {
  return async (key, asked: Agree) => {
    const option = { id: asked.version, label: yes.label };
    await put(run, {
      key,
      title: asked.title,
      prompt: `${asked.title}\n${asked.text}\n${asking.agreeHow}`,
      help: undefined,
      links: asked.links,
      shown: false,
      options: [yes, no],
      holds: ({ value }) => value === asked.version,
      lapsed: () => asking.textChanged,
      read(text): Reading {
        switch (readAgreement(text)) {
          case 'yes':
            return { kind: 'answer', option };
          case 'no':
            return { kind: 'command', id: no.id };
          case undefined:
            return { kind: 'unread', hint: asking.notAgreed };
        }
      },
      picks: ({ id }) => (id === yes.id ? option : undefined),
      hears: 'nothing',
      perPage: 9,
      command: () => run.leave({ kind: 'finished', outcome: 'cancelled' }),
    });
  };
}
