/** The demo's residents: all invented; their ID-card numbers pass the check digit and belong to nobody. */
export interface DemoResident {
  /** For the phones page and for the relations below. */
  key: string;
  name: string;
  sex: 'female' | 'male';
  document: string;
  phone?: string;
  centre: '拱北' | '香湾' | '梅华';
  address: string;
  tags: readonly string[];
}

export const residents: readonly DemoResident[] = [
  {
    key: 'wang-xiuying',
    name: '王秀英',
    sex: 'female',
    document: '440402195803120022',
    phone: '13800000001',
    centre: '拱北',
    address: '拱北侨光路示范花园3栋502',
    tags: ['老年人', '高血压', '糖尿病'],
  },
  {
    key: 'li-jianguo',
    name: '李建国',
    sex: 'male',
    document: '440402197907050013',
    phone: '13800000002',
    centre: '香湾',
    address: '香湾凤凰路示范苑2栋301',
    tags: [],
  },
  {
    key: 'chen-xiaoyu',
    name: '陈小雨',
    sex: 'female',
    document: '440402199211200027',
    phone: '13800000003',
    centre: '拱北',
    address: '拱北茂盛围示范里8号',
    tags: ['孕产妇'],
  },
  {
    key: 'wang-lele',
    name: '王乐乐',
    sex: 'male',
    document: '440402202209010018',
    centre: '拱北',
    address: '拱北侨光路示范花园3栋502',
    tags: ['0–6岁'],
  },
  {
    key: 'wang-jianjun',
    name: '王建军',
    sex: 'male',
    document: '440402198805160013',
    phone: '13800000004',
    centre: '拱北',
    address: '拱北侨光路示范花园3栋502',
    tags: [],
  },
];

/** Who may act for whom at first start. */
export const relations: readonly { actor: string; subject: string; kind: 'guardian' | 'agent'; kinship: string }[] = [
  { actor: 'wang-jianjun', subject: 'wang-lele', kind: 'guardian', kinship: '儿子' },
  { actor: 'wang-jianjun', subject: 'wang-xiuying', kind: 'agent', kinship: '妈妈' },
];

/** Whose contract runs, and how many days after the first start it ends. */
export const runningContract = { resident: 'li-jianguo', doctor: 'zhou.wenbo', endsInDays: 20 };

/** What people are followed up for at first start. */
export const care = {
  doctor: 'chen.zhiyuan',
  diagnoses: [{ resident: 'wang-xiuying', codes: ['hypertension', 'type-2-diabetes'] }],
  /** The next visit, so many days after the first start. */
  dueInDays: 10,
  pregnancy: { resident: 'chen-xiaoyu', weeks: 20 },
} as const;
