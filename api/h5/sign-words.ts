import type { SigningPage } from '#domain/contracts/signing-page.ts';
import type { Refusal, RefusalCode } from '#domain/refusal.ts';

/** The sentences of the signing page: what happened, and what to do next. */
export const signWords = {
  title: '家庭医生签约',
  flaw: {
    empty: '还没有看到您的签名。请在方框里用手指写下姓名，再按“提交签名”。',
    'too-large': '签名图片太大了。请按“清除重写”，再签一次。',
    'not-a-png': '签名没有传好。请按“清除重写”，再签一次。',
  },
  backToChat: '请关闭本页，回到聊天。',
} as const;

/** Why the page cannot be signed. */
export function sayGone(why: Extract<SigningPage, { state: 'gone' }>['why']): { heading: string; text: string } {
  switch (why) {
    case 'expired':
      return {
        heading: '这个页面过时了',
        text: '为了安全，签约页面只在一段时间内有效。请回到聊天，回复“签约”，我们再发一个给您。',
      };
    case 'replaced':
      return {
        heading: '这份协议已经换过了',
        text: '您后来又选过一次，或者这份协议已经办完。请回到聊天，回复“签约”查看。',
      };
    case 'unknown':
      return {
        heading: '打不开这个页面',
        text: '这个链接不完整，或者已经不能用了。请回到聊天，回复“签约”，我们再发一个给您。',
      };
  }
}

/** A refusal while signing. Those that cannot come up here share the last sentence. */
export function sayRefusal({ code, details }: Refusal): string {
  const doctor = details['doctorName'] ?? '这位';
  const next = details['nextDoctorName'];
  const sentences: Partial<Record<RefusalCode, string>> = {
    'doctor-full': next
      ? `${doctor}医生的名额刚刚满了。同一团队的${next}医生还有名额，请回到聊天，回复“签约”选他（她）。`
      : `${doctor}医生的名额刚刚满了。请回到聊天，回复“签约”另选一位医生。`,
    'doctor-gone': '这位医生现在不接受签约了。请回到聊天，回复“签约”另选一位医生。',
    'contract-pending': '您已经有一份申请在等医生答复，不用再签。请回到聊天，回复“签约”查看。',
    'contract-exists': '您已经有家庭医生了，不用再签。想换医生，请回到聊天，回复“换医生”。',
    'change-once-a-year': '一年里只能换一次家庭医生，您今年已经换过。请回到聊天，回复“签约”查看。',
    'guardian-must-sign': '孩子的协议要由监护人签。请监护人在自己的微信里回复“签约”。',
    'not-allowed': '这份协议要由本人签。请本人在自己的微信里回复“签约”。',
    'contract-state-changed': '这份协议刚刚有了变化。请回到聊天，回复“签约”查看。',
  };
  return sentences[code] ?? '这份协议现在签不了。请回到聊天，回复“签约”重新开始，或打电话给社区卫生服务中心。';
}
