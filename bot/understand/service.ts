/** Whom a service is for. What residents ask for, staff and administrators may ask for as well only where it says so. */
export type Audience = 'resident' | 'staff' | 'administrator';

/** contract.md, Conversation; 停诊, 上班时间, 地址, 电话, 我的上级医院 and 更多 are issue 2's. Stored and typed: never renamed. */
export type ServiceName =
  | '夜门诊'
  | '专家门诊'
  | '签约'
  | '我的'
  | '家人'
  | '签到'
  | '取消预约'
  | '通知设置'
  | '绑定'
  | '解绑'
  | '人工'
  | '更多'
  | '我的上级医院'
  | '上班时间'
  | '地址'
  | '电话'
  | '转诊'
  | '随访'
  | '我的血压'
  | '咨询'
  | '报告'
  | '档案'
  | '用药'
  | '上门'
  | '评价'
  | '投诉'
  | '投诉进度'
  | '工作台'
  | '电话任务'
  | '备药'
  | '药箱'
  | '咨询答复'
  | '投诉处理'
  | '上门安排'
  | '查档案'
  | '请假'
  | '值班'
  | '签约审核'
  | '身份核实'
  | '今日门诊'
  | '代预约'
  | '代签约'
  | '停诊'
  | '发起转诊'
  | '转诊处理'
  | '随访任务'
  | '登记诊断'
  | '登记去世'
  | '预警'
  | '坐诊签到'
  | '服务时间'
  | '办讲座'
  | '培训'
  | '讲座'
  | '健康知识'
  | '广播';

/** One service and the ways in which people ask for it. Patterns are sources, read against the normalised text. */
export interface Service {
  name: ServiceName;
  audiences: readonly Audience[];
  /** `later`: answered in one sentence, in no menu and in no suggestion. */
  stage: 'now' | 'later';
  /** Its name and other names, between spaces. Said alone, or misspelt alone, they mean it for sure. */
  words: string;
  /** Sentences that can mean nothing else, unless another service is asked for too. */
  says: readonly string[];
  /** What makes it likely, not sure: asked back. */
  hints: readonly string[];
  /** What shows that something else is meant by the words of `says` and `hints`. */
  unless?: string;
}
