import { z } from 'zod';
import type { AlertKind } from '../alerts/kinds.ts';
import { defineNotice } from './notice.ts';

/** What cannot wait, as staff read it. Neither mental disorder nor tuberculosis is named. */
export const alertWords: Readonly<Record<AlertKind, string>> = {
  'pressure-danger': '血压很高',
  'glucose-high': '血糖很高',
  'glucose-low': '血糖很低',
  'danger-sign': '说到危险症状',
  risk: '随访提示风险',
  adverse: '随访提示不良反应',
};

const kinds = ['pressure-danger', 'glucose-high', 'glucose-low', 'danger-sign', 'risk', 'adverse'] as const;

/** Passes quiet hours: somebody may be in danger. */
export const alertRaised = defineNotice({
  name: 'alert.raised',
  title: '预警',
  purpose: 'safety',
  data: z.object({
    name: z.string(),
    age: z.number().int(),
    phone: z.string().optional(),
    kind: z.enum(kinds),
    value: z.string(),
    at: z.string(),
    /** What they wrote in chat, and the number under which they are answered there. */
    said: z.object({ phrase: z.string(), number: z.string() }).optional(),
    /** Somebody before had it and has not answered. */
    late: z.boolean(),
  }),
  sample: {
    name: '王秀英',
    age: 68,
    phone: '13800000001',
    kind: 'pressure-danger',
    value: '血压185/112',
    at: '3月2日（周一）上午9:10',
    late: false,
  },
  text: ({ name, age, phone, kind, value, at, said, late }) =>
    [
      `${late ? '还没有人处理，转给您：' : ''}【${alertWords[kind]}】${name}（${age}岁）${at}${value === '' ? '' : `，${value}`}。`,
      ...(said ? [`在聊天里说：“${said.phrase}”。已请其打120。`] : []),
      phone === undefined ? '没有留电话。' : `请马上打电话：${phone}。`,
      ...(said ? [`在聊天里回复请发“回复 ${said.number} 内容”。`] : []),
      '处理后回复“预警”登记结果。',
    ].join('\n'),
  card: ({ name, age, phone, kind, value, at, said, late }) => ({
    title: `${late ? '转来的' : ''}预警：${alertWords[kind]}`,
    description: `${name}（${age}岁）`,
    lines: [
      ...(value === '' ? [] : [{ name: '测量', value }]),
      { name: '时间', value: at },
      ...(said ? [{ name: '原话', value: said.phrase }] : []),
      { name: '电话', value: phone ?? '没有留电话' },
      ...(said ? [{ name: '聊天', value: `发“回复 ${said.number} 内容”` }] : []),
    ],
    buttons: [
      { key: 'called', label: '已电话联系', style: 'primary' },
      { key: 'arranged', label: '已安排就诊', style: 'plain' },
      { key: 'unreachable', label: '联系不上', style: 'danger' },
    ],
  }),
});
