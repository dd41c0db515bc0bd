import { z } from 'zod';
import { defineNotice } from './notice.ts';
import { thing } from './template-field.ts';

/** What is said about lectures and trainings that somebody signed up for. */
const lecture = z.object({
  name: z.string(),
  title: z.string(),
  /** 3月10日（周二）下午3:00 */
  when: z.string(),
  place: z.string(),
  centre: z.string(),
  inChat: z.boolean(),
});

type Lecture = z.infer<typeof lecture>;

const sample: Lecture = {
  name: '王秀英',
  title: '高血压怎么吃',
  when: '3月10日（周二）下午3:00',
  place: '拱北中心三楼会议室',
  centre: '拱北',
  inChat: true,
};

/** No title: what a lecture is about hints at who goes there, and it shows on a locked screen. */
function fields({ name, when, place }: Lecture, note: string): Record<string, string> {
  return { name: thing(name), when: thing(when), place: thing(place), note: thing(note) };
}

export const gatheringReminder = defineNotice({
  name: 'gathering.reminder',
  title: '讲座提醒',
  purpose: 'care',
  switchLabel: '健康教育和讲座',
  data: lecture,
  sample,
  text: ({ name, title, when, place, inChat }) =>
    `${name}您好，您报名的讲座《${title}》${when}开始，地点：${place}。${inChat ? '去不了请回复“讲座”退掉，把位子留给别人。' : '去不了请告诉中心一声。'}`,
  template: (data) => fields(data, '您报名的讲座'),
});

export const gatheringCalledOff = defineNotice({
  name: 'gathering.called-off',
  title: '讲座取消',
  purpose: 'service',
  data: lecture,
  sample,
  text: ({ name, title, when, centre, inChat }) =>
    `${name}您好，很抱歉，${centre}的讲座《${title}》（${when}）取消了，您不用来。${inChat ? '看别的讲座请回复“讲座”。' : ''}`,
  template: (data) => fields(data, '讲座取消了，不用来'),
});

const training = z.object({ title: z.string(), when: z.string(), place: z.string(), centre: z.string() });
const trainingSample = {
  title: '慢病规范随访',
  when: '3月10日（周二）上午9:00',
  place: '区卫生局一楼',
  centre: '区卫生局',
};

export const trainingReminder = defineNotice({
  name: 'training.reminder',
  title: '培训提醒',
  purpose: 'work',
  data: training,
  sample: trainingSample,
  text: ({ title, when, place }) => `您报名的培训《${title}》${when}开始，地点：${place}。去不了请回复“培训”退掉。`,
});

export const trainingCalledOff = defineNotice({
  name: 'training.called-off',
  title: '培训取消',
  purpose: 'work',
  data: training,
  sample: trainingSample,
  text: ({ title, when, centre }) => `${centre}的培训《${title}》（${when}）取消了。看别的请回复“培训”。`,
});

export const askWhoCame = defineNotice({
  name: 'gathering.who-came',
  title: '登记讲座到场',
  purpose: 'work',
  data: training.extend({ count: z.number().int() }),
  sample: { ...trainingSample, count: 12 },
  text: ({ title, when, count }) => `《${title}》（${when}）已经结束，报名${count}人。请回复“办讲座”登记谁到了。`,
});
