import { describe, expect, test } from 'vitest';
import { allPacks } from '#domain/packs/all.ts';
import { rulesOf, rulesOn } from '#domain/packs/current.ts';
import { planKinds } from '#domain/packs/follow-up-rules.ts';
import { jiangyin202601 } from '#domain/packs/jiangyin-2026-01.ts';
import type { RulePack } from '#domain/packs/rule-pack.ts';
import { zhanggong202601 } from '#domain/packs/zhanggong-2026-01.ts';
import { zhuhaiXiangzhou202601 } from '#domain/packs/zhuhai-xiangzhou-2026-01.ts';

type Row = readonly [path: string, value: number | string];

/** Every number and time of 珠海's pack but for its follow-ups (below) and what has a table of its own. */
const numbers: readonly Row[] = [
  ['identity.adultFromAge', 18],
  ['identity.elderFromAge', 65],
  ['identity.codeMinutes', 5],
  ['identity.codeTries', 5],
  ['identity.codesPerPhoneADay', 5],
  ['identity.codesPerContactADay', 5],
  ['identity.deskCodeMinutes', 30],
  ['identity.codePauseSeconds', 60],
  ['identity.movesBeforeDesk', 2],
  ['identity.movesWithinDays', 30],
  ['identity.objectionHours', 24],
  ['identity.bindPageMinutes', 60],
  ['identity.registrationsPerDocumentADay', 20],
  ['identity.familyAddedADay', 5],
  ['identity.familyAtATime', 12],
  ['identity.deathUndoMinutes', 10],
  ['talking.messagesAtOnce', 60],
  ['talking.messagesAMinute', 20],
  ['contracts.termMonths', 12],
  ['contracts.renewalOfferDays.0', 30],
  ['contracts.renewalOfferDays.1', 7],
  ['contracts.undoMinutes', 10],
  ['contracts.answerWithinWorkingDays', 2],
  ['contracts.unusedInvitationDays', 60],
  ['contracts.changesPerYear', 1],
  ['contracts.signingPageMinutes', 60],
  ['contracts.draftDays', 7],
  ['contracts.packages.0.items.0.timesAYear', 1],
  ['contracts.packages.0.items.1.timesAYear', 12],
  ['contracts.packages.0.items.2.timesAYear', 12],
  ['contracts.packages.0.price.total', 0],
  ['contracts.packages.0.price.insurance', 0],
  ['contracts.packages.0.price.publicHealth', 0],
  ['contracts.packages.0.price.own', 0],
  ['contracts.packages.1.items.0.timesAYear', 4],
  ['contracts.packages.1.items.1.timesAYear', 1],
  ['contracts.packages.1.items.2.timesAYear', 4],
  ['contracts.packages.1.price.total', 120],
  ['contracts.packages.1.price.insurance', 60],
  ['contracts.packages.1.price.publicHealth', 60],
  ['contracts.packages.1.price.own', 0],
  ['contracts.packages.2.items.0.timesAYear', 1],
  ['contracts.packages.2.items.1.timesAYear', 1],
  ['contracts.packages.2.price.total', 80],
  ['contracts.packages.2.price.insurance', 0],
  ['contracts.packages.2.price.publicHealth', 80],
  ['contracts.packages.2.price.own', 0],
  ['contracts.packages.3.items.0.timesAYear', 5],
  ['contracts.packages.3.items.1.timesAYear', 2],
  ['contracts.packages.3.price.total', 100],
  ['contracts.packages.3.price.insurance', 0],
  ['contracts.packages.3.price.publicHealth', 100],
  ['contracts.packages.3.price.own', 0],
  ['contracts.packages.4.items.0.timesAYear', 4],
  ['contracts.packages.4.items.1.timesAYear', 4],
  ['contracts.packages.4.price.total', 80],
  ['contracts.packages.4.price.insurance', 0],
  ['contracts.packages.4.price.publicHealth', 80],
  ['contracts.packages.4.price.own', 0],
  ['contracts.packages.5.items.0.timesAYear', 6],
  ['contracts.packages.5.price.total', 150],
  ['contracts.packages.5.price.insurance', 90],
  ['contracts.packages.5.price.publicHealth', 60],
  ['contracts.packages.5.price.own', 0],
  ['clinics.bookingOpensDaysAhead', 7],
  ['clinics.openBookingsPerPerson', 2],
  ['clinics.reminderMinutesBefore', 120],
  ['clinics.eveningReminderDaysAhead', 2],
  ['clinics.eveningReminderAt', '19:00'],
  ['clinics.waitlistMinutesSameDay', 20],
  ['clinics.waitlistMinutesAhead', 120],
  ['clinics.noShowAfterMinutes', 15],
  ['clinics.noShowsThatBlock', 3],
  ['clinics.noShowWindowDays', 90],
  ['clinics.noShowBlockDays', 30],
  ['clinics.noShowExemptFromAge', 75],
  ['clinics.reservedUntil', '12:00'],
  ['clinics.arriveFromMinutesBefore', 60],
  ['clinics.sitInsPerWeek', 3],
  ['notices.quietFrom', '21:30'],
  ['notices.quietTo', '07:30'],
  ['notices.digestAt', '08:00'],
  ['notices.digestLines', 5],
  ['homeVisits.daysAhead', 7],
  ['homeVisits.morning.from', '08:30'],
  ['homeVisits.morning.to', '11:30'],
  ['homeVisits.afternoon.from', '14:30'],
  ['homeVisits.afternoon.to', '17:30'],
  ['homeVisits.answerWithinWorkingDays', 1],
  ['homeVisits.recordWithinWorkingDays', 1],
  ['homeVisits.vainVisits', 2],
  ['homeVisits.invitations.at', '10:00'],
  ['homeVisits.invitations.timesAYear', 2],
  ['homeVisits.invitations.aDay', 20],
  ['homeVisits.invitations.holdsDays', 14],
  ['complaints.answerWithinWorkingDays', 5],
  ['complaints.closeAfterDays', 7],
  ['complaints.openAtATime', 3],
  ['medicines.visitWithinDays', 90],
  ['medicines.chronicDays', 28],
  ['medicines.usualDays', 7],
  ['medicines.longTermDays', 84],
  ['medicines.refillFromDaysLeft', 10],
  ['medicines.answerWithinWorkingDays', 1],
  ['medicines.prepareWithinWorkingDays', 1],
  ['medicines.onRequestWithinWorkingDays', 5],
  ['medicines.askDaysBefore', 5],
  ['medicines.askDaysBeforeOnRequest', 10],
  ['medicines.askAt', '10:00'],
  ['medicines.collectWithinDays', 7],
  ['medicines.collectReminderDays', 3],
  ['medicines.refusalShownDays', 14],
  ['records.linkMinutes', 30],
  ['records.visitMinutes', 30],
  ['records.reportsShown', 6],
  ['records.readingsShown', 3],
  ['records.trendReadings', 30],
  ['records.encountersShown', 5],
  ['records.looksShown', 8],
  ['records.updateAfterMonths', 12],
  ['records.correctionWithinWorkingDays', 10],
  ['retention.answerDays', 1],
  ['retention.contentDays', 30],
  ['retention.jobDays', 183],
  ['broadcasts.secondPersonAbove', 1000],
  ['broadcasts.titleMost', 20],
  ['broadcasts.textMost', 500],
  ['broadcasts.sample', 5],
  ['broadcasts.spreadMinutes', 120],
  ['broadcasts.leastAMinute', 200],
  ['broadcasts.usefulHours', 72],
  ['broadcasts.answerHours', 48],
];

const inTwoWeeks = { milestone: 'two-weeks', days: 14, openDays: 7 };
const inThreeMonths = { milestone: 'quarter', months: 3, openDays: 14 };
const refer = { ...inTwoWeeks, advice: 'refer' };
const referNow = { ...inTwoWeeks, advice: 'refer-now' };

/** domain.md §5, row by row; the source stands with each. */
const followUps: readonly (readonly [path: string, value: unknown, source: string])[] = [
  ['remindDaysBefore', 3, '到期前三天'],
  ['remindDaysAfter', 3, '过期三天'],
  ['remindAt', '09:00', '每天提醒的时间'],
  ['escalateAfterDays', 7, '逾期七天'],
  ['missAfterDays', 30, '记为失访'],
  ['faceToFaceModes', ['clinic', 'home', 'station'], '每年至少4次面对面随访'],
  ['pressure.systolic', 140, '<140/90'],
  ['pressure.diastolic', 90, '<140/90'],
  ['pressure.elderFromAge', 65, '≥65岁'],
  ['pressure.elderSystolic', 150, '<150/90'],
  ['pressure.elderDiastolic', 90, '<150/90'],
  ['pressure.dangerSystolic', 180, '收缩压≥180'],
  ['pressure.dangerDiastolic', 110, '舒张压≥110'],
  ['pressure.plausibleSystolic', { least: 60, most: 300 }, '血压计'],
  ['pressure.plausibleDiastolic', { least: 30, most: 200 }, '血压计'],
  ['glucose.fasting', 7, '空腹<7.0'],
  ['glucose.afterMeal', 10, '非空腹<10.0'],
  ['glucose.dangerHigh', 16.7, '≥16.7'],
  ['glucose.dangerLow', 3.9, '≤3.9'],
  ['glucose.plausible', { least: 1, most: 40 }, '血糖仪'],
  ['weight', { least: 2, most: 300 }, '体重秤'],
  ['measureAgainMinutes', 5, '歇五分钟'],
  ['takeBackMinutes', 30, '可以撤回'],
  ['alerts.answerMinutes', 60, '一小时内'],
  ['alerts.answerMinutesAtNight', 30, '半小时内'],
  ['plans.hypertension.first', inThreeMonths, '每年4次'],
  ['plans.hypertension.next.controlled', inThreeMonths, '控制→3个月'],
  ['plans.hypertension.next.first-not-controlled', inTwoWeeks, '首次不满意→2周'],
  ['plans.hypertension.next.again-not-controlled', refer, '连续两次→建议转诊、2周'],
  ['plans.hypertension.next.danger', referNow, '高血压'],
  ['plans.diabetes.first', inThreeMonths, '每年4次空腹血糖'],
  ['plans.diabetes.next.controlled', inThreeMonths, '控制→3个月'],
  ['plans.diabetes.next.first-not-controlled', inTwoWeeks, '首次不满意→2周'],
  ['plans.diabetes.next.again-not-controlled', refer, '连续两次→建议转诊、2周'],
  ['plans.diabetes.next.danger', referNow, '2型糖尿病'],
  ['plans.elder.first', { milestone: 'year', months: 3, openDays: 90 }, '每年1次'],
  ['plans.elder.next.seen', { milestone: 'year', months: 12, openDays: 90 }, '每年1次'],
  ['plans.mental-disorder.first', inThreeMonths, '每年至少4次'],
  ['plans.mental-disorder.next.stable', inThreeMonths, '稳定3个月'],
  ['plans.mental-disorder.next.basically-stable', inTwoWeeks, '基本稳定2周'],
  ['plans.mental-disorder.next.unstable', referNow, '不稳定转诊、2周'],
  ['plans.tuberculosis.first', { milestone: 'first-visit', days: 3, openDays: 3 }, '72小时内第一次入户'],
  ['plans.tuberculosis.next.regular', { milestone: 'ten-days', days: 10, openDays: 3 }, '强化期10天一次'],
  ['plans.tuberculosis.next.adverse', referNow, '肺结核'],
  ['plans.tuberculosis.later.fromMonths', 2, '继续期每月一次'],
  ['plans.tuberculosis.later.next.regular', { milestone: 'month', months: 1, openDays: 7 }, '继续期每月一次'],
  ['plans.tuberculosis.later.next.adverse', referNow, '肺结核'],
  ['plans.after-referral.first', { milestone: 'two-weeks', days: 14, openDays: 14 }, '转诊后2周内'],
  ['plans.after-discharge.first', { milestone: 'two-weeks', days: 14, openDays: 14 }, '出院后2周内'],
  ['plans.high-risk-pressure.first', { milestone: 'half-year', months: 6, openDays: 60 }, '每半年'],
  ['plans.high-risk-pressure.next.seen', { milestone: 'half-year', months: 6, openDays: 60 }, '每半年'],
  ['plans.high-risk-glucose.first', { milestone: 'year', months: 12, openDays: 90 }, '每年至少测1次'],
  ['plans.high-risk-glucose.next.seen', { milestone: 'year', months: 12, openDays: 90 }, '每年至少测1次'],
];

/** domain.md §5 (calls and visits), §6: what surrounds care; the source stands with each. */
const careWork: readonly (readonly [path: string, value: number | string, source: string])[] = [
  ['staffTasks.phoneWithinWorkingDays', 2, '电话任务时限'],
  ['staffTasks.visitWithinWorkingDays', 5, '上门任务时限'],
  ['staffTasks.nextTryWorkingDays', 1, '隔一个工作日再打'],
  ['staffTasks.callsBeforeVisit', 3, '三次打不通改为上门'],
  ['staffTasks.visitsBeforeLeader', 2, '两次访视未见'],
  ['duty.from', '17:30', '下班后'],
  ['duty.to', '08:00', '次日上班前'],
  ['duty.plannedDays', 7, '排一周'],
  ['absence.mostDays', 180, '最长半年'],
  ['consultations.answerWithinWorkingDays', 1, '24个工作小时'],
  ['consultations.closeAfterDays', 7, '七天'],
  ['ratings.askAfterMinutes', 60, '一小时'],
  ['ratings.remindAfterDays', 3, '只再问一次'],
  ['ratings.lowUpTo', 2, '电话回访'],
  ['ratings.fewestForAverage', 5, '人数太少'],
];

/** The window of each visit of a series, in days after the anchor, or in months from –days to +days. */
const series: readonly (readonly [plan: 'pregnancy' | 'postnatal' | 'child', windows: string])[] = [
  // 13 weeks are 91 days: before them is until 12+6, day 90. 20+6 is day 146, 24+6 174, 36+6 258, 40+6 286.
  ['pregnancy', '42–70–90, 112–126–146, 147–154–174, 196–224–258, 259–266–286'],
  ['postnatal', 'discharge 0–5–7, 40–42–56'],
  [
    'child',
    'discharge 0–5–7, 28–28–30, 3m-7+30, 6m-7+30, 8m-7+30, 12m-7+30, 18m-7+30, 24m-7+30, 30m-7+30, 36m-7+30, ' +
      '48m-30+60, 60m-30+60, 72m-30+60',
  ],
];

describe('the numbers of 珠海’s pack', () => {
  const pack = zhuhaiXiangzhou202601;

  test('are these, and no others', () => {
    const parts = new Set(numbers.map(([path]) => path.split('.')[0]));
    const found = leaves(pack).filter(
      ([path, value]) =>
        parts.has(path.split('.')[0]) && (typeof value === 'number' || /^\d\d:\d\d$/u.test(String(value))),
    );
    expect(found).toEqual(numbers);
  });

  test.each(followUps)('followUps.%s is %j: %s', (path, value, source) => {
    expect(at(pack.followUps, path)).toEqual(value);
    expect(sourceOf(pack, `followUps.${path}`)).toContain(source);
  });

  test.each(series)('the visits of %s are due in %s', (plan, windows) => {
    const said = (pack.followUps.plans[plan].milestones ?? []).map(({ from, on, before, after }) => {
      if (on.months !== undefined) return `${on.months}m-${before}+${after}`;
      const day = on.days ?? 0;
      return `${from === 'discharge' ? 'discharge ' : ''}${day - before}–${day}–${day + after}`;
    });
    expect(said.join(', ')).toBe(windows);
  });

  test('no follow-up rule stands outside these tables', () => {
    const tabled = new Set(followUps.map(([path]) => path));
    const free = leaves(pack.followUps).filter(
      ([path, value]) =>
        typeof value === 'number' &&
        !path.includes('.milestones.') &&
        !path.split('.').some((_, index, steps) => tabled.has(steps.slice(0, index + 1).join('.'))),
    );
    expect(free).toEqual([]);
  });

  test.each(careWork)('%s is %j: %s', (path, value, source) => {
    expect(at(pack, path)).toBe(value);
    expect(sourceOf(pack, path)).toContain(source);
  });

  test('no number of what surrounds care stands outside its table', () => {
    const parts = new Set(careWork.map(([path]) => path.split('.')[0] ?? ''));
    const found = [...parts].flatMap((part) => leaves(at(pack, part), part));
    const numeric = found.filter(([, value]) => typeof value === 'number' || /^\d\d:\d\d$/u.test(String(value)));
    expect(numeric.map(([path]) => path).sort()).toEqual(careWork.map(([path]) => path).sort());
  });

  test('mental disorder and tuberculosis are for staff alone', () => {
    const forStaff = planKinds.filter((kind) => pack.followUps.plans[kind].shown === 'staff');
    expect(forStaff).toEqual(['mental-disorder', 'tuberculosis']);
  });

  test('a phone call is no visit of hypertension, diabetes, pregnancy or childhood', () => {
    for (const kind of ['hypertension', 'diabetes', 'elder', 'pregnancy', 'postnatal', 'child'] as const)
      expect(pack.followUps.plans[kind].modes).toEqual(['clinic', 'home', 'station']);
  });
});

describe.each(allPacks.map((pack) => [pack.version, pack] as const))('%s', (_, pack) => {
  test('every leaf has a source', () => {
    const { sources: _sources, unsure: _unsure, id: _id, version: _version, effectiveFrom: _from, ...rules } = pack;
    expect(leaves(rules).filter(([path]) => sourceOf(pack, path) === undefined)).toEqual([]);
  });

  test('what must be checked is there to be checked', () => {
    for (const path of pack.unsure) expect(at(pack, path), path).toBeDefined();
  });

  test('a source is of something', () => {
    for (const path of Object.keys(pack.sources)) expect(at(pack, path), path).toBeDefined();
  });
});

test('江阴 and 章贡 differ from 珠海 where seeds 000 and 002 say otherwise, and nowhere else', () => {
  const differing = (pack: RulePack) =>
    leaves(pack.clinics)
      .concat(leaves(pack.followUps))
      .filter(([path, value]) => at(zhuhaiXiangzhou202601.clinics, path) !== value)
      .filter(([path, value]) => at(zhuhaiXiangzhou202601.followUps, path) !== value)
      .map(([path]) => path.split('.')[0]);
  expect([...new Set(differing(jiangyin202601))]).toEqual(['sitInsPerWeek']);
  expect(jiangyin202601.clinics.priorityTags).not.toContain('计生特殊家庭');
  expect(jiangyin202601.homeVisits.invitations.tags).toEqual(jiangyin202601.clinics.priorityTags);
  expect([...new Set(differing(zhanggong202601))]).toEqual(['sitInsPerWeek']);
  expect([zhuhaiXiangzhou202601, jiangyin202601, zhanggong202601].map(({ clinics }) => clinics.sitInsPerWeek)).toEqual([
    3, 1, 0,
  ]);
});

test('in every district a complaint can also be told to 12320 and to 12345', () => {
  for (const { complaints } of allPacks)
    expect(complaints.otherWays.map(({ phone }) => phone)).toEqual(['12320', '12345']);
});

test('a date and a district choose the pack; a row finds its own again', () => {
  expect(rulesOn('2026-03-01').version).toBe('zhuhai-xiangzhou@2026-01');
  expect(rulesOn('2026-03-01', 'jiangyin').version).toBe('jiangyin@2026-01');
  expect(rulesOn('2026-03-01', 'zhanggong').version).toBe('zhanggong@2026-01');
  expect(() => rulesOn('2025-12-31', 'jiangyin')).toThrow('no rule pack of jiangyin');
  expect(rulesOf('zhanggong@2026-01')).toBe(zhanggong202601);
});

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
      value,
    );
}

/** Of the path itself, or of what it is part of. */
function sourceOf({ sources }: RulePack, path: string): string | undefined {
  const steps = path.split('.');
  return steps.map((_, index) => sources[steps.slice(0, steps.length - index).join('.')]).find(Boolean);
}
