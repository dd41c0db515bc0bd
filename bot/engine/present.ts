import { asking } from '../replies/asking.ts';
import { fromTheTop, more, noneOfThese, type NamedOption, type Option } from './option.ts';
import type { Question } from './question.ts';
import type { Run } from './run.ts';
import type { Pending } from './saved.ts';
import { stepBack } from './step-back.ts';

/** Ends the turn with the question: what was said since the last one, and the lines to pick from. */
export async function present<Facts>(run: Run<Facts>, question: Question<Facts>): Promise<never> {
  const { turning } = run;
  const { saved, input, lines } = turning;
  turning.input = undefined;
  if (input?.kind === 'back' && (await stepBack(run, question))) return run.leave({ kind: 'again' });
  const open = saved.pending?.key === question.key ? saved.pending : undefined;
  if (input?.kind === 'help') lines.push({ text: question.help ?? asking.help[turning.readers.audience] });
  if (!open && lines.length === 0 && saved.pending && input?.kind === 'text')
    lines.push({ text: asking.questionChanged });
  if (!open && lines.length === 0 && input?.kind === 'pick') lines.push({ text: asking.oldButton });
  if (!open || input?.kind === 'again') lines.push(...run.said);

  const between = turning.between?.key === question.key ? [...turning.between.ids] : open?.between;
  const { page, offered, narrowed } = paged(question, open?.page ?? 0, between);
  saved.pending = {
    key: question.key,
    offered,
    page,
    ...(narrowed ? { between } : {}),
    ...(open?.changing ? { changing: open.changing } : {}),
  } satisfies Pending;
  turning.asked = {
    prompt: narrowed ? asking.whichDoYouMean(question.title) : question.prompt,
    offered,
    links: question.links ?? [],
  };
  return run.leave({ kind: 'waiting', question: question.key, title: question.title });
}

/** Eight lines a page and “更多”; the numbers begin at 1 on each. */
function paged<Facts>(
  { options, perPage }: Question<Facts>,
  wanted: number,
  between: readonly string[] | undefined,
): { page: number; offered: Option[]; narrowed: boolean } {
  const fitting = between ? options.filter(({ id }) => between.includes(id)) : [];
  const narrowed = fitting.length > 1;
  const list = narrowed ? fitting : options;
  if (list.length + (narrowed ? 1 : 0) <= perPage) {
    return { page: 0, offered: [...list.map(plain), ...(narrowed ? [noneOfThese] : [])], narrowed };
  }
  const size = perPage - (narrowed ? 2 : 1);
  const pages = Math.ceil(list.length / size);
  const page = wanted % pages;
  const shown = list.slice(page * size, (page + 1) * size).map(plain);
  const controls = [page === pages - 1 ? fromTheTop : more, ...(narrowed ? [noneOfThese] : [])];
  return { page, offered: [...shown, ...controls], narrowed };
}

function plain({ id, label }: NamedOption): Option {
  return { id, label };
}
