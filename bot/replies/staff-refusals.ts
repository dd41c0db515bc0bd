import type { RefusalCode } from '#domain/refusal.ts';
import { monthAndDay, type Sentence } from './refusal-sentence.ts';

/** Where what a resident should do next is nothing that staff can do: words of their own. */
export const staffSentences: Partial<Record<RefusalCode, Sentence>> = {
  'not-bound': '这位居民还没有绑定，请他（她）先在微信里回复“绑定”。',
  'not-verified': '这位居民的身份还没有核实，请先办“身份核实”。',
  'identity-decided': '这份登记刚刚有同事处理过了，请回复“身份核实”看最新的。',
  'not-allowed': '这件事不在您的岗位可以办的范围里。有变动请联系管理员。',
  'staff-unknown': '没有找到这位工作人员，请重新选。',
  'subject-not-found': '没有找到这位居民，请核对姓名和证件号码。还没登记的，请先办“身份核实”。',
  'contract-exists': '这位居民已经有一份签约在服务期内了，不用再签。',
  'contract-pending': '这位居民已经交过一份签约申请，正等医生答复。',
  'contract-not-found': '没有找到这份签约，请回复“签约审核”查看。',
  'contract-state-changed': '这份签约的状态刚刚变了，请回复“签约审核”看最新情况。',
  'doctor-full': ({ doctorName, nextDoctorName }) =>
    `${doctorName ?? '这位医生'}的签约名额满了，${nextDoctorName === undefined ? '请换一位医生' : `同一个团队的${nextDoctorName}还有名额`}。`,
  'doctor-gone': '这位医生不在这里服务了，请换一位医生。',
  'change-once-a-year': '换医生一年只能一次，这位居民今年已经换过了。',
  'guardian-must-sign': '未成年人要由监护人来签，请监护人在自己的微信里签。',
  'undo-too-late': '已经过了可以撤销的时间。',
  'session-full': ({ keptUntil }) =>
    keptUntil === undefined
      ? '这一场已经约满了，请换一场。'
      : `现在剩下的号留给签约居民和优先的居民，当天${keptUntil}以后放开。`,
  'session-closed': '这一场停诊了，请换一场。',
  'session-started': '这一场已经开始了，不能再改。',
  'session-not-open-yet': ({ opensOn }) =>
    `这一场还没有开放预约${opensOn === undefined ? '' : `，${monthAndDay(opensOn)}开始`}。`,
  'booked-in-session': '这位居民在这一场已经约过了，不用再约。',
  'booked-at-that-time': '这位居民那个时间已经约了别的门诊，请换一个时间。',
  'too-many-bookings': ({ most }) => `一位居民最多同时约${most ?? '两'}个号，这位已经约满了。`,
  'booking-blocked': ({ until }) =>
    `这位居民约了几次没来，${until === undefined ? '最近' : `${monthAndDay(until)}以前`}不能提前预约，请当天到现场。`,
  'appointment-not-found': '没有找到这个预约，请回复“今日门诊”核对。',
  'appointment-state-changed': '这个号现在不能这样办，请回复“今日门诊”看最新情况。',
  'too-early-to-arrive': ({ from }) => `现在签到还太早${from === undefined ? '' : `，${from}以后`}可以签到。`,
  'waitlist-joined': '这位居民已经在排候补了。',
  'offer-expired': '这个空号已经让给下一位了。',
  'complaint-state-changed': '这件投诉刚刚有人办过，或者居民撤回了，请回复“投诉处理”看最新的。',
  'home-visit-open': '这位居民已经有一次上门在办了。',
  'home-visit-state-changed': '这次上门刚刚有人办过，或者居民取消了，请回复“上门安排”看最新的。',
  'medicine-not-listed': '药箱里现在没有这种药，请回复“药箱”查看。',
  'medicine-changed': '这种药的情况刚刚有同事改过，请回复“药箱”看最新的。',
  'supply-open': ({ number }) =>
    `这位居民的这种药正在办${number === undefined ? '' : `（${number.slice(-4)}）`}，请回复“备药”处理那一份。`,
  'supply-state-changed': '这一份刚刚有人处理过了，请回复“备药”看最新的。',
  'record-changed': '这一条刚刚有人改过了，请回复“查档案”看最新的。',
  'resident-deceased': '这位居民的档案已经注销，不能再办。',
  'referral-not-found': '没有找到这份转诊，请回复“转诊处理”查看。',
  'referral-state-changed': '这份转诊已经处理过了，请回复“转诊处理”看最新情况。',
  'referral-pending': ({ number }) =>
    `这位居民已有一份转诊${number === undefined ? '' : number}在办，请先回复“转诊处理”。`,
  'broadcast-words': ({ why, most }) => broadcastWords(why, most),
  'broadcast-audience': ({ why }) => broadcastAudience(why),
  'broadcast-state-changed': ({ status }) =>
    status === 'counting' ? '人数还没数好，数好了马上发给您。' : '这条广播刚刚变了，请回复“广播进度”看最新情况。',
  'referral-no-doctor': '没有找到负责这位居民的家庭医生，请联系社区中心。',
};

function broadcastWords(why: string | undefined, most: string | undefined): string {
  switch (why) {
    case 'title':
      return `标题请写1到${most ?? '20'}个字。`;
    case 'text':
      return `内容请写1到${most ?? '500'}个字。`;
    case 'document':
      return '内容里有身份证号码，不能群发。请删掉再发一遍。';
    default:
      return '内容太长，微信发不出去。请写短一些。';
  }
}

function broadcastAudience(why: string | undefined): string {
  switch (why) {
    case 'sensitive':
      return '这样选会让人知道谁有什么病或困难，不能群发。请让医生一对一联系。';
    case 'nobody':
      return '没有人能收到，先不发。请换一个人群。';
    default:
      return '这样选不出人来，请重新选。';
  }
}
