import { z } from 'zod';
import { defineNotice } from './notice.ts';
import { thing } from './template-field.ts';

/** 广播: what somebody of an audience reads. The words are the writer's; these say whose they are and how to stop them. */

const said = z.object({
  title: z.string(),
  text: z.string(),
  /** 香洲区拱北社区卫生服务中心 */
  place: z.string(),
});
type Said = z.infer<typeof said>;

const sample: Said = {
  title: '流感疫苗接种',
  text: '65岁及以上的居民从下周一起可以免费接种流感疫苗，请带身份证，上午到中心预防接种室。',
  place: '香洲区拱北社区卫生服务中心',
};

export const broadcastNotification = defineNotice({
  name: 'broadcast.notification',
  title: '通知公告',
  purpose: 'invitation',
  switchLabel: '通知公告',
  data: said,
  sample,
  text: (data) => `${wordsOf(data)}\n${howToStop}`,
  smsText: (data) => `${inOneLine(data)}${stopBySms}`,
  template: fieldsOf,
});

/** No template: WeChat takes them for notifications only. */
export const broadcastEducation = defineNotice({
  name: 'broadcast.education',
  title: '健康教育',
  purpose: 'invitation',
  switchLabel: '健康教育和讲座',
  data: said,
  sample: { ...sample, title: '天热防中暑', text: '中午少出门，多喝水。头晕、恶心就到阴凉处歇着。' },
  text: (data) => `${wordsOf(data)}\n${howToStop}`,
  smsText: (data) => `${inOneLine(data)}${stopBySms}`,
});

/** Passes quiet hours and cannot be switched off: somebody may be in danger. */
export const broadcastEmergency = defineNotice({
  name: 'broadcast.emergency',
  title: '紧急通知',
  purpose: 'safety',
  data: said,
  sample: { ...sample, title: '停水通知', text: '今晚8点到明早6点停水，透析的居民请改到市二院，已经联系好。' },
  text: (data) => `【紧急】${wordsOf(data)}`,
  smsText: (data) => `紧急：${inOneLine(data)}`,
  template: fieldsOf,
});

export const broadcastToStaff = defineNotice({
  name: 'broadcast.staff',
  title: '工作通知',
  purpose: 'work',
  data: said,
  sample: { ...sample, title: '周五例会', text: '周五下午三点在二楼会议室开例会，请准时。' },
  text: wordsOf,
});

/** Every kind of a broadcast's own notice. */
export const broadcastNotices = {
  notification: broadcastNotification,
  education: broadcastEducation,
  emergency: broadcastEmergency,
  staff: broadcastToStaff,
} as const;

const howToStop = '不想再收这类消息，请回复“通知设置”；都不想收请回复“退订”。';
/** What carriers ask of messages to many (工业和信息化部令第31号, 通信短信息服务管理规定 第18条). */
const stopBySms = '拒收请回复R';

function wordsOf({ title, text, place }: Said): string {
  return `${title}\n${text}\n——${place}`;
}

function inOneLine({ title, text, place }: Said): string {
  return `${title}：${text.replace(/\s*\n\s*/gu, ' ')}（${place}）`;
}

function fieldsOf({ title, text, place }: Said): Record<string, string> {
  return { title: thing(title), text: thing(text), place: thing(place) };
}
