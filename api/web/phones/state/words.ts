/** A stretch of a message: words, or a link in them. */
export interface Run {
  text: string;
  href?: string;
}

/** A message cut into what can be shown: paragraphs, and the numbered lines among them. */
export type Part = { kind: 'words'; runs: Run[] } | { kind: 'choice'; number: string; label: string };

/** Reads a message: `1. 文字` at the start of a line is a choice, `<a href="…">` a link; everything else is words. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let words: string[] = [];
  const flush = () => {
    const paragraph = words.join('\n').replace(/^\n+|\n+$/g, '');
    if (paragraph !== '') parts.push({ kind: 'words', runs: runsOf(paragraph) });
    words = [];
  };
  for (const line of text.split('\n')) {
    const choice = /^\s*(\d{1,2})[.．、]\s*(\S.*)$/.exec(line);
    if (!choice?.[1] || !choice[2]) {
      words.push(line);
      continue;
    }
    flush();
    parts.push({ kind: 'choice', number: choice[1], label: choice[2] });
  }
  flush();
  return parts;
}

/** Words and links; only addresses of the web and WeChat's own menu links become links. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  const link = /<a\s+href=(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a>|(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+)/g;
  let end = 0;
  for (const match of text.matchAll(link)) {
    if (match.index > end) runs.push({ text: text.slice(end, match.index) });
    const href = match[1] ?? match[2] ?? match[4] ?? '';
    const label = match[3] ?? href;
    runs.push(/^(https?:|weixin:)/.test(href) ? { text: label, href } : { text: label });
    end = match.index + match[0].length;
  }
  if (end < text.length) runs.push({ text: text.slice(end) });
  return runs;
}

/** What a message itself asks to be answered with: 回复“确认” gives 确认. */
export function askedFor(text: string): string[] {
  const words = [...text.matchAll(/(?:回复|发送|输入|说|或|、)\s*[“「"]([^”」"]{1,8})[”」"]/g)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(words)].slice(0, 4);
}

/** The six-digit code in an SMS. */
export function codeIn(text: string): string | undefined {
  return /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0];
}
