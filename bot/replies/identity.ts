import type { CodeChecked, CodeSent } from '#domain/residents/codes.ts';
import type { DocumentProblem } from '#domain/residents/document.ts';

const documentProblems: Readonly<Record<DocumentProblem, string>> = {
  form: '证件号码的位数不对，身份证是18位。请看着证件再发一次。',
  'check-digit': '这个身份证号有一位不对，请看着身份证再发一次。',
  'birth-date': '身份证号里的出生日期不对，请看着身份证再发一次。',
};

/** 绑定: words around saying who one is. */
export const binding = {
  askWho: '先认一下您是谁。请把姓名和身份证号发给我，比如“张三 4404…”。',
  askWhoAtDesk:
    '这里绑定要用窗口验证码：请带身份证到社区卫生服务中心窗口，工作人员会给您6个数字。先认一下您是谁，请把姓名和身份证号发给我，比如“张三 4404…”。',
  consent: '往下办，就表示您同意《隐私说明》。',
  whoHelp:
    '把身份证上的姓名和号码写在一条消息里发来就行。没有身份证，用回乡证、居住证、护照也可以。也可以带身份证到社区中心窗口，请工作人员帮您办。',
  privacyLink: '隐私说明',
  pageLink: '不想在聊天里写，点这里填',
  whoNotRead: '没看到姓名和证件号码。请这样发：张三 440400190001010000。',
  documentNotRead: (problem: DocumentProblem | undefined) =>
    problem ? documentProblems[problem] : '没看到证件号码，请看着证件再发一次。',
  askName: '请发一下证件上的姓名。',
  nameNotRead: '这个姓名看着不对，请发证件上的姓名，比如“张三”。',
  askDocument: '请发一下身份证号。',
  askBirth: '请发一下出生日期，比如“1958年3月12日”。',
  birthNotRead: '没看懂出生日期，请这样发：1958年3月12日。',
  askSex: '请选择性别：',
  tooYoung: '未满18岁的，请家长先绑定自己的账号，再回复“家人”把孩子加进来。',
  askPhone: '请发一下您的手机号，我们发一条验证码给您。',
  phoneHelp: '发11位手机号就行；澳门、香港的号码前面加853、852。社区中心窗口给过您六位验证码的，直接发验证码。',
  noPhone: '没有手机的，请带身份证到社区中心窗口，工作人员给您六位验证码，在这里发给我就行。',
  phoneNotRead: '没看到手机号，请发11位的手机号，比如13800000000。',

  bound: (name: string) => `绑定好了，${name}，您好。`,
  registered: (name: string) =>
    `登记好了，${name}，您好。您的身份待核实：现在可以预约、申请签约；要看健康记录，请带身份证到社区中心窗口核实一次。`,
  deleteAdvice: '您刚才发的证件号码，可以长按那条消息删掉，更放心。',
  undo: '以后不想用了，回复“解绑”就行。',
  already: (name: string) => `这个账号已经绑定了${name}。要换人，请先回复“解绑”。`,
} as const;

/** Codes by SMS: what is said when one was sent, was wrong, is asked for. */
export const codes = {
  title: '验证码',
  sent: (sent: CodeSent): string => {
    switch (sent.outcome) {
      case 'sent':
        return `验证码发到${sent.phone}了，${sent.minutes}分钟内有效。`;
      case 'wait':
        return `刚刚发过一条，请先看看短信；还没有的话，${sent.seconds}秒后回复“没收到”。`;
      case 'phone-limit':
        return '这个手机号今天收的验证码够多了，明天才能再发。';
      case 'contact-limit':
        return '今天要验证码的次数用完了，请明天再试，或带身份证到社区中心窗口办。';
    }
  },
  ask: '请把短信里的6个数字发给我。',
  asked: (sent: CodeSent, phone: 'may-change' | 'fixed'): string => {
    if (sent.outcome === 'sent') return '请把短信里的6个数字发给我。';
    if (sent.outcome === 'wait') return '收到了，就把那6个数字发给我。';
    if (phone === 'fixed') return '不办了请回复“取消”。';
    return sent.outcome === 'phone-limit'
      ? '可以换一个手机号发来，或者发窗口给的验证码。'
      : '窗口给过您验证码的，请发来。';
  },
  askAgain: '请再发一次6个数字。',
  help: '收不到短信，回复“没收到”；手机号写错了，直接发对的手机号；社区中心窗口给的六位验证码也可以用。',
  fixedHelp: '收不到短信，一分钟后回复“没收到”。不办了请回复“取消”。',
  notRead: '验证码是6个数字。收不到请回复“没收到”。',
  wrong: (checked: Exclude<CodeChecked, { outcome: 'right' }>): string => {
    switch (checked.outcome) {
      case 'wrong':
        return checked.left > 0
          ? `验证码不对，还可以再试${checked.left}次。`
          : '验证码不对，这一条不能再用了。请回复“没收到”，再要一条新的。';
      case 'expired':
        return '这条验证码已经过期，请回复“没收到”，再要一条新的。';
      case 'tries-used':
        return '试的次数太多，这条验证码不能用了。请回复“没收到”，再要一条新的。';
    }
  },
  askDesk: '请发窗口给您的6个数字。',
  deskHelp:
    '请带身份证到社区卫生服务中心窗口，说“要验证码”，工作人员看过证件就给您6个数字。中心在哪里，回复“怎么走”；几点上班，回复“几点开门”。',
  deskNotRead: '窗口验证码是6个数字。还没有的，请带身份证到社区卫生服务中心窗口要，30分钟内有效。',
  wrongDeskOnly: '验证码不对。请看清窗口给的6个数字；还是不对，请窗口再给一个。',
  wrongAtDesk: '验证码不对。请看清窗口给的六位数字，或者发手机号，我们用短信发一条。',
} as const;

/** 解绑, and “不是我” from an account that was replaced. */
export const unbinding = {
  title: '解绑',
  prompt: (name: string) =>
    `解绑以后，这个账号不再是${name}的，不会再收到提醒，也不能在这里预约。已经约好的号和签约还在。确定要解绑吗？`,
  yes: '解绑',
  no: '先不解绑',
  done: '已经解绑，不会再给这个账号发通知了。想再用，请回复“绑定”。',
  kept: '好的，没有解绑。还需要什么，请回复“菜单”。',
  notBound: '这个账号还没有绑定，不用解绑。要绑定请回复“绑定”。',
  objected: '已经停用那个新账号。为了稳妥，两个账号现在都没有绑定，请带身份证到社区中心窗口办理，或打中心电话。',
  atDesk: '那个账号是在社区中心窗口看过证件才绑定的，这里不能停用。有疑问请到窗口，或回复“人工”。',
} as const;
