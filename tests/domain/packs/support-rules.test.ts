import { expect, test } from 'vitest';
import { jiangyin202601 } from '#domain/packs/jiangyin-2026-01.ts';
import { zhanggong202601 } from '#domain/packs/zhanggong-2026-01.ts';
import { zhuhaiXiangzhou202601 } from '#domain/packs/zhuhai-xiangzhou-2026-01.ts';

test('江阴: 连续3个月以上的方可累计，满一年 (seed 000)', () => {
  expect(jiangyin202601.support.serviceTime).toEqual({ shortestMonths: 3, totalDays: 365, orRunningMonths: null });
  expect(jiangyin202601.unsure).not.toContain('support.serviceTime');
});

test('章贡: 累计一年或连续满半年；借用不超过6个月；培训每年2次、2周 (seed 002)', () => {
  const { serviceTime, loan, training } = zhanggong202601.support;
  expect(serviceTime).toEqual({ shortestMonths: 0, totalDays: 365, orRunningMonths: 6 });
  expect(loan).toEqual({ mostMonths: 6, remindDaysBefore: 14 });
  expect(training).toEqual({ timesAYear: 2, daysAYear: 14 });
});

test('珠海 goes by the others’ numbers until somebody has checked them', () => {
  const { support, unsure, education } = zhuhaiXiangzhou202601;
  expect(support.serviceTime).toEqual(jiangyin202601.support.serviceTime);
  expect(support.sitIns.signInFromMinutesBefore).toBe(30);
  expect(unsure).toEqual(
    expect.arrayContaining(['support.serviceTime', 'support.loan.mostMonths', 'support.training']),
  );
  expect(education.offered).toBe(6);
});
