import { describe, expect, test } from 'vitest';
import { seenAgainOn } from '#domain/follow-ups/summary-date.ts';

describe('the day on which a summary says that somebody is to be seen again', () => {
  test.each([
    ['两周复查血压', '2026-03-16'],
    ['脑梗死恢复期，能自己走路。出院后1个月神经内科门诊复诊。', '2026-04-02'],
    ['继续降压药，2周后复查血压、血脂', '2026-03-16'],
    ['3月20日复查', '2026-03-20'],
    ['2026年4月1日到骨科门诊随访', '2026-04-01'],
    ['半年复查一次', '2026-09-02'],
    ['半个月后复诊', '2026-03-17'],
    ['1年后复查', '2027-03-02'],
    ['每10天随访一次', '2026-03-12'],
    // Of two the first comes first.
    ['3个月复查心电图；一周后复查血常规', '2026-03-09'],
    ['术后伤口１４天复诊', '2026-03-16'],
  ])('%s: %s', (summary, day) => {
    expect(seenAgainOn(summary, '2026-03-02')).toBe(day);
  });

  test.each([
    ['规律服药3个月，戒烟限酒'],
    ['住院12天，好转出院，请社区随访'],
    ['不适随诊'],
    ['今天已复查'],
    ['3年后复查'],
    [''],
  ])('%s: none', (summary) => {
    expect(seenAgainOn(summary, '2026-03-02')).toBeUndefined();
  });
});
