import { supplyRefusalWords } from '#domain/notices/medicines.ts';

/** 备药, 药箱: what staff read. */
export const medicineWork = {
  none: '没有等您办的续药和备药。',
  title: '续药',
  choose: (count: number) => (count === 0 ? '没有等您办的续药和备药。' : `有${count}份要办：`),
  states: { requested: '等您答复', preparing: '要备药', ready: '等来取' },
  line: (number: string, name: string, medicine: string, days: number, state: string, isOverdue: boolean) =>
    `${number} ${name} ${medicine} ${days}天，${state}${isOverdue ? '（已超时）' : ''}`,
  record: '登记当面发的药',
  details: ({ number, name, person, medicine, days, longTerm, hospital, left, seen, adherence, place }: Details) =>
    [
      `${number} ${name}（${person}）`,
      `${medicine}，${days}天${longTerm ? '，长处方' : ''}${hospital === '' ? '' : `，联系用药（${hospital}）`}`,
      `家里${left}；当面看过：${seen}；用药：${adherence}`,
      `到${place}取`,
    ].join('\n'),
  doTitle: '怎么办',
  askDo: '怎么办？',
  doings: {
    prepare: '同意，准备',
    ready: '备好了',
    collected: '领走了',
    'see-doctor': `不同意：${supplyRefusalWords['see-doctor'].staff}`,
    'no-stock': `不同意：${supplyRefusalWords['no-stock'].staff}`,
    'not-now': `不同意：${supplyRefusalWords['not-now'].staff}`,
    later: '以后再办',
  },
  later: '好的，先留着。',
  done: {
    prepare: (number: string, name: string) => `已同意${number}，转备药，${name}会收到通知。`,
    ready: (number: string, name: string) => `${number}备好了，已通知${name}来取。`,
    collected: (number: string, name: string, runsOutOn: string) =>
      `${number}已由${name}领走，能用到${runsOutOn}前。快用完时会问。`,
    refused: (number: string, name: string) => `${number}没有同意，已告诉${name}为什么、接着怎么办。`,
  },
  more: (count: number) => `还有${count}份，请回复“备药”接着办。`,
  changed: '这一份刚刚有人处理过了，请回复“备药”看最新的。',
  notYours: '这一份不归您办。',
  answered: (number: string, sent: boolean) =>
    sent ? `谢谢，已告诉中心联系用药${number}送出了。` : `谢谢，已告诉中心没有联系用药${number}要的药。`,
  pressed: { prepare: '已同意', ready: '已备好', collected: '已领走', opened: '已打开', handled: '已处理' },

  recordWho: '给谁发的药？请写姓名或身份证号。',
  whichTitle: '药',
  askWhich: '发的哪种药？回复数字，也可以直接说药名。',
  noList: '这里的药箱还没有药，请先回复“药箱”添加。',
  daysTitle: '天数',
  askDays: '发了多少天的？',
  daysHint: (most: number) => `请写天数，1到${most}。`,
  check: '请核对：',
  whoTitle: '居民',
  recorded: (name: string, runsOutOn: string) => `已登记，${name}能用到${runsOutOn}前。快用完时会问。`,
  recordedUndo: '登记错了，请联系管理员。',
} as const;

interface Details {
  number: string;
  name: string;
  person: string;
  medicine: string;
  days: number;
  longTerm: boolean;
  hospital: string;
  left: string;
  seen: string;
  adherence: string;
  place: string;
}

export const medicineList = {
  notAllowed: '药箱由社区卫生服务中心和服务站的人员管理，您的岗位没有要办的。',
  placeTitle: '药箱',
  askPlace: '哪里的药箱？',
  head: (place: string, count: number) => `${place}药箱有${count}种药。`,
  states: { proposed: '等审批', stocked: '', out_of_stock: '缺货', removal: '等审批去掉' },
  line: (name: string, about: string, state: string, hospital: string) =>
    `${name}（${[about, ...(hospital === '' ? [] : [`联系用药：${hospital}`]), ...(state === '' ? [] : [state])].join('，')}）`,
  whichTitle: '药',
  askWhich: '要动哪一种？回复数字，也可以直接说药名。',
  add: '加一种药',
  waiting: (name: string, removal: boolean) => `审批：${removal ? '去掉' : '增加'}${name}`,
  doTitle: '怎么办',
  askDo: (name: string) => `${name}，怎么办？`,
  doings: {
    approve: '同意',
    decline: '不同意',
    'out-of-stock': '缺货了',
    'in-stock': '到货了',
    remove: '提出去掉',
    later: '不动',
  },
  left: '好的，没有改动。',
  substituteTitle: '替代药',
  askSubstitute: '有替代的药吗？居民选了以后，还要医生同意。',
  noSubstitute: '没有替代的',
  checkShort: '请核对。确认后会通知正在用和正在申请这种药的居民：',
  checkRemove: '请核对。管理员同意后才去掉，到时通知正在用的居民：',
  short: (name: string) => `已登记${name}缺货，正在通知在用的居民。到货了请回复“药箱”登记。`,
  back: (name: string) => `已登记${name}到货，正在通知等药的居民。`,
  removalAsked: (name: string) => `已提出去掉${name}，等管理员同意。`,
  approved: (name: string, removal: boolean) => `已同意${removal ? '去掉' : '增加'}${name}。`,
  declined: (name: string, removal: boolean) => `没有同意${removal ? '去掉' : '增加'}${name}。`,
  changed: '这一项刚刚有人答复过了，请回复“药箱”看最新的。',
  notYours: '这一项要由管理员答复，而且不能是提出的人自己。',
  nameTitle: '药名',
  askName: '药名（通用名）？',
  nameHint: '请写通用名，2到20个字。',
  strengthTitle: '规格',
  askStrength: '规格？比如 5mg、0.5g。',
  strengthHint: '请写规格，20个字以内。',
  unitTitle: '包装',
  askUnit: '包装单位？',
  units: ['盒', '瓶', '支'],
  unitHint: '请写包装单位，比如 盒。',
  essentialTitle: '基本药物',
  askEssential: '是基本药物吗？不是的只配给签约居民。',
  longTermTitle: '慢性病常用药',
  askLongTerm: '是慢性病长期用的药吗？是的，快用完时会问居民要不要续。',
  partTitle: '保密',
  askPart: '这种药会不会让人猜出要保密的病？会的，家人默认看不到。',
  parts: { '': '不会', 'mental-health': '精神心理', tuberculosis: '结核', pregnancy: '孕产' },
  sourceTitle: '来源',
  askSource: '药从哪里来？',
  here: '中心常备',
  fromHospital: (name: string) => `联系用药，向${name}调`,
  checkAdd: '请核对，确认后请管理员审批：',
  proposed: (name: string) => `已提出增加${name}，管理员同意后居民就能申请。`,
  proposedUndo: '提错了，请管理员选“不同意”。',
} as const;
