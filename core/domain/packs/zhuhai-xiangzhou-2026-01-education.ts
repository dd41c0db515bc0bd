import type { EducationRules } from './education-rules.ts';

export const education: EducationRules = {
  offered: 6,
  cards: [
    {
      code: 'salt',
      title: '少盐怎么做到',
      text: '每人每天吃盐不超过5克，约一啤酒瓶盖。少吃咸菜、腊味、酱料，出锅前再放盐，看包装上的“钠”。吃药的请按医生说的吃，不要自己停。',
      tags: ['高血压'],
      months: [],
    },
    {
      code: 'measure-pressure',
      title: '在家量血压',
      text: '坐着歇5分钟，袖带和心脏一样高，不说话。早晚各量两次，隔1分钟，记下来。收缩压到180或舒张压到110，先歇5分钟再量；有胸痛、说话不清、一边没力，马上打120。',
      tags: ['高血压', '老年人'],
      months: [],
    },
    {
      code: 'low-sugar',
      title: '防低血糖',
      text: '用降糖药或胰岛素的，按时吃饭，出门带糖。心慌、出冷汗、手抖时马上吃糖或喝甜水，15分钟不好转或人不清醒，打120。',
      tags: ['糖尿病'],
      months: [],
    },
    {
      code: 'feet',
      title: '糖尿病护脚',
      text: '每天看脚有没有破、起泡、发红，温水洗脚先用手试温，穿宽松的鞋袜，不光脚走路。破了、变黑、肿了，请尽快来中心看。',
      tags: ['糖尿病'],
      months: [],
    },
    {
      code: 'falls',
      title: '老人防跌倒',
      text: '起床先坐半分钟再站。浴室装扶手、铺防滑垫，夜里留小灯，鞋要合脚。跌倒后痛得动不了，不要硬扶，打120。65岁以上每年有一次免费体检。',
      tags: ['老年人'],
      months: [],
    },
    {
      code: 'prenatal',
      title: '孕期按时产检',
      text: '孕13周前建册，之后按孕周检查。每天数胎动，明显变少、见红、破水、肚子一阵阵痛，马上去医院。叶酸吃到孕3个月。',
      tags: ['孕产妇'],
      months: [],
    },
    {
      code: 'vaccines',
      title: '孩子打疫苗前后',
      text: '带好接种证，孩子发烧、拉肚子先告诉医生。打完留观30分钟。低烧、局部红肿一两天会好；高烧不退、呼吸不顺，马上就医。',
      tags: ['0–6岁'],
      months: [],
    },
    {
      code: 'hand-foot-mouth',
      title: '防手足口病',
      text: '勤洗手，玩具常消毒，少去人挤的地方。孩子手脚口起疹、发烧，在家隔离、及时就诊；没精神、抽动、呼吸急，马上去医院。',
      tags: ['0–6岁'],
      months: [4, 5, 6, 7, 9, 10],
    },
    {
      code: 'dengue',
      title: '防登革热',
      text: '倒掉花盆、水桶里的积水，挂蚊帐、用驱蚊水。高烧、骨头痛、起疹，请到医院查，说明被蚊子咬过，不要自己吃阿司匹林。',
      tags: [],
      months: [5, 6, 7, 8, 9, 10, 11],
    },
    {
      code: 'heat',
      title: '防中暑',
      text: '中午少出门，多喝水，屋里通风。头晕、恶心、出不了汗，马上到阴凉处、松衣服、用湿毛巾降温；人不清醒打120。',
      tags: [],
      months: [6, 7, 8, 9],
    },
    {
      code: 'influenza',
      title: '流感季怎么防',
      text: '60岁以上、孩子、孕妇、有慢病的，每年10月前后打流感疫苗。咳嗽戴口罩，勤洗手通风。发烧超过3天、气促，请来看医生。',
      tags: [],
      months: [10, 11, 12, 1, 2, 3],
    },
    {
      code: 'carbon-monoxide',
      title: '防煤气中毒',
      text: '燃气热水器装在通风处，洗澡时开排气，门窗不要全关死。头晕、没力气，马上开窗到外面，打120。',
      tags: [],
      months: [11, 12, 1, 2],
    },
    {
      code: 'smoking',
      title: '戒烟限酒',
      text: '什么时候戒都不晚。定一个日子，告诉家人，想抽时喝水、走动、嚼点东西。戒烟可以打12320。酒能不喝就不喝。',
      tags: [],
      months: [],
    },
    {
      code: 'exercise',
      title: '每天动一动',
      text: '每周走路、打太极、骑车等150分钟，能说话不能唱歌的快慢就好。胸闷、头晕就停下来。有心脏病的先问医生。',
      tags: [],
      months: [],
    },
  ],
};

export const educationSources: Readonly<Record<string, string>> = {
  'education.cards':
    '种子001 二(二)1 健康教育、种子003 高危人群健康教育；国家基本公共卫生服务规范（第三版）健康教育；中国公民健康素养',
  'education.offered': '本产品：一次列出的健康知识',
};

export const educationUnsure: readonly string[] = ['education.cards'];
