import { z } from 'zod';
import type { Progress } from '../broadcasts/progress.ts';
import type { Exclusion, ReachSummary } from '../broadcasts/reach.ts';
import { defineNotice } from './notice.ts';

/** 广播: what those who write one and those who agree to it are told. */

const broadcast = z.object({ number: z.string(), title: z.string() });
const sample = { number: '0001', title: '流感疫苗接种' };

const counted = broadcast.extend({
  /** The audience as a sentence. */
  audience: z.string(),
  /** How it reaches them. */
  reach: z.string(),
});
const countedSample = {
  ...sample,
  audience: '拱北的居民，65岁及以上',
  reach: '微信1204人，企业微信87人，要打电话63人；已关闭这类通知12人',
};

/** All that is decided about, to be read before the card's buttons. */
export const broadcastToRead = defineNotice({
  name: 'broadcast.to-read',
  title: '广播内容',
  purpose: 'work',
  data: counted.extend({ words: z.string(), names: z.string(), writer: z.string() }),
  sample: {
    ...countedSample,
    words: '流感疫苗接种\n65岁及以上的居民从下周一起可以免费接种流感疫苗。\n——香洲区拱北社区卫生服务中心',
    names: '王*英、李*国',
    writer: '黄国强',
  },
  text: ({ number, audience, reach, words, names, writer }) =>
    [
      `广播${number}（${writer}写的）`,
      `发给：${audience}`,
      `人数：${reach}`,
      ...namesLine(names),
      '内容：',
      words,
    ].join('\n'),
});

export const broadcastCounted = defineNotice({
  name: 'broadcast.counted',
  title: '广播人数数好了',
  purpose: 'service',
  data: counted.extend({ needsSecond: z.boolean() }),
  sample: { ...countedSample, needsSecond: true },
  text: ({ number, title, audience, reach, needsSecond }) =>
    `广播${number}“${title}”的人数数好了。\n发给：${audience}\n${reach}。\n${needsSecond ? '这次要第二位管理员同意才发。' : ''}要发请回复“发送广播${number}”，不发请回复“取消广播${number}”。`,
  card: ({ number, title, audience, reach, needsSecond }) => ({
    title: `广播 ${number}：${title}`,
    description: `${audience}。${reach}。${needsSecond ? '要第二位管理员同意。' : ''}`,
    lines: [],
    buttons: [
      { key: 'submit', label: needsSecond ? '送去审核' : '发送', style: 'primary' },
      { key: 'cancel', label: '不发了', style: 'plain' },
    ],
  }),
});

export const broadcastToConfirm = defineNotice({
  name: 'broadcast.to-confirm',
  title: '广播等您同意',
  purpose: 'work',
  data: counted.extend({ writer: z.string() }),
  sample: { ...countedSample, writer: '黄国强' },
  text: ({ number, title, writer }) =>
    `${writer}要发广播${number}“${title}”，请您看一看。同意请回复“同意广播${number}”，不同意请回复“不同意广播${number}”。`,
  card: ({ number, title, audience, reach, writer }) => ({
    title: `请审核广播 ${number}：${title}`,
    description: `${audience}。${reach}。`,
    lines: [{ name: '写的人', value: writer }],
    buttons: [
      { key: 'agree', label: '同意', style: 'primary' },
      { key: 'refuse', label: '不同意', style: 'danger' },
    ],
  }),
});

/** An emergency went out at once; somebody else looks at it afterwards. */
export const broadcastToCheck = defineNotice({
  name: 'broadcast.to-check',
  title: '紧急广播请核对',
  purpose: 'safety',
  data: counted.extend({ writer: z.string() }),
  sample: { ...countedSample, writer: '黄国强' },
  text: ({ number, title, writer }) =>
    `${writer}刚发出紧急广播${number}“${title}”，请您核对。没有问题请回复“同意广播${number}”；有问题请回复“不同意广播${number}”，还没发出的会马上停。`,
  card: ({ number, title, audience, reach, writer }) => ({
    title: `请核对紧急广播 ${number}：${title}`,
    description: `已经在发：${audience}。${reach}。有问题请按“停发”。`,
    lines: [{ name: '写的人', value: writer }],
    buttons: [
      { key: 'agree', label: '没有问题', style: 'primary' },
      { key: 'refuse', label: '停发', style: 'danger' },
    ],
  }),
});

export const broadcastDecided = defineNotice({
  name: 'broadcast.decided',
  title: '广播审核结果',
  purpose: 'work',
  data: broadcast.extend({ by: z.string(), decision: z.enum(['agreed', 'refused', 'checked', 'stopped']) }),
  sample: { ...sample, by: '方敏', decision: 'agreed' as const },
  text: ({ number, title, by, decision }) =>
    `${by}${decisionWords[decision]}广播${number}“${title}”${afterwards[decision]}`,
});

const decisionWords = { agreed: '同意了', refused: '不同意', checked: '核对了', stopped: '停了' } as const;
const afterwards = {
  agreed: '，到时间就发。看进度请回复“广播进度”。',
  refused: '，不发了。请与对方商量，改好再回复“广播”。',
  checked: '，没有问题。',
  stopped: '，还没发出的不再发。请与对方联系。',
} as const;

export const broadcastEnded = defineNotice({
  name: 'broadcast.ended',
  title: '广播发完了',
  purpose: 'work',
  data: broadcast.extend({ progress: z.string(), calls: z.number().int() }),
  sample: { ...sample, progress: '已发出1291人，没发到3人，不发12人', calls: 63 },
  text: ({ number, title, progress, calls }) =>
    `广播${number}“${title}”发完了：${progress}。${calls === 0 ? '' : `还有${calls}人要打电话，转成电话任务请回复“电话广播${number}”。`}`,
});

export const broadcastLapsed = defineNotice({
  name: 'broadcast.lapsed',
  title: '广播过时没有发',
  purpose: 'work',
  data: broadcast,
  sample,
  text: ({ number, title }) => `广播${number}“${title}”到最晚时间还没有人同意，不再发。还要发请回复“广播”重写。`,
});

/** 微信1,204人，企业微信87人，要打电话63人；已关闭这类通知12人 */
export function sayReach({ byWay, excluded, massUsedUp }: ReachSummary): string {
  const written = [
    ...part('微信', byWay.message + byWay.template),
    ...part('群发', byWay.mass),
    ...part('企业微信', byWay.wecom),
    ...part('短信', byWay.sms),
    ...part('要打电话', byWay.call),
  ];
  const left = Object.entries(exclusionWords).flatMap(([why, words]) => part(words, excluded[why as Exclusion]));
  const whole = written.length === 0 ? '没有人能收到' : written.join('，');
  const used = massUsedUp === 0 ? '' : `（其中${figure(massUsedUp)}人本月4条群发已用满）`;
  return left.length === 0 ? `${whole}${used}` : `${whole}${used}；不发：${left.join('，')}`;
}

const exclusionWords: Readonly<Record<Exclusion, string>> = {
  'switched-off': '已关闭这类通知',
  unfollowed: '已取消关注',
  unbound: '已解绑',
  moved: '已迁出',
  deceased: '已去世',
  'reached-already': '与家人同一账号或电话',
  'too-late': '到最晚时间还没轮到',
};

/** 已发出1,291人（微信1,204人，企业微信87人），正在发0人，还没发63人…… */
export function sayProgress({ sent, mass, waiting, pending, failed, toCall, excluded, answered }: Progress): string {
  const out = sent.wechat + sent.wecom + sent.sms + mass.sent;
  const by = [
    ...part('微信', sent.wechat),
    ...part('群发', mass.sent),
    ...part('企业微信', sent.wecom),
    ...part('短信', sent.sms),
  ];
  const sum = (counts: Readonly<Record<string, number | undefined>>) =>
    Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
  return [
    `已发出${figure(out)}人${by.length > 1 ? `（${by.join('，')}）` : ''}`,
    ...part('还没发', waiting + pending + mass.reserved),
    ...part('没发到', sum(failed) + mass.failed),
    ...part('要打电话', toCall),
    ...part('不发', sum(excluded)),
    ...(answered === undefined ? [] : [`有${figure(answered)}人回了话`]),
  ].join('，');
}

function part(words: string, count: number): string[] {
  return count === 0 ? [] : [`${words}${figure(count)}人`];
}

/** 1204 → 1,204 */
export function figure(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/gu, ',');
}

function namesLine(names: string): string[] {
  return names === '' ? [] : [`例如：${names}`];
}
