import { z } from 'zod';
import { supplyRefusalWords } from './medicines.ts';
import type { NoticeCard } from './delivery-channel.ts';
import { defineNotice } from './notice.ts';

/** 备药、药箱: what staff are told, on cards that one press answers. */

const work = z.object({
  number: z.string(),
  name: z.string(),
  /** 女 68岁 */
  person: z.string(),
  /** 氨氯地平片 5mg */
  medicine: z.string(),
  days: z.number().int(),
  /** 长处方 */
  longTerm: z.boolean(),
  /** 联系用药: the hospital; empty for what the centre holds. */
  hospital: z.string(),
  /** What is left at home, when the doctor last saw them, how they take it. */
  left: z.string(),
  seen: z.string(),
  adherence: z.string(),
  place: z.string(),
  /** Somebody before had it and has let it lie. */
  late: z.boolean(),
});
type Work = z.infer<typeof work>;

const sample: Work = {
  number: '0012',
  name: '王秀英',
  person: '女 68岁',
  medicine: '氨氯地平片 5mg',
  days: 28,
  longTerm: false,
  hospital: '',
  left: '还够6天',
  seen: '3月2日（周一）',
  adherence: '按时在用',
  place: '拱北',
  late: false,
};

export const supplyAsked = defineNotice({
  name: 'supply.asked',
  title: '续药申请',
  purpose: 'work',
  data: work,
  sample,
  text: (data) =>
    `${lateOf(data)}续药申请${data.number}：${data.name}（${data.person}），${wantedOf(data)}。家里${data.left}，当面看过：${data.seen}。请回复“备药”答复。`,
  card: (data) => ({
    title: `${lateOf(data)}续药申请 ${data.number}`,
    description: wantedOf(data),
    lines: [
      personLine(data),
      { name: '家里', value: data.left },
      { name: '当面看过', value: data.seen },
      { name: '用药', value: data.adherence },
    ],
    buttons: [
      { key: 'prepare', label: '准备', style: 'primary' },
      ...(['see-doctor', 'no-stock', 'not-now'] as const).map((key) => ({
        key,
        label: supplyRefusalWords[key].staff,
        style: 'plain' as const,
      })),
    ],
  }),
});

export const supplyToPrepare = defineNotice({
  name: 'supply.to-prepare',
  title: '请备药',
  purpose: 'work',
  data: work,
  sample,
  text: (data) =>
    `${lateOf(data)}请备药${data.number}：${data.name}（${data.person}），${wantedOf(data)}，在${data.place}取。备好了请回复“备药”。`,
  card: (data) => ({
    title: `${lateOf(data)}请备药 ${data.number}`,
    description: wantedOf(data),
    lines: [personLine(data), { name: '取药', value: data.place }],
    buttons: [
      { key: 'ready', label: '备好了', style: 'primary' },
      { key: 'short', label: '缺药', style: 'danger' },
    ],
  }),
});

export const supplyToHandOut = defineNotice({
  name: 'supply.to-hand-out',
  title: '等居民来取药',
  purpose: 'work',
  data: work,
  sample,
  text: (data) =>
    `等取药${data.number}：${data.name}（${data.person}），${wantedOf(data)}，在${data.place}。领走了请回复“备药”登记。`,
  card: (data) => ({
    title: `等取药 ${data.number}`,
    description: wantedOf(data),
    lines: [personLine(data), { name: '取药', value: data.place }],
    buttons: [{ key: 'collected', label: '领走了', style: 'primary' }],
  }),
});

/** To the hospital's desk: what is needed, not for whom. A hospital learns of residents by referrals alone. */
export const supplyOnRequest = defineNotice({
  name: 'supply.on-request',
  title: '联系用药',
  purpose: 'work',
  data: z.object({
    number: z.string(),
    centre: z.string(),
    phone: z.string(),
    medicine: z.string(),
    days: z.number().int(),
  }),
  sample: { number: '0012', centre: '拱北', phone: '0756-5551001', medicine: '沙库巴曲缬沙坦钠片 100mg', days: 28 },
  text: ({ number, centre, phone, medicine, days }) =>
    `${centre}请求联系用药${number}：${medicine}，${days}天的量。中心电话${phone}。`,
  card: ({ number, centre, phone, medicine, days }) => ({
    title: `联系用药 ${number}`,
    description: `${medicine}，${days}天的量`,
    lines: [
      { name: '中心', value: centre },
      { name: '电话', value: phone },
    ],
    buttons: [
      { key: 'sent', label: '已送出', style: 'primary' },
      { key: 'none', label: '没有这种药', style: 'plain' },
    ],
  }),
});

export const supplyOnRequestAnswered = defineNotice({
  name: 'supply.on-request-answered',
  title: '联系用药有答复',
  purpose: 'work',
  data: z.object({ number: z.string(), hospital: z.string(), sent: z.boolean() }),
  sample: { number: '0012', hospital: '市二院', sent: true },
  text: ({ number, hospital, sent }) =>
    sent
      ? `${hospital}已送出联系用药${number}。到了请回复“备药”，按“备好了”通知居民。`
      : `${hospital}没有联系用药${number}要的药。请回复“备药”，看看怎么答复居民。`,
});

const change = z.object({
  medicine: z.string(),
  place: z.string(),
  /** 基本药物，慢性病常用药 */
  about: z.string(),
  by: z.string(),
  removal: z.boolean(),
});

export const medicineProposed = defineNotice({
  name: 'medicine.proposed',
  title: '药箱目录变动，请审批',
  purpose: 'work',
  data: change,
  sample: { medicine: '氨氯地平片 5mg', place: '拱北', about: '基本药物，慢性病常用药', by: '何静', removal: false },
  text: ({ medicine, place, about, by, removal }) =>
    `${by}提出${place}的药箱${removal ? '去掉' : '增加'}：${medicine}（${about}）。请回复“药箱”答复。`,
  card: ({ medicine, place, about, by, removal }) => ({
    title: removal ? '药箱去掉一种药' : '药箱增加一种药',
    description: medicine,
    lines: [
      { name: '药箱', value: place },
      { name: '类别', value: about },
      { name: '提出人', value: by },
    ],
    buttons: [
      { key: 'approve', label: '同意', style: 'primary' },
      { key: 'decline', label: '不同意', style: 'plain' },
    ],
  }),
});

export const medicineDecided = defineNotice({
  name: 'medicine.decided',
  title: '药箱目录变动有答复',
  purpose: 'work',
  data: z.object({ medicine: z.string(), by: z.string(), removal: z.boolean(), approved: z.boolean() }),
  sample: { medicine: '氨氯地平片 5mg', by: '罗文静', removal: false, approved: true },
  text: ({ medicine, by, removal, approved }) =>
    `${by}${approved ? '同意' : '没有同意'}药箱${removal ? '去掉' : '增加'}：${medicine}。`,
});

function lateOf({ late }: Work): string {
  return late ? '超时转来的' : '';
}

function wantedOf({ medicine, days, longTerm, hospital }: Work): string {
  const notes = [...(longTerm ? ['长处方'] : []), ...(hospital === '' ? [] : [`联系用药，向${hospital}调`])];
  return `${medicine}，${days}天${notes.length > 0 ? `（${notes.join('，')}）` : ''}`;
}

function personLine({ name, person }: Work): NoticeCard['lines'][number] {
  return { name: '居民', value: `${name} ${person}` };
}
