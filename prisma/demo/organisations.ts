import { hospitals } from './hospitals.ts';

/**
 * The district of the demo: the hospitals and centres of Zhuhai's plan (seed 001, annex 2), twinned as there. Names are
 * public; addresses, phones and everybody in it are invented.
 */

export const bureau = { name: '香洲区卫生局', shortName: '区卫生局' };

export interface DemoCentre {
  shortName: string;
  name: string;
  address: string;
  phone: string;
  way: string;
}

const prefixes: Readonly<Record<string, string>> = {
  横琴: '',
  平沙: '高栏港区',
  红旗: '金湾区',
  三灶: '金湾区',
  金鼎: '高新区',
};

const places: Readonly<Record<string, [address: string, way: string]>> = {
  拱北: ['拱北街道侨光路示范1号', '坐公交到“侨光路口”下车，往东走约200米'],
  香湾: ['香湾街道凤凰路示范2号', '坐公交到“香湾路口”下车，过马路就到'],
  梅华: ['梅华街道梅华西路示范3号', '坐公交到“梅华市场”下车，往北走约150米'],
};

export const centres: readonly DemoCentre[] = hospitals
  .flatMap((hospital) => hospital.centres)
  .map((shortName, index) => {
    const [address, way] = places[shortName] ?? [
      `${shortName}街道示范路${index + 1}号`,
      `坐公交到“${shortName}”站下车，按路牌走约200米`,
    ];
    return {
      shortName,
      name: `${prefixes[shortName] ?? '香洲区'}${shortName}社区卫生服务中心`,
      address,
      way,
      phone: `0756-555${String(1001 + index)}`,
    };
  });

export const centreHours = '周一至周日8:00–12:00、14:30–17:30';

export const stations: readonly { name: string; shortName: string; centre: string }[] = [
  { name: '拱北茂盛社区卫生服务站', shortName: '茂盛站', centre: '拱北' },
  { name: '香湾海霞社区卫生服务站', shortName: '海霞站', centre: '香湾' },
  { name: '梅华鸿运社区卫生服务站', shortName: '鸿运站', centre: '梅华' },
];

export interface DemoStaff {
  wecomUserid: string;
  name: string;
  title: string;
  organisation: string;
  speciality?: string;
  hours?: string;
  contractCapacity?: number;
  roles: readonly (
    | 'doctor'
    | 'nurse'
    | 'public_health_doctor'
    | 'team_leader'
    | 'hospital_desk'
    | 'expert'
    | 'centre_administrator'
    | 'district_administrator'
  )[];
  phone: string;
}

/** Invented people. Phones end in 9xxx, residents' in 0xxx. */
export const staff: readonly DemoStaff[] = [
  {
    wecomUserid: 'chen.zhiyuan',
    name: '陈志远',
    title: '家庭医生',
    organisation: '拱北',
    speciality: '高血压、糖尿病',
    hours: '周一至周五上午',
    contractCapacity: 2000,
    roles: ['doctor', 'team_leader'],
    phone: '13800009001',
  },
  {
    wecomUserid: 'lin.xiaomei',
    name: '林晓梅',
    title: '家庭医生',
    organisation: '拱北',
    speciality: '妇幼保健、常见病',
    hours: '周一至周五下午',
    contractCapacity: 2000,
    roles: ['doctor'],
    phone: '13800009002',
  },
  {
    wecomUserid: 'he.jing',
    name: '何静',
    title: '社区护士',
    organisation: '拱北',
    roles: ['nurse'],
    phone: '13800009003',
  },
  {
    wecomUserid: 'huang.guoqiang',
    name: '黄国强',
    title: '中心主任',
    organisation: '拱北',
    roles: ['centre_administrator'],
    phone: '13800009012',
  },
  {
    wecomUserid: 'zhou.wenbo',
    name: '周文博',
    title: '家庭医生',
    organisation: '香湾',
    speciality: '老年病、慢性病',
    hours: '周一至周五上午',
    contractCapacity: 2000,
    roles: ['doctor', 'team_leader'],
    phone: '13800009004',
  },
  {
    wecomUserid: 'liang.min',
    name: '梁敏',
    title: '社区护士',
    organisation: '香湾',
    roles: ['nurse'],
    phone: '13800009005',
  },
  {
    wecomUserid: 'xu.jiaming',
    name: '许嘉明',
    title: '家庭医生',
    organisation: '梅华',
    speciality: '全科、中医适宜技术',
    hours: '周二至周日上午',
    contractCapacity: 1500,
    roles: ['doctor', 'team_leader'],
    phone: '13800009006',
  },
  {
    wecomUserid: 'wu.min',
    name: '吴敏',
    title: '转诊服务台',
    organisation: '市第二人民医院',
    roles: ['hospital_desk'],
    phone: '13800009007',
  },
  {
    wecomUserid: 'luo.wenjing',
    name: '罗文静',
    title: '医务科主任',
    organisation: '市第二人民医院',
    roles: ['centre_administrator'],
    phone: '13800009011',
  },
  {
    wecomUserid: 'sun.li',
    name: '孙立',
    title: '转诊服务台',
    organisation: '市人民医院',
    roles: ['hospital_desk'],
    phone: '13800009008',
  },
  {
    wecomUserid: 'zhao.yiming',
    name: '赵一鸣',
    title: '心血管内科专家',
    organisation: '市第二人民医院',
    speciality: '心血管内科',
    roles: ['expert', 'doctor'],
    phone: '13800009009',
  },
  {
    wecomUserid: 'fang.min',
    name: '方敏',
    title: '区管理员',
    organisation: '香洲区卫生局',
    roles: ['district_administrator'],
    phone: '13800009010',
  },
];

/** 团队: the first is the leader. The grid is where it goes without a contract. */
export const teams: readonly {
  name: string;
  centre: string;
  members: readonly string[];
  grid: { name: string; places: readonly string[] };
}[] = [
  {
    name: '拱北第一团队',
    centre: '拱北',
    members: ['chen.zhiyuan', 'lin.xiaomei', 'he.jing'],
    grid: { name: '拱北一片', places: ['拱北', '侨光路', '茂盛围'] },
  },
  {
    name: '香湾第一团队',
    centre: '香湾',
    members: ['zhou.wenbo', 'liang.min'],
    grid: { name: '香湾一片', places: ['香湾', '凤凰路', '海霞'] },
  },
  {
    name: '梅华第一团队',
    centre: '梅华',
    members: ['xu.jiaming'],
    grid: { name: '梅华一片', places: ['梅华', '梅华西路', '鸿运'] },
  },
];

export const schedules: readonly {
  centre: string;
  doctor: string;
  kind: 'night' | 'expert';
  department: string;
  weekdays: readonly number[];
  startTime: string;
  endTime: string;
  slotMinutes: number;
  placesPerSlot: number;
  reservedPlaces: number;
}[] = [
  {
    centre: '拱北',
    doctor: 'chen.zhiyuan',
    kind: 'night',
    department: '全科',
    weekdays: [1, 3, 5],
    startTime: '18:00',
    endTime: '21:00',
    slotMinutes: 15,
    placesPerSlot: 1,
    reservedPlaces: 2,
  },
  {
    centre: '拱北',
    doctor: 'lin.xiaomei',
    kind: 'night',
    department: '全科',
    weekdays: [2, 4],
    startTime: '18:00',
    endTime: '21:00',
    slotMinutes: 15,
    placesPerSlot: 1,
    reservedPlaces: 2,
  },
  {
    centre: '香湾',
    doctor: 'zhou.wenbo',
    kind: 'night',
    department: '全科',
    weekdays: [2, 4],
    startTime: '18:00',
    endTime: '20:30',
    slotMinutes: 15,
    placesPerSlot: 1,
    reservedPlaces: 2,
  },
  {
    centre: '梅华',
    doctor: 'xu.jiaming',
    kind: 'night',
    department: '全科',
    weekdays: [6, 7],
    startTime: '18:00',
    endTime: '20:30',
    slotMinutes: 15,
    placesPerSlot: 1,
    reservedPlaces: 2,
  },
  {
    centre: '拱北',
    doctor: 'zhao.yiming',
    kind: 'expert',
    department: '心血管内科',
    weekdays: [3],
    startTime: '14:30',
    endTime: '17:00',
    slotMinutes: 15,
    placesPerSlot: 1,
    reservedPlaces: 2,
  },
];
