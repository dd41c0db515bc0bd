import type { InboundEvent } from '#bot/message.ts';

/** What nobody expects. */
export const anything: readonly (string | InboundEvent)[] = [
  '😀',
  '。。。',
  '？',
  '１',
  '12',
  '改1',
  '改2',
  '时间改成八点',
  '返回',
  '帮助',
  '菜单',
  '取消',
  '再说一遍',
  '说错了',
  '继续',
  '更多',
  '都不是',
  '退订',
  '恢复',
  '人工',
  '谢谢',
  '好了',
  '胸口痛',
  '血压190/120',
  '没有胸痛',
  '不想活了',
  '回复 1234 您好',
  '撤销0002',
  '不是我',
  '不约了',
  '转诊',
  '\u0000\u202e乱\ud800码',
  '一个很长的'.repeat(120),
  'constructor',
  '__proto__',
  '<script>alert(1)</script>',
  "'; DROP TABLE Contact; --",
  '440402195803120021',
  '13800000009',
  { kind: 'unreadable', what: 'image' },
  { kind: 'followed' },
  { kind: 'scanned', scene: 'sign.doctor.chen' },
  { kind: 'menu-pressed', key: '夜门诊' },
  { kind: 'card-pressed', card: 'ask-nobody-1', key: 'yes', responseCode: 'r' },
  { kind: 'card-pressed', card: 'list-nothing-0', key: 'dialogue:answer-offer:nothing/accept', responseCode: 'r' },
  { kind: 'card-pressed', card: 'nothing', key: '__proto__', responseCode: 'r' },
];

/** What begins something. */
export function openings(who: string): readonly string[] {
  return who === 'staff' ? forStaff : forResidents;
}

const forResidents = [
  '今晚想看医生',
  '夜门诊',
  '帮我妈约周三晚上七点半的夜门诊',
  '帮乐乐约明晚七点的夜门诊',
  '专家门诊',
  '签约',
  '续签',
  '换家庭医生',
  '解约',
  '撤回签约',
  '我的',
  '家人',
  '添加家人',
  '绑定',
  '解绑',
  '签到',
  '取消预约',
  '改约',
  '通知设置',
  '人工',
  '几点开门',
  '怎么去',
  '电话多少',
  '我的上级医院',
  '要',
];

const forStaff = [
  '工作台',
  '今日门诊',
  '签约审核',
  '身份核实',
  '代预约',
  '代签约',
  '停诊',
  '下一位',
  '1到了',
  '叫1',
  '1未到',
  '1结束',
  '同意0002',
  '婉拒0002',
  '全部同意',
];

const numbers = ['1', '2', '3', '1', '第二个'];
const papers = ['王秀英 440402195803120022 13800000001', '王建军 440402198805160013 13800000004', '440402195803120022'];
const byQuestion: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.who$/, [...papers, '王乐乐 440402202209010018', '张三 440402199001010015 13800000001', 'John Smith E12345678']],
  [/\.phone$/, ['13800000001', '13800000004', '123456']],
  [/\.birth$/, ['1980年3月12日']],
  [/\.name$/, ['王秀英']],
  [/\.document$| card$/, ['440402195803120022', '440402195803120022', '440402202209010018', '440402198805160013']],
  [/last-six$|lastSix/i, ['120022', '160013']],
  [/kinship$/, ['妈妈', '儿子', '孙子', '侄女']],
  [/confirm|agree/, ['确认', '1', '确认', '改1', '2']],
  [/sign-for|book-for/, ['王秀英', '13800000001', '440402195803120022', '1', '1', '2', '1']],
  [/reason/, ['医生外出', '1']],
  [/time/, ['18:30', '1']],
];

/** What may be an answer to the question that is open; `code`: the code that was sent. */
export function fitting(state: string): readonly string[] | 'code' {
  if (state.endsWith('entry')) return 'code';
  return byQuestion.find(([question]) => question.test(state))?.[1] ?? numbers;
}
