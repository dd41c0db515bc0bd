import { alertsFor } from '../alerts/list.ts';
import { applicationsFor } from '../contracts/applications.ts';
import { complaintsFor } from '../complaints/list.ts';
import { consultationsFor } from '../consultations/list.ts';
import { coversToday } from '../absences/record.ts';
import { followUpsFor, type WorkTask } from '../follow-ups/worklist.ts';
import { homeVisitsFor, type WaitingVisit } from '../home-visits/list.ts';
import { changesFor } from '../medicines/change-list.ts';
import { suppliesFor, type WaitingSupply } from '../medicines/waiting.ts';
import { identityQueue } from '../residents/identity-queue.ts';
import { staffTasksFor } from '../staff-tasks/list.ts';
import { deskCentres } from '../staff/desk.ts';
import type { Transaction } from '../transaction.ts';
import { serviceNames } from './hearers.ts';
import { type ShortOfSitIns, shortOfSitIns } from './sit-ins.ts';
import { staffSessions } from './staff-sessions.ts';

/** One thing that waits for a member of staff, in a line. */
export interface WorkLine {
  text: string;
  /** The service's word that leads to it, where there is one. */
  service?:
    | '今日门诊'
    | '签约审核'
    | '身份核实'
    | '电话任务'
    | '咨询答复'
    | '投诉处理'
    | '上门安排'
    | '随访任务'
    | '预警'
    | '坐诊签到'
    | '备药'
    | '药箱';
}

/**
 * What waits for somebody today: the sessions that they sit in or work at the desk of, applications to answer, identities
 * to check, questions and complaints to answer, visits at home, calls and visits to make; for administrators the centres that fall short of expert sit-ins. Counts and times only.
 */
export async function workOf(tx: Transaction, staffId: string): Promise<WorkLine[]> {
  const today = tx.day.dateOf(tx.now);
  const sessions = (await staffSessions(tx, staffId, { from: today, to: today })).filter(
    ({ status, endsAt }) => status === 'open' && endsAt > tx.now,
  );
  const applications = await applicationsFor(tx, staffId);
  const own = applications.filter(({ isOwn }) => isOwn).length;
  const centres = await deskCentres(tx, staffId);
  const identities = centres.length === 0 ? [] : await identityQueue(tx, centres);
  const alerts = await alertsFor(tx, staffId);
  return [
    ...(await coversToday(tx, staffId)).map(
      ({ name, toDate }): WorkLine => ({ text: `代班：替${name}，到${tx.day.sayDate(toDate)}` }),
    ),
    ...(alerts.length > 0 ? [{ text: `预警：${alerts.length}条未处理`, service: '预警' as const }] : []),
    ...sessions.map(({ startsAt, shortName, kind, booked, waiting }): WorkLine => {
      const time = tx.day.sayTime(tx.day.timeOf(startsAt));
      const line = waiting === 0 ? '' : `，候补${waiting}人`;
      return { text: `${time}${shortName}${serviceNames[kind]}：已约${booked}人${line}`, service: '今日门诊' };
    }),
    ...(own > 0 ? [{ text: `签约申请：${own}份等您答复`, service: '签约审核' as const }] : []),
    ...(applications.length > own
      ? [{ text: `同事的签约申请：${applications.length - own}份未答复`, service: '签约审核' as const }]
      : []),
    ...complaintLines(await complaintsFor(tx, staffId)),
    ...questionLines(await consultationsFor(tx, staffId)),
    ...homeVisitLines(await homeVisitsFor(tx, staffId)),
    ...supplyLines(await suppliesFor(tx, staffId)),
    ...followUpLines(await followUpsFor(tx, staffId)),
    ...taskLines(await staffTasksFor(tx, staffId)),
    ...(identities.length > 0
      ? [{ text: `身份核实：${identities.length}人待核实`, service: '身份核实' as const }]
      : []),
    ...changeLines(await changesFor(tx, staffId)),
    ...sitInLines(await shortOfSitIns(tx, staffId, today)),
  ];
}

function questionLines(questions: readonly { isOverdue: boolean }[]): WorkLine[] {
  if (questions.length === 0) return [];
  const overdue = questions.filter(({ isOverdue }) => isOverdue).length;
  const late = overdue === 0 ? '' : `，${overdue}个已超时`;
  return [{ text: `居民咨询：${questions.length}个等您答复${late}`, service: '咨询答复' }];
}

function complaintLines(complaints: readonly { isOverdue: boolean }[]): WorkLine[] {
  if (complaints.length === 0) return [];
  const overdue = complaints.filter(({ isOverdue }) => isOverdue).length;
  const late = overdue === 0 ? '' : `，${overdue}件已超时`;
  return [{ text: `投诉：${complaints.length}件等您答复${late}`, service: '投诉处理' }];
}

/** What is to be arranged, and what is to be held today or is not recorded yet. */
function homeVisitLines(visits: readonly WaitingVisit[]): WorkLine[] {
  const asked = visits.filter(({ status }) => status === 'requested').length;
  const today = visits.filter(({ isToday }) => isToday).length;
  const parts = [...(asked > 0 ? [`${asked}个要安排`] : []), ...(today > 0 ? [`${today}个今天要去或没登记`] : [])];
  return parts.length === 0 ? [] : [{ text: `上门：${parts.join('，')}`, service: '上门安排' }];
}

/** What only waits to be collected is nobody's work. */
function supplyLines(supplies: readonly WaitingSupply[]): WorkLine[] {
  const asked = supplies.filter(({ status }) => status === 'requested').length;
  const preparing = supplies.filter(({ status }) => status === 'preparing').length;
  if (asked + preparing === 0) return [];
  const overdue = supplies.filter(({ status, isOverdue }) => status !== 'ready' && isOverdue).length;
  const parts = [
    ...(asked > 0 ? [`${asked}份申请等您答复`] : []),
    ...(preparing > 0 ? [`${preparing}份要备药`] : []),
    ...(overdue > 0 ? [`${overdue}份已超时`] : []),
  ];
  return [{ text: `续药：${parts.join('，')}`, service: '备药' }];
}

function changeLines(changes: readonly unknown[]): WorkLine[] {
  return changes.length === 0 ? [] : [{ text: `药箱目录：${changes.length}项等您审批`, service: '药箱' }];
}

function taskLines(tasks: readonly { isOverdue: boolean }[]): WorkLine[] {
  if (tasks.length === 0) return [];
  const overdue = tasks.filter(({ isOverdue }) => isOverdue).length;
  const late = overdue === 0 ? '' : `，${overdue}位已超时`;
  return [{ text: `电话、上门任务：${tasks.length}位${late}`, service: '电话任务' }];
}

function followUpLines(tasks: readonly WorkTask[]): WorkLine[] {
  const overdue = tasks.filter(({ state }) => state === 'overdue').length;
  const escalated = tasks.filter(({ state }) => state === 'escalated').length;
  if (tasks.length === 0) return [];
  const late = [...(overdue > 0 ? [`过期${overdue}项`] : []), ...(escalated > 0 ? [`逾期上报${escalated}项`] : [])];
  return [{ text: `随访：${tasks.length}项要做${late.length > 0 ? `，${late.join('，')}` : ''}`, service: '随访任务' }];
}

const mostNamed = 2;

function sitInLines(short: readonly ShortOfSitIns[]): WorkLine[] {
  if (short.length > mostNamed)
    return [{ text: `专家坐诊：${short.length}个中心本周不足${short[0]?.due}次`, service: '坐诊签到' }];
  return short.map(({ shortName, held, planned, due }) => ({
    text: `专家坐诊：${shortName}本周已坐诊${held}次，还排了${planned}次，应有${due}次`,
    service: '坐诊签到',
  }));
}
