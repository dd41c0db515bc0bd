/** 咨询: words to residents, and to staff who answer. */
export const consulting = {
  whoTitle: '给谁问',
  askWho: '想问谁的情况？',
  none: '现在没有可以咨询的人。',
  title: '咨询',
  waiting: (doctor: string, number: string) => `您上次问的（${number}）${doctor}医生还没有答复。要补充吗？`,
  answered: (doctor: string) => `${doctor}医生答复过您。还要再问吗？`,
  ways: { on: '我再问一句', close: '好了，谢谢', drop: '不问了' },
  questionTitle: '问题',
  askQuestion:
    '请说说想问什么，一条消息说完。由家庭医生团队答复，这是健康咨询，不是看病：不下诊断、不开药。急病请直接打120。',
  askMore: '请说说要补充或者再问的：',
  questionHint: '请用2到500个字写下来；图片医生这里看不到，请用文字说。',
  check: '请核对，确认后转给医生：',
  sent: (doctor: string, days: number) => `已转给${doctor}医生，${days}个工作日内答复，答复会发到这里。`,
  number: (number: string) => `咨询号 ${number}`,
  undo: '要补充或不问了，请再回复“咨询”。不舒服加重请打120。',
  closed: '好的，这次咨询就到这里。有事再回复“咨询”。',
  gone: '这次咨询已经结束了。要问别的，请回复“咨询”。',
  line: (who: string, text: string) => `${who}：${text}`,
} as const;

export const answering = {
  none: '没有等您答复的咨询。',
  title: '咨询',
  choose: (count: number) => `有${count}个咨询等答复：`,
  one: (number: string, name: string, isOverdue: boolean) => `${number} ${name}${isOverdue ? '（已超时）' : ''}`,
  answerTitle: '答复',
  askAnswer: '请写答复，居民会原样收到；也可以选一句：',
  answerHint: '请用500个字以内写答复。',
  sent: (number: string, name: string) => `已答复${number}，${name}会收到。`,
  more: (count: number) => `还有${count}个，请回复“咨询答复”。`,
  unknown: (number: string) => `没有等您答复的咨询${number}，可能已经答复过了。回复“咨询答复”看还有哪些。`,
  how: '请这样答复：“答复0123 内容”。',
} as const;
