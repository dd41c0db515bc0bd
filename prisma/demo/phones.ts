/** The phones of the sandbox's page: who holds them and what they might try. Names are the demo's; a stranger's is in no record. */
export interface DemoPhone {
  id: string;
  name: string;
  about: string;
  group: 'resident' | 'staff';
  following?: boolean;
  wecomUserid?: string;
  phoneNumber?: string;
  tries: readonly string[];
}

export const phones: readonly DemoPhone[] = [
  {
    id: 'wang-xiuying',
    name: '王秀英',
    about: '居民 · 68岁 · 拱北 · 高血压和糖尿病',
    group: 'resident',
    following: true,
    phoneNumber: '13800000001',
    tries: ['今晚想看医生', '王秀英 440402195803120022 13800000001', '我要签约', '通知设置', '请护士上门换药'],
  },
  {
    id: 'wang-jianjun',
    name: '王建军',
    about: '居民 · 38岁 · 拱北 · 王秀英的儿子，乐乐的爸爸',
    group: 'resident',
    following: true,
    phoneNumber: '13800000004',
    tries: ['帮我妈约周三晚上七点半的夜门诊', '给乐乐签约', '家人', '王建军 440402198805160013 13800000004'],
  },
  {
    id: 'li-jianguo',
    name: '李建国',
    about: '居民 · 47岁 · 香湾 · 签约快到期',
    group: 'resident',
    following: true,
    phoneNumber: '13800000002',
    tries: ['绑定', '李建国 440402197907050013 13800000002', '我想换个家庭医生', '续签'],
  },
  {
    id: 'chen-xiaoyu',
    name: '陈小雨',
    about: '居民 · 34岁 · 拱北 · 孕20周',
    group: 'resident',
    following: true,
    phoneNumber: '13800000003',
    tries: ['绑定', '陈小雨 440402199211200027 13800000003', '专家门诊', '见红了'],
  },
  {
    id: 'stranger',
    name: '新手机',
    about: '还没关注的人，手机号13800000099',
    group: 'resident',
    following: false,
    phoneNumber: '13800000099',
    tries: ['你好', '夜门诊几点开', '怎么走', '绑定', '前台护士态度太差'],
  },
  {
    id: 'chen-zhiyuan',
    name: '陈志远',
    about: '家庭医生 · 组长 · 拱北',
    group: 'staff',
    wecomUserid: 'chen.zhiyuan',
    tries: ['工作台', '签约审核', '今日门诊'],
  },
  {
    id: 'lin-xiaomei',
    name: '林晓梅',
    about: '家庭医生 · 拱北',
    group: 'staff',
    wecomUserid: 'lin.xiaomei',
    tries: ['工作台', '代预约', '今日门诊'],
  },
  {
    id: 'he-jing',
    name: '何静',
    about: '护士 · 拱北',
    group: 'staff',
    wecomUserid: 'he.jing',
    tries: ['身份核实', '代预约', '代签约'],
  },
  {
    id: 'huang-guoqiang',
    name: '黄国强',
    about: '中心主任 · 拱北',
    group: 'staff',
    wecomUserid: 'huang.guoqiang',
    tries: ['工作台', '投诉处理', '上门安排'],
  },
  {
    id: 'zhou-wenbo',
    name: '周文博',
    about: '家庭医生 · 香湾',
    group: 'staff',
    wecomUserid: 'zhou.wenbo',
    tries: ['工作台', '今日门诊'],
  },
  {
    id: 'wu-min',
    name: '吴敏',
    about: '转诊服务台 · 市第二人民医院',
    group: 'staff',
    wecomUserid: 'wu.min',
    phoneNumber: '13800009007',
    tries: ['工作台'],
  },
  {
    id: 'sun-li',
    name: '孙立',
    about: '转诊服务台 · 市人民医院',
    group: 'staff',
    wecomUserid: 'sun.li',
    phoneNumber: '13800009008',
    tries: ['工作台'],
  },
  {
    id: 'zhao-yiming',
    name: '赵一鸣',
    about: '心血管内科专家 · 周三到拱北坐诊',
    group: 'staff',
    wecomUserid: 'zhao.yiming',
    tries: ['坐诊签到', '服务时间', '今日门诊'],
  },
  {
    id: 'fang-min',
    name: '方敏',
    about: '区管理员 · 香洲区卫生局',
    group: 'staff',
    wecomUserid: 'fang.min',
    tries: ['工作台', '停诊'],
  },
];
