import { type ScannedNumber, scanDecimal, scanNumber } from '#kit/chinese-input/numbers.ts';

/** Units and counters that a pressure or a glucose value is never followed by. */
const otherUnit =
  /^(?:多?(?:元|块|号|路|楼|室|栋|年|月|岁|个|次|片|粒|针|条|张|盒|瓶|支|毫克|mg(?!\/?d)|斤|公斤|kg|天|日|周|人|米|cm|厘米|步|单位|分|秒|小时|钟|%)|点(?!几)|时(?!间))/u;

export function isOtherUnit(behind: string): boolean {
  return otherUnit.test(behind);
}

/** Where to look for a value, and which values it may have. */
export interface ValueSearch {
  start: number;
  until: number;
  least: number;
  most: number;
  decimals: 'none' | 'allowed';
}

/** The first number in its range that no other unit follows; 两小时, 8点 and 3次 on the way are passed over. */
export function numberAfter(text: string, search: ValueSearch): ScannedNumber | undefined {
  const scan = search.decimals === 'allowed' ? scanDecimal : scanNumber;
  for (let at = search.start; at < search.until; at += 1) {
    if (/[。;!?]/u.test(text[at] ?? '')) return undefined;
    const number = scan(text, at);
    if (!number) continue;
    const fits = number.value >= search.least && number.value <= search.most;
    if (fits && !isOtherUnit(text.slice(number.end))) return number;
    at = number.end - 1;
  }
  return undefined;
}
