export interface DemoHospital {
  name: string;
  shortName: string;
  /** Of the 3-2-1 ladder; the demo's own (待核实). */
  level: 2 | 3;
  centres: readonly string[];
}

/** 医院 → 对口的社区卫生服务中心. */
export const hospitals: readonly DemoHospital[] = [
  { name: '市人民医院', shortName: '市人民医院', level: 3, centres: ['香湾', '狮山', '红旗'] },
  { name: '市第二人民医院', shortName: '市二院', level: 2, centres: ['拱北', '横琴', '平沙'] },
  { name: '香洲区人民医院', shortName: '区人民医院', level: 2, centres: ['前山', '前山北', '湾仔'] },
  { name: '市妇幼保健院', shortName: '妇幼', level: 3, centres: ['翠香', '三灶'] },
  { name: '中山大学附属第五医院', shortName: '中大五院', level: 3, centres: ['梅华', '金鼎'] },
  { name: '省中医院珠海医院', shortName: '省中医院', level: 3, centres: ['吉大'] },
  { name: '香洲区第二人民医院', shortName: '区二院', level: 2, centres: ['南屏', '华发'] },
];

/** The number of a hospital's referral desk. */
export function deskPhone(hospital: DemoHospital): string {
  return `0756-555${2001 + hospitals.indexOf(hospital)}`;
}
