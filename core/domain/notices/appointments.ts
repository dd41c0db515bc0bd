import { z } from 'zod';
import { defineNotice } from './notice.ts';
import { thing } from './template-field.ts';

/** What every notice about a visit says: who, what, when, where. The time is said in full; no department, no complaint. */
const visit = z.object({
  name: z.string(),
  /** 夜门诊, 专家门诊 */
  service: z.string(),
  /** 3月2日（周一）晚上7:30 */
  when: z.string(),
  centre: z.string(),
  address: z.string(),
  number: z.number().int(),
  /** The centre's, for whoever hears it by SMS and cannot answer. */
  phone: z.string(),
  inChat: z.boolean(),
});

type Visit = z.infer<typeof visit>;

const sample: Visit = {
  name: '王秀英',
  service: '夜门诊',
  when: '3月2日（周一）晚上7:30',
  centre: '香洲区拱北社区卫生服务中心',
  address: '拱北街道侨光路示范1号',
  number: 3,
  phone: '0756-5551004',
  inChat: true,
};

/** Told to who did not book it in this chat: by the desk, by family, by an accepted place. */
export const appointmentBooked = defineNotice({
  name: 'appointment.booked',
  title: '预约成功',
  purpose: 'service',
  data: visit.extend({ bring: z.string() }),
  sample: { ...sample, bring: '身份证、医保卡' },
  text: (data) =>
    `${data.name}您好，已为您约好${data.when}的${data.service}，${data.number}号。\n地点：${placeOf(data)}。\n请带${data.bring}。${ifNot(data, '不去了')}`,
  template: (data) => visitFields(data, '预约成功'),
});

export const appointmentReminder = defineNotice({
  name: 'appointment.reminder',
  title: '就诊提醒',
  purpose: 'care',
  switchLabel: '就诊提醒',
  data: visit.extend({ bring: z.string(), today: z.boolean() }),
  sample: { ...sample, bring: '身份证、医保卡', today: true },
  text: (data) =>
    `${data.name}您好，提醒您${data.today ? '今天' : '明天'}有${data.service}：${data.when}，${data.number}号。\n地点：${placeOf(data)}。\n请带${data.bring}。${data.inChat ? '到了请回复“签到”。' : ''}${ifNot(data, '不去了')}`,
  template: (data) => visitFields(data, '就诊提醒'),
});

/** Told to who did not give it back in this chat. */
export const appointmentCancelled = defineNotice({
  name: 'appointment.cancelled',
  title: '预约已取消',
  purpose: 'service',
  data: visit,
  sample,
  text: (data) =>
    `${data.name}您好，${data.when}的${data.service}（${data.number}号，${data.centre}）已经取消。${again(data)}`,
  template: (data) => visitFields(data, '预约已取消'),
});

export const appointmentCalled = defineNotice({
  name: 'appointment.called',
  title: '叫号',
  // Said to somebody who sits in the waiting room: an answer to 签到, worth nothing an hour later.
  purpose: 'service',
  data: visit.extend({ doctor: z.string() }),
  sample: { ...sample, doctor: '陈志远' },
  text: (data) => `请${data.number}号${data.name}现在到${data.doctor}医生的诊室。没听到叫号请问一下护士。`,
  template: (data) => visitFields(data, '请到诊室就诊'),
});

export const appointmentMissed = defineNotice({
  name: 'appointment.missed',
  title: '预约已过时',
  purpose: 'care',
  data: visit.extend({
    /** Booking ahead is closed through this date, said in full. */
    blockedUntil: z.string().optional(),
  }),
  sample: { ...sample, blockedUntil: '4月1日（周三）' },
  text: (data) =>
    data.blockedUntil === undefined
      ? `${data.name}您好，${data.when}的${data.service}您没有来，号已经过时。${again(data)}下次来不了，请提前说一声，把号留给别人。`
      : `${data.name}您好，${data.when}的${data.service}您没有来。近期已有多次约了没来，网上预约暂停到${data.blockedUntil}。急着看医生可以直接到中心，或打电话${data.phone}。`,
  template: (data) => visitFields(data, '预约已过时'),
});

/** The session is held at another time or place. */
export const appointmentMoved = defineNotice({
  name: 'appointment.moved',
  title: '就诊时间地点有变',
  purpose: 'service',
  data: visit.extend({ was: z.string(), reason: z.string() }),
  sample: { ...sample, was: '3月2日（周一）晚上7:00，香洲区香湾社区卫生服务中心', reason: '诊室维修' },
  text: (data) =>
    `${data.name}您好，因${data.reason}，您${data.was}的${data.service}改为：${data.when}，${data.number}号。\n地点：${placeOf(data)}。\n您不用再操作。${ifNot(data, '来不了')}${data.inChat ? '换个时间请回复“改约”。' : ''}`,
  template: (data) => visitFields(data, '就诊时间地点有变'),
});

/** 换人. */
export const doctorChanged = defineNotice({
  name: 'appointment.doctor-changed',
  title: '换医生',
  purpose: 'service',
  data: visit.extend({ doctor: z.string(), was: z.string() }),
  sample: { ...sample, doctor: '林晓梅', was: '陈志远' },
  text: (data) =>
    `${data.name}您好，${data.when}的${data.service}改由${data.doctor}医生看诊（原来是${data.was}医生），时间、地点和${data.number}号都不变。\n您不用再操作。${ifNot(data, '不方便')}`,
  template: (data) => visitFields(data, `改由${data.doctor}医生看诊`),
});

/** 停诊, with the nearest places. */
export const sessionClosed = defineNotice({
  name: 'appointment.session-closed',
  title: '停诊',
  purpose: 'service',
  data: visit.extend({ reason: z.string(), places: z.array(z.string()).max(3) }),
  sample: {
    ...sample,
    reason: '医生外出',
    places: ['3月2日（周一）晚上7:30 香湾', '3月3日（周二）晚上7:30 拱北'],
  },
  text: (data) => {
    const closed = `${data.name}您好，很抱歉，因${data.reason}，${data.when}的${data.service}（${data.centre}）停诊，您的${data.number}号已取消。`;
    if (data.places.length === 0) return `${closed}\n最近几天暂时没有空号，急着看医生请打电话${data.phone}。`;
    if (!data.inChat) return `${closed}\n可以改约到：${data.places.join('；')}。要改约请打电话${data.phone}。`;
    const lines = data.places.map((place, index) => `${index + 1}. ${place}`);
    return [closed, '可以改约到：', ...lines, `${lines.length + 1}. 都不要`, '请回复数字；过后再选请回复“改约”。'].join(
      '\n',
    );
  },
  template: (data) => visitFields(data, '停诊，请回复“改约”'),
});

/** For a WeChat template, which shows on a locked screen: no department and no complaint. */
function visitFields({ name, when, centre, number }: Visit, note: string): Record<string, string> {
  return { person: thing(name), when: thing(when), place: thing(centre), number: String(number), note: thing(note) };
}

function ifNot({ inChat, phone }: Visit, when: string): string {
  return inChat ? `${when}请回复“取消预约”。` : `${when}请打电话${phone}。`;
}

function again({ inChat, phone, service }: Visit): string {
  return inChat ? `要再约请回复“${service}”。` : `要再约请打电话${phone}。`;
}

function placeOf({ centre, address }: Visit): string {
  return address === '' ? centre : `${centre}（${address}）`;
}
