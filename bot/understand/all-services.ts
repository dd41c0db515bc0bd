import { adviceServices } from './advice-services.ts';
import { belongingServices } from './belonging-services.ts';
import { bookingServices } from './booking-services.ts';
import { careServices } from './care-services.ts';
import { informingServices } from './informing-services.ts';
import { recordServices } from './record-services.ts';
import type { Audience, Service, ServiceName } from './service.ts';
import { staffServices } from './staff-services.ts';

const services: readonly Service[] = [
  ...bookingServices,
  ...belongingServices,
  ...informingServices,
  ...recordServices,
  ...adviceServices,
  ...careServices,
  ...staffServices,
];

/** A service with its patterns ready to be matched. */
export interface ServiceMatcher {
  name: ServiceName;
  stage: Service['stage'];
  words: readonly string[];
  says: RegExp;
  hints: RegExp | undefined;
  unless: RegExp | undefined;
}

/** The services that this audience may ask for, in the order of the lists. */
export function matchersFor(audience: Audience): readonly ServiceMatcher[] {
  const ready = compiled.get(audience);
  if (ready) return ready;
  const matchers = services.filter(({ audiences }) => audiences.includes(audience)).map(compile);
  compiled.set(audience, matchers);
  return matchers;
}

const compiled = new Map<Audience, readonly ServiceMatcher[]>();

function compile({ name, stage, words, says, hints, unless }: Service): ServiceMatcher {
  return {
    name,
    stage,
    words: words.split(' '),
    says: new RegExp(says.join('|'), 'u'),
    hints: hints.length > 0 ? new RegExp(hints.join('|'), 'u') : undefined,
    unless: unless === undefined ? undefined : new RegExp(unless, 'u'),
  };
}

/** What is asked back when nothing is recognised: the services used most. */
export const usualServices: Record<Audience, readonly ServiceName[]> = {
  resident: ['夜门诊', '签约', '我的'],
  staff: ['工作台', '今日门诊', '签约审核'],
  administrator: ['工作台', '停诊'],
};

/**
 * Where two services are recognised in one sentence, the first one is meant: 取消今晚的号 gives back, though it speaks of
 * a night's place. What comes later never stands before what can be done now, unless it says so here.
 */
export const precedence: Partial<Record<ServiceName, readonly ServiceName[]>> = {
  取消预约: ['夜门诊', '专家门诊', '我的', '咨询', '用药', '随访', '报告', '上班时间', '签到', '地址', '转诊', '上门'],
  专家门诊: ['夜门诊', '咨询', '转诊', '上班时间', '随访', '档案', '用药'],
  夜门诊: ['咨询', '随访', '用药', '报告', '上门', '转诊', '档案'],
  解绑: ['绑定', '通知设置'],
  绑定: ['档案'],
  家人: ['绑定', '解绑', '咨询', '档案', '电话'],
  签约: ['咨询', '绑定', '上班时间', '更多', '随访', '家人', '评价'],
  我的: ['签约', '绑定', '夜门诊', '专家门诊', '签到', '咨询'],
  通知设置: ['夜门诊', '咨询', '上门', '电话', '健康知识', '讲座'],
  我的上级医院: ['转诊', '我的', '专家门诊'],
  上班时间: ['夜门诊', '专家门诊', '咨询', '用药'],
  地址: ['夜门诊', '专家门诊', '咨询', '签约', '用药'],
  电话: ['咨询', '签约', '我的', '夜门诊', '专家门诊', '地址'],
  人工: ['咨询', '电话', '评价', '投诉'],
  投诉进度: ['投诉', '取消预约'],
  投诉: ['评价', '咨询', '电话', '夜门诊', '专家门诊', '上门', '用药', '报告', '签到', '我的', '地址'],
  签到: ['夜门诊', '地址', '绑定'],
  转诊: ['咨询', '报告', '用药'],
  报告: ['随访', '咨询', '档案'],
  用药: ['咨询', '随访'],
  上门: ['用药', '咨询', '随访', '地址'],
  随访: ['咨询'],
  我的血压: ['随访', '我的', '咨询'],
  预警: ['工作台', '随访任务'],
  评价: ['咨询'],
  咨询答复: ['工作台', '电话任务'],
  投诉处理: ['工作台', '咨询答复'],
  上门安排: ['工作台', '代签约'],
  备药: ['工作台', '签约审核'],
  药箱: ['工作台', '备药'],
  电话任务: ['工作台'],
  停诊: ['今日门诊', '代预约', '工作台', '请假'],
  请假: ['工作台', '值班'],
  值班: ['工作台', '今日门诊'],
  代预约: ['今日门诊', '代签约'],
  代签约: ['签约审核', '代预约'],
  签约审核: ['今日门诊', '工作台'],
  身份核实: ['签约审核', '工作台'],
  转诊处理: ['发起转诊', '工作台', '签约审核'],
  发起转诊: ['代预约', '工作台'],
  随访任务: ['工作台', '今日门诊'],
  登记诊断: ['随访任务', '查档案'],
  登记去世: ['随访任务', '电话任务'],
  坐诊签到: ['今日门诊', '工作台'],
  服务时间: ['工作台', '坐诊签到'],
  办讲座: ['培训', '工作台', '停诊', '坐诊签到'],
  培训: ['工作台', '请假'],
  讲座: ['健康知识', '咨询', '随访', '上班时间', '取消预约', '评价', '地址'],
  健康知识: ['咨询', '随访'],
  今日门诊: ['工作台'],
  广播: ['停诊', '工作台'],
};
