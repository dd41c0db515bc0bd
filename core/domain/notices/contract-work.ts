import { z } from 'zod';
import type { NoticeCard } from './delivery-channel.ts';
import { defineNotice } from './notice.ts';

/** What staff are told about contracts. Tags and packages stand only inside the card, not in the line that a locked phone shows. */

const application = z.object({
  number: z.string(),
  name: z.string(),
  /** 女 68岁 */
  person: z.string(),
  identity: z.string(),
  tags: z.string(),
  grid: z.string(),
  packages: z.string(),
  /** 新签, 续签, 换医生 */
  kind: z.string(),
  places: z.number(),
});

export type ApplicationData = z.infer<typeof application>;

const sample: ApplicationData = {
  number: '0123',
  name: '王秀英',
  person: '女 68岁',
  identity: '身份已核实',
  tags: '老年人',
  grid: '拱北一片',
  packages: '基础服务包',
  kind: '新签',
  places: 88,
};

export const contractReview = defineNotice({
  name: 'contract.review',
  title: '签约申请卡片',
  purpose: 'work',
  data: application,
  sample,
  text: ({ number, name, kind }) =>
    `${kind}申请${number}：${name}请您做家庭医生。回复“同意${number}”或“婉拒${number}”，看详情请回复“签约审核”。`,
  card: (data) => applicationCard(`${data.kind}申请 ${data.number}`, data),
});

export const contractOverdue = defineNotice({
  name: 'contract.overdue',
  title: '签约申请超时',
  purpose: 'work',
  data: application.extend({ doctor: z.string() }),
  sample: { ...sample, doctor: '林晓梅' },
  text: ({ number, name, kind, doctor }) =>
    `${kind}申请${number}（${name}）${doctor}医生还没有答复，已超时，请您处理。回复“同意${number}”或“婉拒${number}”，看详情请回复“签约审核”。`,
  card: (data) => applicationCard(`超时未答复：${data.kind}申请 ${data.number}`, data),
});

export const contractWithdrawn = defineNotice({
  name: 'contract.withdrawn',
  title: '签约申请已收回',
  purpose: 'work',
  data: z.object({ number: z.string(), name: z.string() }),
  sample: { number: '0123', name: '王秀英' },
  text: ({ number, name }) => `${name}收回了签约申请${number}，不用再处理。`,
});

export const contractOver = defineNotice({
  name: 'contract.over',
  title: '签约结束',
  purpose: 'work',
  data: z.object({ number: z.string(), name: z.string(), why: z.string() }),
  sample: { number: '0123', name: '王秀英', why: '居民解约' },
  text: ({ number, name, why }) => `${name}的签约${number}已经结束：${why}。`,
});

export const contractStarted = defineNotice({
  name: 'contract.started',
  title: '代签约已确认',
  purpose: 'work',
  data: z.object({ number: z.string(), name: z.string(), undoMinutes: z.number() }),
  sample: { number: '0123', name: '王秀英', undoMinutes: 10 },
  text: ({ number, name, undoMinutes }) =>
    `${name}确认了您发起的签约，编号${number}。弄错了请在${undoMinutes}分钟内回复“撤销${number}”。`,
});

export const contractsHeldForInterim = defineNotice({
  name: 'contract.held-for-interim',
  title: '暂管签约',
  purpose: 'work',
  data: z.object({ doctor: z.string(), count: z.number() }),
  sample: { doctor: '林晓梅', count: 12 },
  text: ({ doctor, count }) =>
    `${doctor}医生离岗，名下${count}份签约先由您负责，不占您的名额。居民都会收到通知，自己选择以后的医生。`,
});

export const contractWorkNotices = [
  contractReview,
  contractOverdue,
  contractWithdrawn,
  contractOver,
  contractStarted,
  contractsHeldForInterim,
] as const;

function applicationCard(title: string, data: ApplicationData): Omit<NoticeCard, 'taskId'> {
  return {
    title,
    description: `${data.name} ${data.person}`,
    lines: [
      { name: '身份', value: data.identity },
      { name: '人群', value: cut(data.tags) },
      { name: '片区', value: cut(data.grid) },
      { name: '服务包', value: cut(data.packages) },
      { name: '剩余名额', value: `${data.places}个` },
    ],
    buttons: [
      { key: 'accept', label: '同意', style: 'primary' },
      { key: 'decline', label: '婉拒', style: 'danger' },
    ],
  };
}

/** A card's line holds 30 characters. */
function cut(text: string): string {
  const characters = [...text];
  return characters.length <= 30 ? text : `${characters.slice(0, 29).join('')}…`;
}
