import type { Held, IdentityRefusal } from '#domain/residents/refuse-identity.ts';
import type { DelegationKind } from '#prisma/generated/sqlite/enums.ts';

const familyRoles: Readonly<Record<DelegationKind, string>> = { guardian: '监护人', agent: '代办人', helper: '帮手' };

/** 身份核实, to staff. */
export const verifying = {
  notAtDesk: '身份核实由社区卫生服务中心的工作人员办。您没有中心的岗位，如有变动请联系管理员。',
  title: '要办的事',
  choose: (count: number) => (count === 0 ? '现在没有等核实的登记。' : `有${count}位居民等核实：`),
  waiting: (name: string, since: string) => `${name}（${since}登记）`,
  byCard: '看证件找人、发验证码',
  cardTitle: '证件号码',
  askCard: '请看着居民的证件，输入完整的证件号码。',
  cardNotRead: '证件号码不对，请再看一遍证件。',
  nothing: '没有找到这个证件的登记或档案，可以看着证件登记。',
  whichTitle: '办理',
  which: '找到了，请选择：',
  check: (name: string, since: string) => `核实${name}的登记（${since}）`,
  deskCode: (name: string) => `给档案里的${name}发窗口验证码`,

  person: ({ name, sex, birthDate, document, phone }: Person) =>
    `${name}，${sex === 'female' ? '女' : '男'}，${birthDate}出生，证件${document}，${phone === undefined ? '没有留手机号' : `手机${phone}`}。`,
  lastSixTitle: '证件号码后六位',
  askLastSix: '请核对本人和证件，再输入证件号码的后六位。不符的，请选：',
  doesNotFit: '不符，退回登记',
  lastSixWrong: '和登记的号码对不上。请再看一遍证件；确实不一样的，请回复“不符”，退回登记。',
  familyTitle: '家属关系',
  askFamily: (actor: string, kind: DelegationKind, kinship: string) =>
    `${actor}登记为${familyRoles[kind]}（称呼“${kinship}”），户口本、出生证或本人的意思核对过吗？`,
  familyYes: '核对过',
  familyNo: '还没有',
  sure: (name: string, effects: readonly string[]) => [`确认核实${name}的身份吗？`, ...effects].join('\n'),
  verdicts: { verified: '确认核实', refused: '不符，退回登记', kept: '先不核实' },
  verdictNames: {
    verified: ['确认', '是', '好的', '核实'],
    refused: ['不符', '不是本人', '退回登记'],
    kept: ['否', '不', '先不'],
  },
  kept: '好的，没有核实，登记还在。',
  onFile: '已有档案：登记会并入档案，预约、签约和账号都归过去。',
  newFile: '没有档案：会新建一份。',
  otherName: (name: string) => `注意：档案上的姓名是${name}，和登记的不一样。`,
  newPhone: (phone: string) => `档案上的手机号会改为${phone}。`,
  done: (name: string) => `${name}的身份已核实，预约、签约和账号都已归到本人名下。`,
  already: (name: string) => `${name}的身份已经核实过了，不用再核。`,
  refuseTitle: '退回的原因',
  askWhyRefused: '为什么退回？',
  refusals: {
    mismatch: '资料和证件不符',
    'not-the-person': '不是本人',
    duplicate: '重复登记',
  } satisfies Record<IdentityRefusal, string>,
  askRefuse: (name: string) => `请核对，确认就退回${name}的登记，并通知登记的人重新登记：`,
  heldTitle: '一并退回',
  held: ({ visits, waiting, contracts }: Held) => `${visits}个预约、${waiting}个候补、${contracts}份签约，账号解除绑定`,
  refused: (name: string) => `${name}的登记已退回，登记的人会收到通知（不告诉原因）。`,
  undoRefused: '退错了，请居民回复“绑定”重新登记；人在窗口的，回复“身份核实”，输入证件号码，可以看着证件登记。',
  undo: '核实错了，请马上联系中心管理员更正。',

  codeTitle: '发窗口验证码',
  askCode: (name: string) => `请核对本人和证件。确定给${name}发窗口验证码吗？`,
  code: (code: string, minutes: number) =>
    `窗口验证码：${code}，${minutes}分钟内有效，只能用一次。请居民在微信里回复“绑定”，发姓名和证件号码，问手机号或验证码时直接发这6个数字。已经绑定、要添加家人的，在“家人”里发。`,
  codeKept: '好的，没有发。',
} as const;

/** Registering somebody who stands at the desk with their card. */
export const registering = {
  askWho: '请看着证件，发居民的姓名和证件号码；有手机的，手机号写在一起，比如“张三 4404… 138…”。',
  askName: '请看着证件，发居民的姓名；有手机的，手机号写在一起。',
  help: '身份证、回乡证、居住证、护照都可以，孩子没有身份证的用出生证。登记就表示您看过证件原件和本人。',
  askPhone: '请发居民的手机号，没有的请选：',
  phoneHint: '没看到手机号，请发11位的手机号；没有的请回复“没有手机”。',
  noPhone: '没有手机',
  check: '请核对，确认就表示看过证件和本人：',
  name: '姓名',
  document: '证件号码',
  phone: '手机号',
  registered: (name: string) => `${name}登记好了，身份已核实。`,
  found: (name: string) => `${name}已经有档案，就用档案办，资料没有改动。`,
} as const;

interface Person {
  name: string;
  sex: string;
  birthDate: string;
  /** Masked. */
  document: string;
  phone: string | undefined;
}
