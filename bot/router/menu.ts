import { isServiceName, menuOrder, menuWords, services } from '../replies/services.ts';
import { talking } from '../replies/talking.ts';
import { titleOf } from './flow.ts';
import { commandLine, listed, serviceLine, type Line } from './numbered.ts';
import { audienceOf, isOffered, openOf, type Answer, type Talk } from './talk.ts';

/** 菜单: five services a page, then 更多. Only what can be started. In the middle of something it says how to go on. */
export function menu(talk: Talk, page = 0, greeting?: string): Answer {
  const kind = audienceOf(talk);
  const offered = menuOrder[kind].filter((service) => isOffered(talk, service));
  const pages = Math.max(1, Math.ceil(offered.length / menuWords.perPage));
  const shown = page % pages;
  const lines: Line[] = offered
    .slice(shown * menuWords.perPage, (shown + 1) * menuWords.perPage)
    // Staff know their words, and a button of WeCom has room for ten characters.
    .map((service) => serviceLine(service, kind === 'staff' ? undefined : services[service].help));
  if (pages > 1) lines.push({ key: `menu:${shown + 1}`, label: menuWords.more });
  const open = openOf(talk);
  if (open) lines.push(commandLine('继续', talking.continueLabel(titleOf(talk, open))));
  const title = page === 0 ? menuWords[kind] : menuWords.moreTitle;
  return listed([...(greeting === undefined ? [] : [greeting]), title].join('\n'), lines);
}

/** Two or three services, or the first of the menu: what may have been meant. */
export function suggestions(talk: Talk, wished: readonly string[]): Line[] {
  const kind = audienceOf(talk);
  const startable = (service: string) => isOffered(talk, service);
  const likely = wished.filter(isServiceName).filter(startable);
  const usual = menuOrder[kind].filter(startable);
  return [...new Set([...likely, ...usual])].slice(0, 3).map((service) => serviceLine(service, services[service].help));
}
