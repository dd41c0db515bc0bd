import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** What a code is for, in the words of the SMS. */
const codeUses = {
  bind: '绑定家医服务',
  family: '同意家人代办',
  sign: '签约',
  sign_in: '打开健康信息网页',
  desk: '登录转诊服务台',
} as const;

/** The six figures by SMS. The channel puts 【签名】 in front. */
export const codeNotice = defineNotice({
  name: 'code',
  purpose: 'code',
  data: z.object({
    code: z.string(),
    minutes: z.number().int(),
    use: z.enum(['bind', 'family', 'sign', 'sign_in', 'desk']),
    /** Who asks (masked) and for what, where somebody else than the phone's owner does. */
    asker: z.string().optional(),
    powers: z.string().optional(),
  }),
  sample: { code: '123456', minutes: 5, use: 'bind' },
  text: ({ code, minutes, use, asker, powers }) =>
    asker === undefined
      ? `验证码${code}，用于${codeUses[use]}，${minutes}分钟内有效。不是您本人操作请不要理会，不要告诉任何人。`
      : `验证码${code}，${minutes}分钟内有效。告诉${asker}，就表示您同意他（她）为您${powers ?? '预约、接收提醒'}。不同意请不要理会。`,
});

/** To the account that a resident was bound to before. */
export const bindingMovedNotice = defineNotice({
  name: 'binding.moved',
  purpose: 'safety',
  data: z.object({ name: z.string(), hours: z.number().int() }),
  sample: { name: '王*英', hours: 24 },
  text: ({ name, hours }) =>
    `${name}的家医服务刚刚绑定到了另一个账号，这个账号不再收到通知。不是本人操作的，请在${hours}小时内回复“不是我”，我们马上停用那个账号。`,
});

/** To the account whose binding the former account objected to. */
export const bindingObjectedNotice = defineNotice({
  name: 'binding.objected',
  purpose: 'safety',
  data: z.object({ name: z.string() }),
  sample: { name: '王*英' },
  text: ({ name }) => `${name}在这个账号的绑定有疑问，已先停用。请带身份证到社区卫生服务中心窗口办理。`,
});

/** The desk or the countersigning doctor has checked the card. */
export const identityVerifiedNotice = defineNotice({
  name: 'identity.verified',
  purpose: 'service',
  data: z.object({ name: z.string() }),
  sample: { name: '王*英' },
  text: ({ name }) => `${name}的身份已经核实，各项服务都可以用了。回复“我的”查看。`,
  template: ({ name }) => ({ name, state: '身份已核实' }),
});

/** A registration was refused at the desk: to its account. The same words whatever the reason: it could tell who is on file. */
export const identityRefusedNotice = defineNotice({
  name: 'identity.refused',
  purpose: 'safety',
  data: z.object({ name: z.string() }),
  sample: { name: '王*英' },
  text: ({ name }) =>
    `${name}的登记没有通过核实，已经退回，这个账号解除了绑定，约好的号和签约申请也一并退回。请看着身份证，回复“绑定”重新登记；也可以带身份证到社区卫生服务中心窗口办。`,
});

/** The same, to who acts for them. */
export const familyRefusedNotice = defineNotice({
  name: 'identity.family-refused',
  purpose: 'service',
  data: z.object({ name: z.string() }),
  sample: { name: '王*乐' },
  text: ({ name }) =>
    `您替${name}做的登记没有通过核实，已经退回，约好的号和签约申请也一并退回。请看着证件，回复“家人”重新添加；也可以带证件到社区卫生服务中心窗口办。`,
});

/** Somebody asks to act for a resident, or to help a child: to who decides about it. */
export const familyRequestedNotice = defineNotice({
  name: 'family.requested',
  purpose: 'service',
  data: z.object({ asker: z.string(), subject: z.string() }),
  sample: { asker: '王*英', subject: '王*乐' },
  text: ({ asker, subject }) => `${asker}想替${subject}预约、接收提醒。请回复“家人”，选择同意或不同意。`,
});

/** It was agreed to: to who asked. */
export const familyAddedNotice = defineNotice({
  name: 'family.added',
  purpose: 'service',
  data: z.object({ subject: z.string(), powers: z.string() }),
  sample: { subject: '王*乐', powers: '预约、接收提醒' },
  text: ({ subject, powers }) => `您可以替${subject}${powers}了。预约时选就诊人就行。`,
});

/** To who may act for a resident from now on, or may not any more. */
export const familyEndedNotice = defineNotice({
  name: 'family.ended',
  purpose: 'service',
  data: z.object({ subject: z.string() }),
  sample: { subject: '王*乐' },
  text: ({ subject }) => `您不再替${subject}办事了。有疑问请与家人商量，或到社区卫生服务中心窗口办理。`,
});

/** To a resident for whom somebody may act from now on: with how to take it back. */
export const familyActsNotice = defineNotice({
  name: 'family.acts',
  purpose: 'service',
  data: z.object({ actor: z.string(), powers: z.string() }),
  sample: { actor: '王*军', powers: '预约、接收提醒' },
  text: ({ actor, powers }) => `${actor}现在可以替您${powers}。不需要了，请回复“家人”取消。`,
});

/** To who looked after somebody: nobody is to be called any more. */
export const residentDied = defineNotice({
  name: 'resident.died',
  title: '居民去世',
  purpose: 'work',
  data: z.object({ name: z.string(), by: z.string() }),
  sample: { name: '王秀英', by: '何静' },
  text: ({ name, by }) => `${name}已去世（${by}登记）。预约、签约、随访和待办都已停止，请不要再联系本人。`,
});

/** To who looks after somebody: they are alive. */
export const residentNotDead = defineNotice({
  name: 'resident.not-dead',
  title: '撤销去世登记',
  purpose: 'work',
  data: z.object({ name: z.string(), by: z.string() }),
  sample: { name: '王秀英', by: '何静' },
  text: ({ name, by }) =>
    `${name}的去世登记是错的，已撤销（${by}）。停掉的签约、预约、随访不会自己恢复，请联系本人说明，并重新办理。`,
});
