import { readNumber } from '#kit/chinese-input/numbers.ts';
import type { Step } from './run.ts';

/** An edit asked for at the confirmation: which answer, and its new value when it was said. */
export interface Edit {
  key: string;
  to: string | undefined;
}

const wrong = '(?:不对|错了|有误|写错了?|要改|改一下|改改|换一下|不是这个)';
const patterns = [
  /^(?:我?(?:想|要))?(?:修改|更改|改|换|重选)(?:一下)?(?<what>[^成为到]+)$/,
  new RegExp(`^(?<what>.+?)(?:这一?[项条个])?${wrong}[了吧]?$`),
  /^(?:把)?(?<what>.+?)(?:改成|改为|换成|改到|换到|改在|应该是)(?<to>.+)$/,
];

/** “改2”, “2不对”, “改时间”, “时间改成周四”. Understood only when it names one of the lines shown. */
export function readEdit(said: string, steps: readonly Step[]): Edit | undefined {
  const text = said.trim().replace(/[。.！!]$/, '');
  for (const pattern of patterns) {
    const { what, to } = pattern.exec(text)?.groups ?? {};
    const step = what === undefined ? undefined : named(what.trim(), steps);
    if (step) return { key: step.key, to: to?.trim() };
  }
  return undefined;
}

function named(what: string, steps: readonly Step[]): Step | undefined {
  const ordinal = position(what);
  if (ordinal !== undefined) return steps[ordinal - 1];
  const fitting = steps.filter(
    ({ answer: { title } }) => title === what || title.includes(what) || what.includes(title),
  );
  return fitting.find(({ answer }) => answer.title === what) ?? (fitting.length === 1 ? fitting[0] : undefined);
}

/** 2, ２, 二, ②, 第二项 → 2 */
function position(what: string): number | undefined {
  const number = readNumber(what.replace(/^第/, '').replace(/[项項条條个個號号]$/, ''));
  return number !== undefined && Number.isInteger(number) ? number : undefined;
}
