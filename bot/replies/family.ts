import type { Power } from '#domain/residents/family-rules.ts';
import { sayPowers } from '#domain/residents/family-rules.ts';

/** 家人: who may do what for whom. */
export const family = {
  title: '家人',
  none: '您还没有添加家人。添加以后，可以替家人预约、收提醒。',
  choose: '请选择：',
  add: '添加家人',
  nothing: '好的，家人没有改动。还需要什么，请回复“菜单”。',

  line: {
    request: (asker: string, subject: string) => `${asker}想替${subject}办事，等您答复`,
    requestForMe: (asker: string) => `${asker}想替您办事，等您答复`,
    acting: (kinship: string, name: string, powers: string) => `${kinship}${name}：您可替办${powers}`,
    asked: (kinship: string, name: string) => `${kinship}${name}：等对方同意`,
    actedFor: (name: string, powers: string) => `${name}：可替您${powers}`,
    helping: (name: string, child: string) => `${name}：可替${child}预约`,
  },

  askWho: '请把家人的姓名和身份证号发给我，比如“张三 4404…”。孩子没有身份证的，户口本上有号码。',
  whoHelp: '把家人证件上的姓名和号码写在一条消息里发来就行。不方便的话，请带证件到社区中心窗口办。',
  askKinship: '他（她）是您的什么人？',
  kinshipHint: '请写一个称呼，比如“妈妈”“儿子”。',
  kinshipTitle: '称呼',
  adultKin: ['妈妈', '爸爸', '老伴', '婆婆', '公公'],
  childKin: ['儿子', '女儿', '孙子', '孙女', '外孙', '外孙女'],
  roleTitle: '您的身份',
  askRole: '您是孩子的：',
  guardian: '父母或监护人',
  helper: '爷爷奶奶或其他家人',
  wayTitle: '办法',
  askWay: '要他（她）本人同意才能加。请选一个办法：',
  ways: {
    phone: '发验证码到他（她）的手机',
    asked: '请他（她）在自己的微信里同意',
    none: '他（她）没有手机',
    desk: '用社区中心窗口给的验证码',
  },
  powersTitle: '替办的事',
  askPowers: '您要替他（她）办哪些事？',
  powersLabel: (granted: readonly Power[]) => sayPowers(['book', 'remind', ...granted]),
  askPhone: '请发一下他（她）的手机号，我们发一条验证码过去。',
  phoneTitle: '手机号',
  phoneHint: '没看到手机号，请发11位的手机号。',
  codeMeans: (who: string, powers: string) => `把验证码发给我，就表示加上${who}，由您替办${powers}。`,
  deskHow: '请带您自己和家人的证件到社区卫生服务中心窗口，说“添加家人”，工作人员看过就给您6个数字的窗口验证码。',
  noOwnPhone: '您的档案里没有手机号，发不了验证码。请带家人的证件到社区中心窗口办。',
  confirmAsked: '请核对，确认后我们去问对方同不同意：',

  added: (who: string, powers: string) => `加好了，您可以替${who}${powers}。预约时选就诊人就行。`,
  unchecked: '要看健康记录，请带他（她）的证件到社区中心窗口核实一次；是孩子的，带户口本或出生证。',
  askedGuardian: '记下了。孩子的监护人在自己的微信里回复“家人”同意后，您就能替孩子预约、收提醒，到时会告诉您。',
  askedAdult:
    '记下了。他（她）在自己的微信里回复“家人”同意后，您就能替他（她）预约、收提醒，到时会告诉您。还没绑定的，请先绑定。',
  undo: '以后不需要了，回复“家人”可以取消。',

  answerTitle: '答复',
  answer: (asker: string, subject: string) => `${asker}想替${subject}预约、收提醒，您同意吗？`,
  agree: '同意',
  agreeTo: (granted: readonly Power[]) => `同意，可以${sayPowers(['book', 'remind', ...granted])}`,
  disagree: '不同意',
  agreed: (asker: string) => `好的，${asker}现在可以替办了。不需要了，回复“家人”可以取消。`,
  declined: '好的，没有同意，我们不会告诉对方别的。',

  end: {
    acting: (who: string) => `不再替${who}办事了吗？`,
    asked: (who: string) => `要收回对${who}的申请吗？`,
    actedFor: (name: string) => `以后不让${name}替您办事了吗？`,
    helping: (name: string, child: string) => `以后不让${name}替${child}预约了吗？`,
  },
  endTitle: '取消',
  endYes: '是，取消',
  endNo: '不，先留着',
  ended: '好的，已经取消。要再加，请回复“家人”。',
} as const;
