/** In a group everybody reads along: nothing here is about one person, whatever was asked. */
export const groupChat = {
  danger:
    '有人可能有危险，请马上打120，不要等群里回复！身边有人就请他帮忙，开着门等救护车。心里难受、撑不住，请打12356，24小时有人接听。',
  private: (account: string) =>
    `病情、检查结果、证件号和手机号请不要发在群里，大家都看得到。请到微信公众号“${account}”里说，只有您和医护人员看得到；急事请打120。`,
  service: (service: string, account: string) =>
    `“${service}”请到微信公众号“${account}”里办：在微信里搜“${account}”，关注后回复“${service}”。`,
  which: (places: readonly string[]) =>
    `您问的是${places.join('，还是')}？请带上名字再问一次，比如“${places[0]}几点开门”。`,
  whichOfAll: '请带上社区中心的名字再问一次，比如“拱北几点开门”。',
  help: (account: string) =>
    `我在群里只回答各社区中心的上班时间、地址和电话，比如“拱北几点开门”。别的事请到微信公众号“${account}”里说。`,
} as const;
