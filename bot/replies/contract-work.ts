import type { Application } from '#domain/contracts/applications.ts';
import type { Decision } from '#domain/contracts/accept.ts';
import { shortNumber } from '#domain/contracts/number.ts';
import type { ApplicationData } from '#domain/notices/contract-work.ts';

/** 签约审核, 代签约 and the answers to cards: words to staff. */
export const review = {
  title: '签约申请',
  none: '没有要答复的签约申请。',
  waiting: (own: number, others: number) =>
    own === 0
      ? `同事有${others}份签约申请没有答复，可以由您答复。`
      : [`您有${own}份签约申请要答复`, ...(others > 0 ? [`同事的${others}份也可以由您答复`] : [])].join('，') + '。',
  ask: '请选一份查看：',
  all: (count: number) => `全部同意（自己的${count}份）`,
  line: ({ number, residentName, doctorName, isOwn }: Application) =>
    `${number} ${residentName}${isOwn ? '' : `（${doctorName}医生的）`}`,

  detail: ({ number, name, person, identity, tags, grid, packages, kind, places }: ApplicationData) =>
    [
      `${kind}申请${number}`,
      `${name}，${person}`,
      `身份：${identity}`,
      `人群：${tags}`,
      `片区：${grid}`,
      `服务包：${packages}`,
      `剩余名额：${places}个`,
    ].join('\n'),
  answerTitle: '答复',
  askAnswer: '您怎么答复？',
  answers: { accept: '同意', checked: '同意，身份证已核对', decline: '婉拒', later: '先不答复' },
  whyTitle: '原因',
  askWhy: '婉拒的原因？居民会看到。',
  why: { 'out-of-area': '住得太远', 'needs-other-care': '要先到中心面谈', 'doctor-declined': '不说原因' },
  leftOpen: '好的，申请先放着。超过时限会转给团队长。',

  /** 已同意0123。 */
  decided: (decision: Pick<Decision, 'number' | 'effect'>, answer: 'accept' | 'decline', undoMinutes: number) => {
    const number = shortNumber(decision.number);
    if (answer === 'decline')
      return `已婉拒${number}，${undoMinutes}分钟后通知居民。弄错了请在这之前回复“撤销${number}”。`;
    return decision.effect === 'now'
      ? `已同意${number}，签约生效，居民已收到通知。弄错了请在${undoMinutes}分钟内回复“撤销${number}”。`
      : `已同意${number}，${undoMinutes}分钟后生效并通知居民。弄错了请在这之前回复“撤销${number}”。`;
  },
  acceptedAll: (numbers: readonly string[], undoMinutes: number) =>
    `已同意${numbers.length}份：${numbers.join('、')}。哪份弄错了，请在${undoMinutes}分钟内回复“撤销”加编号，比如“撤销${numbers[0] ?? ''}”。`,
  notAccepted: (numbers: readonly string[]) =>
    `还有${numbers.length}份没办成：${numbers.join('、')}，请回复“签约审核”查看。`,
  undone: (number: string, decision: 'accept' | 'decline') =>
    decision === 'accept'
      ? `已撤销对${number}的同意，居民会知道。申请还在，请回复“同意${number}”或“婉拒${number}”。`
      : `已撤销对${number}的婉拒，居民没有收到过通知。申请还在，请回复“同意${number}”或“婉拒${number}”。`,
  more: (count: number) => `还有${count}份，请回复“签约审核”。`,

  unknownNumber: (number: string) => `没有找到要您答复的申请${number}，可能已经答复过了。请回复“签约审核”查看。`,
  manyNumbers: (number: string, whole: readonly string[]) =>
    `编号${number}有${whole.length}份，请用完整编号：${whole.join('、')}。`,
  answered: (status: string | undefined) => `这份申请${answeredAs[status ?? ''] ?? '已经答复过了'}，不用再处理。`,
  undoTooLate: '已经过了可以撤销的时间。要结束这份签约，请与居民商量后再办。',
  notYours: '这份申请不归您答复。',
  pressed: { accept: '已同意', decline: '已婉拒', undone: '已撤销', answered: '已处理' },
} as const;

const answeredAs: Readonly<Record<string, string>> = {
  active: '已经同意了',
  'pending-accept': '已经同意了',
  'pending-decline': '已经婉拒了',
  declined: '已经婉拒了',
  withdrawn: '居民已经收回了',
  expired: '已经到期了',
  terminated: '已经解约了',
  replaced: '已经换成新的了',
};

export const signFor = {
  askWho: '给哪位居民签约？请发身份证号，或者姓名。',
  askAgain: '请再发一次身份证号或姓名；不办了请回复“取消”。',
  whoTitle: '居民',
  whoHint: '没看懂，请发身份证号，或者完整的姓名。',
  notFound: '您的中心没有这位居民的档案。请核对；还没登记的，请先回复“身份核实”，看着证件登记。',
  pick: '是哪一位？',
  found: (name: string, birthDate: string) => `${name}，${birthDate}出生`,
  askAnother: '换一位',
  notAtDesk: '代签约由社区中心的医生、护士来办，您的岗位不能办。',
  hasContract: (name: string, doctor: string, number: string) =>
    `${name}已经签约：${doctor}医生，编号${number}，不用再签。`,
  hasApplied: (name: string, doctor: string, number: string) =>
    `${name}已经向${doctor}医生提交申请，编号${number}，正等答复。`,
  renewal: (name: string, doctor: string) => `${name}与${doctor}医生的签约快到期了，这次办续签。`,
  doctorTitle: '家庭医生',
  askDoctor: '签哪位医生？',
  noDoctor: '您的团队现在没有名额，请回复“菜单”。',
  doctor: (name: string, places: number) => `${name}，还可签${places}人`,
  packagesFor: (name: string) => name,
  check: '请核对，确认后请居民本人同意：',
  wayTitle: '怎么确认',
  askWay: (name: string) => `${name}怎么确认？`,
  ways: { phone: '在他（她）自己的手机上签', code: '人在这里，用短信验证码', witness: '不会写字，有人帮助和见证' },
  noWay: '这位居民没有绑定账号，也没有登记手机。请先补登记手机号，或请家人加“家人”后再签。',
  noWayWithoutSms:
    '这位居民没有绑定账号。请先在“身份核实”里给他（她）窗口验证码，在微信里绑定好，再回复“代签约”，由他（她）在自己的手机上签。',
  guardianTitle: '监护人',
  askGuardian: '未成年人要由监护人确认，是哪位监护人？',
  noGuardian: '档案里没有这位未成年人的监护人。请监护人先在微信里回复“家人”，把孩子加进来。',
  asked: (name: string) => `已经请${name}在自己的手机上签名，签好了会通知您。`,
  undoAsked: '弄错了不用管，没有签名就不作数。',
  codeMeans: (name: string, doctor: string) =>
    `请把协议念给${name}听：签约医生${doctor}，期限一年，可随时解约，平台不收费。同意就把收到的验证码报给您。`,
  helperTitle: '帮助人',
  askHelper: '请写下帮助人（念协议、指认的人）的姓名。',
  helperHint: '请写帮助人的姓名，二到二十个字。',
  witnessTitle: '见证人',
  askWitness: '哪位同事在场见证？',
  noWitness: '您的中心没有别的同事可以见证。请回复“代签约”，换一个确认的办法。',
  witnessed: '请核对，确认就表示：协议已经念给居民听，居民本人同意，帮助人和见证人都在场。',
  done: {
    active: (name: string, doctor: string) => `${name}与${doctor}医生的签约已生效。`,
    accepted: (name: string, doctor: string) => `${name}与${doctor}医生的新签约几分钟后生效，原来的同时结束。`,
    submitted: (name: string, doctor: string) => `${name}的签约已交给${doctor}医生答复。`,
  },
  number: (number: string) => `编号${number}`,
  undoActive: (number: string, minutes: number) => `弄错了请${minutes}分钟内回复“撤销${number}”。`,
  undoSubmitted: '居民想收回，可以在微信里回复“撤回签约”。',
} as const;
