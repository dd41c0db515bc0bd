/** 请假、值班: what staff read. */
export const absences = {
  whoTitle: '人员',
  askWho: '给哪位登记不在岗？',
  whatTitle: '办理',
  askWhat: '请选择：',
  another: '再登记一次',
  endEarly: (from: string, to: string) => `提前结束${from === to ? from : `${from}至${to}`}的`,
  ended: (name: string) => `${name}已恢复在岗，居民的事重新由本人负责。已经改由同事坐诊的门诊不变。`,
  fromTitle: '开始',
  askFrom: '从哪天开始不在岗？也可以直接写日期，比如“3月5日”。',
  fromHint: '没看明白，请写今天或以后的日期，比如“明天”“3月5日”。',
  toTitle: '结束',
  askTo: '到哪天为止？写日期或天数都行，比如“3月7日”“三天”。',
  toHint: '没看明白，请写结束的日期或天数，不早于开始的日期。',
  oneDay: '只这一天',
  coverTitle: '代班',
  askCover: '请谁代班？',
  nobody: '没有人代班',
  reasonTitle: '原因',
  askReason: '什么原因？居民看不到。',
  reasonHint: '请用20个字以内写明原因。',
  check: '请核对，确认后马上生效：',
  clinics: '门诊',
  noClinics: '这段时间没有门诊',
  clinicsBecome: (takenOver: number, closed: number, told: number) =>
    `${takenOver === 0 ? '' : `${takenOver}场由代班医生坐诊`}${takenOver > 0 && closed > 0 ? '，' : ''}${closed === 0 ? '' : `${closed}场停诊并请居民改约`}，${told}位已约居民会收到消息`,
  done: (name: string, from: string, to: string, cover: string | undefined) =>
    `已登记：${name}${from === to ? from : `${from}至${to}`}不在岗，${cover === undefined ? '没有人代班，居民的事先由团队长负责' : `由${cover}代班`}。`,
  told: (count: number) => `已通知${count}位居民。`,
  undo: '提前回来请再回复“请假”。',
} as const;

export const duties = {
  centreTitle: '中心',
  askCentre: '哪个中心的值班表？',
  none: '您所在的机构没有值班表。',
  head: (from: string, to: string) =>
    `值班时间：当天${from}到次日${to}，休息日全天。居民夜里有危险信号，先通知值班人员，并发短信到值班电话。`,
  line: (date: string, name: string | undefined) => `${date}：${name ?? '还没排'}`,
  dayTitle: '日期',
  askDay: '要排哪一天？',
  staffTitle: '值班人员',
  askStaff: (date: string) => `${date}由谁值班？`,
  done: (date: string, name: string) => `已排好：${date}由${name}值班。`,
  undo: '排别的日子或要改，请再回复“值班”。',
} as const;
