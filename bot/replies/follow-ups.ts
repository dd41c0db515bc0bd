import type { AlertOutcome } from '#domain/alerts/kinds.ts';
import type { Measured } from '#domain/follow-ups/keep-reading.ts';
import type { ReadingClass } from '#domain/follow-ups/rules.ts';
import type { PlanKind, VisitClass } from '#domain/packs/follow-up-rules.ts';

/** As the resident reads it in their own chat, never in a push. */
export const planNames: Readonly<Record<PlanKind, string>> = {
  hypertension: '高血压随访',
  diabetes: '糖尿病随访',
  elder: '老年人健康体检',
  pregnancy: '产前检查',
  postnatal: '产后访视',
  child: '儿童健康检查',
  'mental-disorder': '健康随访',
  tuberculosis: '健康随访',
  'after-referral': '转诊后随访',
  'after-discharge': '出院后随访',
  'high-risk-pressure': '量血压',
  'high-risk-glucose': '测血糖',
};

/** As staff read it, in their own chat. */
export const planNamesForStaff: Readonly<Record<PlanKind, string>> = {
  ...planNames,
  'mental-disorder': '严重精神障碍随访',
  tuberculosis: '肺结核随访',
};

export function sayMeasured(measured: Measured): string {
  switch (measured.kind) {
    case 'pressure':
      return `血压${measured.systolic}/${measured.diastolic}`;
    case 'glucose':
      return `${measured.when === 'fasting' ? '空腹' : '餐后'}血糖${measured.value}`;
    case 'weight':
      return `体重${measured.value}公斤`;
  }
}

/** In plain words: no diagnosis, no dose. */
export const classWords: Readonly<Record<ReadingClass, string>> = {
  controlled: '在目标范围内',
  high: '比目标高',
  danger: '太高了',
  'danger-low': '太低了',
  measured: '记下了',
};

export const readings = {
  who: '谁的',
  value: '测量值',
  ask: '请告诉我量了多少，比如“血压130/80”“空腹血糖6.5”“体重65公斤”（血压用毫米汞柱）：',
  hint: '没看明白。血压请写两个数，比如“130/80”（毫米汞柱）；血糖请写明空腹还是餐后，比如“空腹6.5”。',
  lowHalf: (systolic: number) => `高压${systolic}，低压是多少？`,
  highHalf: (diastolic: number) => `低压${diastolic}，高压是多少？`,
  halfHint: '请只写一个数，比如“85”。',
  unlikely: (said: string) => `“${said}”好像不对，可能看错或写错了。请再看一下，重新告诉我：`,
  meal: '空腹还是餐后',
  askMeal: (value: number) => `血糖${value}，是空腹量的，还是餐后量的？`,
  meals: { fasting: '空腹', 'after-meal': '餐后' },

  kept: (name: string, value: string, words: string) => `${name}记下了：${value}，${words}。`,
  keepOn: '请照常按医生交代的做，继续量。',
  visitBy: (date: string) => `请在${date}前到中心让医生看看，约时间请回复“随访”。`,
  visitSoon: '这两周请到社区卫生服务中心量一次，让医生看看；不要自己加药减药。',
  nextVisit: (date: string) => `下次随访是${date}。`,
  noVisit: '这是您自己量的，还要按时到中心随访。',
  takeBack: '说错了请回复“说错了”，可以撤回。',
  takenBack: '好的，刚才的测量值已经撤回。请重新告诉我，或回复“菜单”。',

  none: (name: string) => `还没有${name}的记录。量了请直接告诉我，比如“血压130/80”“空腹血糖6.5”。`,
  notYet: '身份核实后才能看记录。请带身份证到社区卫生服务中心窗口核实一次。',
  head: (name: string) => `${name}最近的记录：`,
  line: (when: string, value: string, words: string) => `${when} ${value}，${words}`,
  picture: (minutes: number) => `想看成图，点下面的链接，${minutes}分钟内有效。链接只有您自己能打开，不要转给别人。`,
  link: '打开血压血糖图',
  report: '再量了请直接告诉我，比如“血压130/80”。',
} as const;

export const followUps = {
  none: '您和家人现在没有要做的随访。量了血压、血糖可以直接告诉我，比如“血压130/80”。',
  title: '随访',
  which: '下面是要做的随访，请选一个（回复数字）：',
  line: (name: string, plan: string, date: string, state: string) => `${name}，${plan}，${date}${state}`,
  until: (date: string) => `${date}前`,
  agreed: (date: string) => `约在${date}`,
  overdue: '（已过期）',
  saidDone: '（您说去过了，等医生登记）',
  what: '怎么办',
  askWhat: (line: string) => `${line}\n您要：`,
  ways: { agree: '约个时间', been: '已经去过了', later: '以后再说' },
  day: '日期',
  askDay: '您哪天能来？请选一天（回复数字），也可以直接说，比如“下周三”：',
  noDay: '最近几天没有可以选的日子。请打中心电话约。',
  agreedOn: (name: string, date: string, centre: string) =>
    `约好了：${name}，${date}到${centre}做随访。前三天和当天会提醒您。`,
  bring: '请带身份证、医保卡，正在吃的药也带上。',
  changeHow: '要改时间，请再回复“随访”。',
  been: '好的，不再提醒您了，医生会核对并登记。',
  notBeen: '还没去，请再回复“随访”。',
  later: '好的。到时候会再提醒您，也可以随时回复“随访”。',
} as const;

export const visitClassWords: Readonly<Record<VisitClass, string>> = {
  controlled: '控制满意',
  'first-not-controlled': '控制不满意（第一次）',
  'again-not-controlled': '连续两次控制不满意',
  danger: '达到危急值',
  stable: '病情稳定',
  'basically-stable': '病情基本稳定',
  unstable: '病情不稳定',
  regular: '规律服药',
  adverse: '有不良反应',
  seen: '已随访',
};

export const followUpWork = {
  none: '没有要随访的居民。',
  task: '居民',
  which: (count: number, overdue: number) =>
    `要随访的${count}项${overdue === 0 ? '' : `，其中${overdue}项已过期`}。请选一项（回复数字）：`,
  line: (name: string, plan: string, date: string, state: string) => `${name} ${plan} ${date}${state}`,
  states: { overdue: ' 已过期', escalated: ' 逾期上报', saidDone: ' 本人说已去过', agreed: ' 已约', open: '' },
  detail: (name: string, age: number, phone: string, plan: string, date: string, last: string) =>
    `${name}（${age}岁）${plan}，到期${date}。\n电话：${phone}${last === '' ? '' : `\n上次：${last}`}`,
  noPhone: '没有登记',
  askDoing: '怎么随访的？可以连测量值一起写，比如“门诊，血压138/86”：',
  doings: { arrange: '发消息约时间', later: '先放着' },
  mode: '方式',
  modes: { clinic: '门诊', home: '上门', station: '站点', phone: '电话' },
  values: '测量值',
  askValues: {
    pressure: '请写测量值，一句话就行，比如“血压138/86，体重65公斤”：',
    glucose: '请写测量值，一句话就行，比如“空腹血糖6.8，血压130/80”：',
    risk: '请写危险性等级0–5，比如“危险性0”；有不良反应请写“有不良反应”：',
    free: '请写一句话情况，没有可写“正常”；有不良反应请写“有不良反应”：',
  },
  valuesHint: {
    pressure: '没看到血压，请写两个数，比如“血压138/86”。',
    glucose: '没看到血糖，请写明空腹或餐后，比如“空腹血糖6.8”。',
    risk: '没看到危险性等级，请写0到5的数字，比如“危险性0”。',
    free: '请写一句话。',
  },
  check: '请核对随访记录：',
  next: '下次',
  nothingNext: '不用再随访',
  notCounted: '电话、聊天不算面对面随访，这一项仍要面访。',
  recorded: (name: string) => `已登记${name}的随访。`,
  nextOn: (date: string) => `下次随访：${date}。`,
  advice: {
    refer: '连续两次不满意，建议转诊，两周内随访转诊结果。',
    'refer-now': '请马上处理并建议转诊，两周内随访。',
  },
  afterVisit: '还有要随访的请回复“随访任务”。改错请到后台更正。',
  arranged: '已发消息：“您的家庭医生想与您约个时间”，没有写是什么事。',
  notReached: '这位居民没有绑定微信，请打电话。',
  left: '好的，先放着。',
} as const;

export const alerts = {
  none: '没有要处理的预警。',
  which: (count: number) => `要处理的预警${count}条，请选一条（回复数字）：`,
  line: (name: string, what: string, value: string, at: string) =>
    `${name} ${what}${value === '' ? '' : ` ${value}`} ${at}`,
  title: '预警',
  phone: (name: string, phone: string) => `${name}的电话：${phone}`,
  outcome: '结果',
  askOutcome: '处理得怎么样？',
  outcomes: {
    called: '已电话联系',
    arranged: '已安排就诊',
    unreachable: '联系不上',
    'false-alarm': '误报',
    died: '居民已去世',
    'identity-merged': '登记已合并',
  } satisfies Record<AlertOutcome, string>,
  answered: (name: string, outcome: string) => `${name}的预警已登记：${outcome}。`,
  visitAsked: '已生成上门任务，见“电话任务”。',
  before: '这条预警已经有人处理了。',
  notYours: '这条预警不归您处理。',
} as const;
