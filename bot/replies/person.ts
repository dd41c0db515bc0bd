/** 人工: words to residents and to staff. */
export const person = {
  begun: (place: string) =>
    `已请${place}的工作人员在这里回复您，您有话直接说，他们看得到。我先不插话；不等了请回复“结束人工”，2小时内没有回音，我也会接着为您服务。`,
  call: (phone: string) => `急事请打中心电话：${phone}。`,
  withStaff: '现在是工作人员在这里回复您，有话直接说。要我接着办，请回复“结束人工”。',
  ended: '人工服务结束了，有事直接跟我说。',
  notWithStaff: '现在是我在回答您。要找工作人员请回复“人工”。',
  from: (place: string, name: string, text: string) => `${place}${name}：\n${text}`,
  nobody: '现在没有工作人员在线，请在上班时间打中心电话，或直接告诉我要办什么。',

  forStaff: {
    unknownNumber: (number: string) => `没有编号${number}的对话，可能已经结束了。`,
    notYours: '这位居民不归您的机构服务。',
    sent: (number: string) => `已回复${number}。结束请回复“结束人工 ${number}”。`,
    ended: (number: string) => `${number}的人工服务已结束，由机器人接着回答。`,
    how: '请这样回复：“回复 1234 内容”，结束：“结束人工 1234”。',
    gone: '这位居民已经取消关注，收不到回复，请打电话。',
  },
} as const;
