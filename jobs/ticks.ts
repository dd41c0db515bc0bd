import { warnOfMissingHolidays } from '#domain/calendar/warn-missing.ts';
import { sendDigests } from '#domain/clinics/digest.ts';
import { sendTimetables } from '#domain/clinics/timetable.ts';
import { turnClinicDay } from '#domain/clinics/nightly.ts';
import { contractsASweep, requestTermEnds } from '#domain/contracts/term-ends.ts';
import { openPlansOfNewElders } from '#domain/follow-ups/by-age.ts';
import { takeDueSteps } from '#domain/follow-ups/sweep.ts';
import { inviteToVisits } from '#domain/home-visits/invite.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { eraseOutlived } from '#domain/retention/erase-outlived.ts';
import { endOutgrown } from '#domain/residents/decide-family.ts';
import type { TickDefinition } from './engine/define-tick.ts';
import { daily, dailyByRules, weekly } from './engine/define-tick.ts';

/**
 * Every schedule of the district in one table, by the district's clock. What belongs to one row (a reminder, a no-show, an
 * offer that runs out) is no schedule: it is a job with its own due time.
 */
export const ticks: readonly TickDefinition[] = [
  {
    name: 'clinics.turn-day',
    title: '结束昨天的门诊，开放新一天的号源',
    times: daily('00:05'),
    first: 'at-once',
    async run(tx) {
      await turnClinicDay(tx);
      return 'done';
    },
  },
  {
    name: 'work.digest',
    title: '给当班人员发每日提要',
    times: dailyByRules((date) => rulesOn(date).notices.digestAt),
    // After noon it tells nothing new.
    usefulForMs: 4 * 3_600_000,
    first: 'at-its-time',
    run: sendDigests,
  },
  {
    name: 'sit-ins.timetable',
    title: '发下周的专家坐诊表',
    // On Sunday the last day of next week is open for booking.
    times: weekly(7, '17:00'),
    usefulForMs: 24 * 3_600_000,
    first: 'at-its-time',
    run: sendTimetables,
  },
  {
    name: 'contracts.term-ends',
    title: '检查快到期的签约',
    times: daily('08:30'),
    first: 'at-its-time',
    run: async (tx) => ((await requestTermEnds(tx)) >= contractsASweep ? 'more' : 'done'),
  },
  {
    name: 'family.outgrown',
    title: '孩子成年后结束监护关系',
    times: daily('00:10'),
    first: 'at-its-time',
    async run(tx) {
      await endOutgrown(tx);
      return 'done';
    },
  },
  {
    name: 'retention.erase',
    title: '清除不再需要的内容',
    times: daily('03:20'),
    first: 'at-its-time',
    run: eraseOutlived,
  },
  {
    name: 'follow-ups.new-elders',
    title: '为新满年龄的老年人安排体检',
    times: daily('00:15'),
    first: 'at-its-time',
    run: openPlansOfNewElders,
  },
  {
    name: 'follow-ups.steps',
    title: '随访到期的提醒和上报',
    times: dailyByRules((date) => rulesOn(date).followUps.remindAt),
    first: 'at-its-time',
    run: takeDueSteps,
  },
  {
    name: 'home-visits.invite',
    title: '邀请重点人群请医生上门',
    times: dailyByRules((date) => rulesOn(date).homeVisits.invitations.at),
    // Later in the day it would reach people in the evening.
    usefulForMs: 6 * 3_600_000,
    first: 'at-its-time',
    run: inviteToVisits,
  },
  {
    name: 'calendar.missing-holidays',
    title: '检查节假日数据',
    times: daily('09:00'),
    first: 'at-its-time',
    async run(tx) {
      await warnOfMissingHolidays(tx);
      return 'done';
    },
  },
];
