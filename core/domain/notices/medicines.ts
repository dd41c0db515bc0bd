import { z } from 'zod';
import type { SupplyRefusal } from '../medicines/rules.ts';
import { defineNotice } from './notice.ts';
import { thing } from './template-field.ts';

/** 用药: what residents are told. No medicine is named: what somebody takes tells what they have, and it shows on a locked screen. */

const said = { name: z.string(), number: z.string(), centre: z.string(), inChat: z.boolean() };
const sample = { name: '王*英', number: '0012', centre: '拱北', inChat: true };

function fields({ name, number, centre }: typeof sample, state: string): Record<string, string> {
  return { subject: '用药', person: thing(name), place: thing(centre), number, state: thing(state) };
}

/** Where a notice is answered. */
function saying(inChat: boolean, word = '用药'): string {
  return inChat ? `请回复“${word}”` : `请在微信公众号里回复“${word}”`;
}

/** Why a request is refused, and the way on. */
export const supplyRefusalWords: Readonly<Record<SupplyRefusal, { staff: string; resident: string }>> = {
  'see-doctor': {
    staff: '要先来看',
    resident: '医生想先当面看一看，再定怎么用药。白天可以直接到中心，或回复“夜门诊”预约。',
  },
  'no-stock': { staff: '暂时没有', resident: '这种药现在配不到。请回复“咨询”问医生，或到医院开药，不要自己换药。' },
  'not-now': { staff: '现在不合适', resident: '医生看了，现在不适合这样续。请回复“咨询”问医生，或到中心当面看。' },
};

export const supplyAgreed = defineNotice({
  name: 'supply.agreed',
  title: '续药申请已同意',
  purpose: 'service',
  /** `hospital`: 联系用药; empty for what the centre holds. */
  data: z.object({ ...said, days: z.number().int(), hospital: z.string() }),
  sample: { ...sample, days: 1, hospital: '' },
  text: ({ name, number, days, hospital }) =>
    `${name}的续药申请（${number}）医生同意了。${hospital === '' ? '正在备药' : `要向${hospital}调药`}，大约${days}个工作日，好了通知您来取。`,
  template: (data) => fields(data, '医生已同意，正在备药'),
});

export const supplyRefused = defineNotice({
  name: 'supply.refused',
  title: '续药申请没有通过',
  purpose: 'service',
  data: z.object({ ...said, why: z.enum(['see-doctor', 'no-stock', 'not-now']) }),
  sample: { ...sample, why: 'see-doctor' as const },
  text: ({ name, number, why }) => `${name}的续药申请（${number}）这次没有通过：${supplyRefusalWords[why].resident}`,
  template: (data) => fields(data, '没有通过，请回复“用药”'),
});

const waiting = z.object({ ...said, until: z.string(), bring: z.string(), address: z.string() });
const waitingSample = { ...sample, until: '3月9日（周一）', bring: '身份证、医保卡', address: '侨光路示范1号' };

export const supplyReady = defineNotice({
  name: 'supply.ready',
  title: '药备好了',
  purpose: 'service',
  data: waiting,
  sample: waitingSample,
  text: ({ name, number, centre, until, bring, address }) =>
    `${name}的药备好了，取药号${number}。请在${until}前到${centre}（${address}）来取，带${bring}。家人也可以代取。`,
  template: (data) => fields(data, `已备好，${data.until}前来取`),
});

export const supplyWaits = defineNotice({
  name: 'supply.waits',
  title: '药还没有取',
  purpose: 'service',
  data: waiting,
  sample: waitingSample,
  text: ({ name, number, centre, until, inChat }) =>
    `${name}的药还在${centre}等着，取药号${number}，留到${until}。不要了${saying(inChat)}取消。`,
  template: (data) => fields(data, `还没有取，留到${data.until}`),
});

export const supplyLapsed = defineNotice({
  name: 'supply.lapsed',
  title: '药没有来取',
  purpose: 'service',
  data: z.object(said),
  sample,
  text: ({ name, number, inChat }) =>
    `${name}的药（取药号${number}）一直没有来取，已经放回去了。还要用，${saying(inChat)}重新申请。`,
  template: (data) => fields(data, '没有来取，已放回'),
});

/** The lines under the question. */
export const adherenceLines = [
  { key: 'on-time', label: '按时在用' },
  { key: 'sometimes', label: '有时会忘' },
  { key: 'stopped', label: '已经停了' },
] as const;

export const supplyRunOut = defineNotice({
  name: 'supply.run-out',
  title: '药快用完了',
  purpose: 'care',
  // Switched with the follow-ups: it follows how a medicine is taken, and the list stays on one screen.
  switchLabel: '随访提醒',
  data: z.object({ ...said, days: z.number().int() }),
  sample: { ...sample, days: 5 },
  text: ({ name, centre, days, inChat }) =>
    inChat
      ? [
          `${name}从${centre}配的一种药快用完了，还够${days}天。最近用药怎么样？请回复数字：`,
          ...adherenceLines.map(({ label }, index) => `${index + 1}. ${label}`),
        ].join('\n')
      : `${name}从${centre}配的一种药快用完了，还够${days}天。要续药${saying(inChat)}，或打电话到中心。`,
  template: (data) => fields(data, '快用完了，请回复“用药”'),
});

/** The lines under the news that a medicine is out of stock, or is not dispensed any more. */
export const shortageLines = [
  { key: 'wait', label: '等到货' },
  { key: 'substitute', label: '用替代的药，请医生定' },
  { key: 'call', label: '请医生打电话给我' },
] as const;
export type ShortageWish = (typeof shortageLines)[number]['key'];

export const medicineShort = defineNotice({
  name: 'medicine.short',
  title: '药暂时缺货',
  purpose: 'care',
  data: z.object({
    ...said,
    removed: z.boolean(),
    wishes: z.array(z.enum(['wait', 'substitute', 'call'])),
  }),
  sample: { ...sample, removed: false, wishes: ['wait' as const, 'substitute' as const, 'call' as const] },
  text: ({ name, centre, removed, wishes, inChat }) => {
    const news = `${name}在${centre}配的一种药${removed ? '以后中心不配了' : '暂时缺货'}，请不要自己停药或换药。`;
    if (!inChat) return `${news}${saying(inChat)}，或打电话到中心。`;
    const lines = wishes.map((wish, index) => `${index + 1}. ${labelOf(wish)}`);
    return [`${news}怎么办好？请回复数字：`, ...lines].join('\n');
  },
  template: (data) => fields(data, '缺货，请回复“用药”'),
});

export const medicineBack = defineNotice({
  name: 'medicine.back',
  title: '药到货了',
  purpose: 'invitation',
  switchLabel: '随访提醒',
  data: z.object(said),
  sample,
  text: ({ name, centre, inChat }) => `${name}在${centre}配的药到货了。要续药${saying(inChat)}。`,
  template: (data) => fields(data, '到货了，请回复“用药”'),
});

function labelOf(wish: ShortageWish): string {
  return shortageLines.find(({ key }) => key === wish)?.label ?? '';
}
