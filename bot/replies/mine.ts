/** 我的 */
export const mine = {
  verified: (name: string) => `您是${name}，身份已核实。`,
  provisional: (name: string) => `您是${name}，身份待核实：要看健康记录，请带身份证到社区中心窗口核实一次。`,
  contract: {
    active: (doctor: string, centre: string, endsOn: string) => `签约：${doctor}医生（${centre}），到${endsOn}。`,
    interim: (doctor: string, centre: string) =>
      `签约：原来的医生离岗了，暂由${doctor}医生（${centre}）负责，请回复“签约”选一位新医生。`,
    renewable: (days: number) => `还有${days}天到期，要续签请回复“签约”。`,
    submitted: (kind: string, doctor: string) => `${kind}申请：正等${doctor}医生答复。`,
    draft: (doctor: string) => `${doctor}医生为您准备了一份协议，等您签名，请回复“签约”。`,
    none: '签约：还没有签约家庭医生。',
  },
  visitsTitle: '预约：',
  visit: (when: string, place: string, service: string, number: number, who: string) =>
    `${when}，${place}${service}，${number}号${who === '' ? '' : `（${who}）`}`,
  noVisits: '预约：现在没有。',
  waiting: (place: string, date: string) => `候补：${date}，${place}。`,
  homeVisit: (who: string, when: string, staff: string) =>
    `上门：${when === '' ? `已经转给${staff}，等定时间` : `${when}，${staff}上门`}${who === '' ? '' : `（${who}）`}。`,
  family: (members: readonly string[]) => `家人：${members.join('、')}。`,
  noFamily: '家人：还没有添加。',
  ways: '还可以办：',
} as const;
