import { expect, test } from 'vitest';
import { findDates, readDates } from '#kit/chinese-input/dates.ts';

const sunday = '2026-11-22';
const wednesday = '2026-11-25';
const friday = '2026-11-27';

test.each<[string, string, string[]]>([
  ['今天', sunday, ['2026-11-22']],
  ['今晚', sunday, ['2026-11-22']],
  ['明晚', sunday, ['2026-11-23']],
  ['后天', sunday, ['2026-11-24']],
  ['大后天', sunday, ['2026-11-25']],
  ['大后天晚上', sunday, ['2026-11-25']],
  ['聽日', sunday, ['2026-11-23']],
  ['三天后', sunday, ['2026-11-25']],
  ['一周后', sunday, ['2026-11-29']],
  ['明后天', sunday, ['2026-11-23', '2026-11-24']],
  // weekdays: the coming one; on the same weekday both hold; 下周三 on a Sunday both hold
  ['周三', sunday, ['2026-11-25']],
  ['星期三', sunday, ['2026-11-25']],
  ['礼拜三', sunday, ['2026-11-25']],
  ['禮拜三', sunday, ['2026-11-25']],
  ['周三', wednesday, ['2026-11-25', '2026-12-02']],
  ['周三', friday, ['2026-12-02']],
  ['这周三', friday, ['2026-12-02']],
  ['这周五', sunday, ['2026-11-27']],
  ['本周五', wednesday, ['2026-11-27']],
  ['下周三', sunday, ['2026-11-25', '2026-12-02']],
  ['下周三', wednesday, ['2026-12-02']],
  ['下周三', friday, ['2026-12-02']],
  ['下周五', wednesday, ['2026-12-04']],
  ['下下周三', wednesday, ['2026-12-09']],
  ['下个周五', wednesday, ['2026-12-04', '2026-11-27']],
  ['下个礼拜五', wednesday, ['2026-12-04']],
  ['礼拜天', sunday, ['2026-11-22', '2026-11-29']],
  ['星期日', wednesday, ['2026-11-29']],
  ['周日', wednesday, ['2026-11-29']],
  ['星期天', wednesday, ['2026-11-29']],
  ['周7', wednesday, ['2026-11-29']],
  ['周3', sunday, ['2026-11-25']],
  ['周三7点半', sunday, ['2026-11-25']],
  ['周末', wednesday, ['2026-11-28', '2026-11-29']],
  ['周末', sunday, ['2026-11-22']],
  ['下周末', sunday, ['2026-11-28', '2026-11-29']],
  ['周三或者周四', sunday, ['2026-11-25', '2026-11-26']],
  ['下周', friday, ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']],
  ['上周三', sunday, []],
  ['一周三次', sunday, []],
  // days of the month
  ['26号', sunday, ['2026-11-26']],
  ['廿六号', sunday, ['2026-11-26']],
  ['26日', sunday, ['2026-11-26']],
  ['20号', sunday, ['2026-12-20']],
  ['31号', sunday, ['2026-12-31']],
  ['11月26日', sunday, ['2026-11-26']],
  ['11月26号', sunday, ['2026-11-26']],
  ['十一月二十六', sunday, ['2026-11-26']],
  ['11月20日', sunday, ['2027-11-20']],
  ['26/11', sunday, ['2026-11-26']],
  ['11/26', sunday, ['2026-11-26']],
  ['11.26', sunday, ['2026-11-26']],
  ['2026-11-26', sunday, ['2026-11-26']],
  ['2026年11月26日', sunday, ['2026-11-26']],
  ['26/11/2026', sunday, ['2026-11-26']],
  ['2025年11月26日', sunday, []],
  ['2月30日', sunday, []],
  ['下个月3号', sunday, ['2026-12-03']],
  ['明年1月5号', sunday, ['2027-01-05']],
  ['2月29日', sunday, ['2028-02-29']],
  ['11月26日（周四）晚上7:30', sunday, ['2026-11-26']],
  // what is ruled out, and what only looks like a date
  ['今天不行，明天吧', sunday, ['2026-11-23']],
  ['不要周三，周四', sunday, ['2026-11-26']],
  ['血糖7.8', sunday, []],
  ['血压120/80', sunday, []],
  ['26号楼', sunday, []],
  ['以后天天', sunday, []],
  ['农历十月初八', sunday, []],
  ['七点半', sunday, []],
  ['', sunday, []],
])('%s, said on %s, is %j', (said, today, days) => {
  expect(findDates(said, today)).toEqual(days);
});

test('asked for a day, a bare number is a day of the month', () => {
  expect(readDates('26', sunday)).toEqual(['2026-11-26']);
  expect(readDates('二十六', sunday)).toEqual(['2026-11-26']);
  expect(readDates('20', sunday)).toEqual(['2026-12-20']);
  expect(readDates('32', sunday)).toEqual([]);
  expect(findDates('26', sunday)).toEqual([]);
});
