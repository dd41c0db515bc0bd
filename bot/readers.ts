import type { Refusal } from '#domain/refusal.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { readChoice } from '#kit/chinese-input/choice.ts';
import { readYesNo } from '#kit/chinese-input/yes-no.ts';
import type { NamedOption } from './engine/option.ts';
import type { ChoiceReading, Readers } from './engine/turn.ts';
import { refusalSentence } from './replies/refusals.ts';
import type { SaidFacts as Facts } from './understand/said-facts.ts';

/** How the engine reads Chinese, with the facts of this turn's sentence handed in. */
export function createReaders(
  audience: Readers['audience'],
  facts: (text: string) => Facts | undefined,
): Readers<Facts> {
  const refused = (refusal: Refusal) => refusalSentence(refusal, audience);
  return { audience, choice: readOption, yesNo: readYesNo, facts, refused };
}

/**
 * An answer to a numbered list: first by the lines that were printed, then by what else people call them (妈妈 for
 * 王秀英). A number or a whole line is sure; other words are taken when the sentence says nothing else.
 */
export function readOption(text: string, options: readonly NamedOption[]): ChoiceReading {
  const printed = readChoice(
    text,
    options.map(({ label }) => label),
  );
  // Another name in full (“不满意”) before a part of a line (“满意”).
  const named = namedWholly(text, options);
  if (named) return { kind: 'one', id: named.id, sure: true };
  if (printed.kind === 'one') return one(text, options[printed.index]);
  if (printed.kind === 'several') return several(printed.indexes.map((index) => options[index]));
  const called = options.flatMap((option) => option.names.map((name) => ({ name, option })));
  if (called.length === 0 || isNumber(text)) return { kind: 'none' };
  const close = readChoice(
    text,
    called.map(({ name }) => name),
  );
  if (close.kind === 'none') return close;
  const indexes = close.kind === 'one' ? [close.index] : close.indexes;
  const meant = [...new Set(indexes.map((index) => called[index]?.option))];
  return meant.length === 1 ? one(text, meant[0]) : several(meant);
}

function namedWholly(text: string, options: readonly NamedOption[]): NamedOption | undefined {
  const said = normalise(text);
  if (options.some(({ label }) => normalise(label) === said)) return undefined;
  const meant = options.filter(({ names }) => names.some((name) => normalise(name) === said));
  return meant.length === 1 ? meant[0] : undefined;
}

function one(text: string, option: NamedOption | undefined): ChoiceReading {
  if (!option) return { kind: 'none' };
  const said = normalise(text);
  const whole = [option.label, ...option.names].some((name) => normalise(name) === said);
  return { kind: 'one', id: option.id, sure: whole || isNumber(text) };
}

function several(options: readonly (NamedOption | undefined)[]): ChoiceReading {
  return { kind: 'several', ids: options.flatMap((option) => (option ? [option.id] : [])) };
}

/** 1, １, 一, 第二个, 选3, ②: a number and nothing else. */
function isNumber(text: string): boolean {
  const said = normalise(text).replace(/[()[\].。、,，:：!\s]/gu, '');
  return /^(?:第|选|选择|回复|序号|选项|我选|我要|就)*(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|项|条|号|位|种|的|吧|那个)*$/u.test(
    said,
  );
}
