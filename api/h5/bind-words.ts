import type { BindPage } from '#domain/residents/bind-page.ts';
import type { CodeChecked, CodeSent } from '#domain/residents/codes.ts';
import type { ClaimFlaw } from '#domain/residents/typed-claim.ts';
import type { Refusal } from '#domain/refusal.ts';

/** The sentences of the page for binding: the same whoever is on file. */
export const bindWords = {
  title: '绑定身份',
  flaw: {
    name: '请写证件上的姓名，比如“张三”。',
    'document-form': '证件号码的位数不对，身份证是18位，请看着证件再写一次。',
    'document-check-digit': '这个身份证号有一位不对，请看着身份证再写一次。',
    'document-birth-date': '身份证号里的出生日期不对，请看着身份证再写一次。',
    birth: '这种证件上看不出出生日期，请在下面写上，比如1958-03-12。',
    sex: '请在下面选性别。',
    'too-young': '未满18岁的，请家长先绑定自己的账号，再在聊天里回复“家人”添加孩子。',
    phone: '手机号不对，请写11位手机号；澳门、香港的前面加853、852。',
  } satisfies Record<ClaimFlaw, string>,
  sent: (sent: CodeSent): string => {
    switch (sent.outcome) {
      case 'sent':
        return `验证码发到${sent.phone}了，${sent.minutes}分钟内有效。请把短信里的6个数字填在下面。`;
      case 'wait':
        return `刚刚发过一条，请先看看短信；还没有的话，${sent.seconds}秒后再发。`;
      case 'phone-limit':
        return '这个手机号今天收的验证码够多了，明天才能再发。窗口给过您验证码的，可以填在下面。';
      case 'contact-limit':
        return '今天要验证码的次数用完了，请明天再试，或带身份证到社区中心窗口办。';
    }
  },
  wrong: (checked: Exclude<CodeChecked, { outcome: 'right' }>): string => {
    switch (checked.outcome) {
      case 'wrong':
        return checked.left > 0
          ? `验证码不对，还可以再试${checked.left}次。`
          : '验证码不对，这一条不能再用了，请再发一条。';
      case 'expired':
        return '这条验证码已经过期，请再发一条。';
      case 'tries-used':
        return '试的次数太多，这条验证码不能用了，请再发一条。';
    }
  },
  lead: '请填姓名、证件号码和手机号，收到短信后填验证码，大约2分钟。',
  leadAtDesk:
    '绑定要用窗口验证码：请带身份证到社区卫生服务中心窗口，工作人员看过证件会给您6个数字，30分钟内有效。拿到以后，请填姓名、证件号码和验证码。',
  wrongAtDesk: '验证码不对。请看清窗口给的6个数字；还是不对，请窗口再给一个。',
  bound: (name: string) => `${name}，绑定好了`,
  registered: (name: string) => `${name}，登记好了`,
  boundText: '现在可以关闭本页，回到聊天。要接着办，请回复“继续”。',
  registeredText:
    '您的身份待核实：现在可以预约、申请签约；要看健康记录，请带身份证到社区中心窗口核实一次。请关闭本页，回到聊天，回复“继续”接着办。',
} as const;

/** Why there is nothing to bind here. */
export function sayBindGone(why: Extract<BindPage, { state: 'gone' }>['why']): { heading: string; text: string } {
  return why === 'expired'
    ? {
        heading: '这个页面过时了',
        text: '为了安全，页面只在一段时间内有效。请回到聊天，回复“绑定”，我们再发一个给您。',
      }
    : {
        heading: '打不开这个页面',
        text: '这个链接不完整，或者已经不能用了。请回到聊天，回复“绑定”，我们再发一个给您。',
      };
}

/** A refusal while binding. */
export function sayBindRefusal({ code }: Refusal): string {
  if (code === 'already-bound') return '这个账号已经绑定过了。请关闭本页，回到聊天。';
  return '今天登记的次数太多，请明天再试，或带身份证到社区中心窗口办。';
}
