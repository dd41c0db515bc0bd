import type { Refusal, RefusalCode } from '#domain/refusal.ts';
import { monthAndDay, type Sentence } from './refusal-sentence.ts';
import { staffSentences } from './staff-refusals.ts';

/** What a refusal is told as: what is the matter, and what to do next. Complete by type. */
const sentences = {
  'not-bound': '还没有绑定身份，这件事要先绑定。请回复“绑定”。',
  'already-bound': '这个账号已经绑定过了。要换人，请先回复“解绑”。',
  'document-invalid': '这个证件号码不对，请核对后再发一次。',
  'phone-invalid': '这个手机号不对，请发11位的手机号。',
  'name-invalid': '这个姓名看着不对，请发身份证上的姓名。',
  'code-wrong': ({ left }) =>
    left === undefined || left === '0' ? '验证码不对。' : `验证码不对，还可以再试${left}次。请看短信里最新的一条。`,
  'code-expired': '验证码过期了，请重新办理，会再发一条新的。回复“绑定”可以重来。',
  'code-tries-used': '验证码错了太多次，先停一停。请过一会儿重新办理，或带身份证到社区卫生服务中心窗口办。',
  'code-too-often': '验证码要得太频繁了，请过一会儿再试，或带身份证到社区卫生服务中心窗口办。',
  'not-verified': '这件事要先核实身份。请带身份证到社区卫生服务中心窗口核实，核实后就能办。',
  'identity-decided': '这份登记刚刚有结果了。请回复“我的”看看最新情况。',
  'not-allowed': '这件事不在您可以办的范围里。有疑问请回复“人工”。',
  'delegation-exists': '这位家人已经加过了。回复“家人”可以查看。',
  'subject-not-found': '没有找到这位居民，请核对姓名和证件号码；还没登记过的，请先到窗口登记。',
  'not-a-minor': '这位家人已经成年，要他（她）本人同意才行。回复“家人”可以选其他办法。',
  'staff-unknown': '没有找到这位工作人员。请回复“菜单”重新选择。',
  'contract-exists': '已经有一份签约在服务期内了。回复“我的”可以查看；要换医生，请回复“签约”。',
  'contract-pending': '已经交过一份签约申请，正等医生答复。回复“我的”可以查看或收回。',
  'contract-not-found': '没有找到这份签约。回复“我的”看看现在的签约。',
  'contract-state-changed': '这份签约的状态刚刚变了，请回复“我的”看看最新情况。',
  'doctor-full': ({ doctorName, nextDoctorName }) =>
    nextDoctorName === undefined
      ? `${doctorName ?? '这位医生'}的签约名额满了，请回复“签约”选别的医生。`
      : `${doctorName ?? '这位医生'}的签约名额满了，同一个团队的${nextDoctorName}还有名额，请回复“签约”再选。`,
  'doctor-gone': '这位医生不在这里服务了，请回复“签约”选别的医生。',
  'assessment-period-unknown': '没有这个考核期，请写成“2026-1”（上半年）或“2026-2”（下半年）。',
  'assessment-period-open': '这半年还没有结束，结束后才能定稿。',
  'assessment-closed': '这半年的考核已经定稿了。',
  'change-once-a-year': '换医生一年只能一次，今年已经换过了。有特别情况请回复“人工”。',
  'guardian-must-sign': '未成年人要由监护人来签。请监护人用自己的账号回复“签约”。',
  'undo-too-late': '已经过了可以撤回的时间。要改请回复“人工”。',
  'page-link-expired': '这个链接过期了，请回到聊天里重新打开一个。',
  'slot-taken': '这个时段刚刚被约走了，请换一个。',
  'session-full': ({ keptUntil }) =>
    keptUntil === undefined
      ? '这一场已经约满了。可以回复“夜门诊”换一天，或者排候补。'
      : `现在剩下的号留给签约居民和优先的居民，当天${keptUntil}以后放开。可以到时再约，或换一天。`,
  'session-closed': '这一场停诊了，请换一场。回复“夜门诊”可以重新选。',
  'session-started': '这一场已经开始了，不能再改。请直接到现场，或回复“人工”。',
  'session-not-open-yet': ({ opensOn }) =>
    `这一场还没有开放预约${opensOn === undefined ? '' : `，${monthAndDay(opensOn)}开始`}。请到时再约，或换一天。`,
  'booked-in-session': '这一场已经约过了，不用再约。回复“我的”可以查看。',
  'booked-at-that-time': '那个时间已经约了别的门诊，请换一个时间。回复“我的”可以查看。',
  'too-many-bookings': ({ most }) =>
    `最多同时约${most ?? '两'}个号，已经约满了。要约新的，请先回复“取消预约”退掉一个。`,
  'booking-blocked': ({ until, phone }) =>
    `因为约了几次没来，${until === undefined ? '最近' : `${monthAndDay(until)}以前`}不能提前预约。要看病请直接到现场${
      phone ? `，或打电话${phone}` : ''
    }。`,
  'appointment-not-found': '没有找到这个预约。回复“我的”看看现在的预约。',
  'appointment-state-changed': '这个预约的状态刚刚变了，请回复“我的”看看最新情况。',
  'too-early-to-arrive': ({ from }) =>
    `现在签到还太早${from === undefined ? '' : `，${from}以后`}可以签到，到时请再回复“签到”。`,
  'waitlist-joined': '已经在排候补了，有空号会马上告诉您。不想等了请回复“取消预约”。',
  'offer-expired': '这个空号已经让给下一位了。可以回复“夜门诊”重新约。',
  'doctor-elsewhere': '这位医生那个时间在别处出诊，请换一个时间或换一位医生。',
  'task-state-changed': '这个任务刚刚有人处理过了，请回复“电话任务”看最新的。',
  'absence-dates': ({ most }) => `请从今天或以后开始，最长${most}天，结束日期不早于开始日期。`,
  'absence-overlaps': '这段时间已经登记过不在岗了，请回复“请假”查看。',
  'absence-over': '这次不在岗已经结束了。',
  'cover-away': '这位同事那段时间也不在岗，请换一位。',
  'referral-needs-bed': '转回社区要写明床位或门诊号，请再办一次。',
  'death-not-noted': '没有登记过去世，不用撤销。',
  'rating-given': '这次已经评价过了，谢谢您。还有意见请回复“人工”。',
  'consultation-state-changed': '这次咨询刚刚有变化，请回复“咨询”看最新的。',
  'complaint-state-changed': '这件投诉刚刚有变化，请回复“投诉进度”看最新的。',
  'complaint-too-many': ({ most }) =>
    `您有${most ?? '几'}件投诉还在办，请先等答复。看办到哪了，请回复“投诉进度”；急事请打12345。`,
  'complaint-nobody-decides': '这件事在这里没有合适的人来办，请直接打12320（卫生热线）或12345（政务服务热线）反映。',
  'complaint-at-the-top': '已经是最上一级了，请直接答复。',
  'home-visit-open': '这位已经请过一次上门，还没有办完。回复“上门”可以查看或者取消。',
  'home-visit-state-changed': '这次上门刚刚有变化，请回复“上门”看最新的。',
  'home-visit-time': '请选今天以后、上班时间里的时间。',
  'care-task-closed': '这次随访已经办好了，不用再办。还需要什么，请回复“菜单”。',
  'findings-missing': '还缺测量值，请补上再记。',
  'alert-answered': '这条预警已经有人处理了。',
  'sit-in-not-now': '现在没有您可以签到的坐诊，请在开诊前后再回复“坐诊签到”。',
  'spell-dates': '日期不对：开始不能在今天以后，结束不能早于开始。请回复“服务时间”重新登记。',
  'spell-overlaps': '这段时间和已登记的重叠了，请回复“服务时间”查看，登记错的可以撤回。',
  'spell-over': '这一段已经有人改过了，请回复“服务时间”看最新的。',
  'loan-too-long': ({ months, until }) =>
    `借用最长${months ?? '6'}个月${until === undefined ? '' : `，从这天起最晚到${monthAndDay(until)}`}。请改短一些。`,
  'gathering-full': '这一场刚刚报满了。请回复“讲座”看看别的。',
  'gathering-closed': '这一场已经开始、结束或取消了。请回复“讲座”看看别的。',
  'gathering-dates': '时间不对：要晚于现在，结束要晚于开始。请重新写。',
  'signed-up-already': '已经报过名了，不用再报。要退请回复“讲座”。',
  'broadcast-words': '这段话现在不能发，请改一改。',
  'broadcast-audience': '这样选的人群不能群发，请重新选。',
  'broadcast-times': '时间不对，或者已经过了最晚时间。请重新选。',
  'broadcast-state-changed': '这条广播刚刚变了，请回复“广播进度”看最新情况。',
  'broadcast-own': '自己写的广播要由另一位管理员来决定。',
  'broadcast-nobody-confirms': '没有第二位管理员可以同意，先不能发。请联系上级增加一位。',
  'sign-up-over': '这次报名刚刚变了，请回复“讲座”看最新情况。',
  'resident-deceased': '这位居民的档案已经注销，不能再办。有疑问请回复“人工”。',
  'medicine-not-listed': '中心的药箱里现在没有这种药。请回复“咨询”问医生，或回复“用药”看有哪些。',
  'medicine-out-of-stock': '这种药暂时缺货，不要自己停药或换药。请回复“咨询”问医生怎么办，到货了会通知在用的人。',
  'medicine-enough-left': ({ days, from }) =>
    `这种药家里还够${days ?? ''}天，${from === undefined ? '快用完时' : `${monthAndDay(from)}起`}可以续，到时也会提醒您。`,
  'medicine-needs-contract': '这种药不是基本药物，中心只配给签约居民。请回复“签约”选一位家庭医生，或到医院开药。',
  'medicine-needs-visit': ({ days }) =>
    `最近${days ?? '90'}天没有当面看过医生，不能直接续药：要先看一看现在用得对不对。白天可以直接到中心，或回复“夜门诊”预约，看过就能续。`,
  'medicine-listed': '这种药已经在药箱里，或者正等审批。',
  'medicine-changed': '这种药的情况刚刚变了，请回复“用药”看最新的。',
  'supply-open': ({ number }) =>
    `这种药已经申请过了${number === undefined ? '' : `（${number.slice(-4)}）`}，不用再申请。请回复“用药”看办到哪一步。`,
  'supply-state-changed': '这份申请刚刚有变化，请回复“用药”看最新的。',
  'record-changed': '这一条刚刚有人改过了，请回复“档案”看最新的。',
  'referral-not-found': '没有找到这份转诊。回复“转诊”看看现在的转诊。',
  'referral-state-changed': '这份转诊的状态刚刚变了，请回复“转诊”看看最新情况。',
  'referral-pending': ({ number }) =>
    `已经有一份转诊${number === undefined ? '' : `（编号${number}）`}在办，请先等结果，或回复“撤回转诊”收回它。`,
  'referral-skips-level': '按逐级转诊的规定，先转到上一级医院；要越级，请选一个理由。',
  'referral-not-twin': '按规定先转到对口医院；要转到别的医院，请选一个理由。',
  'referral-no-consent': '要居民本人同意把资料交给这家医院，才能转出。',
  'referral-no-doctor': '还没有找到负责您的家庭医生。请回复“人工”，或先回复“签约”选一位家庭医生。',
  'organisation-named': '已经有一个叫这个名字的机构，请换一个名字，或改那一个。',
  'staff-exists': '这个企业微信账号已经在名单里，请核对账号，或改那一位。',
  'account-exists': '这个用户名已经有人用，请换一个。',
} satisfies Record<RefusalCode, Sentence>;

/** One or two sentences, never a dead end. */
export function refusalSentence({ code, details }: Refusal, audience: 'resident' | 'staff'): string {
  const sentence: Sentence = (audience === 'staff' ? staffSentences[code] : undefined) ?? sentences[code];
  return typeof sentence === 'string' ? sentence : sentence(details);
}
