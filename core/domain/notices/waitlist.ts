import { z } from 'zod';
import { defineNotice } from './notice.ts';
import { thing } from './template-field.ts';

const waiting = z.object({
  name: z.string(),
  /** 夜门诊, 专家门诊 */
  service: z.string(),
  /** The offered slot, or the session's date, said in full. */
  when: z.string(),
  centre: z.string(),
  phone: z.string(),
  inChat: z.boolean(),
});

const sample: z.infer<typeof waiting> = {
  name: '王秀英',
  service: '夜门诊',
  when: '3月2日（周一）晚上7:30',
  centre: '香洲区拱北社区卫生服务中心',
  phone: '0756-5551004',
  inChat: true,
};

/** A freed place, kept for the first in line until the said time. */
export const waitlistOffered = defineNotice({
  name: 'waitlist.offered',
  title: '候补有号',
  purpose: 'service',
  data: waiting.extend({ until: z.string() }),
  sample: { ...sample, until: '3月2日（周一）下午3:20' },
  text: (data) =>
    [
      `${data.name}您好，您候补的${data.service}有空号了：${data.when}，${data.centre}。`,
      `为您留到${data.until}。`,
      ...(data.inChat ? ['1. 要', '2. 不要', '请回复“1”或“2”。'] : [`要的话请打电话${data.phone}。`]),
    ].join('\n'),
  template: (data) => fields(data, `请在${data.until}前回复“要”`),
});

/** The time for an answer is over. */
export const waitlistLapsed = defineNotice({
  name: 'waitlist.lapsed',
  title: '候补保留已过',
  purpose: 'care',
  data: waiting,
  sample,
  text: (data) =>
    `${data.name}您好，为您留的${data.when}的${data.service}已过答复时间，号给了后面的人。${again(data, '还想看')}`,
  template: (data) => fields(data, '保留时间已过'),
});

/** No place came free, or the session is closed. */
export const waitlistEnded = defineNotice({
  name: 'waitlist.ended',
  title: '候补结束',
  purpose: 'care',
  data: waiting.extend({ why: z.enum(['no-place', 'closed']) }),
  sample: { ...sample, when: '3月2日（周一）', why: 'no-place' as const },
  text: (data) =>
    data.why === 'closed'
      ? `${data.name}您好，很抱歉，${data.when}${data.centre}的${data.service}停诊，您的候补也取消了。${again(data, '要约别的时间')}`
      : `${data.name}您好，很抱歉，${data.when}${data.centre}的${data.service}没有等到空号，候补已结束。${again(data, '要约别的时间')}`,
  template: (data) => fields(data, data.why === 'closed' ? '停诊，候补取消' : '没有等到空号'),
});

function again({ inChat, phone, service }: z.infer<typeof waiting>, when: string): string {
  return inChat ? `${when}请回复“${service}”。` : `${when}请打电话${phone}。`;
}

function fields({ name, when, centre }: z.infer<typeof waiting>, note: string): Record<string, string> {
  return { person: thing(name), when: thing(when), place: thing(centre), note: thing(note) };
}
