import { asking } from '../../replies/asking.ts';
import type { NamedOption, Option } from '../option.ts';
import { put } from '../put.ts';
import type { Reading } from '../question.ts';
import { readList } from '../read-list.ts';
import type { Run } from '../run.ts';
import type { Pending } from '../saved.ts';
import type { Script, Several } from '../script.ts';
import { nothing } from './choose.ts';

const all = /^(都要|全要|全部|都选|全选|所有|都|全都要|都可以)$/;
const nothingAtAll = /^(都不要|不要|不选|没有|都不选|一个都不要|不用|不需要)$/;
const between = /[\s,，、;；和与跟及+＋]+/;

export function several<Facts>(run: Run<Facts>): Script<Facts>['several'] {
  return async <T>(key: string, asked: Several<T, Facts>): Promise<T[]> => {
    const { from, title, fact, least = 1 } = asked;
    if (from.length === 0) await nothing(run, asked.none);
    const now = new Map(from.map((t) => [asked.id(t), t]));
    const options: NamedOption[] = from.map((t) => ({
      id: asked.id(t),
      label: asked.label(t),
      names: asked.names?.(t) ?? [],
    }));
    const together = (ids: readonly string[]): Option => ({
      id: JSON.stringify(ids),
      label:
        options
          .filter(({ id }) => ids.includes(id))
          .map(({ label }) => label)
          .join('、') || '不选',
    });
    const answer = await put(run, {
      key,
      title,
      prompt: asked.prompt ?? asking.several(title),
      help: asked.help,
      links: asked.links,
      shown: asked.shown !== 'hidden',
      options,
      holds: ({ value }) => idsOf(value).every((id) => now.has(id)) && idsOf(value).length >= least,
      lapsed: ({ label }) => asking.gone(label),
      read(text, pending): Reading {
        const ids = readSeveral(run, text, pending, options);
        if (!ids) return { kind: 'unread', hint: asking.severalNotRead };
        if (ids.length < least) return { kind: 'unread', hint: asking.tooFew(least) };
        return { kind: 'answer', option: together(ids) };
      },
      picks: (option) => together([option.id]),
      hears: 'own',
      fact: fact && ((facts) => some(fact(facts)?.map(asked.id), together)),
      perPage: Number.POSITIVE_INFINITY,
    });
    return idsOf(answer.value).flatMap((id) => now.get(id) ?? []);
  };
}

function some(ids: readonly string[] | undefined, together: (ids: readonly string[]) => Option): Option[] | undefined {
  return ids && ids.length > 0 ? [together(ids)] : undefined;
}

function readSeveral<Facts>(
  run: Run<Facts>,
  text: string,
  pending: Pending,
  options: readonly NamedOption[],
): string[] | undefined {
  const said = text.trim().replace(/[。.！!]$/, '');
  if (all.test(said)) return options.map(({ id }) => id);
  if (nothingAtAll.test(said)) return [];
  const parts = said.split(between).filter((part) => part !== '');
  const readings = parts.map((part) => readList(run.turning.readers, part, pending, options));
  const ids = readings.flatMap((reading) =>
    reading.kind === 'answer' || reading.kind === 'near' ? [reading.option.id] : [],
  );
  return ids.length === parts.length && ids.length > 0 ? [...new Set(ids)] : undefined;
}

function idsOf(value: string): string[] {
  const ids: unknown = JSON.parse(value);
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}
