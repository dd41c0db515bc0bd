import { asking } from '../replies/asking.ts';
import { more, noneOfThese, type NamedOption } from './option.ts';
import type { Reading } from './question.ts';
import type { Pending } from './saved.ts';
import type { Readers } from './turn.ts';

const controlNames: Record<string, readonly string[]> = {
  [more.id]: ['更多', '下一页', '还有吗', '还有别的吗', '别的', '换一批', '晚点', '晚一点', '再晚一点', '往后'],
  [noneOfThese.id]: ['都不是', '都不对', '不是', '没有'],
};

/** Reads a reply to a list: numbers count on the lines that were shown, words also on the other pages. */
export function readList<Facts>(
  readers: Readers<Facts>,
  text: string,
  { offered }: Pending,
  options: readonly NamedOption[],
): Reading {
  const control = offered.find(({ id }) => controlNames[id]?.includes(text.trim()));
  if (control) return { kind: 'command', id: control.id };
  const namesOf = (id: string) => options.find((option) => option.id === id)?.names ?? [];
  const seen = offered.map((option) => ({ ...option, names: namesOf(option.id) }));
  const onPage = readers.choice(text, seen);
  const elsewhere = options.filter(({ id }) => !offered.some((line) => line.id === id));
  const isSure = onPage.kind === 'one' && onPage.sure;
  if (isSure || elsewhere.length === 0 || isOrdinal(text)) return fromReading(onPage, seen);
  const onOtherPages = readers.choice(text, elsewhere);
  const isSurer = onOtherPages.kind === 'one' && onOtherPages.sure;
  return onPage.kind === 'none' || isSurer ? fromReading(onOtherPages, elsewhere) : fromReading(onPage, seen);
}

function fromReading(reading: ReturnType<Readers['choice']>, options: readonly NamedOption[]): Reading {
  if (reading.kind === 'none') return { kind: 'unread', hint: asking.notInList };
  if (reading.kind === 'several') return { kind: 'between', ids: reading.ids.filter((id) => !id.startsWith('@')) };
  const option = options.find(({ id }) => id === reading.id);
  if (!option) return { kind: 'unread', hint: asking.notInList };
  if (option.id.startsWith('@')) return { kind: 'command', id: option.id };
  return { kind: reading.sure ? 'answer' : 'near', option: { id: option.id, label: option.label } };
}

/** A bare number means a line that is seen, never one of another page. */
function isOrdinal(text: string): boolean {
  return /^第?[\d０-９一二三四五六七八九十两]+[个项条号.。、．]?$/.test(text.trim());
}
