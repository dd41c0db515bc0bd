import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** What staff on duty are told about somebody who is talking to the bot. */

const asker = z.object({
  /** By which they answer: 回复 1234 内容. */
  number: z.string(),
  /** 王秀英（68岁）; 未绑定的居民 */
  who: z.string(),
  phone: z.string().optional(),
});

const sample = { number: '1234', who: '王秀英（68岁）', phone: '13800000001' };

/** A sign of danger in somebody's message (domain.md §5). Passes quiet hours. */
export const dangerAlert = defineNotice({
  name: 'safety.alert',
  title: '危险信号',
  purpose: 'safety',
  data: asker.extend({ phrase: z.string(), kind: z.string() }),
  sample: { ...sample, phrase: '胸口痛得厉害', kind: '急症' },
  text: ({ number, who, phone, phrase, kind }) =>
    [
      `【${kind}】${who}刚才说：“${phrase}”。已请其打120。`,
      phone === undefined ? '没有电话，' : `请马上打电话：${phone}。`,
      `在聊天里回复请发“回复 ${number} 内容”。`,
    ].join('\n'),
});

export const dangerCleared = defineNotice({
  name: 'safety.cleared',
  title: '危险信号解除',
  purpose: 'safety',
  data: asker,
  sample,
  text: ({ who }) => `${who}说刚才说错了，没有那回事。仍请打电话确认一下。`,
});

/** Somebody asks for a person. */
export const personWanted = defineNotice({
  name: 'talk.person-wanted',
  title: '居民找人工',
  purpose: 'work',
  data: asker.extend({ matter: z.string() }),
  sample: { ...sample, matter: '预约夜门诊' },
  text: ({ number, who, phone, matter }) =>
    [
      `${who}找工作人员${matter === '' ? '' : `（正在${matter}）`}。`,
      ...(phone === undefined ? [] : [`电话：${phone}`]),
      `请回复“回复 ${number} 内容”；办完请回复“结束人工 ${number}”。`,
    ].join('\n'),
});

/** What somebody wrote while staff talk with them. */
export const forwarded = defineNotice({
  name: 'talk.forwarded',
  title: '居民的话',
  purpose: 'work',
  data: z.object({ number: z.string(), who: z.string(), text: z.string() }),
  sample: { number: '1234', who: '王秀英', text: '请问明天几点开门？' },
  text: ({ number, who, text }) => `【${number}】${who}：\n${text}`,
});

export const talkingNotices = [dangerAlert, dangerCleared, personWanted, forwarded] as const;
