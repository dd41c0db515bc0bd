/**
 * Whether WeChat takes this value for a template field of this name, such as `thing1` (platform.md §2.3). Lengths are
 * counted in code points. A name of no known kind takes nothing: the old `first` and `keyword1` are not sent any more.
 */
export function fieldTakes(name: string, value: string): boolean {
  const kind = /^([a-z_]+?)\d+$/.exec(name)?.[1];
  const takes = kind === undefined ? undefined : kinds[kind];
  return takes !== undefined && value.trim() !== '' && !/[\r\n]/.test(value) && takes(value);
}

const chinese = /\p{Script=Han}/u;
const day = /(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2})/.source;
const time = /(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?/.source;
const moment = `(?:${day} ?)?${time}`;

const kinds: Record<string, (value: string) => boolean> = {
  thing: (value) => length(value) <= 20,
  short_thing: (value) => length(value) <= 5,
  character_string: (value) => length(value) <= 32 && !chinese.test(value),
  number: (value) => length(value) <= 32 && /^-?\d+(\.\d+)?$/.test(value),
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => length(value) <= 5 && /^[\p{P}\p{S}]+$/u.test(value),
  time: (value) => matches(value, `${moment}(?: ?~ ?${moment})?`),
  date: (value) => matches(value, `${day}(?: ?${time})?(?: ?~ ?${day}(?: ?${time})?)?`),
  amount: (value) => /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => length(value) <= 8,
  name: (value) => (chinese.test(value) ? length(value) <= 10 : length(value) <= 20),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  const: (value) => length(value) <= 20,
  enum: (value) => length(value) <= 20,
};

function length(value: string): number {
  return [...value].length;
}

function matches(value: string, pattern: string): boolean {
  return new RegExp(`^${pattern}$`).test(value);
}
