import { expect, test } from 'vitest';
import { findReadings } from '#domain/safety/readings.ts';

test.each<[string, number | undefined, number | undefined]>([
  ['血压150/95', 150, 95],
  ['血压 150 95', 150, 95],
  ['高压150低压95', 150, 95],
  ['低压95高压150', 150, 95],
  ['血压一百五十六九十八', 156, 98],
  ['一百五十六九十八', 156, 98],
  ['150/95', 150, 95],
  ['150 95', 150, 95],
  ['血壓１５０／９５', 150, 95],
  ['收缩压150，舒张压95', 150, 95],
  ['上压150下压95', 150, 95],
  ['血压一百五，九十五', 150, 95],
  ['今天早上8点量血压150/95', 150, 95],
  ['血压量了两次都是150比95', 150, 95],
  ['血压150', 150, undefined],
  ['低压95', undefined, 95],
  ['血压从190降到130了', 130, undefined],
  ['血压15/95', 15, 95],
  ['血压95/150', 95, 150],
  ['高150低95', 150, 95],
  ['上面150下面95，血压', 150, 95],
  ['今早量的一百四十二，八十八', 142, 88],
  ['早上起来量了一下，142，88，左手', 142, 88],
  ['血鸭 138 82', 138, 82],
])('%s is %s over %s', (said, systolic, diastolic) => {
  const [reading, ...others] = findReadings(said);
  expect(others).toEqual([]);
  expect(reading).toMatchObject({
    kind: 'pressure',
    ...(systolic ? { systolic } : {}),
    ...(diastolic ? { diastolic } : {}),
  });
});

test.each<[string, number, string | undefined]>([
  ['血糖7.8', 7.8, undefined],
  ['空腹血糖 7.8', 7.8, 'fasting'],
  ['餐后两小时9.2', 9.2, 'after-meal'],
  ['餐后2小时血糖9.2', 9.2, 'after-meal'],
  ['空腹血糖七点八', 7.8, 'fasting'],
  ['血糖十八点三', 18.3, undefined],
  ['血糖126mg/dl', 7, undefined],
  ['饭后血糖11', 11, 'after-meal'],
  ['早上七点空腹血糖6.1', 6.1, 'fasting'],
])('%s is %s', (said, value, when) => {
  const [reading, ...others] = findReadings(said);
  expect(others).toEqual([]);
  expect(reading).toMatchObject({ kind: 'glucose', value, ...(when ? { when } : {}) });
});

test('two meals are two readings', () => {
  expect(findReadings('餐后9.1空腹6.2')).toMatchObject([
    { value: 9.1, when: 'after-meal' },
    { value: 6.2, when: 'fasting' },
  ]);
});

test.each([
  '血压控制在140/90以下',
  '血压计180元',
  '血压20kPa',
  '糖化血红蛋白7.5',
  '血糖高3年了',
  '血糖测了2次',
  '我住180号120室',
  '电话13800000001',
  '11/26',
  '26/11',
  '空腹可以喝水吗',
  '饭后8点来',
  '今晚七点半',
])('%s holds no reading', (said) => {
  expect(findReadings(said)).toEqual([]);
});
