import type { Reply } from '../message.ts';
import type { Line, Turning } from './run.ts';

/** One message is at most this long, choices included. */
const longest = 600;

/** What a turn says: as few messages as the length allows, the question and its choices in the last. */
export function compose<Facts>({ lines, asked }: Turning<Facts>): Reply[] {
  const all: Line[] = [...lines, ...(asked ? [{ text: asked.prompt, links: asked.links }] : [])];
  const choices = asked?.offered.map(({ id, label }) => ({ key: id, label })) ?? [];
  const choicesLength = choices.reduce((sum, { label }) => sum + label.length + 4, 0);
  const replies: Reply[] = [];
  let open: Line[] = [];
  const close = () => {
    if (open.length > 0) replies.push(joined(open));
    open = [];
  };
  for (const [i, line] of all.entries()) {
    const room = longest - (i === all.length - 1 ? choicesLength : 0);
    if (open.length > 0 && lengthOf([...open, line]) > room) close();
    open.push(line);
  }
  close();
  const last = replies.at(-1);
  if (last && choices.length > 0) last.choices = choices;
  return replies;
}

function joined(lines: readonly Line[]): Reply {
  const links = lines.flatMap((line) => line.links ?? []);
  return { text: lines.map(({ text }) => text).join('\n'), ...(links.length > 0 ? { links } : {}) };
}

function lengthOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { text }) => sum + text.length + 1, 0);
}
