import { z } from 'zod';
import type { NoticeCard } from './delivery-channel.ts';
import { defineNotice } from './notice.ts';
import { thing } from './template-field.ts';

/** 投诉: what those who decide and the complainant are told. What was complained of stands in no line of a locked phone. */

const complaint = z.object({
  number: z.string(),
  /** 拱北 */
  place: z.string(),
  text: z.string(),
  /** 3月9日（周一） */
  by: z.string(),
  /** Whether somebody is above who reads it. */
  canPassUp: z.boolean(),
});
type Complaint = z.infer<typeof complaint>;

const sample: Complaint = {
  number: '0001',
  place: '拱北',
  text: '等了一个半小时没人叫号，问护士也不理。',
  by: '3月9日（周一）',
  canPassUp: true,
};

export const complaintFiled = defineNotice({
  name: 'complaint.filed',
  title: '新的投诉',
  purpose: 'work',
  data: complaint,
  sample,
  text: (data) => `有一件关于${data.place}的投诉${data.number}，请在${data.by}前答复。${howTo(data)}`,
  card: (data) => complaintCard(`投诉 ${data.number}`, data),
});

/** Why somebody further up has it now. */
const reasons = {
  overdue: '超时没有答复',
  'passed-up': '下级转来',
  dissatisfied: '投诉人不满意答复',
} as const;

export const complaintHandedUp = defineNotice({
  name: 'complaint.handed-up',
  title: '投诉转到上级',
  purpose: 'work',
  data: complaint.extend({ why: z.enum(['overdue', 'passed-up', 'dissatisfied']) }),
  sample: { ...sample, why: 'overdue' as const },
  text: (data) =>
    `关于${data.place}的投诉${data.number}转到您这里（${reasons[data.why]}），请在${data.by}前答复。${howTo(data)}`,
  card: (data) => complaintCard(`${reasons[data.why]}的投诉 ${data.number}`, data),
});

export const complaintAnswered = defineNotice({
  name: 'complaint.answered',
  title: '投诉已答复',
  purpose: 'service',
  data: z.object({ number: z.string(), inChat: z.boolean() }),
  sample: { number: '0001', inChat: true },
  text: ({ number, inChat }) =>
    `您反映的事（编号${number}）有答复了，请${inChat ? '' : '在微信公众号里'}回复“投诉进度”查看。`,
  template: ({ number }) => ({ kind: `您反映的事${number}`, state: '有答复了，请回复“投诉进度”' }),
});

export const complaintHandedOn = defineNotice({
  name: 'complaint.handed-on',
  title: '投诉转到上级（告知投诉人）',
  purpose: 'service',
  data: z.object({ number: z.string(), place: z.string(), by: z.string() }),
  sample: { number: '0001', place: '区卫生局', by: '3月16日（周一）' },
  text: ({ number, place, by }) =>
    `您反映的事（编号${number}）已转到上一级，由${place}的负责人办理，${by}前答复您。让您久等了。`,
  template: ({ number, by }) => ({ kind: `您反映的事${number}`, state: thing(`已转上一级，${by}前答复`) }),
});

/** The lines under an answer. */
export const answerLines = [
  { key: 'accept', label: '满意' },
  { key: 'reject', label: '不满意' },
] as const;

/** An answer as it stands in the chat. */
export function answeredInChat(number: string, said: string): string {
  const lines = answerLines.map(({ label }, index) => `${index + 1}. ${label}`);
  return [`您反映的事（编号${number}）有答复了。`, said, '', '您满意吗？', ...lines].join('\n');
}

function howTo({ number }: Complaint): string {
  return `请回复“投诉处理”查看，或直接回复“答复投诉${number} 内容”。`;
}

function complaintCard(title: string, { place, text, by, canPassUp }: Complaint): Omit<NoticeCard, 'taskId'> {
  return {
    title,
    description: text,
    lines: [
      { name: '地方', value: place },
      { name: '答复', value: `${by}前` },
    ],
    buttons: [
      { key: 'answer', label: '看和答复', style: 'primary' },
      ...(canPassUp ? [{ key: 'up', label: '转上级', style: 'plain' as const }] : []),
    ],
  };
}
