import type { WorkTask } from '../follow-ups/worklist.ts';
import type { WaitingVisit } from '../home-visits/list.ts';
import type { WaitingSupply } from '../medicines/waiting.ts';
import type { WaitingReferral } from '../referrals/lists.ts';
import type { ShortOfSitIns } from './sit-ins.ts';

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
    | '转诊处理'
    | '查档案'
    | '预警'
    | '坐诊签到'
    | '备药'
    | '药箱';
}

/** What is one's own to do, and what lies at the desk that one sits at; what each wants is named. */
export function referralLines(referrals: readonly WaitingReferral[]): WorkLine[] {
  if (referrals.length === 0) return [];
  const wants = (status: WaitingReferral['status']) => referrals.filter((one) => one.status === status).length;
  const [asked, sent, attended, returned] = [wants('requested'), wants('sent'), wants('attended'), wants('returned')];
  const overdue = referrals.filter(({ isOverdue }) => isOverdue);
  const parts = [
    ...(asked > 0 ? [`${asked}份要审核`] : []),
    ...(sent > 0 ? [`${sent}份要答复`] : []),
    ...(attended > 0 ? [`${attended}份要回传结果`] : []),
    ...(returned > 0 ? [`${returned}份要看小结办结`] : []),
    ...(overdue.length > 0 ? [`已超时：${named(overdue.map(({ number }) => number))}`] : []),
  ];
  return [{ text: `转诊：${parts.join('，')}`, service: '转诊处理' }];
}

export function correctionLines(corrections: readonly { isOverdue: boolean }[]): WorkLine[] {
  if (corrections.length === 0) return [];
  const overdue = corrections.filter(({ isOverdue }) => isOverdue).length;
  const late = overdue === 0 ? '' : `，${overdue}份已超时`;
  return [{ text: `更正申请：${corrections.length}份等您答复${late}`, service: '查档案' }];
}

export function questionLines(questions: readonly { isOverdue: boolean }[]): WorkLine[] {
  if (questions.length === 0) return [];
  const overdue = questions.filter(({ isOverdue }) => isOverdue).length;
  const late = overdue === 0 ? '' : `，${overdue}个已超时`;
  return [{ text: `居民咨询：${questions.length}个等您答复${late}`, service: '咨询答复' }];
}

export function complaintLines(complaints: readonly { isOverdue: boolean }[]): WorkLine[] {
  if (complaints.length === 0) return [];
  const overdue = complaints.filter(({ isOverdue }) => isOverdue).length;
  const late = overdue === 0 ? '' : `，${overdue}件已超时`;
  return [{ text: `投诉：${complaints.length}件等您答复${late}`, service: '投诉处理' }];
}

/** What is to be arranged, and what is to be held today or is not recorded yet. */
export function homeVisitLines(visits: readonly WaitingVisit[]): WorkLine[] {
  const asked = visits.filter(({ status }) => status === 'requested').length;
  const today = visits.filter(({ isToday }) => isToday).length;
  const parts = [...(asked > 0 ? [`${asked}个要安排`] : []), ...(today > 0 ? [`${today}个今天要去或没登记`] : [])];
  return parts.length === 0 ? [] : [{ text: `上门：${parts.join('，')}`, service: '上门安排' }];
}

/** What only waits to be collected is nobody's work. */
export function supplyLines(supplies: readonly WaitingSupply[]): WorkLine[] {
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

export function changeLines(changes: readonly unknown[]): WorkLine[] {
  return changes.length === 0 ? [] : [{ text: `药箱目录：${changes.length}项等您审批`, service: '药箱' }];
}

export function taskLines(tasks: readonly { isOverdue: boolean }[]): WorkLine[] {
  if (tasks.length === 0) return [];
  const overdue = tasks.filter(({ isOverdue }) => isOverdue).length;
  const late = overdue === 0 ? '' : `，${overdue}位已超时`;
  return [{ text: `电话、上门任务：${tasks.length}位${late}`, service: '电话任务' }];
}

export function followUpLines(tasks: readonly WorkTask[]): WorkLine[] {
  const overdue = tasks.filter(({ state }) => state === 'overdue').length;
  const escalated = tasks.filter(({ state }) => state === 'escalated').length;
  if (tasks.length === 0) return [];
  const late = [...(overdue > 0 ? [`过期${overdue}项`] : []), ...(escalated > 0 ? [`逾期上报${escalated}项`] : [])];
  return [{ text: `随访：${tasks.length}项要做${late.length > 0 ? `，${late.join('，')}` : ''}`, service: '随访任务' }];
}

const mostNamed = 2;

export function sitInLines(short: readonly ShortOfSitIns[]): WorkLine[] {
  if (short.length > mostNamed)
    return [{ text: `专家坐诊：${short.length}个中心本周不足${short[0]?.due}次`, service: '坐诊签到' }];
  return short.map(({ shortName, held, planned, due }) => ({
    text: `专家坐诊：${shortName}本周已坐诊${held}次，还排了${planned}次，应有${due}次`,
    service: '坐诊签到',
  }));
}

/** The first few by their numbers: who looks for them writes the number. */
function named(numbers: readonly string[]): string {
  const rest = numbers.length - mostNamed;
  return `${numbers.slice(0, mostNamed).join('、')}${rest > 0 ? `等${numbers.length}份` : ''}`;
}
