import type { AppointmentStatus } from '#prisma/generated/sqlite/enums.ts';

/** What staff read about clinics. */
export const clinicWork = {
  session: '门诊',
  whichSession: '是哪一场？',
  noneToday: '今天没有您的门诊，最近几天也没有。要替居民约号请回复“代预约”。',
  nextIs: (session: string, booked: number) =>
    `今天没有您的门诊。下一场：${session}，已约${booked}人。要替居民约号请回复“代预约”。`,
  sessionLine: (when: string, place: string, service: string, doctor: string) =>
    `${when}起 ${place}${service} ${doctor}`,
  head: (session: string, booked: number, places: number, waiting: number) =>
    `${session}\n已约${booked}人，共${places}个号${waiting === 0 ? '' : `，候补${waiting}人`}。`,
  closedHead: (session: string) => `${session}\n这一场已停诊。`,
  visitor: (number: number, time: string, name: string, state: string) => `${number}号 ${time} ${name} ${state}`,
  nobody: '还没有人约。',
  more: (count: number) => `还有${count}人，请在后台看。`,
  how: '叫号请回复“下一位”或“叫3”；到了回复“3到了”，没来“3未到”，看完“3结束”。',

  numberUnknown: (number: number) => `这一场没有${number}号，请核对号码。`,
  called: (number: number, name: string) => `请${number}号 ${name}。已发消息通知。`,
  finished: (numbers: readonly number[]) => `${numbers.map((number) => `${number}号`).join('、')}已看完。`,
  nobodyWaits: '没有已签到在等的人了。',
  waiting: (count: number) => (count === 0 ? '后面没有人在等。' : `后面还有${count}人在等。`),
  came: (number: number, name: string) => `${number}号 ${name}已签到。按错了请回复“撤回签到${number}”。`,
  cameUndone: (number: number, name: string) => `${number}号 ${name}的签到已撤回。`,
  missed: (number: number, name: string) => `${number}号 ${name}记为未到。`,
  seen: (number: number, name: string) => `${number}号 ${name}已看完。`,

  whoTitle: '居民',
  askWho: '请发居民的手机号，或者姓名：',
  askWhoAgain: '请再发一次手机号或姓名；人在窗口的，也可以：',
  registerNow: '看着证件登记',
  whoHint: '没看明白，请发11位手机号，或居民的全名。',
  notFound: '没有找到这位居民的登记或档案。',
  pick: '是哪一位？',
  found: (name: string, birthDate: string) => `${name}，${birthDate.slice(0, 4)}年生`,
  askAnother: '都不是，重新找',
  kind: '门诊种类',
  notAtDesk: '代预约由社区卫生服务中心的工作人员办理。',
  askTime: (service: string) => `请选${service}的时间，也可以直接说，比如“周三晚上七点半”：`,
  noneOpen: (service: string) => `您这里最近几天没有可约的${service}。`,
  checkFor: '请核对代预约：',
  bookedFor: (name: string, when: string, service: string, place: string, number: number) =>
    `已为${name}约好：${when}，${place}${service}，${number}号。已发消息告诉居民。`,
  afterBookingFor: '约错了请用“今日门诊”核对，或请居民回复“取消预约”。',

  noneToClose: '最近几天没有您可以停的门诊。同事的门诊由他（她）本人或中心管理员来停。',
  change: '怎么办',
  whatToDo: '这一场要怎么办？',
  close: '停诊',
  substitute: '换医生',
  move: '改时间',
  moveElsewhere: '换地方',
  reason: '原因',
  askReason: '请写原因，居民会看到：',
  reasons: ['医生外出', '医生身体不适', '停水停电'],
  reasonHint: '请用20个字以内写明原因。',
  doctor: '医生',
  whichDoctor: '换哪位医生？',
  noDoctor: '没有别的医生可以换。',
  newTime: '新的时间',
  askNewTime: '改到几点开始？比如“18:30”。当天别的时间请直接写：',
  timeHint: '没看明白，请写开始的时间，比如“18:30”。',
  place: '新的地方',
  whichPlace: '换到哪里？',
  noPlace: '没有别的地方可以换。',
  affected: '影响',
  affectedBy: (booked: number, waiting: number) => `已约${booked}人，候补${waiting}人，都会收到消息`,
  check: '请核对，确认后马上通知居民：',
  closed: (session: string, told: number) => `已停诊：${session}。已通知${told}人，并附上最近的空号请他们选。`,
  substituted: (session: string, doctor: string, told: number) => `${session}改由${doctor}医生看诊，已通知${told}人。`,
  moved: (session: string, told: number) => `已改：${session}，已通知${told}人。`,
  afterChange: '再有变化，请再回复“停诊”。停诊的不能恢复，要加开请联系管理员。',

  benchHead: (name: string, date: string) => `${name}，今天是${date}。`,
  benchNothing: '没有等您处理的事。',
  ways: '请选择：',
} as const;

/** As staff say it. */
export const statusWords: Readonly<Record<AppointmentStatus, string>> = {
  booked: '未到',
  arrived: '已到',
  called: '就诊中',
  attended: '看完',
  cancelled: '已退',
  no_show: '爽约',
};
