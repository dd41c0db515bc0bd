import type { DangerKind } from '#domain/safety/danger-signs.ts';

/**
 * What somebody is told at a sign of danger: first 120 and what to do now (domain.md §5). No diagnosis, no dose.
 * “说错了” goes back with everything kept.
 */
export const dangerWords: Readonly<Record<DangerKind, string>> = {
  emergency:
    '您说的情况可能有危险，请马上打120！\n别走动，坐下或半躺，解开领口；身边有人就叫他过来，开着门等救护车。昏过去的人让他侧躺，嘴里不要喂东西。',
  obstetric: '孕产妇这种情况不能等，请马上打120！\n左侧躺下，不要走动，垫高臀部，带上产检本，叫家人陪着。',
  poisoning:
    '可能中毒了，请马上打120！\n把吃的、喝的东西或瓶子留着给医生看。不要自己催吐。煤气味：先开窗，把人扶到外面，不要开灯打火。',
  'reading-pressure':
    '这个血压很高。请先坐下歇5分钟，再量一次。\n如果还是这么高，或有头痛、胸痛、看不清、手脚没力、说话不清，请马上打120。不要自己加药。',
  'reading-glucose':
    '这个血糖值有危险。\n血糖低、出汗心慌手抖：能咽东西就马上喝糖水或吃两块糖，15分钟后再量。血糖很高、口渴恶心没精神，或人不清醒：请马上打120。不要自己加药。',
  suicide:
    '听到您这样说，我很担心您。您不用一个人扛着。\n现在就可以打12356心理援助热线，24小时有人接听；已经伤到自己或快控制不住，请马上打120或110。请叫一位家人或朋友来陪您。',
};

/** How staff are told what it is about. */
export const dangerKinds: Readonly<Record<DangerKind, string>> = {
  emergency: '急症',
  obstetric: '孕产妇急症',
  poisoning: '疑似中毒',
  'reading-pressure': '血压很高',
  'reading-glucose': '血糖异常',
  suicide: '轻生念头',
};

export const danger = {
  alerted: (place: string) => `我已通知${place}值班人员，他们可能在这里回复您，但不一定马上看得到，请不要等。`,
  phone: (phone: string) => `中心电话：${phone}`,
  nobody: '我现在联系不到您的医生，请不要等。',
  slip: '说错了',
  slipHow: '如果没有这回事，请回复“说错了”。',
  allClear: '好的，没事就好。',
} as const;
