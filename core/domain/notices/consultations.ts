import { z } from 'zod';
import type { NoticeCard } from './delivery-channel.ts';
import { defineNotice } from './notice.ts';

/** 健康咨询: what residents and staff are told. What was asked and answered stands in no line of a locked phone. */

const asked = z.object({
  number: z.string(),
  name: z.string(),
  /** 女 68岁 */
  person: z.string(),
  tags: z.string(),
  question: z.string(),
});
type Asked = z.infer<typeof asked>;

const sample: Asked = {
  number: '0123',
  name: '王秀英',
  person: '女 68岁',
  tags: '老年人、高血压',
  question: '降压药饭前吃还是饭后吃？',
};

export const consultationAsked = defineNotice({
  name: 'consultation.asked',
  title: '居民咨询',
  purpose: 'work',
  data: asked,
  sample,
  text: (data) => `咨询${data.number}，${data.name}（${data.person}）问：\n${data.question}\n${howToAnswer(data)}`,
  card: (data) => questionCard(`咨询 ${data.number}`, data),
});

export const consultationOverdue = defineNotice({
  name: 'consultation.overdue',
  title: '咨询超时',
  purpose: 'work',
  data: asked,
  sample,
  text: (data) =>
    `超时未答复的咨询${data.number}转给您，${data.name}（${data.person}）问：\n${data.question}\n${howToAnswer(data)}`,
  card: (data) => questionCard(`超时的咨询 ${data.number}`, data),
});

export const consultationAnswered = defineNotice({
  name: 'consultation.answered',
  title: '咨询已答复',
  purpose: 'service',
  data: z.object({ name: z.string(), doctor: z.string(), number: z.string(), inChat: z.boolean() }),
  sample: { name: '王秀英', doctor: '林晓梅', number: '0123', inChat: true },
  text: ({ doctor, number, inChat }) =>
    inChat
      ? `${doctor}医生答复了您的咨询（${number}），请回复“咨询”查看。`
      : `${doctor}医生答复了您的咨询（${number}），请在微信公众号里回复“咨询”查看。`,
  template: ({ name, doctor }) => ({ subject: '健康咨询', person: name, doctor, state: '已答复，回复“咨询”查看' }),
});

export const consultationHandedOn = defineNotice({
  name: 'consultation.handed-on',
  title: '咨询转给同事',
  purpose: 'service',
  data: z.object({ name: z.string(), doctor: z.string(), days: z.number().int() }),
  sample: { name: '王秀英', doctor: '陈志远', days: 1 },
  text: ({ doctor, days }) =>
    `让您久等了，您的咨询已转给${doctor}医生，${days}个工作日内答复您。不舒服加重请直接就诊或打120。`,
  template: ({ name, doctor }) => ({ subject: '健康咨询', person: name, doctor, state: '已转给这位医生，请稍候' }),
});

/** The lines under an answer: the resident goes on, or it is over. */
export const answerLines = [
  { key: 'on', label: '我再问一句' },
  { key: 'close', label: '好了，谢谢' },
] as const;

/** An answer as it stands in the chat. */
export function answerInChat(doctor: string, text: string): string {
  return [`${doctor}医生答复您：`, text, '', ...answerLines.map(({ label }, index) => `${index + 1}. ${label}`)].join(
    '\n',
  );
}

function howToAnswer({ number }: Asked): string {
  return `请回复“答复${number} 内容”，或回复“咨询答复”。`;
}

function questionCard(title: string, data: Asked): Omit<NoticeCard, 'taskId'> {
  return {
    title,
    description: data.question,
    lines: [
      { name: '居民', value: `${data.name} ${data.person}` },
      { name: '人群', value: data.tags === '' ? '无' : [...data.tags].slice(0, 30).join('') },
    ],
    buttons: [{ key: 'answer', label: '答复', style: 'primary' }],
  };
}
