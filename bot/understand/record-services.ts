import type { Service } from './service.ts';

const audiences = ['resident'] as const;
const stage = 'now' as const;

/** Reports, records and medicines. */
export const recordServices: readonly Service[] = [
  {
    name: '报告',
    audiences,
    stage,
    words:
      '报告 检查报告 化验单 体检报告 检查结果 化验结果 看报告 查报告 报告单 我的报告 检验报告 体检结果 检验结果 查结果 看结果 抽血结果 报告查询',
    says: [
      '拍[^。]{0,3}片|糖化[^。]{0,8}单|(?:b超|ct|彩超|体检|化验|检查|抽血)的?单子|(?:报告|化验单|检查单|检验单|体检单)|(?:检查|化验|体检|抽血|验血|b超|ct|拍片|胸片|心电图|检验|尿检|验尿|血常规|彩超|核酸)(?:的)?(?:结果|出来)|结果(?:出来|出了|好了|怎么|在哪|什么时候|呢|$)',
    ],
    hints: ['结果|化验|体检|检查'],
    unless: '报告单据|做体检|约体检',
  },
];
