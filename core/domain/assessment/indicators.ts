import { answersInTime, complaintsFiled, complaintsInTime, contentOnes, scores } from './facts/answers.sql.ts';
import { nightPlaces, nightSessions, noShows, sitInsAt, sitInsOf } from './facts/clinics.sql.ts';
import { activeContracts, deliveredItems, priorityContracts, renewedContracts } from './facts/contracts.sql.ts';
import { controlledPlans, followUpsDone, followUpsOnTime } from './facts/follow-ups.sql.ts';
import { hospitalTrainings, lecturesHeld, trainingAttended } from './facts/gatherings.sql.ts';
import { eldersOnRecord } from './facts/records.sql.ts';
import {
  acceptedReferrals,
  answeredInTime,
  referredDown,
  referredUp,
  returnedReferrals,
  skippedSteps,
} from './facts/referrals.sql.ts';
import { standardWorkload } from './facts/workload.sql.ts';
import type { FactStatement, Indicator, IndicatorName, Writing } from './indicator.ts';

type Described = Omit<Indicator, 'name' | 'facts'> & { facts: FactStatement | ((writing: Writing) => FactStatement) };

/** Everything that is assessed, with what is counted of what and who says so (domain.md §8). */
const described: Readonly<Record<IndicatorName, Described>> = {
  'contracts.active': {
    ...count('quantity', '有效签约人数', '期末生效中的家庭医生签约'),
    source: '种子004 三(四)3',
    facts: activeContracts,
  },
  'contracts.priority': {
    ...share('quantity', '签约中的重点人群', '其中老年人、0–6岁儿童和有重点人群标签的', '期末生效中的签约'),
    source: '国卫基层发〔2018〕35号',
    facts: priorityContracts,
  },
  'contracts.renewed': {
    ...share('quality', '续签率', '其中续签了同一位医生的', '期内到期或续签的签约（换医生的不算）'),
    source: '国卫基层发〔2022〕10号',
    facts: renewedContracts,
  },
  'contracts.items': {
    ...count('quantity', '履约项目数', '期内提供的服务包项目'),
    source: '国卫基层发〔2022〕10号：防止签而不约',
    facts: deliveredItems,
  },
  'clinics.sessions': {
    ...count('quantity', '夜门诊场次', '期内开诊的夜门诊'),
    source: '种子000 三(三)3',
    facts: nightSessions,
  },
  'clinics.places': {
    ...share('quality', '夜门诊号源使用率', '其中约出去的号', '开诊场次的全部号源'),
    source: '种子000 三(三)3',
    facts: nightPlaces,
  },
  'clinics.no-shows': {
    ...share('quality', '夜门诊爽约率', '其中没有来的', '约到最后的夜门诊预约'),
    better: 'less',
    source: '本产品',
    facts: noShows,
  },
  'clinics.sit-ins': {
    ...count('quantity', '专家坐诊（接受）', '期内专家签到的半天'),
    source: '种子001 二(二)1：每周3次，每次半个工作日',
    facts: sitInsAt,
  },
  'hospital.sit-ins': {
    ...count('quantity', '专家坐诊（派出）', '期内本院专家签到的半天'),
    source: '种子001 二(二)1',
    facts: sitInsOf,
  },
  'hospital.answered-in-time': {
    ...share('quality', '转诊按时答复率', '其中在时限内答复的', '期内答复或失效的上转和检查'),
    source: '种子001 二(二)4：绿色通道',
    facts: answeredInTime,
  },
  'hospital.accepted': {
    ...share('quality', '转诊接收率', '其中接收的', '期内答复或失效的上转和检查'),
    source: '种子001 二(二)4',
    facts: acceptedReferrals,
  },
  'hospital.training': {
    ...count('quantity', '医院举办的培训', '期内办过的培训'),
    source: '种子001 二(二)2',
    facts: hospitalTrainings,
  },
  'referrals.up': { ...count('quantity', '上转人次', '期内发出的上转'), source: '种子002 §9', facts: referredUp },
  'referrals.down': {
    ...count('quantity', '下转人次', '期内医院发来的下转'),
    source: '种子002 §11：康复回社区',
    facts: referredDown,
  },
  'referrals.returned': {
    ...share('quality', '上转回报率', '其中小结回到中心的', '期内到医院就诊的上转'),
    source: '种子001 二(二)4',
    facts: returnedReferrals,
  },
  'referrals.skipped': {
    ...share('quality', '越级上转率', '其中跳过一级的', '期内发出的上转'),
    better: 'less',
    source: '种子004 三(四)2：3-2-1逐级转诊',
    facts: skippedSteps,
  },
  'follow-ups.done': {
    ...share('quantity', '随访完成率', '其中完成的', '期内到期的随访'),
    source: '国家基本公共卫生服务规范（第三版）',
    facts: followUpsDone,
  },
  'follow-ups.on-time': {
    ...share('quality', '随访及时率', '其中在期限内完成的', '期内到期的随访'),
    source: '国家基本公共卫生服务规范（第三版）',
    facts: followUpsOnTime,
  },
  'follow-ups.pressure-controlled': {
    ...share('quality', '血压控制率', '其中最近一次随访血压达标的', '期内随访过的高血压患者'),
    source: '国家基本公共卫生服务规范（第三版）',
    facts: controlledPlans('hypertension'),
  },
  'follow-ups.glucose-controlled': {
    ...share('quality', '血糖控制率', '其中最近一次随访血糖达标的', '期内随访过的2型糖尿病患者'),
    source: '国家基本公共卫生服务规范（第三版）',
    facts: controlledPlans('diabetes'),
  },
  'answers.in-time': {
    ...share('quality', '咨询按时答复率', '其中没有超时转交的', '期内答复的咨询'),
    source: '种子004 三(四)3',
    facts: answersInTime,
  },
  'satisfaction.score': {
    axis: 'satisfaction',
    measure: 'mean',
    better: 'more',
    title: '满意度平均分',
    numerator: '分数之和（1到5分）',
    denominator: '期内收到的评价',
    source: '种子000 四(三)：群众满意度',
    facts: scores,
  },
  'satisfaction.content': {
    ...share('satisfaction', '满意率', '其中4分和5分的', '期内收到的评价'),
    source: '种子000 四(三)：群众满意度',
    facts: contentOnes,
  },
  'complaints.filed': {
    ...count('satisfaction', '投诉件数', '期内收到的投诉'),
    better: 'less',
    source: '种子002 §20：医德医风',
    facts: complaintsFiled,
  },
  'complaints.in-time': {
    ...share('satisfaction', '投诉按时答复率', '其中没有超时的', '期内答复的投诉'),
    source: '种子004：接受社会监督',
    facts: complaintsInTime,
  },
  'records.elders': {
    ...share('quality', '60岁以上建档率', '其中有健康档案的', '登记在本中心的60岁及以上居民'),
    source: '种子003：60周岁以上老年人建档率达到80%以上',
    facts: eldersOnRecord,
  },
  'lectures.held': {
    ...count('quantity', '健康讲座', '期内办过的讲座'),
    source: '种子000 三(二)',
    facts: lecturesHeld,
  },
  'training.attended': {
    ...count('quantity', '参加培训人次', '期内参加过培训的人次'),
    source: '种子002 §20：每年免费培训不少于2次',
    facts: trainingAttended,
  },
  'workload.standard': {
    ...count('quantity', '标化工作量', '随访、答复、夜门诊、签约，按系数折算'),
    source: '种子004 三(二)1、三(四)',
    facts: standardWorkload,
  },
};

export const indicators: readonly Indicator[] = Object.entries(described).map(([name, { facts, ...rest }]) => ({
  ...rest,
  name: name as IndicatorName, // the keys of the table above
  facts: typeof facts === 'function' ? facts : () => facts,
}));

export function indicatorNamed(name: IndicatorName): Indicator {
  const found = indicators.find((indicator) => indicator.name === name);
  if (!found) throw new Error(`there is no indicator ${name}`);
  return found;
}

type Words = Pick<Indicator, 'axis' | 'title' | 'measure' | 'better' | 'numerator' | 'denominator'>;

function count(axis: Indicator['axis'], title: string, numerator: string): Words {
  return { axis, title, measure: 'count', better: 'more', numerator };
}

function share(axis: Indicator['axis'], title: string, numerator: string, denominator: string): Words {
  return { axis, title, measure: 'share', better: 'more', numerator, denominator };
}
