/** 投诉: words to the complainant. */
export const complaining = {
  whatTitle: '什么事',
  askWhat: '请说说发生了什么事，一条消息说完就好。想马上找人说，请回复“人工”。',
  whatHint: '请用4到500个字写下来，比如：昨晚等了一个半小时没人叫号。',
  whereTitle: '哪里',
  askWhere: '是在哪里发生的？',
  noPlace: '现在没有可以选的地方，请打12320或12345反映。',
  aboutTitle: '关于谁',
  askAbout: '是关于哪位工作人员？写姓名，或者“前台护士”“保安”都行。您说的人看不到这份投诉。',
  aboutHint: '请用20个字以内写，不清楚就选“说不清”。',
  skip: '说不清',
  check: '请核对，确认后交给负责人：',
  filed: (place: string, by: string) => `已交给${place}的负责人办理，${by}前答复您，答复会发到这里。`,
  number: (number: string) => `投诉编号 ${number}`,
  undo: (ways: string) => `看办到哪了或者撤回，请回复“投诉进度”。也可以打${ways}。`,
} as const;

/** 12320（卫生热线）、12345（政务服务热线） */
export function sayWays(ways: readonly { name: string; phone: string }[]): string {
  return ways.map(({ name, phone }) => `${phone}（${name}）`).join('、');
}

/** 投诉进度 */
export const complaintProgress = {
  title: '投诉',
  none: '您没有投诉过。要投诉，请回复“投诉”；也可以打12320或12345。',
  which: '要看哪一件？',
  line: (number: string, date: string, place: string, state: string) => `${number} ${date}${place}：${state}`,
  head: (number: string, date: string, place: string) => `编号${number}，${date}，${place}。`,
  said: (text: string) => `您说的是：${text}`,
  states: { open: '在办', answered: '已答复', closed: '已结束' },
  waiting: (by: string) => `负责人还没有答复，${by}前会答复您。`,
  answered: (answer: string) => `答复：${answer}`,
  outcomes: {
    satisfied: '您说满意，已经结束。',
    dissatisfied: '已经结束。',
    unanswered: '已答复，已经结束。',
    withdrawn: '您已经撤回。',
  } as Readonly<Record<string, string>>,
  wishTitle: '怎么办',
  askWaiting: '要怎么办？',
  askAnswered: '您满意吗？',
  wishes: { accept: '满意', reject: '不满意', withdraw: '撤回，不投诉了', wait: '接着等' },
  withdrawn: '好的，已经撤回，不再办理。以后有事还可以回复“投诉”。',
  waits: (ways: string) => `好的，有答复会告诉您。也可以打${ways}。`,
  accepted: '谢谢您，这件事就到这里。以后有事还可以回复“投诉”。',
  whyTitle: '哪里不满意',
  askWhy: '哪里不满意？一两句就好，会转给上一级重新办。',
  whyHint: '请用500个字以内写。',
  skip: '不写了',
  appealed: (place: string, by: string) => `已转到上一级，由${place}的负责人重新办理，${by}前答复您。`,
  ended: (ways: string) => `抱歉没让您满意。这件事在我们这里已经是最后的答复，您还可以打${ways}反映。`,
  changed: '这件投诉有变化了，请回复“投诉进度”看最新的。',
} as const;

/** 投诉处理: words to who decides. */
export const decidingComplaints = {
  title: '投诉',
  none: '没有等您答复的投诉。',
  choose: (count: number) => `有${count}件投诉等答复：`,
  one: (number: string, place: string, date: string, state: string) => `${number} ${place}，${date}${state}`,
  late: '（已超时）',
  appealed: '（不满意上一次答复）',
  said: (text: string) => `投诉人说：${text}`,
  answeredBefore: (answer: string) => `上一次的答复：${answer}`,
  doTitle: '怎么办',
  askDo: '要怎么办？',
  doings: { answer: '答复', up: '转上级', later: '先不办' },
  answerTitle: '答复',
  askAnswer: '请写答复，投诉人会原样收到：查了什么、怎么处理、以后怎么做。',
  answerHint: '请用4到500个字写答复。',
  checkAnswer: '请核对，确认后发给投诉人：',
  answered: (number: string) => `已答复${number}，投诉人会收到。`,
  passedUp: (number: string, name: string) => `投诉${number}已转给${name}，投诉人会知道。`,
  later: '好的，先留着。',
  more: (count: number) => `还有${count}件，请回复“投诉处理”。`,
  unknown: (number: string) => `没有等您答复的投诉${number}，可能已经办过了。回复“投诉处理”看还有哪些。`,
  how: '请这样答复：“答复投诉0001 内容”。',
} as const;
