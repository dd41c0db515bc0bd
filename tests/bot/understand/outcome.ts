import { understand } from '#bot/understand/understand.ts';
import { findDangerSign } from '#domain/safety/danger-signs.ts';

/** What becomes of a resident's sentence. 报警: taken for a danger sign, which stands before everything. */
export type Outcome = '一次听懂' | '问一句' | '没听懂' | '做错' | '报警';

const readingLabels: ReadonlySet<string> = new Set(['血压', '血糖', '体重']);

/** Services that are one for residents: what is reported is kept by the follow-up, which also shows it. */
const alike: Readonly<Record<string, readonly string[]>> = {
  随访: ['我的血压'],
  我的血压: ['随访'],
  血压: ['随访'],
  血糖: ['随访'],
  体重: ['随访'],
};

/**
 * As the router does it: danger first, then commands, then a service that is sure; what is not sure is asked back with
 * two or three suggestions.
 *
 * @param wanted the service that was meant; 无 when nothing is offered for it; 血压 血糖 体重 when it is reported.
 */
export function outcomeOf(sentence: string, wanted: string, today: string): Outcome {
  const danger = findDangerSign(sentence);
  if (danger) return danger.kind.startsWith('reading-') && readingLabels.has(wanted) ? '一次听懂' : '报警';
  const { service, command, suggestions } = understand(sentence, { audience: 'resident', today });
  const right = [wanted, ...(alike[wanted] ?? [])];
  if (command !== undefined && right.includes(command)) return '一次听懂';
  if (service?.sure) return right.includes(service.name) ? '一次听懂' : '做错';
  if (wanted === '无') return '一次听懂';
  return suggestions.some((name) => right.includes(name)) ? '问一句' : '没听懂';
}

/** What was taken for what, for whoever mends it. */
export function takenFor(sentence: string, today: string): string {
  const { service, suggestions } = understand(sentence, { audience: 'resident', today });
  const danger = findDangerSign(sentence);
  if (danger) return `${danger.kind}：${danger.phrase}`;
  return service?.sure ? service.name : suggestions.join('/');
}
