import type { DeclineReason } from '#domain/referrals/rules.ts';

/** 转诊服务台网页: its words. */
export const deskWords = {
  title: '转诊服务台',
  signIn: '登录转诊服务台',
  signInText: '用在本平台登记的手机号登录。',
  noSms: '现在不能在网页登录',
  noSmsText: '登录要用短信验证码，本地区还没有开通短信。请在企业微信里回复“转诊处理”，或者联系区卫生局。',
  phone: '手机号',
  ask: '发验证码',
  code: '短信验证码',
  enter: '登录',
  phoneWrong: '手机号不对，请填11位手机号。',
  asked: {
    sent: '如果这个手机号登记过，验证码已经发出，五分钟内有效。',
    wait: '刚刚发过，请过一分钟再要。',
    'too-often': '今天要得太多了，请明天再试，或联系区卫生局。',
  },
  codeWrong: {
    wrong: '验证码不对，请看短信里最新的一条。',
    expired: '验证码过期了，请重新要一个。',
    'tries-used': '错了太多次，请重新要一个。',
  },
  none: '现在没有要处理的转诊。',
  signOut: '退出',
  notFound: '没有这份转诊',
  notFoundText: '它可能已经办结、撤回，或者不归您的医院。请回到列表。',
  changed: '没有办成',
  changedText: '这份转诊刚刚被别人处理过，或者居民撤回了。请回到列表看最新情况。',
  timeWrong: '请填现在以后的日期和时间。',
  departmentMissing: '请填科室。',
  reasonMissing: '请选不接收的原因。',
  hospitalMissing: '请填要转去的医院和原因。',
  summaryMissing: '请写小结。',
  /** Why they do not accept, as they read it themselves. */
  reasons: {
    full: '近期没有空位',
    'other-department': '要找别的科室',
    'cannot-treat': '这里没有相应的条件',
    'not-needed': '可以在社区继续治疗',
  } satisfies Record<DeclineReason, string>,
  call: '联系电话',
  answerBy: '答复时限',
  appointment: '预约时间',
  accept: '接收',
  move: '改时间',
  choose: '请选择',
  done: {
    accept: '已接收，居民和转出方都会收到通知。',
    decline: '已答复不接收，居民和转出方都会收到通知。',
    forward: '已建议另转，等居民同意。',
    attend: '已登记到诊。看完后请写小结。',
    return: '小结已交给家庭医生。',
  },
  /** Under what is shown of somebody: who looks, when. */
  mark: (who: string, when: string) => `${who} 查看于${when}。查看已记录，请勿拍照、外传。`,
} as const;
