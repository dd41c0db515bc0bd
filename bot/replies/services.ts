import type { ServiceName } from '../understand/service.ts';

/** The services by their words: how each is explained, and which come later. The words are contract.md's. */
export interface ServiceWords {
  audience: 'resident' | 'staff' | 'administrator';
  /** One sentence at 帮助 and in lists. */
  help: string;
}

export const services: Readonly<Record<ServiceName, ServiceWords>> = {
  夜门诊: { audience: 'resident', help: '约晚上的门诊' },
  专家门诊: { audience: 'resident', help: '约到中心坐诊的专家' },
  签约: { audience: 'resident', help: '选一位家庭医生签约' },
  我的: { audience: 'resident', help: '看签约、预约和家人' },
  家人: { audience: 'resident', help: '替父母、孩子办事' },
  绑定: { audience: 'resident', help: '绑定本人身份' },
  签到: { audience: 'resident', help: '到了门诊报到' },
  取消预约: { audience: 'resident', help: '退掉约好的号' },
  通知设置: { audience: 'resident', help: '选择收哪些提醒' },
  人工: { audience: 'resident', help: '找工作人员' },
  解绑: { audience: 'resident', help: '停用这个账号' },
  更多: { audience: 'resident', help: '看其他服务' },
  我的上级医院: { audience: 'resident', help: '对口的医院' },
  讲座: { audience: 'resident', help: '看讲座、报名' },
  健康知识: { audience: 'resident', help: '按季节看健康知识' },
  上班时间: { audience: 'resident', help: '中心几点开门' },
  地址: { audience: 'resident', help: '中心在哪里' },
  电话: { audience: 'resident', help: '中心的电话' },
  转诊: { audience: 'resident', help: '转到上级医院' },
  随访: { audience: 'resident', help: '报血压血糖、约随访' },
  我的血压: { audience: 'resident', help: '看血压血糖记录' },
  咨询: { audience: 'resident', help: '问家庭医生' },
  报告: { audience: 'resident', help: '看检查报告' },
  档案: { audience: 'resident', help: '看健康档案' },
  用药: { audience: 'resident', help: '续方、取药' },
  上门: { audience: 'resident', help: '请医生上门' },
  评价: { audience: 'resident', help: '给服务打分' },
  工作台: { audience: 'staff', help: '今天要做的事' },
  咨询答复: { audience: 'staff', help: '居民的咨询' },
  查档案: { audience: 'staff', help: '看居民档案、添加和更正' },
  电话任务: { audience: 'staff', help: '要打电话、上门的居民' },
  今日门诊: { audience: 'staff', help: '叫号、报到、爽约' },
  签约审核: { audience: 'staff', help: '同意或退回签约' },
  身份核实: { audience: 'staff', help: '核对证件' },
  停诊: { audience: 'staff', help: '停一场门诊，改约居民' },
  请假: { audience: 'staff', help: '登记不在岗和代班' },
  值班: { audience: 'staff', help: '看和排值班表' },
  代预约: { audience: 'staff', help: '替居民约号' },
  代签约: { audience: 'staff', help: '替居民发起签约' },
  发起转诊: { audience: 'staff', help: '转诊到医院' },
  转诊处理: { audience: 'staff', help: '接收转诊' },
  随访任务: { audience: 'staff', help: '要随访的居民' },
  预警: { audience: 'staff', help: '答复预警' },
  坐诊签到: { audience: 'staff', help: '专家签到，看本周坐诊' },
  服务时间: { audience: 'staff', help: '支援满几天，登记借用' },
  办讲座: { audience: 'staff', help: '办讲座、培训，登记到场' },
  培训: { audience: 'staff', help: '报名培训，看还差几次' },
  广播: { audience: 'administrator', help: '群发通知' },
};

export function isServiceName(word: string): word is ServiceName {
  return Object.hasOwn(services, word);
}

/** In the order of the menu: five, then 更多. Only what can be started stands in it. */
export const menuOrder: Readonly<Record<'resident' | 'staff', readonly ServiceName[]>> = {
  resident: [
    '夜门诊',
    '专家门诊',
    '签约',
    '我的',
    '家人',
    '咨询',
    '报告',
    '随访',
    '档案',
    '签到',
    '取消预约',
    '转诊',
    '我的血压',
    '评价',
    '通知设置',
    '绑定',
    '讲座',
    '健康知识',
    '上班时间',
    '地址',
    '电话',
    '我的上级医院',
    '人工',
    '解绑',
  ],
  staff: [
    '工作台',
    '今日门诊',
    '签约审核',
    '随访任务',
    '咨询答复',
    '电话任务',
    '预警',
    '查档案',
    '身份核实',
    '代预约',
    '代签约',
    '发起转诊',
    '转诊处理',
    '停诊',
    '请假',
    '值班',
    '坐诊签到',
    '服务时间',
    '办讲座',
    '培训',
  ],
};

export const menuWords = {
  resident: '您要办什么？回复数字，或者直接说，比如“今晚想看医生”。',
  staff: '请选择，或直接回复名称。',
  more: '更多',
  moreTitle: '还可以办：',
  perPage: 5,
} as const;
