import type { Service } from './service.ts';

const audiences = ['resident'] as const;
const stage = 'later' as const;

/** Residents' services that come with later issues: understood now, so that they are not taken for something else. */
export const laterServices: readonly Service[] = [
  {
    name: '用药',
    audiences,
    stage,
    words:
      '用药 配药 开药 拿药 取药 续方 长处方 续药 药 我的药 要药 买药 送药 处方 药品 续开药 开降压药 便民药箱 药没了 吃药',
    says: [
      '(?:开|配|拿|取|领|买|续|送|代配|代开|备|缺|补|攞|再开|要)(?:一下|点|些|个|两盒|一盒|几盒|一个月|两个月|到|不到|我的?|他的?|她的?|妈妈的?|爸爸的?|老伴的?|高血压|糖尿病|降压|降糖|感冒|慢病)*(?:的)?(?:药|处方)(?!房|店|箱|师)',
      '(?:药|处方)[^。]{0,6}(?:没了|吃完|快完|用完|没有了|不够|断了|快没|还有吗|有没有|到货|缺货|开完|剩|续|过期|能开|可以开|能配|送到)',
      '(?:降压药|降糖药|胰岛素|二甲双胍|阿司匹林|他汀|慢病药|硝苯地平|氨氯地平|缬沙坦|长处方|续方|配药|处方)',
      '药(?:配|执|拿)好|(?:再开|开)多[^。]{0,4}(?:月|药|盒)|药[^。]{0,3}[吃食]晒|没有?药(?!店|房)|药(?:怎么吃|怎么用|一天吃|一次吃|饭前|饭后|忘了吃|漏吃|停药|能停|可以停|副作用)',
    ],
    hints: ['药'],
    unless: '药房(?:在|几点|电话)|药店|换药|(?:问|请教)[^。]{0,6}(?:医生|大夫)',
  },
];
