import type { ReferralTold } from '#domain/notices/referrals.ts';
import { referralNotices } from '#domain/notices/referrals.ts';
import type { ReferralStatus } from '#prisma/generated/sqlite/enums.ts';

/** 转诊: words to residents. */
export const referring = {
  title: '转诊',
  whichTitle: '哪一份',
  which: '您的转诊：',
  asNew: '再申请一份',
  line: ({ number, name, what, to }: ReferralTold, status: ReferralStatus) =>
    `${number} ${name} ${what}${to === '' ? '' : ` ${to}`}：${states[status]}`,
  who: '给谁转诊',
  askReason: '哪里不舒服，想看什么病？用您自己的话写，比如“血压高，吃药压不住”。',
  reasonTitle: '病情',
  reasonHint: '请用一两句话说说病情，二百字以内。',
  centreFirst: (disease: string, why: string) => `${disease}一般先到社区中心看，医生看了需要再转。${why}。`,
  centreTitle: '先到中心',
  askCentre: '先约一个号好吗？',
  askDoctor: '还是请医生看看要不要转',
  askDoctorOnly: '请医生看看要不要转',
  noPlaces: '这几天网上没有号了，可以直接到中心看，也可以请医生看看要不要转。',
  askOrLeave: '要请医生看看吗？',
  justGo: '不用了，我直接去中心',
  booked: (name: string, when: string, place: string) => `已为${name}约好${when}的夜门诊，${place}。`,
  goThere: '好的，请带身份证、医保卡直接到中心。',
  insuranceTitle: '医保',
  askInsurance: '用哪种医保？',
  agreeTitle: '资料给医院',
  askAgree: (doctor: string, hospital: string) =>
    `申请先交给${doctor}医生看，一般转到对口医院${hospital}。医生同意转的话，可以把病情资料交给${hospital}吗？只用于这次转诊。`,
  agrees: '可以',
  later: '到时再问我',
  check: '请核对转诊申请：',
  doctorLine: '先看的医生',
  hospitalLine: '对口医院',
  asked: (name: string, doctor: string) => `${name}的转诊申请已交给${doctor}医生。`,
  number: (number: string) => `编号${number}`,
  undo: '不想转了请回复“撤回转诊”，看进度请回复“转诊”。病情加重请立即打120。',
  noTwin: '您的中心现在没有对口医院，请回复“人工”，工作人员会帮您安排。',
  toDo: '要做什么？',
  toDoTitle: '要做什么',
  does: {
    agree: '同意，转出去',
    withdraw: '撤回，不转了',
    attended: '我已经去看过了',
    slip: '打印转诊单',
    nothing: '知道了',
  },
  sureWithdraw: '撤回后医院不再留号。确定撤回吗？',
  withdrawTitle: '撤回',
  kept: '好的，转诊照旧。',
  seen: '好的，有变化会马上通知您。',
  none: '现在没有在办的转诊。要申请请回复“转诊”。',
  nothingToAgree: '现在没有要您同意的转诊。看进度请回复“转诊”。',
  several: (verb: string, numbers: readonly string[]) =>
    `您有几份转诊：${numbers.join('、')}。请带上编号，比如“${verb}${numbers[0] ?? ''}”。`,
  withdrawn: (number: string) => `转诊${number}已撤回。还需要请回复“转诊”。`,
  attendedNoted: '记下了。医院的小结请带给家庭医生，或等医院发来。',
  slipLink: '转诊单',
  slip: '点开可以看、可以打印，就诊时给医院看上面的二维码。',
  /** The state as the newest notice says it. */
  state: (told: ReferralTold, status: ReferralStatus) => referralNotices[wordOf[status]].text(told),
} as const;

const states: Readonly<Record<ReferralStatus, string>> = {
  requested: '等医生答复',
  reviewing: '等您同意',
  sent: '等医院答复',
  accepted: '已接收',
  attended: '已到诊',
  returned: '小结已回来',
  closed: '已办结',
  declined: '未接收',
  forwarded: '已另转',
  withdrawn: '已撤回',
  lapsed: '已过期',
};

const wordOf = {
  requested: 'requested',
  reviewing: 'consent-asked',
  sent: 'sent',
  accepted: 'accepted',
  attended: 'attended',
  returned: 'returned',
  closed: 'closed',
  declined: 'declined',
  forwarded: 'forwarded',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
} as const satisfies Readonly<Record<ReferralStatus, string>>;
