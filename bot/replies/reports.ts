/** 报告: what residents read. What a report says stands only on its page. */
export const reports = {
  whoTitle: '看谁的',
  askWho: '看谁的报告？',
  title: '报告',
  ask: (whose: string) => `${whose}的报告，看哪一份？`,
  mine: '您',
  line: (kind: string, from: string, date: string, isNew: boolean) => `${kind} ${from} ${date}${isNew ? '（新）' : ''}`,
  none: (whose: string) => `还没有收到${whose}的报告。报告一到会马上通知您，不用一直问。`,
  noneWays: '您还可以：',
  provisional:
    '您的身份还在核实，现在看不到报告。请带身份证到社区卫生服务中心窗口核实，核实后就能看。急着要，请向做检查的医院索取。',
  here: (kind: string, date: string, minutes: number) =>
    `这是${date}的${kind}报告，点下面的链接看，${minutes}分钟内有效。链接只有您自己能打开，不要转给别人。`,
  link: '打开报告',
  ask2: '看不懂请问您的家庭医生，回复“咨询”。',
} as const;
