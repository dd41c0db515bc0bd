/** How screens say things. Stored instants are UTC; the district's zone is China's. */
const zone = 'Asia/Shanghai';
const day = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, dateStyle: 'medium' });
const minute = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, timeStyle: 'short' });

export function sayInstant(instant: string): string {
  return minute.format(new Date(instant));
}

export function sayTime(instant: string): string {
  return clock.format(new Date(instant));
}

/** @param date YYYY-MM-DD */
export function sayDate(date: string): string {
  return day.format(new Date(`${date}T12:00:00+08:00`));
}

export const kindNames = {
  bureau: '卫生局',
  town: '镇街',
  hospital: '医院',
  centre: '中心',
  station: '服务站',
} as const;

export const roleNames = {
  doctor: '医生',
  nurse: '护士',
  public_health_doctor: '公卫医生',
  team_leader: '团队长',
  hospital_desk: '医院转诊服务台',
  expert: '专家',
  centre_administrator: '中心管理员',
  town_administrator: '镇街管理员',
  district_administrator: '区管理员',
  auditor: '审计员',
} as const;

/** What became of an attempt to send or do something again. */
export const retriedNames = {
  anew: '已经重新安排',
  sooner: '提前到现在再试',
  before: '以前已经重试过',
  expired: '过了时间，不补发',
  nobody: '没有可以发到的账号或手机号',
  nothing: '已经办成或者取消，不用再试',
  unknown: '没有找到',
} as const;
