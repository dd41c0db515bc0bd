import type { CodeChecked, CodeSent } from '#domain/residents/codes.ts';

/** The sentences around pages with health information. */
export const healthWords = {
  title: '健康信息',
  gone: {
    expired: {
      heading: '这个链接过时了',
      text: (word: string) => `为了您的信息安全，链接只在半小时内有效。请回到聊天，回复“${word}”，再点新的链接。`,
    },
    unknown: {
      heading: '打不开这个页面',
      text: (word: string) => `链接不完整，或者这份内容不是给您的。请回到聊天，回复“${word}”。`,
    },
  },
  notShown: {
    heading: '还没有确认是您本人',
    text: '请回到微信聊天里，再点一次链接。',
  },
  code: {
    heading: '确认是您本人',
    lead: '这里是健康信息，要先用短信验证码确认是您本人。',
    send: '发验证码',
    label: '短信里的6个数字',
    open: '打开',
    lost: '手机号换了？请带身份证到社区卫生服务中心窗口更改。',
  },
  downloadByCode: '在微信里下载不了的，请点右上角“…”，选“在浏览器打开”，用短信验证码确认后再下载。',
  downloadAtDesk: '在微信里下载不了的，请带身份证到社区卫生服务中心窗口索取。',
  /** Under everything that is shown: whose, who looks, when. */
  mark: (who: string, when: string) => `${who} 查看于${when}。请勿转发、截图给别人。`,
  sent(sent: CodeSent): string {
    switch (sent.outcome) {
      case 'sent':
        return `验证码已发到${sent.phone}，${sent.minutes}分钟内有效。`;
      case 'wait':
        return `刚刚发过一条，请看手机短信；没收到请过${sent.seconds}秒再按“发验证码”。`;
      case 'phone-limit':
      case 'contact-limit':
        return '今天的验证码次数用完了，请明天再来，或在微信里打开链接。';
    }
  },
  wrong(checked: Exclude<CodeChecked, { outcome: 'right' }>): string {
    switch (checked.outcome) {
      case 'wrong':
        return `验证码不对，还可以再试${checked.left}次。请看短信里最新的一条。`;
      case 'expired':
        return '验证码过期了，请按“发验证码”再要一条。';
      case 'tries-used':
        return '验证码错了太多次，请按“发验证码”再要一条。';
    }
  },
} as const;
