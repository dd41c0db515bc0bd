import type { AttemptEffect } from '#domain/staff-tasks/attempt.ts';
import type { AttemptOutcome } from '#domain/staff-tasks/staff-task.ts';

/** 电话任务: what staff read. */
export const staffTasks = {
  title: '任务',
  none: '没有要打的电话，也没有要上门的居民。',
  head: (count: number, overdue: number) =>
    `要联系${count}位居民${overdue === 0 ? '' : `，${overdue}位已超时`}。请选一位：`,
  line: (name: string, kind: 'phone' | 'visit', why: string, isOverdue: boolean) =>
    `${kind === 'visit' ? '上门 ' : ''}${name}：${why}${isOverdue ? '（已超时）' : ''}`,
  coveredFor: (name: string) => `这是替${name}办的。`,
  phone: (whose: string, phone: string) => `${whose}电话：${phone}`,
  noPhone: '没有留电话，请上门或请居委会帮忙联系。',
  address: (address: string) => `住址：${address}`,
  noAddress: '没有登记住址，请向居委会了解。',
  toTell: (text: string) => `要告诉居民的是：${text}`,
  tried: (times: number) => `前面联系过${times}次。`,
  outcomeTitle: '结果',
  askOutcome: { phone: '打完了请选结果：', visit: '去过了请选结果：' },
  outcomes: {
    phone: {
      reached: '打通了',
      'no-answer': '没人接',
      'wrong-number': '号码不对',
      refused: '本人拒绝',
      moved: '已迁走',
      died: '已去世',
      unreachable: '联系不上',
    },
    visit: {
      reached: '见到了',
      'no-answer': '没人在家',
      'wrong-number': '地址不对',
      refused: '本人拒绝',
      moved: '已迁走',
      died: '已去世',
      unreachable: '联系不上',
    },
  } satisfies Record<'phone' | 'visit', Record<AttemptOutcome, string>>,
  later: '以后再办',
  leftOpen: '好的，先留着。',
  diedTitle: '核对',
  askDied: (name: string) => `要登记${name}已去世吗？登记后不再给他发消息，也不能再预约和签约。`,
  diedKept: '好的，没有登记。',
  effect: {
    closed: '已登记，这件事办完了。',
    again: '已登记，下一个工作日再联系一次。',
    'visit-instead': '已登记。电话联系不上，改为上门，请安排去一次。',
    'handed-up': '已登记。多次联系不上，已转给上级跟进。',
  } satisfies Record<AttemptEffect, string>,
  more: (count: number) => `还有${count}位要联系，请回复“电话任务”接着办。`,
} as const;
