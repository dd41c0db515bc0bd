import type { HeldConsent } from '#domain/consent/list.ts';
import type { RecordView } from '#domain/records/record.ts';

/** 档案, and what is common to everything that shows health information. */
export const recordWords = {
  whoTitle: '看谁的',
  own: '我自己的',
  familyLine: (name: string, kinship: string) => `${name}（${kinship}）`,
  you: '您',
  your: (kinship: string) => `您${kinship}`,
  notShown: '现在还看不到健康信息。请带身份证到社区卫生服务中心窗口核实身份，核实后就能看。',
  notVisible: (who: string) =>
    `您现在看不到${who}的健康信息：要本人同意，并由社区卫生服务中心核对过证件。请回复“家人”办理。`,
} as const;

/** 档案: what residents read. */
export const record = {
  askWho: '看谁的健康档案？',
  provisional: '您的身份还在核实，现在看不到健康档案。请带身份证到社区卫生服务中心窗口核实，核实后就能看。',
  link: '打开完整档案',
  linkHow: (minutes: number) => `完整的档案点链接看，${minutes}分钟内有效，只有您自己能打开。`,
  thenTitle: '还要办',
  askThen: '还要办什么？',
  next: {
    looks: '谁看过',
    correct: '有错，要更正',
    copy: '要一份我的资料',
    consents: '看看我同意过什么',
    nothing: '没有了',
  },
  bye: '好的。以后要看，请回复“档案”。',
  noLooks: '还没有人看过。以后谁看过、为什么看，这里都能查到。',
  looksHead: '最近看过的人：',
  look: (when: string, who: string, why: string) => `${when} ${who}，${why}`,
  looksMore: '更早的在完整档案里。不认识的人看过，请回复“人工”。',
  self: '您自己',
  family: (name: string) => `家人${name}`,
  correctTitle: '哪里不对',
  askCorrect: '请用一句话说哪里不对、应该是什么，比如“我对青霉素不过敏”。',
  correctHint: '请用一句话写，最多200个字。',
  correctCheck: '请核对，确认后交给您的家庭医生：',
  correctDone: (day: string) => `已经交给您的家庭医生，${day}前答复，会通知您。`,
  correctNumber: (number: string) => `编号${number}`,
  correctUndo: '不用改了，请回复“人工”告诉我们。',
  corrections: {
    open: (number: string, day: string) => `更正申请${number}：等答复，${day}前。`,
    corrected: (number: string, answer: string) => `更正申请${number}：已更正。${answer}`,
    refused: (number: string, answer: string) => `更正申请${number}：没有改。${answer}`,
  },
  copyNotYours: '只能要自己的或孩子的资料。家人要的，请本人在自己的手机上办。',
  copyHere: (minutes: number) =>
    `点链接看和下载，${minutes}分钟内有效，只有您自己能打开。里面有您的全部信息，请保管好。`,
  copyLink: '打开我的资料',
  noConsents: '您现在没有同意过别的事。',
  consentsTitle: '同意',
  askConsents: '您同意过这些。要收回哪一项，请回复数字：',
  keepConsents: '都不收回',
  consent: ({ kind, whom, givenOn }: Pick<HeldConsent, 'kind' | 'whom' | 'givenOn'>) =>
    `${consentWords[kind](whom)}（${givenOn}）`,
  withdrawTitle: '收回',
  meaning: {
    privacy: '收回就是解绑：这个账号不再收到通知，也不能在这里预约和看档案。以前的记录按法律保存，不再使用。',
    family: '收回以后，他（她）马上看不到您的健康档案，预约和提醒不变。',
    'family-part': '收回以后，他（她）马上看不到这一部分。',
    referral: '收回以后，医院不再看您的资料；还没看完的转诊可能要停下来。已经给医院的，医院按规定保存。',
    other: '收回以后，不再按这一项办。以前办过的不受影响。',
  } satisfies Record<HeldConsent['kind'], string>,
  askWithdraw: (meaning: string) => `${meaning}确定收回吗？`,
  yesWithdraw: '收回',
  noWithdraw: '不收回',
  kept: '好的，没有收回。',
  withdrawn: '已经收回，马上生效。',
} as const;

const consentWords: Readonly<Record<HeldConsent['kind'], (whom: string) => string>> = {
  privacy: () => '使用本服务（隐私说明）',
  family: (whom) => `${whom}看您的健康档案`,
  'family-part': (whom) => `${whom}看您档案里不公开的部分`,
  referral: (whom) => `把转诊资料交给${whom === '' ? '医院' : whom}`,
  other: () => '其他',
};

/** A record in a chat: short, the rest is on the page. */
export function sayRecord(view: RecordView, called: string): string {
  const { entries, readings, encounters } = view;
  const of = (kind: string) => entries.filter((entry) => entry.kind === kind).map(({ text }) => text);
  const known = (title: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`${title}：${texts.join('、')}`];
  const allergies = of('allergy');
  return [
    `${called}的健康档案（${view.age}岁）`,
    ...(view.doctor === undefined ? [] : [`家庭医生：${view.doctor}`]),
    ...known('诊断', view.diagnoses),
    `过敏：${allergies.length === 0 ? '没有记录' : allergies.join('、')}`,
    ...known('既往病史', of('history')),
    ...known(
      '用药',
      view.medicines.map(({ text }) => text),
    ),
    ...readings.slice(0, 2).map(({ text, on }) => `${text}（${on}）`),
    ...encounters.slice(0, 2).map(({ text, on }) => `${on} ${text}`),
    view.updatedOn === undefined ? '档案还是空的。' : `最后更新：${view.updatedOn}`,
    ...(view.isOld ? [`已经${view.updatedOn === undefined ? '' : '很久'}没有更新，下次到中心请医生更新一次。`] : []),
  ].join('\n');
}

/** 查档案: what staff read. */
export const staffRecord = {
  askWho: '查哪位居民的档案？请发身份证号，或者姓名。',
  notFound: '没有查到您可以看的居民。只能看签约、本中心或转诊给您的居民。',
  purposeTitle: '目的',
  askPurpose: '为什么看？居民能查到是谁、为什么看过。',
  purposes: { treatment: '看病', 'follow-up': '随访', 'check-up': '体检', referral: '转诊', correction: '处理更正' },
  thenTitle: '接着',
  askThen: '接着办什么？',
  next: { add: '添加一条', nothing: '看完了' },
  done: '好的。',
  kindTitle: '类别',
  askKind: '添加哪一类？',
  textTitle: '内容',
  askText: '请写内容：',
  textHint: '请写1到200个字。',
  check: '请核对，写入后不能删，只能更正：',
  added: (name: string) => `已写入${name}的档案，留有您的姓名和时间。`,
  addedUndo: '写错了，请再回复“查档案”更正这一条。',
  correct: (kind: string, text: string) => `更正：${kind} ${text}`,
  correctionsTitle: '更正申请',
  askCorrections: '有更正申请等您答复，先看哪一份？',
  correctionLine: (number: string, name: string, isOverdue: boolean) =>
    `${number} ${name}${isOverdue ? '（已超时）' : ''}`,
  lookUp: '不看，查档案',
  correctionText: (name: string, text: string) => `${name}说：“${text}”`,
  answerTitle: '答复',
  askAnswer: '您怎么答复？改了要先在档案里更正。',
  answers: { corrected: '已经更正', refused: '核对过，不用改', later: '以后再办' },
  reasonTitle: '说明',
  askReason: '请写一句给居民的说明：',
  answered: '已答复，居民会收到通知。',
  left: '好的，先留着。',
} as const;

/** The record for staff: everything that they may see. */
export function sayRecordToStaff(view: RecordView): string {
  const sex = view.sex === 'female' ? '女' : '男';
  return [
    `${view.name}，${sex}，${view.age}岁`,
    ...(view.tags.length === 0 ? [] : [`人群：${view.tags.join('、')}`]),
    ...(view.diagnoses.length === 0 ? [] : [`诊断：${view.diagnoses.join('、')}`]),
    ...view.entries.slice(0, 10).map(({ kindName, text, on }) => `${kindName}：${text}（${on}）`),
    ...view.medicines.map(({ text, on }) => `用药：${text}（${on}取药）`),
    ...view.readings.map(({ text, on }) => `${text}（${on}）`),
    ...view.encounters.map(({ text, on }) => `${on} ${text}`),
    view.updatedOn === undefined ? '档案还是空的。' : `最后更新：${view.updatedOn}${view.isOld ? '，请更新' : ''}`,
  ].join('\n');
}
