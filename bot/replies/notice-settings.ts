/** 通知设置 */
export const noticeSettings = {
  notBound: '这个账号还没有绑定，本来就不会收到提醒。要绑定请回复“绑定”。',
  title: '要改的提醒',
  choose: '要改哪一项？选了就开或关。',
  line: (label: string, isOn: boolean) => `${label}（${isOn ? '开' : '关'}）`,
  allOff: '全部关掉',
  allOn: '全部打开',
  done: '好了，不改了',
  switched: (label: string, isOn: boolean) => (isOn ? `${label}打开了。` : `${label}关掉了。`),
  switchedAll: (isOn: boolean) =>
    isOn ? '提醒都打开了。' : '提醒都关掉了。您问我的事照常回答，停诊等要紧的事仍会告诉您。',
  kept: (from: string, to: string) => `好的，就按这样。${from}到第二天${to}不发提醒。`,
} as const;
