import { createHash } from 'node:crypto';
import { asking } from '../../replies/asking.ts';
import { readEdit } from '../edit.ts';
import type { NamedOption } from '../option.ts';
import { put } from '../put.ts';
import type { Reading } from '../question.ts';
import { readList } from '../read-list.ts';
import { reopen, type Run, type Step } from '../run.ts';
import type { Confirm, Script } from '../script.ts';

const yes = { id: 'yes', label: '确认', names: ['提交', '没问题', '就这样'] };
const change = { id: '@change', label: '修改', names: ['改', '要改', '改一下'] };
const cancel = { id: '@cancel', label: '取消', names: ['不办了'] };

export function confirm<Facts>(run: Run<Facts>): Script<Facts>['confirm'] {
  return async (key, asked: Confirm) => {
    const { saved, readers } = run.turning;
    const steps = run.trail.filter((step) => step.shown && (asked.of?.includes(step.key) ?? true));
    const lines = steps.map(
      ({ key: of, answer }, i) => `${marker(i)} ${answer.title}：${asked.labels?.[of] ?? answer.label}`,
    );
    const also = asked.also?.map(({ title, label }) => `${title}：${label}`) ?? [];
    const text = [asked.title, ...lines, ...also].join('\n');
    const confirmed = { id: digest([text, ...steps.map(({ answer }) => answer.value)].join('\n')), label: yes.label };
    // The line carries what it confirms, so that a yes to what has changed since is told from a yes to what was read.
    // Rows of the first release say only `yes`.
    const isThis = (id: string) => id === confirmed.id || id === yes.id;
    const choices: readonly NamedOption[] = [{ ...yes, id: confirmed.id }, change, cancel];
    const changing = saved.pending?.key === key && saved.pending.changing === true;
    // What had only one answer is not offered for a change, unless there is nothing else.
    const chosen = steps.filter(({ answer }) => answer.by !== 'only');
    const changeable = chosen.length > 0 ? chosen : steps;
    const lineOptions = changeable.map(({ key: id, answer }) => ({ id: lineId(id), label: answer.title, names: [] }));

    await put(run, {
      key,
      title: asked.title,
      prompt: changing ? asking.whichLine : `${text}\n${asked.how ?? asking.confirmHow}`,
      help: undefined,
      links: changing ? undefined : asked.links,
      shown: false,
      options: changing ? lineOptions : choices,
      holds: ({ value }) => value === confirmed.id,
      lapsed: () => asking.linesChanged,
      read(said, pending): Reading {
        const agreed: Reading = pending.offered.some(({ id }) => isThis(id))
          ? { kind: 'answer', option: confirmed }
          : { kind: 'unread', hint: asking.linesChanged };
        if (readers.yesNo(said) === 'yes' && !changing) return agreed;
        const edit = readEdit(said, steps);
        if (edit) return { kind: 'command', id: lineId(edit.key), text: edit.to };
        const line = readList(readers, said, pending, changing ? lineOptions : choices);
        if (line.kind === 'answer') return agreed;
        if (line.kind === 'command') return line;
        return readers.yesNo(said) === 'no'
          ? { kind: 'command', id: change.id }
          : { kind: 'unread', hint: asking.notConfirmed };
      },
      picks: ({ id }) => (isThis(id) ? confirmed : undefined),
      hears: 'all',
      perPage: Number.POSITIVE_INFINITY,
      async command(id, text) {
        if (id === cancel.id) return run.leave({ kind: 'finished', outcome: 'cancelled' });
        if (id === change.id && changeable.length !== 1) {
          saved.pending = { key, offered: [], page: 0, changing: true };
          return run.leave({ kind: 'again' });
        }
        const step = id === change.id ? changeable[0] : steps.find((one) => lineId(one.key) === id);
        return step ? edit(run, step, text) : run.leave({ kind: 'again' });
      },
    });
  };
}

/** Asks for one answer again, or reads its new value at once (“时间改成周四”). The answers after it stay if they still hold. */
function edit<Facts>(run: Run<Facts>, { key, answer, locked }: Step, text: string | undefined): Promise<never> {
  const { saved, lines } = run.turning;
  if (locked) {
    lines.push({ text: asking.cannotChange });
    return run.leave({ kind: 'again' });
  }
  reopen(run, key);
  saved.editing = { key, answer };
  if (text !== undefined) {
    saved.pending = { key, offered: [], page: 0 };
    run.turning.input = { kind: 'text', text };
  }
  return run.leave({ kind: 'again' });
}

/** The engine's own: apart from 修改 and 取消. */
function lineId(key: string): string {
  return `@line.${key}`;
}

function marker(index: number): string {
  return index < 20 ? String.fromCodePoint(0x2460 + index) : `(${index + 1})`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
